package klara.stats;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.math3.distribution.NormalDistribution;
import org.apache.commons.math3.distribution.TDistribution;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.MatrixUtils;
import org.apache.commons.math3.linear.QRDecomposition;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.linear.RealVector;
import org.apache.commons.math3.linear.SingularValueDecomposition;

/**
 * How fast a yearly figure moves, by weighted least squares, with steps where its definition broke:
 *
 * <pre>
 * y = a + b t + Σ c 1(t from a break on) + e
 * b = Σ g y, r the residuals, Newey and West's variance of b
 * N = Σ Σ g(s) g(t) r(s) r(t) (1 − |s − t|/(L + 1)) over |s − t| ≤ L = ⌊4 (T/100)^(2/9)⌋
 * standard error √(N q/E N), q the variance of b; Student's t with 2 (E N)²/Var N degrees of freedom
 * </pre>
 *
 * <p>Newey and West's errors allow for years that follow one another being alike; with so few times
 * they are far too small, and a t that knows only of T − k degrees is too: ten cohorts without a
 * trend would be called one time in six. So, as Bell and McCaffrey do for clusters, bias and
 * degrees of freedom are those that N has where errors are independent with variances 1/w. Where
 * years are strongly alike (0.5 and nothing else in the errors) limits of ten times still cover
 * seven in eight. Below eight times there is no slope: say {@link #change}.
 *
 * @param slope b, per unit of time
 * @param standardError of it
 * @param freedom degrees of freedom of the standard error, some 3.6 for ten times
 * @param interval of the slope
 * @param lag L, in times
 * @param steps c of each break, in the unit of y
 * @see <a href="https://doi.org/10.2307/1913610">Newey and West (1987)</a>
 * @see <a href="https://doi.org/10.1162/REST_a_00552">Imbens and Kolesár (2016), on Bell and
 *     McCaffrey (2002)</a>
 */
