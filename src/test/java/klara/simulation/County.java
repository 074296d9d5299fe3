package klara.simulation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Predicate;
import klara.stats.Contiguity;

/**
 * A county drawn from a {@link CountyPlan}: 33 municipalities, the largest with a fifth of all
 * students, schools in them and students in those. Everything that was drawn can be asked for.
 *
 * <p>Cohorts of municipalities are as large as year 9 of Skåne in the sample's first year
 * (data-samples/truth/municipalities.csv, 2017); its map is not Skåne's: six columns of squares,
 * neighbours by side or corner.
 */
final class County {
  private static final int[] SIZES = {
    2847, 1562, 1521, 923, 665, 521, 475, 473, 442, 392, 386, 361, 313, 309, 289, 271, 220, 185,
    179, 179, 178, 177, 176, 174, 171, 170, 163, 145, 143, 139, 128, 122, 85
  };
  static final int MUNICIPALITIES = SIZES.length;
  static final Contiguity MAP = map();

  private static final int STUDENTS_OF_A_SCHOOL = 70;
  private static final int COLUMNS = 6;

  /** Cohorts are larger or smaller than usual by up to so much. */
  private static final double SWING = 0.1;

  private final CountyPlan plan;
  private final double[] effects = new double[MUNICIPALITIES];
  private final double[] disadvantages = new double[MUNICIPALITIES];
  private final double[] slopes = new double[MUNICIPALITIES];
  private final double[][] shocks;
  private final List<School> schools = new ArrayList<>();
  private final List<List<Cell>> cells = new ArrayList<>();

  /** A school, before there are students. */
  private static final class School {
    private final int municipality;
    private final double effect;
    private final double size;
    private final double[] shares;

    private School(int municipality, double effect, double size, double[] shares) {
      this.municipality = municipality;
      this.effect = effect;
      this.size = size;
      this.shares = shares;
    }
  }

  private County(CountyPlan plan, SplittableRandom random) {
    this.plan = plan;
    this.shocks = new double[MUNICIPALITIES][plan.years().cohorts()];
    drawMunicipalities(random);
    for (int municipality = 0; municipality < MUNICIPALITIES; municipality++) {
      drawShocks(shocks[municipality], random);
      drawSchools(municipality, random);
      cells.add(new ArrayList<>());
    }
    for (int school = 0; school < schools.size(); school++) {
      for (int cohort = 0; cohort < plan.years().cohorts(); cohort++) {
        drawStudents(school, cohort, random);
      }
    }
  }

  static County draw(CountyPlan plan, SplittableRandom random) {
    return new County(plan, random);
  }

  /** The large ones lie apart from one another, the largest in a corner. */
  private static Contiguity map() {
    List<List<Integer>> neighbours = new ArrayList<>();
    for (int i = 0; i < MUNICIPALITIES; i++) {
      List<Integer> list = new ArrayList<>();
      for (int j = 0; j < MUNICIPALITIES; j++) {
        int across = Math.abs(place(i) % COLUMNS - place(j) % COLUMNS);
        int down = Math.abs(place(i) / COLUMNS - place(j) / COLUMNS);
        if (i != j && across <= 1 && down <= 1) {
          list.add(j);
        }
      }
      neighbours.add(list);
    }
    return Contiguity.of(neighbours);
  }

  private static int place(int municipality) {
    return municipality * 7 % MUNICIPALITIES;
  }

  /**
   * Where they are clustered, an effect is in part that of what municipality and neighbours share.
   */
  private void drawMunicipalities(SplittableRandom random) {
    double[] own = new double[MUNICIPALITIES];
    for (int i = 0; i < MUNICIPALITIES; i++) {
      own[i] = random.nextGaussian();
      disadvantages[i] = plan.mixing() * random.nextGaussian();
      slopes[i] = plan.years().slope() + plan.years().slopeSpread() * random.nextGaussian();
    }
    double[] around = MAP.lag(own);
    for (int i = 0; i < MUNICIPALITIES; i++) {
      double shared = Math.sqrt(plan.clustering() * MAP.degree(i)) * around[i];
      double alone = Math.sqrt(1 - plan.clustering()) * own[i];
      effects[i] = plan.municipalSpread() * (alone + shared);
    }
  }

