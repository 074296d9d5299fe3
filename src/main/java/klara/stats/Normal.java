package klara.stats;

/** The standard normal distribution, as far as 95 % intervals need it. */
public final class Normal {
  /** Its 97.5 % quantile: half the width of a 95 % interval, in standard errors. */
  public static final double Z = 1.959963984540054;

  private Normal() {}
}
