package klara.disparity;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import klara.region.AreaOutcomes;
import klara.region.OfficialFigures;
import klara.stats.Normal;
import klara.table.Table;
import klara.testing.SparkTest;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Tables of protected counts and of official figures, written as text. */
abstract class DisparityTest extends SparkTest {
  private static final String COUNTS =
      "area_level | area_code | area_name | perspective | cohort | outcome | group_dimension | group_value | students | events | rate | status\n";
  private static final String MEANS =
      "area_level | area_code | area_name | perspective | cohort | outcome | group_dimension | group_value | students | mean_merit_points | mean_merit_points_lower | mean_merit_points_upper | status\n";
  private static final String FIGURES =
      "publication | source_table | measure | area_kind | area_level | area_code | area_name | perspective | period | provider | sex | unit | value | status\n";

  static final List<String> CODES = Neighbours.ours().areas();

  /** Counts of all students who live there; a line is code, cohort, outcome, students, events. */
  static String told(String code, int cohort, String outcome, int students, int events) {
    return "municipality | %s | M%s | home | %d | %s | all | all | %d | %d | %s | published%n"
        .formatted(code, code, cohort, outcome, students, events, 1.0 * events / students);
  }

  /** Points of all students who live there: their mean and its standard error. */
  static String points(String code, int cohort, int students, double mean, double error) {
    double half = Normal.Z * error;
    return "municipality | %s | M%s | home | %d | merit_value_17 | all | all | %d | %s | %s | %s | published%n"
        .formatted(code, code, cohort, students, mean, mean - half, mean + half);
  }

  static String withheldPoints(String code, int cohort) {
    return "municipality | %s | M%s | home | %d | merit_value_17 | all | all | | | | | suppressed%n"
        .formatted(code, code, cohort);
  }

  static String withheld(String code, int cohort, String outcome) {
    return "municipality | %s | M%s | home | %d | %s | all | all | | | | suppressed%n"
        .formatted(code, code, cohort, outcome);
  }

  /** One line for each of the 33, by its number. */
  static String each(java.util.function.IntFunction<String> line) {
    return IntStream.range(0, CODES.size()).mapToObj(line).collect(Collectors.joining());
  }

  /** A share in percent of all students of a school municipality, who may be counted. */
  static String share(String code, String period, String measure, String percent) {
    return figure(code, period, measure, "all", percent, "published");
  }

  static String figure(
      String code, String period, String measure, String provider, String value, String status) {
    return "Skolverket | tabell | %s | skolkommun | municipality | %s | M%s | school | %s | %s | all | percent | %s | %s%n"
        .formatted(measure, code, code, period, provider, value, status);
  }

  Dataset<Row> counts(String lines) {
    return inOrder(AreaOutcomes.TABLE, COUNTS + lines);
  }

  Dataset<Row> means(String lines) {
    return inOrder(AreaOutcomes.TABLE, MEANS + lines);
  }

  AreaFigures figuresOfPoints(String lines) {
    return AreaFigures.of(means(lines), official(""));
  }

  Dataset<Row> official(String lines) {
    return inOrder(OfficialFigures.TABLE, FIGURES + lines);
  }

  AreaFigures figures(String counts, String official) {
    return AreaFigures.of(counts(counts), official(official));
  }

  /** The rows as a dataset that keeps its contract, key and all. */
  Dataset<Row> local(Table table, List<Row> rows) {
    Dataset<Row> dataset = spark().createDataFrame(rows, table.schema());
    table.require(dataset);
    return dataset;
  }

  private Dataset<Row> inOrder(Table table, String text) {
    return whole(table, text).select(table.select());
  }
}
