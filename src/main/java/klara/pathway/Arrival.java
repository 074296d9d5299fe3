package klara.pathway;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;
import static org.apache.spark.sql.types.DataTypes.StringType;

import klara.history.StudentYears;
import klara.register.Backgrounds;
import klara.register.Person;
import klara.table.Field;
import klara.table.Rule;
import org.apache.spark.sql.Column;

/** When a student came to the country, as it is on leaving compulsory school. */
final class Arrival {
  static final String NOT_ARRIVED = "not_arrived";
  static final String UNKNOWN = "unknown";

  static final Field YEARS_SINCE_ARRIVAL =
      Field.of(
          "years_since_arrival",
          StringType,
          "Whole years from the latest immigration to the spring of leaving compulsory school;"
              + " not_arrived: never immigrated, or only after it",
          new Rule.Known(),
          Rule.OneOf.of("0-1", "2-4", "5-8", "9+", NOT_ARRIVED));
  static final Field AGE_AT_ARRIVAL =
      Field.of(
          "age_at_arrival",
          StringType,
          "Years from birth to the latest immigration before leaving compulsory school;"
              + " not_arrived: never immigrated, or only after it; unknown: no plausible birth year",
          new Rule.Known(),
          Rule.OneOf.of("0-6", "7-12", "13-15", "16+", NOT_ARRIVED, UNKNOWN));

  private Arrival() {}

  /** {@link #YEARS_SINCE_ARRIVAL} of one of {@link Lives}. */
  static Column yearsSinceArrival() {
    Column years = sinceArrival();
    return when(hasArrived().equalTo(false), NOT_ARRIVED)
        .when(years.leq(1), "0-1")
        .when(years.leq(4), "2-4")
        .when(years.leq(8), "5-8")
        .otherwise("9+");
  }

  /** {@link #AGE_AT_ARRIVAL} of one of {@link Lives}. */
  static Column ageAtArrival() {
    Column age = Backgrounds.IMMIGRATION_YEAR.col().minus(Person.BIRTH_YEAR.col());
    return when(hasArrived().equalTo(false), NOT_ARRIVED)
        .when(age.between(0, 6), "0-6")
        .when(age.between(7, 12), "7-12")
        .when(age.between(13, 15), "13-15")
        .when(age.geq(16), "16+")
        .otherwise(UNKNOWN);
  }

  private static Column hasArrived() {
    return coalesce(sinceArrival().geq(0), lit(false));
  }

  private static Column sinceArrival() {
    return StudentYears.COHORT.col().plus(1).minus(Backgrounds.IMMIGRATION_YEAR.col());
  }
}
