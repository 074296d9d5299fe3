package klara.disparity;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import klara.outcome.OutcomeCells;
import klara.region.AreaOutcomes;
import klara.table.Table;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

class ExpectedPointsTest extends DisparityTest {
  private static final String CELLS =
      "outcome | cohort | home_place | school_place | school_unit_code | sex | parental_education | background | newly_arrived | students | events | points | squared_points\n";
  private static final String COUNTS =
      "area_level | area_code | area_name | perspective | cohort | outcome | group_dimension | group_value | students | events | mean_merit_points | status\n";

  /** A municipality by the education of parents; a variance of 2500 about each mean, in points. */
  private record Place(String code, int pre, int preMean, int post, int postMean) {
    String cells(int cohort) {
      return cell(cohort, "pre_secondary", pre, preMean)
          + cell(cohort, "post_secondary", post, postMean);
    }

    /** One more is counted, and has no points. */
    private String cell(int cohort, String education, long students, long mean) {
      return "merit_value_17 | %d | %s | elsewhere | | girls | %s | swedish | no | %d | %d | %d | %d%n"
          .formatted(
              cohort,
              code,
              education,
              students + 1,
              students,
              10 * students * mean,
              100 * students * (mean * mean + 2500));
    }

    String told(int cohort) {
      double mean = (1.0 * pre * preMean + 1.0 * post * postMean) / (pre + post);
      return "municipality | %s | M | home | %d | merit_value_17 | all | all | %d | %d | %s | published%n"
          .formatted(code, cohort, pre + post + 2, pre + post, mean);
    }
  }

  private static final Place LUND = new Place("1281", 150, 212, 50, 256);

  private static List<Place> places(Place lund) {
    Stream<Place> others =
        CODES.stream()
            .filter(code -> !code.equals(lund.code()))
            .limit(11)
            .map(code -> new Place(code, 100, 200, 100, 240));
    return Stream.concat(Stream.of(lund), others).toList();
  }

  private Map<Table, List<Row>> made(Place lund, int... cohorts) {
    StringBuilder cells = new StringBuilder(CELLS);
    StringBuilder counts = new StringBuilder(COUNTS);
    for (int cohort : cohorts) {
      cells.append(places(lund).stream().map(p -> p.cells(cohort)).collect(Collectors.joining()));
      counts.append(places(lund).stream().map(p -> p.told(cohort)).collect(Collectors.joining()));
    }
    Dataset<Row> areaOutcomes = whole(AreaOutcomes.TABLE, counts.toString());
    return Expectations.of(
        IntakePatterns.from(rows(OutcomeCells.TABLE, cells.toString())).toLocalIterator(),
        AreaFigures.of(areaOutcomes.select(AreaOutcomes.TABLE.select())));
  }

  private Dataset<Row> lund(Map<Table, List<Row>> made) {
    return local(ExpectedOutcomes.TABLE, made.getOrDefault(ExpectedOutcomes.TABLE, List.of()))
        .where("area_code = '1281'");
  }

  /**
   * Others 200 and 240: (150 · 200 + 50 · 240)/200 = 210; Lund (150 · 212 + 50 · 256)/200 = 223.
   * About what is expected 150 · (2500 + 12²) + 50 · (2500 + 16²) = 534 400 of squares, e² = (2672
   * − 13²)/199 = 12.578; of 1100 others of each sort s² = (150² + 50²) · 2500/1100/200² = 1.4205; t
   * of 199 is 1.972: √(1.972² · 12.578 + 1.96² · 1.4205) = 7.4, told as 8.
   */
  @Test
  void expectsTheMeanOfTheOthersStudentsOfTheSameKind() {
    assertRows(
        ExpectedOutcomes.TABLE,
        """
        outcome        | students | rate | expected_rate | mean_merit_points | expected_mean_merit_points | residual | residual_lower | residual_upper | finding | is_unusual | status
        merit_value_17 | 202      |      |               | 223.0             | 210.0                      | 13.0     | 5.0            | 21.0           | above   | true       | published
        """,
        lund(made(LUND, 2023)));
  }

  /**
   * (73 · 200 + 24 · 240)/97 = 209.9, in steps of 4: 208; of 199 students (149 · 200 + 48 ·
   * 240)/197 = 209.7 in steps of 2: 210.
   */
  @Test
  void tellsInCoarserStepsOfFewerStudents() {
    assertRows(
        ExpectedOutcomes.TABLE,
        """
        students | expected_mean_merit_points | status
        99       | 208.0                      | published
        """,
        lund(made(new Place("1281", 73, 212, 24, 256), 2023)));
    assertRows(
        ExpectedOutcomes.TABLE,
        """
        students | expected_mean_merit_points | status
        199      | 210.0                      | published
        """,
        lund(made(new Place("1281", 149, 212, 48, 256), 2023)));
    assertRows(
        ExpectedOutcomes.TABLE,
        """
        students | mean_merit_points | expected_mean_merit_points | status
                 |                   |                            | unreliable
        """,
        lund(made(new Place("1281", 24, 212, 23, 256), 2023)));
  }

  @Test
  void poolsThreeCohorts() {
    assertRows(
        ExpectedOutcomes.TABLE,
        """
        cohort | cohorts | students | mean_merit_points | expected_mean_merit_points
        2023   | 3       | 606      | 223.0             | 210.0
        """,
        lund(made(LUND, 2021, 2022, 2023)).where("cohorts = 3"));
  }

  @Test
  void isNotDecomposedWithoutStudentsOutsideSkane() {
    assertThat(
            local(
                    GapDecomposition.TABLE,
                    made(LUND, 2023).getOrDefault(GapDecomposition.TABLE, List.of()))
                .where("status = 'missing' and mean_merit_points is null and composition is null")
                .count())
        .isEqualTo(12);
  }
}
