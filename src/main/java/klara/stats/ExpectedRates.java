package klara.stats;

import java.util.List;

/**
 * {@link ExpectedMeans} of an outcome that people have or have not: means are rates, 0 to 1. With X
 * of the N others of a pattern having it,
 *
 * <pre>
 * m = r = X/N                            v = r(1 − r)
 * limits d − √((p − l)² + (1.96 s)²)     and d + √((u − p)² + (1.96 s)²)
 * </pre>
 *
 * <p>where l and u are the Wilson limits of p, the area's own rate.
 */
public final class ExpectedRates {
  private ExpectedRates() {}

  /**
   * People of an area who are alike.
   *
   * @param area its number
   * @param pattern a value of each covariate, the most telling first; the same covariates in every
   *     cell
   * @param people how many they are
   * @param events how many of them had the outcome
   */
  public record Cell(int area, List<String> pattern, double people, double events) {}

  /**
   * Every area against all others.
   *
   * @param cells in any order; several of the same area and pattern are added up
   * @throws IllegalArgumentException where counts are not such, patterns have no or not the same
   *     number of covariates, or fewer than three areas have people
   */
  public static ExpectedMeans of(List<Cell> cells) {
    Faults faults =
        Faults.of("Cannot expect 'rates'")
            .eventsOfTrials(
                cells.stream().mapToDouble(Cell::events).toArray(),
                cells.stream().mapToDouble(Cell::people).toArray());
    return ExpectedMeans.of(
        cells.stream()
            .map(
                cell ->
                    new ExpectedMeans.Cell(
                        cell.area(), cell.pattern(), cell.people(), cell.events(), cell.events()))
            .toList(),
        faults,
        ExpectedRates::byWilson);
  }

  private static Interval byWilson(AreaAndOthers area) {
    double events = area.observed() * area.people();
    return new Interval(
        Wilson.lower(events, area.people()) - area.expected(),
        Wilson.upper(events, area.people()) - area.expected());
  }
}
