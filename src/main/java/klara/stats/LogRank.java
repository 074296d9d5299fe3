package klara.stats;

import java.util.List;
import klara.stats.LifeTable.Step;
import org.apache.commons.math3.special.Erf;

/**
 * The log-rank test of two groups having the same hazard at all times, of whatever cause, within
 * each of some strata:
 *
 * <pre>
 * O − E = Σ (d1 − d n1/n)      V = Σ d (n − d) n1 n0 / (n² (n − 1))      χ² = (O − E)²/V
 * </pre>
 *
 * over the times and strata with d events among n at risk in both groups together, d1 and n1 in the
 * first, n0 in the other; χ² has one degree of freedom. For one of several causes give tables
 * {@linkplain LifeTable#ofCause of that cause}. It has little power where the hazards cross. {@link
 * LogRankOfGroups} compares more than two.
 *
 * @param observed O, events in the first group
 * @param expected E, events in the first group if the hazards were the same
 * @param variance V
 * @param chiSquare NaN where V is 0
 * @param pValue 0 to 1, two-sided; NaN where V is 0
 * @see <a href="https://doi.org/10.1038/bjc.1977.1">Peto et al. (1977)</a>
 */
public record LogRank(
    double observed, double expected, double variance, double chiSquare, double pValue) {

  /**
   * Two groups to be compared with one another only.
   *
   * @param first the group whose events are counted
   * @param other the group it is compared with, on the same time scale
   */
  public record Stratum(LifeTable first, LifeTable other) {}

  /** The test without strata. */
  public static LogRank of(LifeTable first, LifeTable other) {
    return of(List.of(new Stratum(first, other)));
  }

  /** The test within strata, in any order. */
  public static LogRank of(List<Stratum> strata) {
    double observed = 0;
    double expected = 0;
    double variance = 0;
    for (Stratum stratum : strata) {
      Walk first = new Walk(stratum.first());
      Walk other = new Walk(stratum.other());
      while (first.hasNext() || other.hasNext()) {
        double time = Math.min(first.next(), other.next());
        double n1 = first.atRisk(time);
        double n = n1 + other.atRisk(time);
        double d1 = first.events(time);
        double d = d1 + other.events(time);
        if (d > 0) {
          observed += d1;
          expected += d * n1 / n;
          variance += n > 1 ? d * (n - d) * n1 * (n - n1) / (n * n * (n - 1)) : 0;
        }
      }
    }
    double difference = observed - expected;
    double chiSquare = variance > 0 ? difference * difference / variance : Double.NaN;
    double pValue = variance > 0 ? Erf.erfc(Math.sqrt(chiSquare / 2)) : Double.NaN;
    return new LogRank(observed, expected, variance, chiSquare, pValue);
  }

  /** The steps of a table one after the other. */
  static final class Walk {
    private final LifeTable table;
    private int step;
    private long atRisk;

    Walk(LifeTable table) {
      this.table = table;
      this.atRisk = table.atRisk(Double.NEGATIVE_INFINITY);
    }

    boolean hasNext() {
      return step < table.steps().size();
    }

    /** When something happens next; infinite where nothing does. */
    double next() {
      return hasNext() ? table.steps().get(step).time() : Double.POSITIVE_INFINITY;
    }

    /** How many are at risk at a time, which is the next one or before it. */
    double atRisk(double time) {
      return next() == time ? table.steps().get(step).atRisk() : atRisk;
    }

    /** How many have an event at that time; goes beyond it. */
    double events(double time) {
      if (next() != time) {
        return 0;
      }
      Step now = table.steps().get(step++);
      atRisk = now.atRiskAfter();
      return now.allEvents();
    }
  }
}
