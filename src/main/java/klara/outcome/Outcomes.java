package klara.outcome;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.types.DataTypes.LongType;

import java.util.List;
import klara.history.GradeSummary;
import klara.history.Students;
import klara.outcome.Outcome.Measure;
import klara.outcome.Outcome.Population;
import klara.outcome.Outcome.Words;
import klara.register.SchoolYear;
import org.apache.spark.sql.Column;

/**
 * The definitions.
 *
 * <p>Eligibility: gymnasieförordningen and skollagen 16 kap. 29–31 §§ (passes in Swedish or Swedish
 * as a second language, English and mathematics and in five, or nine, more subjects, some of them
 * named). Diplomas: Kolada N17445 and N17461.
 */
public final class Outcomes {
  private static final int SUBJECTS_FOR_VOCATIONAL = 8;
  private static final int SUBJECTS_FOR_PREPARATORY = 12;
  private static final int SOCIAL_SUBJECTS = 4;
  private static final int SCIENCE_SUBJECTS = 3;

  /** «Från och med år 2021 exkluderas IB elever» (Kolada); we leave them out of every cohort. */
  private static final String INTERNATIONAL = "IB";

  private static final Column CORE =
      passed(GradeSummary.PASSED_SWEDISH, 1)
          .and(passed(GradeSummary.PASSED_ENGLISH, 1))
          .and(passed(GradeSummary.PASSED_MATHEMATICS, 1));

  public static final Outcome ELIGIBLE_VOCATIONAL =
      eligible(
          "eligible_vocational",
          CORE.and(passed(GradeSummary.PASSED_SUBJECTS, SUBJECTS_FOR_VOCATIONAL)),
          "passed in sv/sva, en, ma and five more subjects");
  public static final Outcome ELIGIBLE_ARTS =
      eligible("eligible_arts", preparatory(), "passed in sv/sva, en, ma and nine more subjects");
  public static final Outcome ELIGIBLE_ECONOMICS_HUMANITIES_SOCIAL =
      eligible(
          "eligible_economics_humanities_social",
          preparatory().and(passed(GradeSummary.PASSED_SOCIAL_SUBJECTS, SOCIAL_SUBJECTS)),
          "passed in sv/sva, en, ma and nine more subjects, ge, hi, re and sh among them");
  public static final Outcome ELIGIBLE_SCIENCE_TECHNOLOGY =
      eligible(
          "eligible_science_technology",
          preparatory().and(passed(GradeSummary.PASSED_SCIENCE_SUBJECTS, SCIENCE_SUBJECTS)),
          "passed in sv/sva, en, ma and nine more subjects, bi, fy and ke among them");
  public static final Outcome PASSED_ALL_SUBJECTS =
      year9(
          "passed_all_subjects",
          passed(GradeSummary.PASSED_SUBJECTS, 1)
              .and(GradeSummary.NOT_PASSED_SUBJECTS.col().equalTo(0)),
          "passed in every subject of the student's education");
  public static final Outcome MERIT_VALUE_16 = merit("merit_value_16", GradeSummary.MERIT_VALUE_16);
  public static final Outcome MERIT_VALUE_17 = merit("merit_value_17", GradeSummary.MERIT_VALUE_17);
  public static final Outcome DIPLOMA_WITHIN_3_YEARS = diploma(3, "N17445");
  public static final Outcome DIPLOMA_WITHIN_4_YEARS = diploma(4, "N17461");
  public static final Outcome DIPLOMA_WITHIN_5_YEARS = diploma(5, "as N17461, five years");

  /** All definitions, in the order that tables list them. */
  public static final List<Outcome> ALL =
      List.of(
          ELIGIBLE_VOCATIONAL,
          ELIGIBLE_ARTS,
          ELIGIBLE_ECONOMICS_HUMANITIES_SOCIAL,
          ELIGIBLE_SCIENCE_TECHNOLOGY,
          PASSED_ALL_SUBJECTS,
          MERIT_VALUE_16,
          MERIT_VALUE_17,
          DIPLOMA_WITHIN_3_YEARS,
          DIPLOMA_WITHIN_4_YEARS,
          DIPLOMA_WITHIN_5_YEARS);

  private Outcomes() {}

  private static Column passed(klara.table.Field subjects, int atLeast) {
    return coalesce(subjects.col(), lit(0)).geq(atLeast);
  }

  private static Column preparatory() {
    return CORE.and(passed(GradeSummary.PASSED_SUBJECTS, SUBJECTS_FOR_PREPARATORY));
  }

  private static Outcome eligible(String code, Column isEligible, String numerator) {
    return year9(code, isEligible, numerator);
  }

  private static Outcome year9(String code, Column value, String numerator) {
    return new Outcome(
        code,
        Population.YEAR9,
        Measure.SHARE,
        Students.YEAR9_SCHOOL_YEAR.col().isNotNull(),
        coalesce(value, lit(false)),
        1,
        new Words(
            "left year 9 in the school year",
            numerator,
            "students without a number that can be followed (TF)",
            "none within Lgr 11 and Lgr 22",
            "Skolverket, Slutbetyg i grundskolan; gymnasieförordningen (2010:2039)"));
  }

  private static Outcome merit(String code, klara.table.Field merit) {
    return new Outcome(
        code,
        Population.YEAR9,
        Measure.MEAN_POINTS,
        Students.YEAR9_SCHOOL_YEAR.col().isNotNull(),
        merit.col().multiply(10).cast(LongType),
        1,
        new Words(
            "left year 9 in the school year",
            "mean of merit points of those with a grade A to F in at least one subject",
            "students without a number that can be followed (TF)",
            "none within Lgr 11 and Lgr 22",
            "Kolada N15507 for the denominator"));
  }

  private static Outcome diploma(int years, String source) {
    Column inTime =
        SchoolYear.of(Students.DIPLOMA_ON.col())
            .leq(Students.START_SCHOOL_YEAR.col().plus(years - 1));
    return new Outcome(
        "diploma_within_%d_years".formatted(years),
        Population.UPPER_SECONDARY,
        Measure.SHARE,
        Students.START_SCHOOL_YEAR
            .col()
            .isNotNull()
            .and(
                not(coalesce(Students.START_PROGRAMME_TYPE.col(), lit("")).equalTo(INTERNATIONAL))),
        coalesce(inTime, lit(false)),
        years,
        new Words(
            "first enrolled in upper secondary school on 15 October, introductory programmes among"
                + " them",
            "diploma within %d school years".formatted(years),
            "students without a number that can be followed (TF); International Baccalaureate",
            "IB is out of Kolada's figures from 2021 on, and of ours always",
            "Kolada " + source));
  }
}
