package klara.stats;

/** The normal distribution, as far as intervals need it. */
final class Normal {
  /** The 97.5 % quantile: half the width of a 95 % interval, in standard errors. */
  static final double Z = 1.959963984540054;

  private Normal() {}
}
