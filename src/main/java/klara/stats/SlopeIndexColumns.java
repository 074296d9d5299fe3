package klara.stats;

import static klara.stats.Normal.Z;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.exp;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.pow;
import static org.apache.spark.sql.functions.sqrt;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * {@link SlopeIndex} as double columns, with its formulas, units and order of groups.
 *
 * <p>All are null where fewer than two groups have students or a sum is null; the relative ones
 * also where either end of the line is not above 0, limits where a variance is null.
 *
 * <p>Each intermediate result is a column of its own, made once: written as one expression the
 * formulas repeat one another until no compiler takes them.
 */
public final class SlopeIndexColumns {
  public static final String SLOPE = "slope";
  public static final String SLOPE_LOWER = "slope_lower";
  public static final String SLOPE_UPPER = "slope_upper";
  public static final String RELATIVE = "relative";
  public static final String RELATIVE_LOWER = "relative_lower";
  public static final String RELATIVE_UPPER = "relative_upper";

  private SlopeIndexColumns() {}

  /**
   * Adds both indices and their limits, under the names above.
   *
   * @param rows with counts of the groups
   * @param students how many are in each group, the groups in order; 0 and never null for none
   * @param sums how many of them had the outcome, or what their values add up to
   * @param variances of the sums, {@link #ofEvents} where those are counts; 0 for none
   */
  public static Dataset<Row> added(
      Dataset<Row> rows, List<Column> students, List<Column> sums, List<Column> variances) {
    SlopeIndex.requireSameNumber(students, "sums", sums);
    SlopeIndex.requireSameNumber(students, "variances", variances);
    int groups = students.size();
    IntFunction<Column> n = g -> col("_n" + g);
    IntFunction<Column> x = g -> col("_x" + g);
    IntFunction<Column> t = g -> col("_t" + g);
    IntFunction<Column> v = g -> col("_v" + g);
    Map<String, Column> counts = new LinkedHashMap<>();
    for (int g = 0; g < groups; g++) {
      counts.put("_n" + g, students.get(g).cast("double"));
      counts.put("_x" + g, sums.get(g).cast("double"));
      counts.put("_v" + g, variances.get(g).cast("double"));
    }
    Map<String, Column> positions = new LinkedHashMap<>();
    Column before = lit(0.0);
    for (int g = 0; g < groups; g++) {
      positions.put("_t" + g, before.multiply(2.0).plus(n.apply(g)).minus(col("_all")));
      before = before.plus(n.apply(g));
    }
    Column mean = col("_mean");
    Column half = col(SLOPE).divide(2.0);
    Column logTerm =
        sum(
            groups,
            g ->
                pow(mean.multiply(col("_all")).multiply(t.apply(g)).minus(col("_u")), 2)
                    .multiply(v.apply(g)));
    Column logHalf =
        sqrt(col("_log_sum"))
            .divide(col("_spread").multiply(col("_start")).multiply(col("_end")))
            .multiply(2 * Z);
    Dataset<Row> made =
        rows.select("*")
            .transform(with(counts))
            .transform(with(Map.of("_all", sum(groups, n))))
            .transform(with(Map.of("_mean", sum(groups, x).divide(Divisor.of(col("_all"))))))
            .transform(with(positions))
            .transform(
                with(
                    Map.of(
                        "_spread",
                        Divisor.of(sum(groups, g -> n.apply(g).multiply(pow(t.apply(g), 2)))),
                        "_u",
                        sum(groups, g -> x.apply(g).multiply(t.apply(g))),
                        "_slope_sum",
                        sum(groups, g -> pow(t.apply(g), 2).multiply(v.apply(g))))))
            .transform(
                with(
                    Map.of(
                        SLOPE,
                        col("_all").multiply(2.0).multiply(col("_u")).divide(col("_spread")),
                        "_slope_half",
                        sqrt(col("_slope_sum"))
                            .multiply(col("_all"))
                            .divide(col("_spread"))
                            .multiply(2 * Z),
                        "_log_sum",
                        logTerm)))
            .transform(
                with(
                    Map.of(
                        SLOPE_LOWER,
                        col(SLOPE).minus(col("_slope_half")),
                        SLOPE_UPPER,
                        col(SLOPE).plus(col("_slope_half")),
                        "_start",
                        Divisor.of(mean.minus(half)),
                        "_end",
                        Divisor.of(mean.plus(half)))))
            .transform(
                with(Map.of(RELATIVE, col("_end").divide(col("_start")), "_log_half", logHalf)))
            .transform(
                with(
                    Map.of(
                        RELATIVE_LOWER, col(RELATIVE).divide(exp(col("_log_half"))),
                        RELATIVE_UPPER, col(RELATIVE).multiply(exp(col("_log_half"))))));
    List<String> kept = new ArrayList<>(List.of(rows.columns()));
    kept.addAll(List.of(SLOPE, SLOPE_LOWER, SLOPE_UPPER, RELATIVE, RELATIVE_LOWER, RELATIVE_UPPER));
    return made.select(kept.stream().map(name -> col("`" + name + "`")).toArray(Column[]::new));
  }

  private static scala.Function1<Dataset<Row>, Dataset<Row>> with(Map<String, Column> columns) {
    return rows -> rows.withColumns(columns);
  }

  private static Column sum(int number, IntFunction<Column> term) {
    return IntStream.range(0, number).mapToObj(term).reduce(Column::plus).orElseThrow();
  }

  /** The variance of so many events of so many students, by {@link SlopeIndex}. */
  public static Column ofEvents(Column students, Column events) {
    Column n = students.cast("double");
    Column x = events.cast("double");
    return pow(n, 2)
        .multiply(x.plus(1.0))
        .multiply(n.minus(x).plus(1.0))
        .divide(pow(n.plus(2.0), 3));
  }
}