  private void drawShocks(double[] years, SplittableRandom random) {
    double memory = plan.years().memory();
    double before = random.nextGaussian();
    for (int cohort = 0; cohort < years.length; cohort++) {
      years[cohort] = plan.years().shock() * before;
      before = memory * before + Math.sqrt(1 - memory * memory) * random.nextGaussian();
    }
  }

  private void drawSchools(int municipality, SplittableRandom random) {
    int number = Math.max(1, Math.round((float) SIZES[municipality] / STUDENTS_OF_A_SCHOOL));
    double[] sizes = new double[number];
    Arrays.setAll(sizes, school -> 0.5 + random.nextDouble());
    double all = Arrays.stream(sizes).sum();
    for (double size : sizes) {
      double disadvantage = disadvantages[municipality] + plan.mixing() * random.nextGaussian();
      schools.add(
          new School(
              municipality,
              effects[municipality] + plan.schoolSpread() * random.nextGaussian(),
              SIZES[municipality] * size / all,
              Patterns.shares(disadvantage)));
    }
  }

  private void drawStudents(int number, int cohort, SplittableRandom random) {
    School school = schools.get(number);
    double swing = 1 + SWING * (2 * random.nextDouble() - 1);
    long students = Math.max(1, Math.round(school.size * swing));
    int[] people = new int[Patterns.COUNT];
    int[] events = new int[Patterns.COUNT];
    double[] probabilities = new double[Patterns.COUNT];
    for (int pattern = 0; pattern < Patterns.COUNT; pattern++) {
      double shock = shocks[school.municipality][cohort];
      probabilities[pattern] = CountyPlan.expit(logit(school, cohort, pattern) + shock);
    }
    for (long student = 0; student < students; student++) {
      double left = random.nextDouble();
      int pattern = 0;
      while (pattern < Patterns.COUNT - 1 && left >= school.shares[pattern]) {
        left -= school.shares[pattern];
        pattern++;
      }
      people[pattern]++;
      events[pattern] += random.nextDouble() < probabilities[pattern] ? 1 : 0;
    }
    for (int pattern = 0; pattern < Patterns.COUNT; pattern++) {
      if (people[pattern] > 0) {
        cells
            .get(school.municipality)
            .add(
                new Cell(
                    school.municipality,
                    number,
                    cohort,
                    pattern,
                    people[pattern],
                    events[pattern],
                    probabilities[pattern]));
      }
    }
  }

  private double logit(School school, int cohort, int pattern) {
    return plan.intercept()
        + Patterns.effect(pattern)
        + school.effect
        + slopes[school.municipality] * (cohort - (plan.years().cohorts() - 1) / 2.0);
  }

  CountyPlan plan() {
    return plan;
  }

  /** Its students, by municipality. */
  List<Cell> cells(int municipality) {
    return cells.get(municipality);
  }

  /** Some of the students of a municipality. */
  Sum sum(int municipality, Predicate<Cell> which) {
    return Sum.of(cells.get(municipality), which);
  }

  /** Its students. */
  List<Cell> cells() {
    return cells.stream().flatMap(List::stream).toList();
  }

  /** All students of each municipality. */
  List<Sum> sums() {
    return cells.stream().map(its -> Sum.of(its, cell -> true)).toList();
  }

  /** The effect of a municipality, on the logit. */
  double effect(int municipality) {
    return effects[municipality];
  }

  /** How disadvantaged a municipality is. */
  double disadvantage(int municipality) {
    return disadvantages[municipality];
  }

  /** What a cohort of a municipality has on average: over its students, and over what befell it. */
  double law(int municipality, int cohort) {
    double expected = 0;
    double size = 0;
    for (School school : schools) {
      if (school.municipality == municipality) {
        size += school.size;
        for (int pattern = 0; pattern < Patterns.COUNT; pattern++) {
          expected +=
              school.size
                  * school.shares[pattern]
                  * CountyPlan.expit(logit(school, cohort, pattern));
        }
      }
    }
    return expected / size;
  }
}
