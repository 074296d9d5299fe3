package klara.stats;

/**
 * On which scale the limits of a probability p with standard error se are symmetric, z being half
 * their distance in standard errors. All are clipped to 0 to 1.
 *
 * @see <a href="https://doi.org/10.1002/9781118032985">Kalbfleisch and Prentice (2002), The
 *     Statistical Analysis of Failure Time Data, section 1.4</a>
 */
public enum Limits {
  /** p^exp(±z se/(p ln p)): log(−log p); holds its coverage best in small groups. */
  LOG_LOG {
    @Override
    double moved(double p, double by) {
      return Math.pow(p, Math.exp(by / (p * Math.log(p))));
    }
  },
  /** p exp(±z se/p): log p. */
  LOG {
    @Override
    double moved(double p, double by) {
      return p * Math.exp(by / p);
    }
  },
  /** p ± z se: p itself; too short near 0 and 1. */
  PLAIN {
    @Override
    double moved(double p, double by) {
      return p + by;
    }
  };

  /** The probability, moved by a distance that is taken at p and carried over on the scale. */
  abstract double moved(double p, double by);

  double lower(double p, double standardError, double z) {
    return Math.max(0, moved(p, -z * standardError));
  }

  double upper(double p, double standardError, double z) {
    return Math.min(1, moved(p, z * standardError));
  }
}
