package klara.twin;

import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import klara.twin.Cell.Background;
import klara.twin.Margins.Measure;

/**
 * The intercepts of each municipality and cohort, found by bisection so that the expected shares
 * are the official ones: eligible by municipality of school, diplomas by municipality of residence.
 */
final class Calibration {
  /** Of students, those who live where they go to school. */
  static final double LIVES_HERE = 0.95;

  private static final int BISECTIONS = 40;
  private static final double WIDEST = 5;

  private final TwinSettings settings;
  private final Geography geography;
  private final Schools schools;
  private final Margins margins;
  private final ResponseCurves swedish;
  private final ResponseCurves foreign;
  private final ResponseCurves swedishMeans;
  private final ResponseCurves foreignMeans;
  private final List<List<Expected>> cohorts = new ArrayList<>();

  /**
   * What is planted in a municipality and cohort.
   *
   * @param intercept of ability, by municipality of school
   * @param abilities of those who go to school there
   * @param start by municipality of residence
   * @param finish by municipality of residence
   * @param diploma3 expected share with a diploma within three years, by residence
   * @param diploma4 the same within four
   */
  record Expected(
      double intercept,
      Abilities abilities,
      Start start,
      Finish finish,
      double diploma3,
      double diploma4) {}

  Calibration(TwinSettings settings, Geography geography, Schools schools, Margins margins) {
    this.settings = settings;
    this.geography = geography;
    this.schools = schools;
    this.margins = margins;
    swedish = ResponseCurves.of(settings.seed(), Background.SWEDISH);
    foreign = ResponseCurves.of(settings.seed(), Background.FOREIGN);
    swedishMeans = swedish.smoothed(Effects.SD_STUDENT);
    foreignMeans = foreign.smoothed(Effects.SD_STUDENT);
    for (int cohort = 0; cohort < settings.cohorts(); cohort++) {
      cohorts.add(expected(cohort));
    }
  }

  /** By the cohort's place among the cohorts. */
  Expected of(int cohort, Municipality municipality) {
    return cohorts.get(cohort).get(municipality.index());
  }

  /** The curves of a group of {@link Abilities}. */
  ResponseCurves curves(int group) {
    return Abilities.isForeign(group) ? foreign : swedish;
  }

  /** The curves of students of a cell by the mean of their abilities. */
  ResponseCurves means(Cell cell) {
    return cell.isForeign() ? foreignMeans : swedishMeans;
  }

  private List<Expected> expected(int cohort) {
    List<Abilities> atSchool = new ArrayList<>();
    List<Abilities> atHome = new ArrayList<>();
    List<Double> intercepts = new ArrayList<>();
    for (Municipality municipality : geography.municipalities()) {
      double intercept = intercept(cohort, municipality);
      intercepts.add(intercept);
      atHome.add(new Abilities());
      atSchool.add(abilities(cohort, municipality, intercept));
    }
    for (Municipality school : geography.municipalities()) {
      Abilities students = atSchool.get(school.index());
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
                    intercepts.get(municipality.index()),
                    atSchool.get(municipality.index()),
                    atHome.get(municipality.index())))
        .toList();
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

  private double intercept(int cohort, Municipality municipality) {
    Composition composition = geography.composition(cohort, municipality);
    double wanted =
        Geography.figure(
            margins, Measure.ELIGIBLE_VOCATIONAL, municipality, settings.firstCohort() + cohort);
    return root(
        intercept -> {
          double eligible = 0;
          for (int c = 0; c < Cell.ALL.size(); c++) {
            Cell cell = Cell.ALL.get(c);
            Curve curve = means(cell).eligible();
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

  private Expected expected(
      int year, Municipality home, double intercept, Abilities atSchool, Abilities atHome) {
    Abilities.Value eligible = (ability, group) -> curves(group).eligible().at(ability);
    Start start = Start.of(margins, home, year, atHome.mean(eligible));
    Finishers finishers = Finishers.of(atHome, start, eligible);
    double within4 =
        margins.ofMunicipalityOrCountry(Measure.DIPLOMA_4_YEARS, home.code(), year + 1 + 4);
    double within3 =
        margins.ofMunicipalityOrCountry(Measure.DIPLOMA_3_YEARS, home.code(), year + 1 + 3);
    double finish = root(b -> finishers.within4(new Finish(b, 0)) - within4);
    double earlier = root(e -> finishers.within3(new Finish(finish, -e)) - within3);
    Finish found = new Finish(finish, Math.max(0, -earlier));
    return new Expected(
        intercept, atSchool, start, found, finishers.within3(found), finishers.within4(found));
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
