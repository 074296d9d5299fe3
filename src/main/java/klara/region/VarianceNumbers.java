package klara.region;

import static org.apache.spark.sql.types.DataTypes.DoubleType;

import java.util.List;
import klara.table.Field;
import klara.table.Rule;

/** What {@link VarianceComponents} tells of a level, each number with its limits. */
final class VarianceNumbers {
  private static final Field VARIANCE =
      measured(
          "variance",
          "Variance component, in squared units of the outcome (rate or merit points), 0 or more");
  private static final Field LATENT_VARIANCE =
      measured(
          "latent_variance",
          "Variance component of the log-odds; of students π²/3, which is given; null for means");
  private static final Field MEDIAN_ODDS_RATIO =
      measured(
          "median_odds_ratio",
          "Of two like students in two municipalities, or in two schools or neighbourhoods of one"
              + " municipality, the median ratio of the higher odds to the lower, 1 or more; null for means and for"
              + " students");

  private static final String DRAWN =
      "Lower limit of what it would be on average, were schools, or neighbourhoods, with their"
          + " students drawn anew in the same municipalities. Few and small ones add chance to what"
          + " lies between, here as in the number itself; variance_share is without it. Null"
          + " where nothing varies, or the number is smaller than its error";

  /** In the order of {@link VarianceEstimates#numbers}. */
  static final List<Field> ALL =
      List.of(
          VARIANCE,
          share("variance_share", "Share of the total variance"),
          share(
              "variance_share_lower",
              "Lower limit of it; for a rare outcome limits are too narrow: see latent_share"),
          share("variance_share_upper", "Upper limit of it"),
          LATENT_VARIANCE,
          measured("latent_variance_lower", "Lower limit of it; null for students"),
          measured("latent_variance_upper", "Upper limit of it, null where there is none"),
          share("latent_share", "Share of the total latent variance; null for means"),
          share("latent_share_lower", "Lower limit of it"),
          share("latent_share_upper", "Upper limit of it"),
          MEDIAN_ODDS_RATIO,
          measured("median_odds_ratio_lower", "Lower limit of it"),
          measured("median_odds_ratio_upper", "Upper limit of it, null where there is none"),
          share(
              "between_share",
              "Of all that lies between schools, or between neighbourhoods, wherever they are, the"
                  + " share of this level; at level school or neighbourhood, what lies inside"
                  + " municipalities. By latent variance for shares; null for students, and where"
                  + " schools, or neighbourhoods, do not vary"),
          share("between_share_lower", "Lower limit of it"),
          share("between_share_upper", "Upper limit of it"),
          measured(
              "theil",
              "What of Theil's index of students lies at this level; the levels add up to it. For"
                  + " shares that of having the outcome, large where it is rare, and another for"
                  + " not having it; in steps of about 14 events, limits about the number told and"
                  + " rounded outwards, and null where events are too few for steps of 0.5"),
          measured("theil_lower", DRAWN),
          measured("theil_upper", "Upper limit of it"),
          share("theil_share", "Share of the whole index; of shares in hundredths"),
          share("theil_share_lower", "Lower limit of it, as of theil"),
          share("theil_share_upper", "Upper limit of it"),
          measured(
              "mean_log_deviation",
              "What of the mean log deviation of points lies at this level, likewise; null for"
                  + " shares, and where a student has 0 points"),
          measured("mean_log_deviation_lower", "Lower limit of it, as of theil"),
          measured("mean_log_deviation_upper", "Upper limit of it"),
          share("mean_log_deviation_share", "Share of the whole of it"),
          share("mean_log_deviation_share_lower", "Lower limit of it, as of theil"),
          share("mean_log_deviation_share_upper", "Upper limit of it"));

  private VarianceNumbers() {}

  private static Field measured(String name, String meaning) {
    return Field.of(
        name, DoubleType, meaning + "; null unless published", Rule.Between.of("0", "999999999"));
  }

  private static Field share(String name, String meaning) {
    return Field.of(
        name, DoubleType, meaning + ", 0 to 1; null unless published", Rule.Between.of("0", "1"));
  }
}
