package klara.stats;

import java.util.List;
import java.util.Optional;

/**
 * {@link LinearMeans} of an outcome that people have or have not: its mean is a rate. Variances are
 * p(1 − p), also of the squares of residuals; that of the others' rate is {@link AgrestiCoull}'s.
 */
public final class LinearRates {
  /**
   * People who are alike.
   *
   * @param categories one of each circumstance; the same circumstances in every cell
   * @param people how many they are
   * @param events how many of them had the outcome
   */
  public record Cell(List<String> categories, double people, double events) {
    private LinearMeans.Cell mean() {
      return new LinearMeans.Cell(categories, people, events, events);
    }
  }

  private final LinearMeans model;

  private LinearRates(LinearMeans model) {
    this.model = model;
  }

  /**
   * The model of some people. Categories that none of them has are not in it.
   *
   * @param cells in any order
   * @throws IllegalArgumentException where counts are not such, there are no people, or cells have
   *     no or not the same number of circumstances
   */
  public static LinearRates of(List<Cell> cells) {
    return new LinearRates(LinearMeans.of(means(cells), faults(cells)));
  }

  /**
   * Why the rate of other people differs from that of these, as {@link LinearMeans#difference}.
   *
   * @param others nobody of whom is among the people of the model
   * @throws IllegalArgumentException as {@link #of}
   */
  public Optional<LinearMeans.Parts> difference(List<Cell> others) {
    List<LinearMeans.Cell> merged = LinearMeans.merged(means(others));
    double people = LinearMeans.people(merged);
    double events = LinearMeans.sum(merged);
    return model.difference(
        means(others), faults(others), () -> AgrestiCoull.variance(events, people));
  }

  private static List<LinearMeans.Cell> means(List<Cell> cells) {
    return cells.stream().map(Cell::mean).toList();
  }

  private static Faults faults(List<Cell> cells) {
    return Faults.of("Cannot model 'rates'")
        .eventsOfTrials(
            cells.stream().mapToDouble(Cell::events).toArray(),
            cells.stream().mapToDouble(Cell::people).toArray());
  }
}
