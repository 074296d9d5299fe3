package klara.simulation;

import java.util.function.DoubleUnaryOperator;
import org.apache.commons.math3.analysis.integration.gauss.GaussIntegrator;
import org.apache.commons.math3.analysis.integration.gauss.GaussIntegratorFactory;

/**
 * By what law counties are drawn. The outcome of a student is an event with the probability
 *
 * <pre>expit(intercept + pattern + municipality + school + slope · year + shock)</pre>
 *
 * where municipality and school are normal about 0; everything is on the logit but the probability.
 *
 * @param intercept of a student whose parents have upper-secondary education, a girl, Swedish
 * @param municipalSpread standard deviation of the effects of municipalities
 * @param schoolSpread that of schools of one municipality
 * @param mixing standard deviation of the disadvantage of municipalities, and again of schools in
 *     them; 0 where all are made up alike
 * @param clustering 0 where municipalities are independent, towards 1 where neighbours are alike
 * @param years what happens from cohort to cohort
 */
record CountyPlan(
    double intercept,
    double municipalSpread,
    double schoolSpread,
    double mixing,
    double clustering,
    Years years) {

  /**
   * What happens from cohort to cohort.
   *
   * @param cohorts how many there are
   * @param slope change a year, common to all municipalities
   * @param slopeSpread standard deviation of the municipalities' own slopes about it
   * @param shock standard deviation of what befalls a municipality in a year
   * @param memory correlation of that with the year before
   */
  record Years(int cohorts, double slope, double slopeSpread, double shock, double memory) {}

  private static final Years ONE = new Years(1, 0, 0, 0, 0);

  private static final GaussIntegrator HERMITE = new GaussIntegratorFactory().hermite(40);

  /** One cohort with all sorts of differences; four in five have the outcome. */
  static CountyPlan ordinary() {
    return new CountyPlan(1.6, 0.3, 0.4, 0.5, 0, ONE);
  }

  /** Municipalities and schools made up alike, so that what a school does is all there is. */
  CountyPlan alike() {
    return new CountyPlan(intercept, municipalSpread, schoolSpread, 0, clustering, years);
  }

  /** With effects of other sizes. */
  CountyPlan withSpreads(double municipal, double school) {
    return new CountyPlan(intercept, municipal, school, mixing, clustering, years);
  }

  /** An outcome that another share of students has. */
  CountyPlan withIntercept(double other) {
    return new CountyPlan(other, municipalSpread, schoolSpread, mixing, clustering, years);
  }

  CountyPlan withClustering(double other) {
    return new CountyPlan(intercept, municipalSpread, schoolSpread, mixing, other, years);
  }

  CountyPlan withYears(Years other) {
    return new CountyPlan(intercept, municipalSpread, schoolSpread, mixing, clustering, other);
  }

  static double expit(double logit) {
    return 1 / (1 + Math.exp(-logit));
  }

  /** What a function of a normal variable about 0 comes to on average. */
  static double mean(DoubleUnaryOperator of, double deviation) {
    return HERMITE.integrate(z -> of.applyAsDouble(Math.sqrt(2) * deviation * z))
        / Math.sqrt(Math.PI);
  }

  /** The rate of a pattern over all schools that a municipality of this effect might have. */
  double rate(int pattern, double municipal) {
    double logit = intercept + Patterns.effect(pattern) + municipal;
    return mean(school -> expit(logit + school), schoolSpread);
  }
}
