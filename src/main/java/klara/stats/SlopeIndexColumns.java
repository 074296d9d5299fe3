package klara.stats;

import static klara.stats.Normal.Z;
import static org.apache.spark.sql.functions.exp;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.pow;
import static org.apache.spark.sql.functions.sqrt;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.apache.spark.sql.Column;

/**
 * {@link SlopeIndex} as double columns, with its formulas, units and order of groups.
 *
 * <p>All are null where fewer than two groups have students or a count is null; the relative ones
 * also where either end of the line is not above 0.
 */
public record SlopeIndexColumns(
    Column slope,
    Column slopeLower,
    Column slopeUpper,
    Column relative,
    Column relativeLower,
    Column relativeUpper) {

  /**
   * Both indices.
   *
   * @param students how many are in each group, the groups in order; 0 and never null for none
   * @param events how many of them had the outcome
   */
  public static SlopeIndexColumns of(List<Column> students, List<Column> events) {
    requireSameNumber(students, events);
    List<Column> n = students.stream().map(column -> column.cast("double")).toList();
    List<Column> x = events.stream().map(column -> column.cast("double")).toList();
    Column all = sum(n.size(), n::get);
    Column mean = sum(x.size(), x::get).divide(Divisor.of(all));
    List<Column> t = positions(n, all);
    Column spread = Divisor.of(sum(t.size(), g -> n.get(g).multiply(pow(t.get(g), 2))));
    Column u = sum(t.size(), g -> x.get(g).multiply(t.get(g)));

    Column slope = all.multiply(2.0).multiply(u).divide(spread);
    Column slopeSum = sum(t.size(), g -> pow(t.get(g), 2).multiply(variance(n.get(g), x.get(g))));
    Column slopeHalf = sqrt(slopeSum).multiply(all).divide(spread).multiply(2 * Z);

    Column start = Divisor.of(mean.minus(slope.divide(2.0)));
    Column end = Divisor.of(mean.plus(slope.divide(2.0)));
    Column logSum =
        sum(
            t.size(),
            g ->
                pow(mean.multiply(all).multiply(t.get(g)).minus(u), 2)
                    .multiply(variance(n.get(g), x.get(g))));
    Column logHalf = sqrt(logSum).divide(spread.multiply(start).multiply(end)).multiply(2 * Z);
    Column relative = end.divide(start);
    return new SlopeIndexColumns(
        slope,
        slope.minus(slopeHalf),
        slope.plus(slopeHalf),
        relative,
        relative.divide(exp(logHalf)),
        relative.multiply(exp(logHalf)));
  }

  static void requireSameNumber(List<?> students, List<?> events) {
    if (students.size() != events.size() || students.isEmpty()) {
      throw new IllegalArgumentException(
          "Invalid groups: expected students and events of each, found %d and %d"
              .formatted(students.size(), events.size()));
    }
  }

  private static Column sum(int number, IntFunction<Column> term) {
    return IntStream.range(0, number).mapToObj(term).reduce(Column::plus).orElseThrow();
  }

  private static List<Column> positions(List<Column> n, Column all) {
    List<Column> positions = new ArrayList<>();
    Column before = lit(0.0);
    for (Column students : n) {
      positions.add(before.multiply(2.0).plus(students).minus(all));
      before = before.plus(students);
    }
    return positions;
  }

  private static Column variance(Column n, Column x) {
    return pow(n, 2)
        .multiply(x.plus(1.0))
        .multiply(n.minus(x).plus(1.0))
        .divide(pow(n.plus(2.0), 3));
  }
}
