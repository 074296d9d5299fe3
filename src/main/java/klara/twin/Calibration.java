package klara.twin;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.DoubleUnaryOperator;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.IntToDoubleFunction;
import klara.twin.Margins.Measure;

/**
 * The intercepts and the grading of each municipality and cohort, found by bisection so that what
 * is expected is what official figures say: eligible, passed in all subjects and merit value by
 * municipality of school, diplomas by municipality of residence.
 */
final class Calibration {
  /** Of students, those who live where they go to school. */
  static final double LIVES_HERE = 0.95;

  private static final int BISECTIONS = 40;
  private static final double WIDEST = 5;
  private static final int SECANT = 10;
  private static final int SECANTS = 5;

  private final TwinSettings settings;
  private final Geography geography;
  private final Schools schools;
  private final Margins margins;

  /** What has been asked for: of students of one ability, and of students spread round one. */
  private final Map<Graded, ResponseCurves> curves = new ConcurrentHashMap<>();

  private final Map<Graded, ResponseCurves> means = new ConcurrentHashMap<>();
  private final List<List<Expected>> cohorts = new ArrayList<>();

  /**
   * What is planted in a municipality and cohort.
   *
   * @param intercept of ability, by municipality of school
   * @param grading of the schools there
   * @param abilities of those who go to school there
   * @param start by municipality of residence
   * @param finish by municipality of residence
   * @param diploma3 expected share with a diploma within three years, by residence
   * @param diploma4 the same within four
   */
  record Expected(
      double intercept,
      Grading grading,
      Abilities abilities,
      Start start,
      Finish finish,
      double diploma3,
      double diploma4) {}

  /** Students whose grades are expected alike. */
  private record Graded(boolean isForeign, Grading grading) {}

  /**
   * The schools of a municipality and cohort.
   *
   * @param intercept of ability
   * @param grading of them
   * @param abilities of the students
   */
  private record AtSchool(double intercept, Grading grading, Abilities abilities) {}

  Calibration(TwinSettings settings, Geography geography, Schools schools, Margins margins) {
    this.settings = settings;
    this.geography = geography;
    this.schools = schools;
    this.margins = margins;
    for (int cohort = 0; cohort < settings.cohorts(); cohort++) {
      cohorts.add(expected(cohort));
    }
  }

  /** By the cohort's place among the cohorts. */
  Expected of(int cohort, Municipality municipality) {
    return cohorts.get(cohort).get(municipality.index());
  }

  /** An outcome expected of students so graded. */
  Abilities.Value value(Grading grading, Function<ResponseCurves, Curve> outcome) {
    Curve swedish = outcome.apply(curves(new Graded(false, grading)));
    Curve foreign = outcome.apply(curves(new Graded(true, grading)));
    return (ability, group) -> (Abilities.isForeign(group) ? foreign : swedish).at(ability);
  }

  /** The curves of students of a cell, so graded, by the mean of their abilities. */
  ResponseCurves means(Grading grading, Cell cell) {
    Graded students = new Graded(cell.isForeign(), grading);
    return means.computeIfAbsent(students, any -> curves(students).smoothed(Effects.SD_STUDENT));
  }

  private ResponseCurves curves(Graded students) {
    return curves.computeIfAbsent(
        students, any -> ResponseCurves.of(students.isForeign(), students.grading()));
  }

  private List<Expected> expected(int cohort) {
    List<AtSchool> atSchool =
        geography.municipalities().parallelStream().map(one -> atSchool(cohort, one)).toList();
    List<Abilities> atHome = new ArrayList<>();
    for (int i = 0; i < atSchool.size(); i++) {
      atHome.add(new Abilities());
    }
    for (Municipality school : geography.municipalities()) {
      Abilities students = atSchool.get(school.index()).abilities();
      List<Municipality> neighbours = geography.neighbours(school);
      double others =
          neighbours.stream().mapToInt(n -> geography.composition(cohort, n).students()).sum();
      atHome.get(school.index()).addAll(students, others == 0 ? 1 : LIVES_HERE);
      for (Municipality home : neighbours) {
        double share = geography.composition(cohort, home).students() / Math.max(1, others);
        atHome.get(home.index()).addAll(students, (1 - LIVES_HERE) * share);
      }
    }
    return geography.municipalities().parallelStream()
        .map(
            municipality ->
                expected(
                    settings.firstCohort() + cohort,
                    municipality,
                    atSchool.get(municipality.index()),
                    atHome.get(municipality.index())))
        .toList();
  }

