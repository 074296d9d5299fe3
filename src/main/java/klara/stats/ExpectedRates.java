package klara.stats;

import static klara.stats.Normal.Z;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.commons.math3.analysis.UnivariateFunction;
import org.apache.commons.math3.analysis.solvers.BrentSolver;

/**
 * The rate an area would have were its people to fare as the same sort of people do in all other
 * areas, and how far it is from that. With n people and x events of a pattern of covariates in the
 * area, N and X in all others, p the area's own rate:
 *
 * <pre>
 * expected E = Σ n r / Σn, r = X/N       residual d = p − E
 * se² = Σ n r(1 − r)/(Σn)² + s²          s² = Σ n² r(1 − r)/N /(Σn)², the error of E
 * z = d/se                               limits d − √((p − l)² + (1.96 s)²), d + √((u − p)² + …)
 * </pre>
 *
 * <p>with l and u the Wilson limits of p. The area itself never tells what is expected of it. The
 * limits are of the distance between the area and the others as they are: chance alone. Areas do
 * differ, though, for reasons no covariate tells; with τ² the variance between areas and a the part
 * each of the others has in E, √(se² + τ²(1 + Σa²)) is how far an ordinary area may be from its
 * expectation, τ² such that the squares of d over it add up to the number of areas (Paule and
 * Mandel).
 *
 * <p>Patterns are text, the most telling covariate first. Where fewer than {@value #FEWEST} of the
 * others have a pattern, its last covariate is left out, then the one before, and so on: the rate
 * is that of a coarser margin. Chosen before a ridge logistic model because every expectation can
 * be counted by hand. What goes with the composition of areas is adjusted away, whether or not it
 * should be.
 *
 * @param variance τ², in squared rates; 0 where areas differ no more than by chance
 * @param areas those with people, by number
 * @see <a href="https://doi.org/10.6028/jres.087.022">Paule and Mandel (1982)</a>
 * @see <a href="https://doi.org/10.1037/1082-989X.12.4.381">Zou (2007), for the limits</a>
 */
public record ExpectedRates(double variance, List<Area> areas) {
  /** Fewest people of other areas that tell the rate of a pattern. */
  public static final int FEWEST = 30;

  private static final int FEWEST_AREAS = 3;

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
   * One area's result; all are shares.
   *
   * @param area its number
   * @param observed its own rate p
   * @param expected E
   * @param expectedError s, the standard error of E
   * @param residual d
   * @param standardError se, of the residual were the area like the others
   * @param interval 95 %, of the distance to the others as they are
   * @param usualError how far an ordinary area may be, chance and τ together
   * @param coarser share of its people whose expectation comes from a coarser margin
   */
  public record Area(
      int area,
      double observed,
      double expected,
      double expectedError,
      double residual,
      double standardError,
      Interval interval,
      double usualError,
      double coarser) {

    /** d/se: beyond 1.96 more than chance; NaN where nothing varies. */
    public double z() {
      return residual / standardError;
    }

    /** d over the usual error: beyond 1.96 more than areas usually differ. */
    public double zAmongAreas() {
      return residual / usualError;
    }
  }

  /**
   * Every area against all others.
   *
   * @param cells in any order; several of the same area and pattern are added up
   * @throws IllegalArgumentException where counts are not such, patterns have no or not the same
   *     number of covariates, or fewer than three areas have people
   */
  public static ExpectedRates of(List<Cell> cells) {
    require(cells);
    PatternSums all = new PatternSums();
    Map<Integer, PatternSums> byArea = new TreeMap<>();
    for (Cell cell : cells) {
      if (cell.people() > 0) {
        all.add(cell);
        byArea.computeIfAbsent(cell.area(), any -> new PatternSums()).add(cell);
      }
    }
    List<Draft> drafts = new ArrayList<>();
    byArea.forEach((area, own) -> drafts.add(Draft.of(area, own, all, byArea)));
    double variance = variance(drafts);
    return new ExpectedRates(
        variance, drafts.stream().map(draft -> draft.withVariance(variance)).toList());
  }

