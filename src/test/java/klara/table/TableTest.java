package klara.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.junit.jupiter.api.Test;

class TableTest {
  private static final Field COHORT = Field.of("cohort", DataTypes.IntegerType, "Cohort");
  private static final Field AREA = Field.of("area_code", DataTypes.StringType, "Area");
  private static final Field STUDENTS = Field.of("students", DataTypes.LongType, "Students");
  private static final Field RATE = Field.of("rate", DataTypes.DoubleType, "Rate");
  private static final Field STATUS = Field.of("status", DataTypes.StringType, "Status");
  private static final Table TABLE =
      new Table(
          Zone.ANALYSIS,
          "rates",
          "one row per cohort and area",
          List.of(COHORT, AREA),
          List.of(COHORT, AREA, STUDENTS, RATE, STATUS));

  @Test
  void tellsNothingBetweenWhatARowIsAboutAndItsStatus() {
    assertThat(TABLE.untold("suppressed", 2023, "1281"))
        .isEqualTo(RowFactory.create(2023, "1281", null, null, "suppressed"));
  }

  @Test
  void refusesMoreThanThereIsRoomForBeforeTheStatus() {
    assertThat(TABLE.untold("suppressed", 2023, "1281", 10L, 0.5).anyNull()).isFalse();
    assertThatThrownBy(() -> TABLE.untold("suppressed", 2023, "1281", 10L, 0.5, "published"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Cannot make a row of 'rates': too many values (expected at most 4, found 5)");
  }
}
