package klara.twin;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Every student, each found by cohort and place in it, whatever others have been asked for. */
final class Population {
  private static final double PROTECTED_MARKED = 0.003;
  private static final double PROTECTED_ADDRESS = 0.0006;

  private final TwinSettings settings;
  private final Geography geography;
  private final Schools schools;
  private final Calibration calibration;
  private final List<Identities> identities = new ArrayList<>();

  Population(TwinSettings settings, Geography geography, Schools schools, Calibration calibration) {
    this.settings = settings;
    this.geography = geography;
    this.schools = schools;
    this.calibration = calibration;
    for (int cohort = 0; cohort < settings.cohorts(); cohort++) {
      int girls = 0;
      for (Municipality municipality : geography.municipalities()) {
        girls += geography.composition(cohort, municipality).girls();
      }
      identities.add(
          new Identities(
              settings.seed(),
              settings.firstCohort() + cohort,
              girls,
              geography.students(cohort) - girls));
    }
  }

  /** The students of a cohort from one place to before another. */
  List<Student> students(int cohort, int from, int to) {
    List<Student> students = new ArrayList<>(to - from);
    int before = 0;
    int girlsBefore = 0;
    for (Municipality municipality : geography.municipalities()) {
      Composition composition = geography.composition(cohort, municipality);
      int first = Math.max(from, before);
      int end = Math.min(to, before + composition.students());
      for (int index = first; index < end; index++) {
        students.add(student(cohort, municipality, index, index - before, girlsBefore));
      }
      before += composition.students();
      girlsBefore += composition.girls();
    }
    return students;
  }

  /** How the student's school grades that year. */
  Grading grading(Student student) {
    return calibration.of(student.cohort(), student.school().municipality()).grading();
  }

  private Student student(
      int cohort, Municipality municipality, int index, int place, int girlsBefore) {
    int schoolYear = settings.firstCohort() + cohort;
    SplittableRandom random =
        Seeds.random(settings.seed(), Seeds.Purpose.STUDENT, schoolYear, index);
    Composition composition = geography.composition(cohort, municipality);
    int cell = composition.cellOf(place);
    Cell circumstances = Cell.ALL.get(cell);
    School chosen =
        schools.year9(municipality).get(schools.drawYear9(municipality, cell, random.nextDouble()));
    double ability =
        calibration.of(cohort, municipality).intercept()
            + Effects.of(circumstances)
            + chosen.effect()
            + Effects.SD_STUDENT * random.nextGaussian();
    Municipality home =
        random.nextDouble() < Calibration.LIVES_HERE
            ? municipality
            : elsewhere(cohort, municipality, random.nextDouble());
    double protection = random.nextDouble();
    int before = index - place;
    int rank =
        composition.sameSexBefore(place)
            + (circumstances.isGirl() ? girlsBefore : before - girlsBefore);
    Identities.Identity identity =
        identities.get(cohort).of(index, rank, circumstances.isGirl(), random);
    return new Student(
        cohort,
        index,
        identity.text(),
        identity.type(),
        identity.birthYear(),
        circumstances,
        chosen,
        home,
        ability,
        protection < PROTECTED_ADDRESS ? 2 : protection < PROTECTED_MARKED ? 1 : 0,
        0);
  }

  private Municipality elsewhere(int cohort, Municipality municipality, double uniform) {
    List<Municipality> neighbours = geography.neighbours(municipality);
    int all = neighbours.stream().mapToInt(n -> geography.composition(cohort, n).students()).sum();
    double rest = uniform * all;
    for (Municipality neighbour : neighbours) {
      rest -= geography.composition(cohort, neighbour).students();
      if (rest < 0) {
        return neighbour;
      }
    }
    return municipality;
  }
}
