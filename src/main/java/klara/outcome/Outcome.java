package klara.outcome;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.lit;

import java.time.LocalDate;
import klara.history.Students;
import klara.table.Field;
import org.apache.spark.sql.Column;

/**
 * A definition: who is counted, what is counted, and when it can be known.
 *
 * @param code its name in every table
 * @param population whose students it is about, and by which school year they form cohorts
 * @param measure a share of students or a mean of points
 * @param isCounted who is in the population, on a student's row
 * @param value for a share: whether the student had the outcome; for points: tenths of points
 * @param matureAfter whole years from the school year of the cohort until 1 October when it is
 *     known
 * @param words who, what, without whom, breaks and source
 */
public record Outcome(
    String code,
    Population population,
    Measure measure,
    Column isCounted,
    Column value,
    int matureAfter,
    Words words) {

  /** Whose students an outcome is about. */
  @SuppressWarnings("ImmutableEnumChecker") // a Field is a record of values that never change
  public enum Population {
    /** Those who left year 9; the cohort is that school year. */
    YEAR9(
        Students.YEAR9_SCHOOL_YEAR,
        Students.YEAR9_SCHOOL_UNIT_CODE,
        Students.YEAR9_SCHOOL_MUNICIPALITY_CODE,
        Students.YEAR9_HOME_MUNICIPALITY_CODE),
    /** Those who began upper secondary school; the cohort is the school year of first enrolment. */
    UPPER_SECONDARY(
        Students.START_SCHOOL_YEAR,
        Students.START_SCHOOL_UNIT_CODE,
        Students.START_SCHOOL_MUNICIPALITY_CODE,
        Students.START_HOME_MUNICIPALITY_CODE);

    final Field cohort;
    final Field schoolUnit;
    final Field schoolMunicipality;
    final Field homeMunicipality;

    Population(Field cohort, Field schoolUnit, Field schoolMunicipality, Field homeMunicipality) {
      this.cohort = cohort;
      this.schoolUnit = schoolUnit;
      this.schoolMunicipality = schoolMunicipality;
      this.homeMunicipality = homeMunicipality;
    }
  }

  /** What is made of the students. */
  public enum Measure {
    SHARE,
    MEAN_POINTS
  }

  /** A definition in words. */
  public record Words(
      String population, String numerator, String exclusions, String breaks, String source) {}

  /** Counted and had it, or has points: 1; otherwise 0; never null. */
  Column event() {
    Column hasIt = measure == Measure.SHARE ? value : value.isNotNull();
    return coalesce(isCounted.and(hasIt), lit(false)).cast("long");
  }

  /** Counted: 1, otherwise 0; never null. */
  Column student() {
    return coalesce(isCounted, lit(false)).cast("long");
  }

  /** The last cohort whose outcome is known on a day. */
  public int lastMatureCohort(LocalDate asOf) {
    boolean isAfterSummer = asOf.getMonthValue() >= 10;
    return asOf.getYear() - (isAfterSummer ? 0 : 1) - matureAfter;
  }
}
