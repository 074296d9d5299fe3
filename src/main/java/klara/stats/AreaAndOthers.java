package klara.stats;

import static klara.stats.Normal.Z;

/** An area and what all others say of it, before it is known how much areas differ. */
final class AreaAndOthers {
  private final int area;
  private final PatternSums own;
  private final double expected;
  private final double expectedVariance;
  private final double ownVariance;
  private final double squaredResiduals;
  private final double influence;
  private final double coarser;

  AreaAndOthers(int area, PatternSums own, PatternSums others, SquaredParts squaredParts) {
    this.area = area;
    this.own = own;
    Margins margins = own.margins();
    double[] shares = new double[margins.count()];
    double ownVariance = 0;
    double squaredResiduals = 0;
    double borrowed = 0;
    for (int pattern : margins.patterns()) {
      if (own.people(pattern) > 0) {
        int margin = others.enough(pattern);
        double share = own.people(pattern) / people();
        shares[margin] += share;
        ownVariance += share * others.variance(margin) / people();
        squaredResiduals += own.squaresAbout(others.mean(margin), pattern);
        borrowed += margin == pattern ? 0 : share;
      }
    }
    this.ownVariance = ownVariance;
    this.squaredResiduals = squaredResiduals;
    this.coarser = borrowed;
    double[] weights = weights(shares, others);
    double expected = 0;
    double expectedVariance = 0;
    for (int pattern : margins.patterns()) {
      double weight = weights[pattern];
      expected += weight * others.sum(pattern);
      if (others.people(pattern) > 0) {
        double variance = others.variance(others.enough(pattern));
        expectedVariance += weight * weight * others.people(pattern) * variance;
      }
    }
    this.expected = expected;
    this.expectedVariance = expectedVariance;
    this.influence = 1 + squaredParts.without(own, weights);
  }

  /** What each of the others counts for, by margin: as a member of that and of all coarser ones. */
  private static double[] weights(double[] shares, PatternSums others) {
    double[] weights = new double[shares.length];
    for (int margin = 0; margin < weights.length; margin++) {
      weights[margin] =
          (margin == Margins.EVERYBODY ? 0 : weights[others.margins().coarser(margin)])
              + (shares[margin] > 0 ? shares[margin] / others.people(margin) : 0);
    }
    return weights;
  }

  double people() {
    return own.people(Margins.EVERYBODY);
  }

  double observed() {
    return own.mean(Margins.EVERYBODY);
  }

  double expected() {
    return expected;
  }

  double residual() {
    return observed() - expected;
  }

  /** Of its people's values about the mean of the others of their pattern. */
  double squaredResiduals() {
    return squaredResiduals;
  }

  private double usualVariance(double tau2) {
    return ownVariance + expectedVariance + tau2 * influence;
  }

  /** d² over the usual variance. */
  double square(double tau2) {
    double variance = usualVariance(tau2);
    return variance > 0 ? residual() * residual() / variance : 0;
  }

  /** The variance between areas by which this area alone is an ordinary one, without chance. */
  double mostVariance() {
    return residual() * residual() / influence;
  }

  ExpectedMeans.Area told(double tau2, ExpectedMeans.OwnInterval ownInterval) {
    double s = Z * Math.sqrt(expectedVariance);
    Interval alone = ownInterval.of(this);
    double below = Math.hypot(residual() - alone.lower(), s);
    double above = Math.hypot(alone.upper() - residual(), s);
    return new ExpectedMeans.Area(
        area,
        observed(),
        expected,
        Math.sqrt(expectedVariance),
        residual(),
        Math.sqrt(ownVariance + expectedVariance),
        new Interval(residual() - below, residual() + above),
        Math.sqrt(usualVariance(tau2)),
        coarser);
  }
}
