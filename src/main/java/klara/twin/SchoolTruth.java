package klara.twin;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;

/** What was planted in schools, and how the variance of the merit value is shared. */
final class SchoolTruth {
  private final TwinSettings settings;
  private final Geography geography;
  private final Schools schools;
  private final Calibration calibration;

  SchoolTruth(
      TwinSettings settings, Geography geography, Schools schools, Calibration calibration) {
    this.settings = settings;
    this.geography = geography;
    this.schools = schools;
    this.calibration = calibration;
  }

  String schools() {
    StringJoiner lines = new StringJoiner("\n", "", "\n");
    lines.add(
        "school_unit_code;municipality_code;provider_type;school_effect;school_year;"
            + "expected_students;merit_value_17");
    for (int cohort = 0; cohort < settings.cohorts(); cohort++) {
      for (Municipality municipality : geography.municipalities()) {
        for (Unit unit : units(cohort, municipality)) {
          lines.add(
              Truth.line(
                  unit.school().code(),
                  municipality.code(),
                  unit.school().provider(),
                  unit.school().effect(),
                  settings.firstCohort() + cohort,
                  unit.students(),
                  unit.students() == 0 ? 0 : unit.merit() / unit.students()));
        }
      }
    }
    return lines.toString();
  }

  /**
   * A unit of a school year.
   *
   * @param school as it is in the register
   * @param students expected
   * @param merit the sum of their expected merit values
   */
  private record Unit(School school, double students, double merit) {
    Unit with(double moreStudents, double moreMerit) {
      return new Unit(school, students + moreStudents, merit + moreMerit);
    }
  }

  private List<Unit> units(int cohort, Municipality municipality) {
    Map<String, Unit> units = new LinkedHashMap<>();
    for (int s = 0; s < schools.year9(municipality).size(); s++) {
      School school =
          schools.at(schools.year9(municipality).get(s), settings.firstCohort() + cohort);
      String code = school.code().toString();
      units.put(
          code,
          units
              .getOrDefault(code, new Unit(school, 0, 0))
              .with(students(cohort, municipality, s), merit(cohort, municipality, s)));
    }
    return List.copyOf(units.values());
  }

  String variance() {
    StringJoiner lines = new StringJoiner("\n", "", "\n");
    lines.add(
        "school_year;variance;between_municipalities;between_schools_within_municipalities;"
            + "within_schools");
    for (int cohort = 0; cohort < settings.cohorts(); cohort++) {
      lines.add(variance(cohort));
    }
    return lines.toString();
  }

  /** The sums of squares round the mean of all, of municipalities and of schools. */
  private String variance(int cohort) {
    double students = 0;
    double sum = 0;
    double squares = 0;
    double ofMunicipalities = 0;
    double ofSchools = 0;
    for (Municipality municipality : geography.municipalities()) {
      Calibration.Expected expected = calibration.of(cohort, municipality);
      squares +=
          expected
              .abilities()
              .sum(calibration.value(expected.grading(), ResponseCurves::meritSquared));
      double here = 0;
      double sumHere = 0;
      for (Unit unit : units(cohort, municipality)) {
        double inSchool = unit.students();
        double sumInSchool = unit.merit();
        ofSchools += inSchool == 0 ? 0 : sumInSchool * sumInSchool / inSchool;
        here += inSchool;
        sumHere += sumInSchool;
      }
      ofMunicipalities += here == 0 ? 0 : sumHere * sumHere / here;
      students += here;
      sum += sumHere;
    }
    double all = squares - sum * sum / students;
    return Truth.line(
        settings.firstCohort() + cohort,
        all / students,
        (ofMunicipalities - sum * sum / students) / all,
        (ofSchools - ofMunicipalities) / all,
        (squares - ofSchools) / all);
  }

  private double students(int cohort, Municipality municipality, int school) {
    double students = 0;
    for (int c = 0; c < Cell.ALL.size(); c++) {
      students += count(cohort, municipality, school, c);
    }
    return students;
  }

  /** The sum of expected merit values. */
  private double merit(int cohort, Municipality municipality, int school) {
    Calibration.Expected expected = calibration.of(cohort, municipality);
    double intercept = expected.intercept() + schools.year9(municipality).get(school).effect();
    double sum = 0;
    for (int c = 0; c < Cell.ALL.size(); c++) {
      Cell cell = Cell.ALL.get(c);
      sum +=
          count(cohort, municipality, school, c)
              * calibration
                  .means(expected.grading(), cell)
                  .merit()
                  .at(intercept + Effects.of(cell));
    }
    return sum;
  }

  private double count(int cohort, Municipality municipality, int school, int cell) {
    return geography.composition(cohort, municipality).count(cell)
        * schools.share(municipality, cell, school);
  }
}
