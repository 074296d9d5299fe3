package klara.twin;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import klara.store.Text;
import klara.twin.School.Stage;

/** The school units, and which of them students go to. */
final class Schools {
  /** Students of a cohort in one unit: Skåne has 260 units with year 9 and 165 upper secondary. */
  private static final int YEAR9_STUDENTS = 66;

  private static final int UPPER_SECONDARY_STUDENTS = 104;

  /** Shares with an independent provider (Skolenhetsregistret, Skåne). */
  private static final double INDEPENDENT_YEAR9 = 0.24;

  private static final double INDEPENDENT_UPPER_SECONDARY = 0.52;
  private static final double SD_LOG_WEIGHT = 0.4;
  private static final int LOWEST_CODE = 10_000_000;

  private final List<List<School>> year9 = new ArrayList<>();
  private final List<List<School>> upperSecondary = new ArrayList<>();
  private final List<double[][]> shares = new ArrayList<>();
  private final Set<Integer> codes = new HashSet<>();
  private final Reorganisations reorganisations;

  Schools(TwinSettings settings, Geography geography) {
    this.reorganisations = new Reorganisations(settings);
    List<Municipality> without = withoutUpperSecondary(settings, geography);
    for (Municipality municipality : geography.municipalities()) {
      double students = meanSize(settings, geography, municipality);
      List<School> schools =
          units(settings.seed(), municipality, Stage.GR, units(students, YEAR9_STUDENTS));
      year9.add(schools);
      shares.add(shares(schools));
      int wanted = without.contains(municipality) ? 0 : units(students, UPPER_SECONDARY_STUDENTS);
      upperSecondary.add(units(settings.seed(), municipality, Stage.GY, wanted));
    }
    for (Municipality municipality : geography.municipalities()) {
      reorganisations.draw(year9(municipality), this::code);
      reorganisations.draw(upperSecondary(municipality), this::code);
    }
  }

  List<School> year9(Municipality municipality) {
    return year9.get(municipality.index());
  }

  List<School> upperSecondary(Municipality municipality) {
    return upperSecondary.get(municipality.index());
  }

  /** What a unit that a student has chosen is in the register of a school year. */
  School at(School chosen, int schoolYear) {
    return reorganisations.at(chosen, schoolYear);
  }

  Reorganisations reorganisations() {
    return reorganisations;
  }

  /** A unit with year 9 that lies in another municipality. */
  School elsewhere(Municipality municipality) {
    return year9.get(municipality.index() == 0 ? 1 : 0).get(0);
  }

  /** The code of another unit of the same stage. */
  String otherCode(String code) {
    for (Stage stage : Stage.values()) {
      List<String> same =
          reorganisations.units().stream()
              .map(Reorganisations.Validity::unit)
              .filter(unit -> unit.stage() == stage)
              .map(unit -> unit.code().toString())
              .toList();
      if (same.contains(code)) {
        return same.get((same.indexOf(code) + 1) % same.size());
      }
    }
    throw new IllegalArgumentException("Cannot find another school unit: the one given is none");
  }

  /** The lowest code that no unit has. */
  String unknownCode() {
    int code = LOWEST_CODE;
    while (codes.contains(code)) {
      code++;
    }
    return Integer.toString(code);
  }

  /** The share of a municipality's students of a cell that go to each of its schools. */
  double share(Municipality municipality, int cell, int school) {
    return shares.get(municipality.index())[cell][school];
  }

  /** Which of the municipality's schools a student of a cell goes to. */
  int drawYear9(Municipality municipality, int cell, double uniform) {
    double[] ofCell = shares.get(municipality.index())[cell];
    int school = 0;
    double rest = uniform - ofCell[0];
    while (rest >= 0 && school < ofCell.length - 1) {
      school++;
      rest -= ofCell[school];
    }
    return school;
  }

  private static double[][] shares(List<School> schools) {
    double[][] shares = new double[Cell.ALL.size()][schools.size()];
    for (int cell = 0; cell < shares.length; cell++) {
      double sum = 0;
      for (int i = 0; i < schools.size(); i++) {
        School school = schools.get(i);
        shares[cell][i] =
            school.weight()
                * Math.exp(Effects.SEGREGATION * school.intake() * Cell.ALL.get(cell).advantage());
        sum += shares[cell][i];
      }
      for (int i = 0; i < schools.size(); i++) {
        shares[cell][i] /= sum;
      }
    }
    return shares;
  }

  private List<School> units(long seed, Municipality municipality, Stage stage, int number) {
    List<School> schools = new ArrayList<>();
    double independent = stage == Stage.GR ? INDEPENDENT_YEAR9 : INDEPENDENT_UPPER_SECONDARY;
    for (int i = 0; i < number; i++) {
      SplittableRandom random =
          Seeds.random(
              seed,
              Seeds.Purpose.SCHOOLS,
              Integer.parseInt(municipality.code()),
              2L * i + (stage == Stage.GR ? 0 : 1));
      boolean isIndependent = i > 0 && random.nextDouble() < independent;
      schools.add(
          new School(
              code(random),
              "%s %s %d"
                  .formatted(municipality.name(), stage == Stage.GR ? "skola" : "gymnasium", i + 1),
              municipality,
              stage,
              isIndependent ? "ENSKILD" : "KOMMUN",
              Math.exp(SD_LOG_WEIGHT * random.nextGaussian()),
              random.nextGaussian(),
              Effects.SD_SCHOOL * random.nextGaussian()));
    }
    return schools;
  }

  /** A number that means nothing; drawn again where another unit has it. */
  private Text code(SplittableRandom random) {
    int code = random.nextInt(LOWEST_CODE, 100_000_000);
    while (!codes.add(code)) {
      code = random.nextInt(LOWEST_CODE, 100_000_000);
    }
    return Text.of(Integer.toString(code));
  }

  private static int units(double students, int perUnit) {
    return Math.max(1, (int) Math.round(students / perUnit));
  }

  /** The smallest municipality of each county has no upper secondary school. */
  private static List<Municipality> withoutUpperSecondary(
      TwinSettings settings, Geography geography) {
    List<Municipality> without = new ArrayList<>();
    List<Municipality> bySize =
        geography.municipalities().stream()
            .sorted(Comparator.comparingDouble(m -> meanSize(settings, geography, m)))
            .toList();
    Set<String> counties = new HashSet<>();
    for (Municipality municipality : bySize) {
      if (counties.add(municipality.code().substring(0, 2))
          && !geography.neighbours(municipality).isEmpty()) {
        without.add(municipality);
      }
    }
    return without;
  }

  private static double meanSize(
      TwinSettings settings, Geography geography, Municipality municipality) {
    double sum = 0;
    for (int cohort = 0; cohort < settings.cohorts(); cohort++) {
      sum += geography.composition(cohort, municipality).students();
    }
    return sum / settings.cohorts();
  }
}
