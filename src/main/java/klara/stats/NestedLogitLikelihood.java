package klara.stats;

import java.util.List;
import klara.stats.NestedLogits.Group;
import org.apache.commons.math3.analysis.integration.gauss.GaussIntegrator;
import org.apache.commons.math3.analysis.integration.gauss.GaussIntegratorFactory;

/**
 * The likelihood of nested random intercepts of log-odds, from the counts of each inner group. With
 * σ and τ the standard deviations of outer and inner groups, v and z standard normal, n units and y
 * events,
 *
 * <pre>
 * L = Π ∫ φ(v) Π g(β + σv) dv        g(η) = ∫ φ(z) exp(yθ − n ln(1 + exp θ)) dz, θ = η + τz
 * </pre>
 *
 * <p>The outer integral is by adaptive Gauss-Hermite quadrature about its mode; the inner one by
 * Laplace's approximation with its next term, which for counts of this kind is as near as five to
 * seven points of quadrature, at a fraction of the work:
 *
 * <pre>
 * ln g = h − ln(c)/2 + h₄/(8c²) + 5h₃²/(24c³)        at the mode of h = ln(integrand), c = −h″
 * </pre>
 *
 * @see <a href="https://doi.org/10.1080/10618600.2000.10474870">Raudenbush, Yang and Yosef
 *     (2000)</a>
 * @see <a href="https://doi.org/10.1016/j.jeconom.2004.08.017">Rabe-Hesketh, Skrondal and Pickles
 *     (2005)</a>
 */
final class NestedLogitLikelihood {
  private static final GaussIntegrator HERMITE = new GaussIntegratorFactory().hermite(5);

  /** No step in log-odds is longer: far out the logistic curve is flat and tells nothing. */
  private static final double LONGEST = 1.5;

  /** A step of Newton's method that is the last: after it, the square of it is left. */
  private static final double NEAR = 1e-3;

  private static final int ROUNDS = 100;

  private final List<List<Group>> outers;
  private final double logOdds;

  /** Counts of the inner groups of each outer one. */
  NestedLogitLikelihood(List<List<Group>> outers) {
    this.outers = outers;
    double units = outers.stream().flatMap(List::stream).mapToDouble(Group::units).sum();
    double events = outers.stream().flatMap(List::stream).mapToDouble(Group::events).sum();
    this.logOdds = Math.log(events / (units - events));
  }

  /**
   * What two deviations come to at the best β.
   *
   * @param deviance minus twice the logarithm of L, without binomial coefficients
   * @param intercept β
   * @param precision one by the squared standard error of β, the deviations taken as known
   */
  record Fit(double deviance, double intercept, double precision) {}

  /** The best β and its deviance, found by Newton's method. */
  Fit fit(double sigma, double tau) {
    // Log-odds of the mean are nearer to 0 than the mean of log-odds (Zeger et al. 1988).
    double beta = logOdds * Math.sqrt(1 + 0.346 * (sigma * sigma + tau * tau));
    Sum sum = new Sum();
    for (int round = 0; round < ROUNDS; round++) {
      sum = new Sum();
      for (List<Group> outer : outers) {
        new Integral(outer, beta, sigma, tau).addTo(sum);
      }
      double step = sum.slope / sum.precision;
      if (Math.abs(step) < NEAR) {
        double rest = step * step * sum.precision / 2;
        return new Fit(-2 * (sum.logarithm + rest), beta + step, sum.precision);
      }
      beta += Math.min(LONGEST, Math.max(-LONGEST, step));
    }
    return new Fit(Double.NaN, beta, sum.precision);
  }

  private static final class Sum {
    private double logarithm;
    private double slope;
    private double precision;
  }

  /** The logarithm of an inner group's integral, and its slope in η. */
  private static final class Inner {
    private final Group group;
    private final double tau;
    private double z;
    private double theta;
    private double rest;
    private double weight;
    private double curvature;

    private Inner(Group group, double tau) {
      this.group = group;
      this.tau = tau;
    }

    private double p(double eta) {
      theta = eta + tau * z;
      double p = 1 / (1 + Math.exp(-theta));
      rest = group.events() - group.units() * p;
      weight = group.units() * p * (1 - p);
      curvature = 1 + tau * tau * weight;
      return p;
    }