  private static void require(List<Cell> cells) {
    long widths = cells.stream().map(cell -> cell.pattern().size()).distinct().count();
    long areas = cells.stream().filter(c -> c.people() > 0).map(Cell::area).distinct().count();
    Faults.of("Cannot expect 'rates'")
        .eventsOfTrials(
            cells.stream().mapToDouble(Cell::events).toArray(),
            cells.stream().mapToDouble(Cell::people).toArray())
        .unless(widths < 2, "patterns must be of the same covariates (have %d lengths)", widths)
        .unless(
            cells.stream().noneMatch(cell -> cell.pattern().isEmpty()),
            "patterns must have a covariate (some have none)")
        .unless(
            areas >= FEWEST_AREAS,
            "areas with people must be %d or more (are %d)",
            FEWEST_AREAS,
            areas)
        .refuse();
  }

  private static double variance(List<Draft> drafts) {
    UnivariateFunction excess =
        tau2 -> drafts.stream().mapToDouble(d -> d.square(tau2)).sum() - drafts.size();
    if (!(excess.value(0) > 0)) {
      return 0;
    }
    double enough = drafts.stream().mapToDouble(d -> d.residual * d.residual / d.influence).sum();
    return new BrentSolver(1e-12, 1e-14).solve(500, excess, 0, enough);
  }

  /** An area, before it is known how much areas differ. */
  private static final class Draft {
    private final int area;
    private final double observed;
    private final double people;
    private final double residual;
    private final double expectedVariance;
    private final double ownVariance;
    private final double influence;
    private final double coarser;

    private Draft(
        int area, PatternSums own, PatternSums.Others others, Map<Integer, PatternSums> byArea) {
      this.area = area;
      this.people = own.people("");
      this.observed = own.events("") / people;
      Map<String, Double> weights = new TreeMap<>();
      double ownVariance = 0;
      double borrowed = 0;
      for (Map.Entry<String, Double> entry : own.patterns().entrySet()) {
        String margin = others.margin(entry.getKey());
        double share = entry.getValue() / people;
        weights.merge(margin, share, Double::sum);
        ownVariance += share * others.variance(margin) / people;
        borrowed += margin.equals(entry.getKey()) ? 0 : share;
      }
      this.ownVariance = ownVariance;
      this.coarser = borrowed;
      double expected = 0;
      double expectedVariance = 0;
      Map<String, Double> parts = new TreeMap<>();
      for (String pattern : others.patterns()) {
        double part = 0;
        for (String margin = pattern; ; margin = PatternSums.coarser(margin)) {
          double weight = weights.getOrDefault(margin, 0.0);
          part += weight > 0 ? weight / others.people(margin) : 0;
          if (margin.isEmpty()) {
            break;
          }
        }
        parts.put(pattern, part);
        expected += part * others.events(pattern);
        expectedVariance +=
            part * part * others.people(pattern) * others.variance(others.margin(pattern));
      }
      this.residual = observed - expected;
      this.expectedVariance = expectedVariance;
      this.influence = 1 + squaredParts(parts, byArea);
    }

    private static Draft of(
        int area, PatternSums own, PatternSums all, Map<Integer, PatternSums> byArea) {
      return new Draft(area, own, all.without(own), byArea);
    }

    /** Σa² over the other areas. */
    private double squaredParts(Map<String, Double> parts, Map<Integer, PatternSums> byArea) {
      double sum = 0;
      for (Map.Entry<Integer, PatternSums> other : byArea.entrySet()) {
        if (other.getKey() != area) {
          double part = 0;
          for (Map.Entry<String, Double> cell : other.getValue().patterns().entrySet()) {
            part += parts.getOrDefault(cell.getKey(), 0.0) * cell.getValue();
          }
          sum += part * part;
        }
      }
      return sum;
    }

    private double usualVariance(double tau2) {
      return ownVariance + expectedVariance + tau2 * influence;
    }

    private double square(double tau2) {
      double variance = usualVariance(tau2);
      return variance > 0 ? residual * residual / variance : 0;
    }

    private Area withVariance(double tau2) {
      double s = Z * Math.sqrt(expectedVariance);
      double events = observed * people;
      double below = Math.hypot(observed - Wilson.lower(events, people), s);
      double above = Math.hypot(Wilson.upper(events, people) - observed, s);
      return new Area(
          area,
          observed,
          observed - residual,
          Math.sqrt(expectedVariance),
          residual,
          Math.sqrt(ownVariance + expectedVariance),
          new Interval(residual - below, residual + above),
          Math.sqrt(usualVariance(tau2)),
          coarser);
    }
  }
}
