package klara.twin;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;
import klara.store.DeliveryTexts;

/** What was planted, written beside the inbox, for those who test what is found. */
final class Truth {
  private static final String README =
      """
      # What was planted in this synthetic twin

      Every person here is invented. Ability is a latent value; grades, programmes and diplomas
      follow from it. `school_year` is that of year 9.

      - `effects.json`: settings, effects on ability, standard deviations, rows by register.
      - `municipalities.csv`: expected values of each municipality and cohort. `students`,
        `eligible_vocational`, `passed_all_subjects` and `merit_value_17` are of those who go to
        school there; `diploma_within_3_years` and `diploma_within_4_years` are of those who live
        there and begin upper secondary school the autumn after year 9, without IB, introductory
        programmes included. The intercepts are on the scales of ability and of finishing;
        `grading_ease` is added to ability in subjects that eligibility does not name, and
        results are multiplied by `grading_generosity` before they are cut into grades.
        `finish_certificate` is the share of those in national programmes who never reach a diploma
        that has a study certificate of all credits.
      - `schools.csv`: each school with year 9, its planted effect and its students' expected merit
        value, which also depends on who they are.
      - `variance.csv`: how the variance of the merit value is shared between municipalities,
        between schools of a municipality, and within schools.
      - `lives.csv`: by cohort and municipality in year 9, how many students there are, how many of
        them can be followed (TF numbers cannot), who is beside them because schooling ended without
        final grades, and what happened to those who can be followed until the end of 2024.
        `immigrated_before` is before year 9, `returned` after an emigration since.
      - `events.csv`: events of `folkbokforing_handelse`, by the year of their delivery and the
        municipality that was left; where there was none, the one come to.
      - `first_year.csv`: of those who began upper secondary school, by school year and residence,
        who was in another programme the next 15 October (from an introductory to a national one
        apart) and who was not there: back by the second
        next one, not back, not known yet, moved abroad or dead.
      - `activity_responsibility.csv`: by half-year and municipality, the persons it was responsible
        for, those of them whom it reported, and those whom it reported though enrolled (R18);
        `coverage` is the share that it reports in expectation.
      - `occupations.csv`: by year and residence on 31 December, what persons did, and the official
        share of those from 16 to 24 who neither worked nor studied. Older than 25 nobody is
        followed, and the cohorts of a twin need not have all ages.
      - `arrivals.csv`: of the newly arrived who began language introduction, by age at arrival, when
        they came into a national programme.
      - `units.csv`: school units that started, closed, split or merged.
      - `corrections.csv`: deliveries with a second version, and what it changed.
      - `faults.csv`, where faults were planted: each row that breaks a rule, and what must become
        of it. R03, R12 and R18 leave a row or its first copy accepted.
      - `deliveries.csv`, where faults were planted: each delivery that is faulty as a whole.
      """;

  private final TwinSettings settings;
  private final Geography geography;
  private final Schools schools;
  private final Calibration calibration;

  Truth(TwinSettings settings, Geography geography, Schools schools, Calibration calibration) {
    this.settings = settings;
    this.geography = geography;
    this.schools = schools;
    this.calibration = calibration;
  }

  void write(Path folder, Map<String, Long> rows) throws IOException {
    DeliveryTexts.write(folder.resolve("README.md"), README);
    DeliveryTexts.write(folder.resolve("effects.json"), effects(rows));
    DeliveryTexts.write(folder.resolve("municipalities.csv"), municipalities());
    SchoolTruth ofSchools = new SchoolTruth(settings, geography, schools, calibration);
    DeliveryTexts.write(folder.resolve("schools.csv"), ofSchools.schools());
    DeliveryTexts.write(folder.resolve("variance.csv"), ofSchools.variance());
  }

  private String effects(Map<String, Long> rows) throws JsonProcessingException {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("students_per_cohort", settings.studentsPerCohort());
    all.put("cohorts", settings.cohorts());
    all.put("first_cohort", settings.firstCohort());
    all.put("seed", settings.seed());
    all.put("extent", settings.extent());
    all.put("sd_student", Effects.SD_STUDENT);
    all.put("sd_school", Effects.SD_SCHOOL);
    all.put("sd_subject", Effects.SD_SUBJECT);
    all.put("girl", Effects.GIRL);
    all.put("foreign_background", Effects.FOREIGN);
    all.put("newly_arrived", Effects.NEWLY_ARRIVED);
    all.put("parents_pre_secondary", Effects.PRE_SECONDARY);
    all.put("parents_upper_secondary", 0);
    all.put("parents_post_secondary", Effects.POST_SECONDARY);
    all.put("parents_unknown", Effects.UNKNOWN_EDUCATION);
    all.put("segregation_of_schools", Effects.SEGREGATION);
    all.put("finish_ability", Effects.FINISH_ABILITY);
    all.put("finish_girl", Effects.FINISH_GIRL);
    all.put("finish_foreign_background", Effects.FINISH_FOREIGN);
    all.put("finish_vocational", Effects.FINISH_VOCATIONAL);
    all.put("finish_introductory", Effects.FINISH_INTRODUCTORY);
    all.put("finish_fifth_year", Effects.FINISH_FIFTH_YEAR);
    all.put("deaths_a_year", LifeModel.DEATH);
    all.put("emigration_a_year", LifeModel.EMIGRATION);
    all.put("emigration_a_year_foreign_background", LifeModel.EMIGRATION_FOREIGN);
    all.put("return_after_emigration", LifeModel.RETURN);
    all.put("year6_sd_of_change", Year6Rows.SD_CHANGE);
    all.put("absence_sd_student", AbsenceFiles.SD_STUDENT);
    all.put("absence_log_without_diploma", AbsenceFiles.NO_DIPLOMA);
    all.put("absence_log_interrupted_that_year", AbsenceFiles.INTERRUPTION);
    all.put("rows", rows);
    return new ObjectMapper().writer(SerializationFeature.INDENT_OUTPUT).writeValueAsString(all)
        + "\n";
  }

  private String municipalities() {
    StringJoiner lines = new StringJoiner("\n", "", "\n");
    lines.add(
        "municipality_code;school_year;students;eligible_vocational;passed_all_subjects;"
            + "merit_value_17;diploma_within_3_years;diploma_within_4_years;ability_intercept;"
            + "grading_ease;grading_generosity;finish_intercept;finish_gap;finish_certificate");
    for (int cohort = 0; cohort < settings.cohorts(); cohort++) {
      for (Municipality municipality : geography.municipalities()) {
        Calibration.Expected expected = calibration.of(cohort, municipality);
        Abilities students = expected.abilities();
        Grading grading = expected.grading();
        lines.add(
            line(
                municipality.code(),
                settings.firstCohort() + cohort,
                geography.composition(cohort, municipality).students(),
                students.mean(calibration.value(grading, ResponseCurves::eligible)),
                students.mean(calibration.value(grading, ResponseCurves::passedAll)),
                students.mean(calibration.value(grading, ResponseCurves::merit)),
                expected.diploma3(),
                expected.diploma4(),
                expected.intercept(),
                grading.ease(),
                grading.generosity(),
                expected.finish().intercept(),
                expected.finish().gap(),
                expected.finish().certificate()));
      }
    }
    return lines.toString();
  }

  /** A line of CSV; numbers with four decimals. */
  static String line(Object... values) {
    StringJoiner line = new StringJoiner(";");
    for (Object value : values) {
      line.add(
          value instanceof Double number
              ? String.format(Locale.ROOT, "%.4f", number)
              : value.toString());
    }
    return line.toString();
  }
}
