package klara.disclosure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import klara.table.Field;
import klara.table.Table;
import klara.table.Zone;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CurvesTest {
  private static final Field GOAL = Field.of("goal", DataTypes.StringType, "Goal");
  private static final Field COHORTS = Field.of("cohorts", DataTypes.StringType, "Cohorts");
  private static final Field YEAR = Field.of("year", DataTypes.IntegerType, "Year");
  private static final Field STUDENTS = Field.of("students", DataTypes.LongType, "Students");
  private static final Field GAINED = Field.of("gained", DataTypes.LongType, "Gained");
  private static final Field SHARE = Field.of("share", DataTypes.DoubleType, "Share");
  private static final Table FROM =
      table(List.of(GOAL, COHORTS, YEAR, STUDENTS, GAINED, SHARE, Status.STATUS));
  private static final Curves CURVES =
      new Curves(
          table(List.of(GOAL, COHORTS, YEAR, STUDENTS, SHARE, Status.STATUS)),
          YEAR,
          STUDENTS,
          GAINED,
          List.of(STUDENTS, SHARE),
          Status.STATUS);

  private final List<Row> rows = new ArrayList<>();

  private static Table table(List<Field> columns) {
    return new Table(
        Zone.ANALYSIS, "curves", "one row a point", List.of(GOAL, COHORTS, YEAR), columns);
  }

  /** What a curve gains year by year; −1 for a year that nobody has seen. */
  private void curve(String goal, String cohorts, long students, long... gained) {
    for (int year = 0; year < gained.length; year++) {
      boolean isSeen = gained[year] >= 0;
      rows.add(
          RowFactory.create(
              goal,
              cohorts,
              year,
              isSeen ? students : null,
              isSeen ? gained[year] : null,
              isSeen ? 0.5 : null,
              isSeen ? Status.PUBLISHED : Status.IMMATURE));
    }
  }

  private List<String> told(String goal, String cohorts) {
    return CURVES.withoutSmallSteps(FROM, rows).stream()
        .filter(row -> row.getString(0).equals(goal) && row.getString(1).equals(cohorts))
        .map(row -> said(row.get(3), row.get(4), row.getString(5)))
        .toList();
  }

  private static String said(@Nullable Object students, @Nullable Object share, String status) {
    return students + " " + share + " " + status;
  }

  @Test
  void tellsAPointWhereFiveOrNoneWereGainedSinceTheLast() {
    curve("study", "2016", 100, 10, 3, 4, 0);
    curve("study", "2019", 50, 0, 4, 0, 1);
    curve("work", "2016", 150, 9, 8, 7, 6);

    // 3 gained by the second year, and 3 + 4 by the third
    assertThat(told("study", "2016"))
        .containsExactly(
            "100 0.5 published", "null null suppressed", "100 0.5 published", "100 0.5 published");
    // 4, and still 4, and 4 + 1
    assertThat(told("study", "2019"))
        .containsExactly(
            "50 0.5 published", "null null suppressed", "null null suppressed", "50 0.5 published");
    assertThat(told("work", "2016")).hasSize(4).containsOnly("150 0.5 published");
  }

  @Test
  void withholdsAPointThatLeavesAFew() {
    curve("study", "all", 20, 6, 10, 0);

    assertThat(told("study", "all"))
        .containsExactly("20 0.5 published", "null null suppressed", "null null suppressed");
  }

  @Test
  void tellsThatAllWereGained() {
    curve("study", "all", 20, 15, 5);

    assertThat(told("study", "all")).containsExactly("20 0.5 published", "20 0.5 published");
  }

  @Test
  void leavesWhatNobodyHasSeenAsItIs() {
    curve("study", "2016", 100, 10, 20);
    curve("study", "2019", 50, 6, -1);

    assertThat(told("study", "2016")).containsExactly("100 0.5 published", "100 0.5 published");
    assertThat(told("study", "2019")).containsExactly("50 0.5 published", "null null immature");
  }
}