    /** Goes to the mode from where it is. */
    private double modeAt(double eta) {
      double p = p(eta);
      for (int round = 0; round < ROUNDS && tau > 0; round++) {
        double step = (tau * rest - z) / curvature;
        double longest = LONGEST / tau;
        z += Math.min(longest, Math.max(-longest, step));
        p = p(eta);
        if (Math.abs(step) * tau < NEAR) {
          break;
        }
      }
      return p;
    }

    private double logarithm(double p) {
      double softplus = theta > 0 ? theta + Math.log1p(Math.exp(-theta)) : -Math.log1p(-p);
      double cubic = tau * tau * tau * weight * (1 - 2 * p);
      double quartic = tau * tau * tau * tau * weight * (1 - 6 * p * (1 - p));
      double next =
          5 * cubic * cubic / (24 * curvature * curvature * curvature)
              - quartic / (8 * curvature * curvature);
      double counted = group.events() * theta - group.units() * softplus;
      return counted - z * z / 2 - Math.log(curvature) / 2 + next;
    }

    private double slope(double p) {
      return rest - tau * tau * weight * (1 - 2 * p) / (2 * curvature * curvature);
    }
  }

  /** An outer group's integral over v. */
  private static final class Integral {
    private final List<Inner> inners;
    private final double beta;
    private final double sigma;
    private double v;
    private double information;

    private Integral(List<Group> outer, double beta, double sigma, double tau) {
      this.beta = beta;
      this.sigma = sigma;
      this.inners = outer.stream().map(group -> new Inner(group, tau)).toList();
      findMode(tau);
    }

    /** Newton's method on v and all z at once, the z of each inner group given v. */
    private void findMode(double tau) {
      double longest = Double.POSITIVE_INFINITY;
      for (int round = 0; round < ROUNDS && longest > NEAR; round++) {
        double slope = 0;
        information = 0;
        for (Inner inner : inners) {
          inner.p(beta + sigma * v);
          double lag = tau * (tau * inner.rest - inner.z) * inner.weight / inner.curvature;
          slope += inner.rest - lag;
          information += inner.weight / inner.curvature;
        }
        double dv = (sigma * slope - v) / (1 + sigma * sigma * information);
        longest = Math.abs(sigma * dv);
        for (Inner inner : inners) {
          longest = Math.max(longest, Math.abs(sigma * dv + tau * dz(inner, tau, dv)));
        }
        double part = Math.min(1, LONGEST / longest);
        for (Inner inner : inners) {
          inner.z += part * dz(inner, tau, dv);
        }
        v += part * dv;
      }
    }

    private double dz(Inner inner, double tau, double dv) {
      return (tau * inner.rest - inner.z - sigma * tau * inner.weight * dv) / inner.curvature;
    }

    /** ln of the integrand at v, and its slope in β. */
    private double[] at(double point) {
      double logarithm = -point * point / 2;
      double slope = 0;
      for (Inner inner : inners) {
        double p = inner.modeAt(beta + sigma * point);
        logarithm += inner.logarithm(p);
        slope += inner.slope(p);
      }
      return new double[] {logarithm, slope};
    }

    private void addTo(Sum sum) {
      double shrunk = 1 + sigma * sigma * information;
      sum.precision += information / shrunk;
      if (sigma == 0) {
        double[] only = at(0);
        sum.logarithm += only[0];
        sum.slope += only[1];
        return;
      }
      int points = HERMITE.getNumberOfPoints();
      double[][] values = new double[points][];
      double highest = Double.NEGATIVE_INFINITY;
      for (int q = 0; q < points; q++) {
        values[q] = at(v + HERMITE.getPoint(q) * Math.sqrt(2 / shrunk));
        highest = Math.max(highest, values[q][0]);
      }
      double total = 0;
      double slope = 0;
      for (int q = 0; q < points; q++) {
        double x = HERMITE.getPoint(q);
        double part = HERMITE.getWeight(q) * Math.exp(x * x + values[q][0] - highest);
        total += part;
        slope += part * values[q][1];
      }
      sum.logarithm += highest + Math.log(total / Math.sqrt(Math.PI * shrunk));
      sum.slope += slope / total;
    }
  }
}
