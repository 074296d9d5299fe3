package klara.simulation;

import java.util.List;

/**
 * The twelve sorts of students: by parental education (0 to 2), background (0 Swedish, 1 foreign)
 * and sex (0 girls, 1 boys). Effects are on the logit of the outcome.
 */
final class Patterns {
  static final int COUNT = 12;

  /** Without education and background: what the sexes share. */
  static final int CATEGORIES = 6;

  private static final double[] EDUCATION = {-0.9, 0, 0.6};
  private static final double FOREIGN = -0.4;
  private static final double BOYS = -0.3;
  private static final double[] EDUCATION_SHARES = {0.12, 0.42, 0.46};

  /** Logit of the foreign share, about a quarter. */
  private static final double FOREIGN_LOGIT = -1.1;

  private Patterns() {}

  static int education(int pattern) {
    return pattern / 4;
  }

  static int background(int pattern) {
    return pattern / 2 % 2;
  }

  static int sex(int pattern) {
    return pattern % 2;
  }

  /** Education and background together. */
  static int category(int pattern) {
    return pattern / 2;
  }

  static double effect(int pattern) {
    return EDUCATION[education(pattern)] + FOREIGN * background(pattern) + BOYS * sex(pattern);
  }

  /** Education, background and sex as text. */
  static List<String> covariates(int pattern) {
    return List.of("e" + education(pattern), "b" + background(pattern), "s" + sex(pattern));
  }

  /**
   * The share of each pattern where people are more or less disadvantaged.
   *
   * @param disadvantage 0 for the county as a whole; 1 has more foreign students by one on the
   *     logit, and of lower parental education likewise
   */
  static double[] shares(double disadvantage) {
    double foreign = CountyPlan.expit(FOREIGN_LOGIT + disadvantage);
    double[] shares = new double[COUNT];
    for (int background = 0; background < 2; background++) {
      double tilt = disadvantage / 2 + (background == 1 ? 0.6 : -0.1);
      double sum = 0;
      for (int education = 0; education < 3; education++) {
        sum += EDUCATION_SHARES[education] * Math.exp(tilt * (1 - education));
      }
      for (int education = 0; education < 3; education++) {
        double share = EDUCATION_SHARES[education] * Math.exp(tilt * (1 - education)) / sum;
        for (int sex = 0; sex < 2; sex++) {
          shares[(education * 2 + background) * 2 + sex] =
              share * (background == 1 ? foreign : 1 - foreign) / 2;
        }
      }
    }
    return shares;
  }
}
