package klara.outcome;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.types.DataTypes.LongType;

import java.time.LocalDate;
import java.time.MonthDay;
import java.util.List;
import java.util.regex.Pattern;
import klara.history.StudentYears;
import klara.history.Students;
import klara.register.SchoolYear;
import klara.table.Field;
import org.apache.spark.sql.Column;
import org.jspecify.annotations.Nullable;

/**
 * A definition: who is counted, what is counted, and when it can be known.
 *
 * @param code its name in every table
 * @param version rises when the rule changes
 * @param population whose students it is about, and by which school year they form cohorts
 * @param measure a share of students or a mean of points
 * @param counted who of the population is counted: SQL on a student's row
 * @param valued for a share: whether the student had the outcome; for points: the points; SQL
 * @param target whom a register that does not tell of all should tell of: SQL on a student's row;
 *     null where there is no such register
 * @param lack which side of it is a failure
 * @param within outcomes that everyone with this one has too; where both would tell too much, this
 *     one is withheld
 * @param holds outcomes that nobody has without this one; likewise
 * @param isDroppingOut whether it is a way to say that somebody dropped out
 * @param maturity when it is known of every student of a cohort
 * @param isMissingWhereSilent whether a cohort without any event is one of whom nothing was told
 * @param words who, what, without whom, breaks and source
 */
public record Outcome(
    String code,
    int version,
    Population population,
    Measure measure,
    String counted,
    String valued,
    @Nullable String target,
    Lack lack,
    List<String> within,
    List<String> holds,
    boolean isDroppingOut,
    Maturity maturity,
    boolean isMissingWhereSilent,
    Words words) {
  /** {@code in_years(SET, YEAR)}; a year out of the set's reach is in no set. */
  private static final Pattern IN_YEARS =
      Pattern.compile("in_years\\(\\s*([a-z_0-9]+)\\s*,\\s*([a-z_0-9+ -]+?)\\s*\\)");

  /** Whose students an outcome is about. */
  @SuppressWarnings("ImmutableEnumChecker") // a Field is a record of values that never change
  public enum Population {
    /** Those who left year 9; the cohort is that school year. */
    YEAR9(
        Students.YEAR9_SCHOOL_YEAR,
        Students.YEAR9_SCHOOL_UNIT_CODE,
        Students.YEAR9_SCHOOL_MUNICIPALITY_CODE,
        Students.YEAR9_HOME_MUNICIPALITY_CODE),
    /** Those who left compulsory school, without final grades too; the cohort is that year. */
    COMPULSORY_LEAVERS(
        Students.COHORT,
        Students.LEFT_SCHOOL_UNIT_CODE,
        Students.LEFT_SCHOOL_MUNICIPALITY_CODE,
        Students.LEFT_HOME_MUNICIPALITY_CODE),
    /** Those who began upper secondary school; the cohort is the school year of first enrolment. */
    UPPER_SECONDARY(
        Students.START_SCHOOL_YEAR,
        Students.START_SCHOOL_UNIT_CODE,
        Students.START_SCHOOL_MUNICIPALITY_CODE,
        Students.START_HOME_MUNICIPALITY_CODE),
    /**
     * Those who live here in a year, whichever year they left school: one row of {@link
     * StudentYears} with the student's groups. The cohort is the year; they have no school.
     */
    RESIDENTS(
        SchoolYear.SCHOOL_YEAR,
        StudentYears.SCHOOL_UNIT_CODE,
        StudentYears.SCHOOL_MUNICIPALITY_CODE,
        StudentYears.HOME_MUNICIPALITY_CODE);

    public final Field cohort;
    final Field schoolUnit;
    final Field schoolMunicipality;
    final Field homeMunicipality;

    Population(Field cohort, Field schoolUnit, Field schoolMunicipality, Field homeMunicipality) {
      this.cohort = cohort;
      this.schoolUnit = schoolUnit;
      this.schoolMunicipality = schoolMunicipality;
      this.homeMunicipality = homeMunicipality;
    }

    /**
     * Who counts for the county and the country, and for nothing smaller; never null. Besides
     * protected identities those who ended compulsory school without year 9: most municipalities
     * have one to four of them in a year, and with them there would be so many more students than
     * of the outcomes of year 9, in every group.
     */
    Column isOfCountyAlone() {
      Column isProtected = Students.IS_PROTECTED.col();
      return this == COMPULSORY_LEAVERS
          ? isProtected.or(Students.YEAR9_SCHOOL_YEAR.col().isNull())
          : isProtected;
    }
  }

  /** What is made of the students. */
  public enum Measure {
    SHARE,
    MEAN_POINTS
  }

  /** Which students it went badly for. */
  public enum Lack {
    EVENT,
    NO_EVENT,
    NONE
  }

  /** The day a cohort's outcome is known: so many years after its autumn, on that day. */
  public record Maturity(int years, MonthDay on) {}

  /** From a day on, figures are not those of before. */
  public record Break(LocalDate from, String what) {}

  /** A definition in words. */
  public record Words(
      String population, String numerator, String exclusions, List<Break> breaks, String source) {}

  /** Who of the population is counted; true or false. */
  public Column isCounted() {
    return coalesce(population.cohort.col().isNotNull().and(sql(counted)), lit(false));
  }

  /** For a share: whether the student had the outcome, never null; for points: tenths of points. */
  public Column value() {
    return measure == Measure.SHARE
        ? coalesce(sql(valued), lit(false))
        : sql(valued).multiply(10).cast(LongType);
  }

  /** Whether it went badly for the student; never null. */
  public Column isLack() {
    return lack == Lack.EVENT ? value() : not(value());
  }

  /** Counted and had it, or has points: 1; otherwise 0; never null. */
  Column event() {
    Column hasIt = measure == Measure.SHARE ? value() : value().isNotNull();
    return isCounted().and(hasIt).cast(LongType);
  }

  /** Counted: 1, otherwise 0; never null. */
  Column student() {
    return isCounted().cast(LongType);
  }

  /** Counted, and one whom the register should tell of: 1, otherwise 0; null without a target. */
  Column ofTarget() {
    return target == null
        ? lit(null).cast(LongType)
        : isCounted().and(coalesce(sql(target), lit(false))).cast(LongType);
  }

  /** The last cohort whose outcome is known on a day. */
  public int lastMatureCohort(LocalDate asOf) {
    boolean isPast = !MonthDay.from(asOf).isBefore(maturity.on());
    return asOf.getYear() - (isPast ? 0 : 1) - maturity.years();
  }

  /** The first cohort whose outcome is known on a day or later. */
  public int firstCohortKnownFrom(LocalDate day) {
    return lastMatureCohort(day.minusDays(1)) + 1;
  }

  /** The first cohort after each break of the definition. */
  public List<Integer> cohortsOfBreaks() {
    return words.breaks().stream().map(one -> firstCohortKnownFrom(one.from())).toList();
  }

  /** Whether the definition breaks after a cohort, and with a later one at the latest. */
  public boolean isBrokenBetween(int earlier, int later) {
    return cohortsOfBreaks().stream().anyMatch(first -> earlier < first && first <= later);
  }

  private static Column sql(String condition) {
    String year = "(%s) - %d".formatted("$2", Students.FIRST_OF_YEARS);
    String inReach = "case when %s between 0 and 62 then %s end".formatted(year, year);
    return expr(
        IN_YEARS.matcher(condition).replaceAll("coalesce(getbit($1, " + inReach + ") = 1, false)"));
  }
}