  private AtSchool atSchool(int cohort, Municipality municipality) {
    int year = settings.firstCohort() + cohort;
    double first = intercept(cohort, municipality, Grading.PLAIN);
    // what is easier beside the core makes hardly anyone eligible: once more is enough
    Grading eased =
        grading(
            abilities(cohort, municipality, first),
            Geography.figure(margins, Measure.PASSED_ALL, municipality, year),
            ResponseCurves::passedAll,
            Grading.PLAIN::withEase);
    double intercept = intercept(cohort, municipality, eased);
    Abilities abilities = abilities(cohort, municipality, intercept);
    Grading grading =
        grading(
            abilities,
            Geography.figure(margins, Measure.MERIT_17, municipality, year),
            ResponseCurves::merit,
            eased::withGenerosity);
    return new AtSchool(intercept, grading, abilities);
  }

  /** The grading by which students are expected to have what is wanted on average, by secants. */
  private Grading grading(
      Abilities abilities,
      double wanted,
      Function<ResponseCurves, Curve> outcome,
      IntFunction<Grading> steps) {
    IntToDoubleFunction expected = at -> abilities.mean(value(steps.apply(at), outcome));
    int at = 0;
    double found = expected.applyAsDouble(at);
    double slope = (expected.applyAsDouble(SECANT) - found) / SECANT;
    for (int i = 0; i < SECANTS && slope > 0; i++) {
      long step = Math.round((wanted - found) / slope);
      int next = (int) Math.max(Grading.LEAST, Math.min(Grading.MOST, at + step));
      if (next == at) {
        break;
      }
      double there = expected.applyAsDouble(next);
      slope = (there - found) / (next - at);
      at = next;
      found = there;
    }
    return steps.apply(at);
  }

  private Abilities abilities(int cohort, Municipality municipality, double intercept) {
    Composition composition = geography.composition(cohort, municipality);
    Abilities means = new Abilities();
    for (int c = 0; c < Cell.ALL.size(); c++) {
      Cell cell = Cell.ALL.get(c);
      for (int s = 0; s < schools.year9(municipality).size(); s++) {
        means.add(
            cell,
            intercept + Effects.of(cell) + schools.year9(municipality).get(s).effect(),
            composition.count(c) * schools.share(municipality, c, s));
      }
    }
    return means.spread();
  }

  private double intercept(int cohort, Municipality municipality, Grading grading) {
    Composition composition = geography.composition(cohort, municipality);
    double wanted =
        Geography.figure(
            margins, Measure.ELIGIBLE_VOCATIONAL, municipality, settings.firstCohort() + cohort);
    return root(
        intercept -> {
          double eligible = 0;
          for (int c = 0; c < Cell.ALL.size(); c++) {
            Cell cell = Cell.ALL.get(c);
            Curve curve = means(grading, cell).eligible();
            for (int s = 0; s < schools.year9(municipality).size(); s++) {
              School school = schools.year9(municipality).get(s);
              eligible +=
                  composition.count(c)
                      * schools.share(municipality, c, s)
                      * curve.at(intercept + Effects.of(cell) + school.effect());
            }
          }
          return eligible - wanted * composition.students();
        });
  }

  private Expected expected(int year, Municipality home, AtSchool atSchool, Abilities atHome) {
    // those who cross a border are graded elsewhere, which moves who is eligible hardly at all
    Abilities.Value eligible = value(atSchool.grading(), ResponseCurves::eligible);
    Start start = Start.of(margins, home, year, atHome.mean(eligible));
    Finishers finishers = Finishers.of(atHome, start, eligible);
    double within4 =
        margins.ofMunicipalityOrCountry(Measure.DIPLOMA_4_YEARS, home.code(), year + 1 + 4);
    double within3 =
        margins.ofMunicipalityOrCountry(Measure.DIPLOMA_3_YEARS, home.code(), year + 1 + 3);
    double finish = root(b -> finishers.within4(new Finish(b, 0, 0)) - within4);
    double earlier = root(e -> finishers.within3(new Finish(finish, -e, 0)) - within3);
    Finish reached = new Finish(finish, Math.max(0, -earlier), 0);
    double either =
        margins.ofMunicipalityOrCountry(Measure.DIPLOMA_OR_CERTIFICATE, home.code(), year + 1 + 4);
    Finish found = new Finish(finish, reached.gap(), finishers.certificate(reached, either));
    return new Expected(
        atSchool.intercept(),
        atSchool.grading(),
        atSchool.abilities(),
        start,
        found,
        finishers.within3(found),
        finishers.within4(found));
  }

  /** Where a rising function is 0. */
  private static double root(DoubleUnaryOperator rising) {
    double low = -WIDEST;
    double high = WIDEST;
    for (int i = 0; i < BISECTIONS; i++) {
      double middle = (low + high) / 2;
      if (rising.applyAsDouble(middle) < 0) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return (low + high) / 2;
  }
}
