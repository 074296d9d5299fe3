package klara.disclosure;

import static org.apache.spark.sql.types.DataTypes.DoubleType;
import static org.apache.spark.sql.types.DataTypes.LongType;
import static org.apache.spark.sql.types.DataTypes.StringType;

import java.util.List;
import klara.table.Field;
import klara.table.Table;
import klara.table.Zone;
import klara.testing.SparkTest;
import org.junit.jupiter.api.Test;

class TwoByTwoTest extends SparkTest {
  private static final Field FLAG = Field.of("flag", StringType, "Circumstance");
  private static final Field WITH = Field.of("students", LongType, "Students with it");
  private static final Field EVENTS = Field.of("events", LongType, "Those with the outcome");
  private static final Field WITHOUT = Field.of("other_students", LongType, "Students without it");
  private static final Field OTHERS = Field.of("other_events", LongType, "Those with the outcome");
  private static final Field RATIO = Field.of("risk_ratio", DoubleType, "Risk ratio");
  private static final Table TABLE =
      new Table(
          Zone.ANALYSIS,
          "flags",
          "one row per circumstance",
          List.of(FLAG),
          List.of(FLAG, WITH, EVENTS, WITHOUT, OTHERS, RATIO, Status.STATUS));

  private static final TwoByTwo COUNTS =
      new TwoByTwo(
          TABLE,
          List.of(List.of(WITH, EVENTS), List.of(WITHOUT, OTHERS)),
          List.of(WITH, EVENTS, WITHOUT, OTHERS, RATIO),
          Status.STATUS);

  @Test
  void withholdsARowWithOneToFourInAnyOfItsFourCounts() {
    assertRows(
        TABLE,
        """
        flag       | students | events | other_students | other_events | risk_ratio | status
        large      | 50       | 5      | 100            | 95           | 2.0        | published
        none       | 50       | 0      | 100            | 100          | 2.0        | published
        few        |          |        |                |              |            | suppressed
        few_not    |          |        |                |              |            | suppressed
        others     |          |        |                |              |            | suppressed
        others_not |          |        |                |              |            | suppressed
        young      |          |        |                |              |            | immature
        """,
        COUNTS.withoutSmallCells(
            rows(
                TABLE,
                """
                flag       | students | events | other_students | other_events | risk_ratio | status
                large      | 50       | 5      | 100            | 95           | 2.0        | published
                none       | 50       | 0      | 100            | 100          | 2.0        | published
                few        | 50       | 4      | 100            | 50           | 2.0        | published
                few_not    | 50       | 46     | 100            | 50           | 2.0        | published
                others     | 50       | 25     | 100            | 1            | 2.0        | published
                others_not | 50       | 25     | 100            | 99           | 2.0        | published
                young      |          |        |                |              |            | immature
                """)));
  }
}
