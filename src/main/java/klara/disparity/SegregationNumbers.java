package klara.disparity;

import static org.apache.spark.sql.types.DataTypes.DoubleType;
import static org.apache.spark.sql.types.DataTypes.LongType;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import klara.disparity.SegregationCase.Unit;
import klara.stats.DrawnSegregation;
import klara.stats.Estimate;
import klara.stats.MutualInformation;
import klara.stats.Segregation;
import klara.table.Field;
import klara.table.Rule;
import org.jspecify.annotations.Nullable;

/**
 * What {@link AreaSegregation} tells of a group in an area. Numbers are told in {@link
 * SegregationSteps}, and limits rounded outwards to them. Who knows how many students five schools
 * have, and tries all counts of the group there could be, finds that a handful give such numbers in
 * thousandths, and of some schools one count alone; in fiftieths, of about one area in ten.
 */
final class SegregationNumbers {
  private static final String DRAWN =
      " were students drawn anew for the same places by each school's, or neighbourhood's, own"
          + " probability of the group; null where every one is of one group";

  static final List<Field> ALL =
      List.of(
          Field.of(
              "schools",
              LongType,
              "School units with students; null at home, and unless published"),
          Field.of(
              "neighbourhoods",
              LongType,
              "Neighbourhoods with students; null at school, and unless published"),
          Field.of("municipalities", LongType, "Municipalities that they lie in"),
          Field.of("students", LongType, "Students, in tens; null unless published"),
          index(
              "step",
              "All that follows is told in steps of this size, limits rounded outwards: 0.05, 0.02"
                  + " or 0.001, the finer in the more ways the group could be spread over schools,"
                  + " or neighbourhoods, of their sizes"),
          index(
              "group_share",
              "Share of the group among it and those it is held against, of known school or"
                  + " neighbourhood"),
          index(
              "dissimilarity",
              "Share of the group that would have to change school, or neighbourhood, for an even"
                  + " spread. Chance raises it, by how much depends on what is asked, so that no"
                  + " limits of it hold their level: see dissimilarity_beyond_chance"),
          index(
              "dissimilarity_expected",
              "What chance alone would give were students allotted to schools, or neighbourhoods,"
                  + " of these sizes at random"),
          measured(
              "dissimilarity_beyond_chance",
              "(dissimilarity - expected) / (1 - expected): 1 apart, 0 as by chance"),
          measured(
              "dissimilarity_beyond_chance_lower",
              "Lower 95 % limit of what it would be on average" + DRAWN),
          measured("dissimilarity_beyond_chance_upper", "Upper limit of it"),
          index(
              "isolation",
              "Share of the group in the school, or neighbourhood, of an average member of it, who is"
                  + " counted too and so raises it: limits are those of isolation_among_others"),
          index(
              "isolation_among_others",
              "Share of the group among the other students in the school, or neighbourhood, of an"
                  + " average member of it: isolation without what chance adds"),
          index(
              "isolation_among_others_lower",
              "Lower 95 % limit of what it would be with ever so many students" + DRAWN),
          index("isolation_among_others_upper", "Upper limit of it"),
          index(
              "information_index",
              "Theil's H over schools, or neighbourhoods: 0 the mix of all in every one. Chance raises"
                  + " it: limits are those of information_index_beyond_chance"),
          measured(
              "information_index_beyond_chance",
              "information_index less what chance adds: 1 apart, 0 as by chance"),
          measured(
              "information_index_beyond_chance_lower",
              "Lower 95 % limit of what it would be with ever so many students" + DRAWN),
          measured("information_index_beyond_chance_upper", "Upper limit of it"),
          index(
              "information_index_between",
              "What of information_index lies between municipalities; null for a municipality"),
          index(
              "information_index_within",
              "What of it lies between schools, or neighbourhoods, of the same municipality; null for"
                  + " a municipality"));

  /** So that a limit that is a step is not rounded to the next by the last of its digits. */
  private static final double ROUNDING = 1e-9;

  private final double steps;
  private final List<@Nullable Object> values = new ArrayList<>();

  private SegregationNumbers(double steps) {
    this.steps = steps;
  }

  private static Field index(String name, String meaning) {
    return Field.of(
        name, DoubleType, meaning + ", 0 to 1; null unless published", Rule.Between.of("0", "1"));
  }

  private static Field measured(String name, String meaning) {
    return Field.of(name, DoubleType, meaning + "; null unless published");
  }

  /**
   * Values of {@link #ALL}.
   *
   * @param told a case of which there is something to tell
   * @param split which groups
   * @param isCounty whether it is more than one municipality
   */
  static List<@Nullable Object> of(SegregationCase told, int split, boolean isCounty) {
    long[] first = told.first(split);
    long[] second = told.second(split);
    long group = Arrays.stream(first).sum();
    long students = group + Arrays.stream(second).sum();
    List<String> municipalities =
        List.copyOf(new TreeSet<>(told.units().stream().map(Unit::municipality).toList()));
    double[][] people = new double[first.length][];
    for (int i = 0; i < first.length; i++) {
      people[i] = new double[] {first[i], second[i]};
    }
    Segregation found = Segregation.of(first, second);
    DrawnSegregation drawn = DrawnSegregation.of(first, second);
    MutualInformation information =
        MutualInformation.of(
            people,
            told.units().stream()
                .mapToInt(one -> municipalities.indexOf(one.municipality()))
                .toArray());
    SegregationNumbers numbers = new SegregationNumbers(SegregationSteps.of(told, split));
    numbers.values.add(told.isHome() ? null : (long) first.length);
    numbers.values.add(told.isHome() ? (long) first.length : null);
    numbers.values.add((long) municipalities.size());
    numbers.values.add(students / 10 * 10);
    numbers.values.add(1 / numbers.steps);
    numbers.add((double) group / students);
    numbers.add(found.dissimilarity());
    numbers.add(found.expected());
    numbers.add(drawn.dissimilarityBeyondChance());
    numbers.add(found.isolation());
    numbers.add(drawn.isolationAmongOthers());
    numbers.add(information.theilH());
    numbers.add(drawn.informationBeyondChance());
    numbers.add(isCounty ? information.theilHBetween() : Double.NaN);
    numbers.add(isCounty ? information.theilHWithin() : Double.NaN);
    return numbers.values;
  }

  private void add(double value) {
    values.add(Double.isFinite(value) ? Math.round(value * steps) / steps : null);
  }

  private void add(Estimate estimate) {
    add(estimate.value());
    add(Math.floor(estimate.lower() * steps + ROUNDING) / steps);
    add(Math.ceil(estimate.upper() * steps - ROUNDING) / steps);
  }
}
