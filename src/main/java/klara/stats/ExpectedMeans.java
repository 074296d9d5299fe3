package klara.stats;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.commons.math3.analysis.UnivariateFunction;
import org.apache.commons.math3.analysis.solvers.BrentSolver;

/**
 * The mean an area would have were its people to fare as the same sort of people do in all other
 * areas, and how far it is from that. With n people of a pattern of covariates in the area, N in
 * all others, m and v the mean and the variance (by N) of those N, ȳ the area's own mean of values
 * y:
 *
 * <pre>
 * expected E = Σ n m / Σn                residual d = ȳ − E
 * se² = Σ n v/(Σn)² + s²                 s² = Σ n² v/N /(Σn)², the error of E
 * z = d/se                               limits d ∓ √((t e)² + (1.96 s)²)
 * e² = (Σ(y − m)²/Σn − d²)/(Σn − 1)      t of Student with Σn − 1 degrees of freedom
 * </pre>
 *
 * <p>The area itself never tells what is expected of it. The limits are of the distance between the
 * area and the others as they are, chance alone; e is of the area's own values about what is
 * expected of each, so that who its people are is not taken for chance. Areas do differ, though,
 * for reasons no covariate tells; with τ² the variance between areas and a the part each of the
 * others has in E, √(se² + τ²(1 + Σa²)) is how far an ordinary area may be from its expectation, τ²
 * such that the squares of d over it add up to the number of areas (Paule and Mandel).
 *
 * <p>Patterns are text, the most telling covariate first. Where fewer than {@value #FEWEST} of the
 * others have a pattern, its last covariate is left out, then the one before, and so on: the mean
 * is that of a coarser margin. Chosen before a regression because every expectation can be counted
 * by hand. What goes with the composition of areas is adjusted away, whether or not it should be.
 *
 * @param variance τ², in the square of the unit of the values; 0 where areas differ no more than by
 *     chance
 * @param areas those with people, by number
 * @see <a href="https://doi.org/10.6028/jres.087.022">Paule and Mandel (1982)</a>
 * @see <a href="https://doi.org/10.1037/1082-989X.12.4.381">Zou (2007), for the limits</a>
 */
public record ExpectedMeans(double variance, List<Area> areas) {
  /** Fewest people of other areas that tell the mean of a pattern. */
  public static final int FEWEST = 30;

  private static final int FEWEST_AREAS = 3;

  /**
   * People of an area who are alike.
   *
   * @param area its number
   * @param pattern a value of each covariate, the most telling first; the same covariates in every
   *     cell
   * @param people how many they are
   * @param sum of their values, in any unit
   * @param squares sum of the squares of their values
   */
  public record Cell(int area, List<String> pattern, double people, double sum, double squares) {}

  /**
   * One area's result; all but its number and the last are in the unit of the values.
   *
   * @param area its number
   * @param observed its own mean ȳ
   * @param expected E
   * @param expectedError s, the standard error of E
   * @param residual d
   * @param standardError se, of the residual were the area like the others
   * @param interval 95 %, of the distance to the others as they are; NaN of a mean of one
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

    /** d/se: beyond 1.96 more than chance; infinite, or NaN for 0/0, where nothing varies. */
    public double z() {
      return residual / standardError;
    }

    /** d over the usual error: beyond 1.96 more than areas usually differ. */
    public double zAmongAreas() {
      return residual / usualError;
    }
  }

  /** The 95 % interval of an area's residual, were what is expected of it known for certain. */
  @FunctionalInterface
  interface OwnInterval {
    Interval of(AreaAndOthers area);
  }

  /**
   * Every area against all others.
   *
   * @param cells in any order; several of the same area and pattern are added up
   * @throws IllegalArgumentException where sums are not such, patterns have no or not the same
   *     number of covariates, or fewer than three areas have people
   */
  public static ExpectedMeans of(List<Cell> cells) {
    Faults faults =
        Faults.of("Cannot expect 'means'")
            .sums(
                cells.stream().mapToDouble(Cell::people).toArray(),
                cells.stream().mapToDouble(Cell::sum).toArray(),
                cells.stream().mapToDouble(Cell::squares).toArray());
    return of(cells, faults, ExpectedMeans::byStudent);
  }

  private static Interval byStudent(AreaAndOthers area) {
    double sum = area.people() * area.residual();
    return new Interval(
        Mean.lower(area.people(), sum, area.squaredResiduals()),
        Mean.upper(area.people(), sum, area.squaredResiduals()));
  }

  /** Likewise, with faults that were found before and another interval. */
  static ExpectedMeans of(List<Cell> cells, Faults faults, OwnInterval own) {
    requirePatterns(cells, faults);
    List<Cell> peopled = cells.stream().filter(cell -> cell.people() > 0).toList();
    Margins margins = new Margins(peopled.stream().map(Cell::pattern).toList());
    PatternSums all = new PatternSums(margins);
    Map<Integer, PatternSums> byArea = new TreeMap<>();
    for (Cell cell : peopled) {
      all.add(cell);
      byArea.computeIfAbsent(cell.area(), any -> new PatternSums(margins)).add(cell);
    }
    SquaredParts squaredParts = new SquaredParts(margins, byArea.values());
    List<AreaAndOthers> drafts = new ArrayList<>();
    byArea.forEach(
        (area, its) -> drafts.add(new AreaAndOthers(area, its, all.without(its), squaredParts)));
    double variance = variance(drafts);
    return new ExpectedMeans(
        variance, drafts.stream().map(draft -> draft.told(variance, own)).toList());
  }

  private static void requirePatterns(List<Cell> cells, Faults faults) {
    long widths = cells.stream().map(cell -> cell.pattern().size()).distinct().count();
    long areas = cells.stream().filter(c -> c.people() > 0).map(Cell::area).distinct().count();
    faults
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

  private static double variance(List<AreaAndOthers> drafts) {
    UnivariateFunction excess =
        tau2 -> drafts.stream().mapToDouble(d -> d.square(tau2)).sum() - drafts.size();
    if (!(excess.value(0) > 0)) {
      return 0;
    }
    double enough = drafts.stream().mapToDouble(AreaAndOthers::mostVariance).sum();
    // As a share of what is enough: accuracy must have no unit.
    return enough
        * new BrentSolver(1e-12, 1e-14).solve(500, share -> excess.value(share * enough), 0, 1);
  }
}
