package klara.region;

import static org.apache.spark.sql.functions.substring;
import static org.apache.spark.sql.functions.when;

import java.util.List;
import klara.outcome.Outcome;
import klara.outcome.Outcomes;
import klara.register.AggregateFigures;
import org.apache.spark.sql.Column;

/**
 * An official measure and what we have that says the same.
 *
 * @param measure the publisher's name
 * @param outcome our outcome, or the one whose population is counted
 * @param group for the share of a group among students: dimension and value, otherwise all
 * @param yearsBefore from the year of publication (the later one of a school year) to the cohort
 * @param explanation why the two may differ
 */
public record OfficialMeasure(
    String measure, String outcome, Groups.Group group, int yearsBefore, String explanation) {
  /** How many students a school municipality's shares are of. */
  public static final String STUDENTS = "elever_ak9";

  private static final Groups.Group EVERYONE = new Groups.Group(Groups.ALL, Groups.ALL);
  private static final String NO_TF =
      "the official figure counts students without a number that can be followed; ours does not";
  private static final String NO_IB = "the official figure has IB students until 2020";
  private static final String HERE =
      "the official figure is of all residents; ours of those who left compulsory school here";

  /** All of them. */
  public static final List<OfficialMeasure> ALL =
      List.of(
          of(STUDENTS, "eligible_vocational", 1, NO_TF),
          of("andel_behoriga_yrkes", "eligible_vocational", 1, NO_TF),
          of("andel_godkant_alla_amnen", "passed_all_subjects", 1, NO_TF),
          of("andel_godkant_alla_amnen_hemkommun", "passed_all_subjects", 1, NO_TF),
          of("meritvarde_16", "merit_value_16", 1, NO_TF),
          of("meritvarde_17", "merit_value_17", 1, NO_TF),
          ofGroup("andel_flickor", Groups.SEX, "girls"),
          ofGroup("andel_utlandsk_bakgrund", Groups.BACKGROUND, "foreign"),
          ofGroup("andel_foraldrar_eftergymnasial", Groups.PARENTAL_EDUCATION, "post_secondary"),
          of("andel_examen_3_ar", "diploma_within_3_years", 3, NO_IB),
          of("andel_examen_4_ar", "diploma_within_4_years", 4, NO_IB),
          of(
              "andel_examen_eller_studiebevis_4_ar",
              "diploma_or_study_certificate_within_4_years",
              4,
              NO_IB),
          of("andel_ej_i_gymnasiet_hosten_efter_ak9", "not_in_upper_secondary", 1, NO_TF),
          of("andel_kaa_16_20", "in_activity_responsibility_16_20", 1, HERE),
          of("andel_varken_arbete_eller_studier_16_24", "neither_work_nor_study_16_24", 0, HERE));

  private static OfficialMeasure of(
      String measure, String outcome, int yearsBefore, String explanation) {
    return new OfficialMeasure(measure, outcome, EVERYONE, yearsBefore, explanation);
  }

  private static OfficialMeasure ofGroup(String measure, String dimension, String value) {
    return new OfficialMeasure(
        measure, "eligible_vocational", new Groups.Group(dimension, value), 1, NO_TF);
  }

  /** Whether areas are compared by it: a share of students who had an outcome, or mean points. */
  public boolean isCompared() {
    return !measure.equals(STUDENTS) && group.equals(EVERYONE);
  }

  /** What its figures are to be divided by to be in our unit: shares are published in percent. */
  public double unit() {
    return Outcomes.named(outcome).measure() == Outcome.Measure.SHARE ? 100 : 1;
  }

  /** 2024/25 was published for 2025; Kolada's 2022 is the school year that ended in 2022. */
  public static Column publishedYear() {
    Column year = substring(AggregateFigures.PERIOD.col(), 1, 4).cast("int");
    return when(AggregateFigures.PERIOD.col().contains("/"), year.plus(1)).otherwise(year);
  }
}