public record Trend(
    double slope,
    double standardError,
    double freedom,
    Interval interval,
    int lag,
    List<Double> steps) {
  /** Fewest times for a slope. */
  public static final int FEWEST_TIMES = 8;

  /** Over all times no figure moves by less, as a share of how far values are apart. */
  private static final double ROUNDING = 1e-12;

  /**
   * A difference between two times.
   *
   * @param change last − first, in the unit of y
   * @param standardError of it
   * @param interval normal, the two being independent
   */
  public record Change(double change, double standardError, Interval interval) {}

  /**
   * The slope.
   *
   * @param times rising, such as years
   * @param values y at each
   * @param weights w of each, above 0, such as one over the variance; their scale does not matter
   * @param breaks times from which a step is allowed for, each after the first time and no later
   *     than the last
   * @param level such as 0.95
   * @throws IllegalArgumentException where numbers are not such, there are fewer than eight times
   *     or two more than coefficients, or steps cannot be told from one another or the slope
   */
  public static Trend of(
      double[] times, double[] values, double[] weights, double[] breaks, double level) {
    require(times, values, weights, breaks, level);
    int rows = times.length;
    // Time in spans, values about the first in units of the farthest: nothing under- or overflows,
    // and of equal values nothing is left but zeros.
    double span = times[rows - 1] - times[0];
    RealVector apart = new ArrayRealVector(values).mapSubtract(values[0]);
    double unit = apart.getLInfNorm() > 0 ? apart.getLInfNorm() : 1;
    RealVector y = apart.mapDivide(unit);
    double[] relative = relative(weights);
    RealMatrix x = design(times, breaks);
    RealMatrix rooted = weighted(x, Arrays.stream(relative).map(Math::sqrt).toArray());
    RealMatrix weighted = weighted(x, relative);
    RealMatrix root = new QRDecomposition(rooted).getSolver().getInverse();
    RealMatrix inverse = root.multiply(root.transpose());
    RealVector coefficients = inverse.operate(weighted.preMultiply(y));
    RealVector residuals = y.subtract(x.operate(coefficients));
    int lag = (int) Math.floor(4 * Math.pow(rows / 100.0, 2.0 / 9));
    RealMatrix kept = keptErrors(x.multiply(inverse).multiply(weighted.transpose()));
    RealMatrix kernel = kernel(weighted.operate(inverse.getRowVector(1)), lag);
    double found = residuals.dotProduct(kernel.operate(residuals));
    RealMatrix form = independent(kept.transpose().multiply(kernel).multiply(kept), relative);
    double expected = form.getTrace();
    double freedom = expected * expected / form.multiply(form).getTrace();
    double perTime = unit / span;
    double error =
        perTime * unlessRounding(Math.sqrt(Math.max(0, found * inverse.getEntry(1, 1) / expected)));
    double slope = perTime * unlessRounding(coefficients.getEntry(1));
    double half =
        new TDistribution(null, freedom).inverseCumulativeProbability((1 + level) / 2) * error;
    List<Double> steps = new ArrayList<>();
    for (int k = 2; k < coefficients.getDimension(); k++) {
      steps.add(unit * coefficients.getEntry(k));
    }
    return new Trend(
        slope, error, freedom, new Interval(slope - half, slope + half), lag, List.copyOf(steps));
  }

  /**
   * Probability of a slope as far from 0 or farther, were there none; 0 where there is no error.
   */
  public double pTwoSided() {
    if (standardError == 0) {
      return slope == 0 ? 1 : 0;
    }
    double t = Math.abs(slope) / standardError;
    return 2 * new TDistribution(null, freedom).cumulativeProbability(-t);
  }

  /**
   * The change from a first to a last estimate.
   *
   * @param first estimate
   * @param firstError its standard error, 0 or more
   * @param last estimate
   * @param lastError its standard error
   * @param level such as 0.95
   * @throws IllegalArgumentException where numbers are not such
   */
  public static Change change(
      double first, double firstError, double last, double lastError, double level) {
    Faults.of("Cannot measure 'change'")
        .finite("estimates", new double[] {first, last})
        .notNegative("standard errors", new double[] {firstError, lastError})
        .level(level)
        .refuse();
    double error = Math.hypot(firstError, lastError);
    double half =
        new NormalDistribution(null, 0, 1).inverseCumulativeProbability((1 + level) / 2) * error;
    double change = last - first;
    return new Change(change, error, new Interval(change - half, change + half));
  }

  /** A number, or 0 where it is what rounding leaves of 0, of values up to 1 apart. */
  private static double unlessRounding(double number) {
    return Math.abs(number) <= ROUNDING ? 0 : number;
  }

  /** Of the greatest: their scale does not matter. */
  private static double[] relative(double[] weights) {
    double greatest = Arrays.stream(weights).max().orElseThrow();
    return Arrays.stream(weights).map(weight -> weight / greatest).toArray();
  }

  private static RealMatrix weighted(RealMatrix x, double[] weights) {
    RealMatrix weighted = x.copy();
    for (int i = 0; i < weights.length; i++) {
      weighted.setRowVector(i, x.getRowVector(i).mapMultiply(weights[i]));
    }
    return weighted;
  }

  /** What the fit leaves of errors: residuals are this of them. */
  private static RealMatrix keptErrors(RealMatrix hat) {
    return MatrixUtils.createRealIdentityMatrix(hat.getRowDimension()).subtract(hat);
  }

  /** N is residuals by this by residuals. */
  private static RealMatrix kernel(RealVector g, int lag) {
    int rows = g.getDimension();
    RealMatrix kernel = new Array2DRowRealMatrix(rows, rows);
    for (int s = 0; s < rows; s++) {
      for (int t = Math.max(0, s - lag); t <= Math.min(rows - 1, s + lag); t++) {
        double weight = 1 - Math.abs(s - t) / (lag + 1.0);
        kernel.setEntry(s, t, g.getEntry(s) * g.getEntry(t) * weight);
      }
    }
    return kernel;
  }

  /** A quadratic form in errors of variances 1/w, as one in errors of variance 1. */
  private static RealMatrix independent(RealMatrix form, double[] weights) {
    RealMatrix scaled = form.copy();
    for (int s = 0; s < weights.length; s++) {
      for (int t = 0; t < weights.length; t++) {
        scaled.multiplyEntry(s, t, 1 / Math.sqrt(weights[s] * weights[t]));
      }
    }
    return scaled;
  }

  /** Ones, times about their mean in spans, and steps. */
  private static RealMatrix design(double[] times, double[] breaks) {
    double mean = Arrays.stream(times).average().orElseThrow();
    double span = times[times.length - 1] - times[0];
    RealMatrix x = new Array2DRowRealMatrix(times.length, 2 + breaks.length);
    for (int i = 0; i < times.length; i++) {
      x.setEntry(i, 0, 1);
      x.setEntry(i, 1, (times[i] - mean) / span);
      for (int k = 0; k < breaks.length; k++) {
        x.setEntry(i, 2 + k, times[i] >= breaks[k] ? 1 : 0);
      }
    }
    return x;
  }

  private static void require(
      double[] times, double[] values, double[] weights, double[] breaks, double level) {
    int rows = times.length;
    int falls = 0;
    for (int i = 1; i < rows; i++) {
      falls += times[i] > times[i - 1] ? 0 : 1;
    }
    int fewest = Math.max(FEWEST_TIMES, 4 + breaks.length);
    boolean isLongEnough = rows >= fewest;
    long outside =
        rows == 0
            ? 0
            : Arrays.stream(breaks).filter(one -> one <= times[0] || one > times[rows - 1]).count();
    boolean isTellable =
        !isLongEnough
            || falls > 0
            || outside > 0
            || !Arrays.stream(times).allMatch(Double::isFinite)
            || new SingularValueDecomposition(design(times, breaks)).getRank() == 2 + breaks.length;
    Faults.of("Cannot fit 'trend'")
        .finite("times", times)
        .finite("values", values)
        .positive("weights", weights)
        .finite("breaks", breaks)
        .sameNumber("times", rows, "values", values.length)
        .sameNumber("times", rows, "weights", weights.length)
        .unless(isLongEnough, "times must be %d or more (are %d)", fewest, rows)
        .unless(falls == 0, "times must rise (%d do not)", falls)
        .unless(
            outside == 0,
            "breaks must be after the first time and no later than the last (%d are not)",
            outside)
        .unless(isTellable, "steps must be told from one another and from the slope (cannot)")
        .level(level)
        .refuse();
  }
}
