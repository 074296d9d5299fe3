package klara.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import klara.register.SchoolUnits;
import klara.testing.SparkTest;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

class SchoolLineagesTest extends SparkTest {
  /**
   * 5 and 3 merged into 4, and a part of 4 became 7 together with 9. 8 was split into 6 and 2, one
   * of which moved later. 1 is alone.
   */
  private static final String UNITS =
      """
      school_unit_code | valid_from | predecessors
      10000001         | 2011-07-01 |
      10000002         | 2016-07-01 | ["10000008"]
      10000002         | 2019-07-01 |
      10000003         | 2011-07-01 |
      10000004         | 2014-07-01 | ["10000005", "10000003"]
      10000005         | 2011-07-01 |
      10000006         | 2016-07-01 | ["10000008"]
      10000007         | 2020-07-01 | ["10000004", "10000009"]
      10000008         | 2011-07-01 |
      10000009         | 2011-07-01 |
      """;

  private List<String> lineages(LocalDate asOf) {
    Dataset<Row> units = rows(SchoolUnits.REGISTER.table(), UNITS);
    return SchoolLineages.from(units, asOf).orderBy("school_unit_code").collectAsList().stream()
        .map(row -> row.getString(0).substring(7) + " of " + row.getString(1).substring(7))
        .toList();
  }

  @Test
  void joinsWhatWasSplitAndMergedUnderTheLowestCode() {
    assertThat(lineages(LocalDate.of(2025, 1, 1)))
        .containsExactly(
            "1 of 1", "2 of 2", "3 of 3", "4 of 3", "5 of 3", "6 of 2", "7 of 3", "8 of 2",
            "9 of 3");
  }

  @Test
  void knowsNothingOfWhatHappensLater() {
    assertThat(lineages(LocalDate.of(2020, 6, 30)))
        .containsExactly(
            "1 of 1", "2 of 2", "3 of 3", "4 of 3", "5 of 3", "6 of 2", "7 of 7", "8 of 2",
            "9 of 9");
  }
}
