package klara.stats;

/**
 * The variance of a rate, x of n, with two events and two others added, which is not 0 where all or
 * nobody had the outcome:
 *
 * <pre>p(1 − p)/(n + 4)      p = (x + 2)/(n + 4)</pre>
 *
 * @see <a href="https://doi.org/10.1080/00031305.1998.10480550">Agresti and Coull (1998)</a>
 */
public final class AgrestiCoull {
  private AgrestiCoull() {}

  /**
   * The variance.
   *
   * @param events how many of the {@code trials} had the outcome, 0 to {@code trials}
   * @param trials how many were at risk; of nobody it is 1/16
   * @return NaN where either is
   * @throws IllegalArgumentException where events are below 0 or more than trials, or these
   *     infinite
   */
  public static double variance(double events, double trials) {
    Wilson.requireCounts(events, trials);
    double rate = (events + 2) / (trials + 4);
    return rate * (1 - rate) / (trials + 4);
  }
}
