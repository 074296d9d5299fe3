package klara.region;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.when;
import static org.apache.spark.sql.types.DataTypes.StringType;

import java.util.ArrayList;
import java.util.List;
import klara.history.Students;
import klara.outcome.OutcomeCells;
import klara.table.Field;
import klara.table.Rule;
import org.apache.spark.sql.Column;

/** The groups that results are told for: everyone, and by one or two circumstances. */
public final class Groups {
  public static final String ALL = "all";
  public static final String SEX = "sex";
  public static final String PARENTAL_EDUCATION = "parental_education";
  public static final String BACKGROUND = "background";
  public static final String NEWLY_ARRIVED = "newly_arrived";
  public static final String INCOME_QUINTILE = "income_quintile";
  public static final String HOME_SITUATION = "home_situation";

  /** Of schools; only the official figures are told by it. */
  public static final String PROVIDER = "provider";

  private static final String UNKNOWN = "unknown";

  /** A circumstance that students are grouped by, and the groups that it has. */
  record Dimension(String name, List<String> values, Column ofCell) {
    Dimension(String name, Field ofCell, String... values) {
      this(name, List.of(values), ofCell.col());
    }

    List<Group> groups() {
      return values.stream().map(value -> new Group(name, value)).toList();
    }
  }

  /** Two circumstances at once. */
  record Pair(Dimension first, Dimension second) {
    String name() {
      return first.name + "+" + second.name;
    }

    Group of(String firstValue, String secondValue) {
      return new Group(name(), firstValue + "+" + secondValue);
    }

    List<Group> groups() {
      return first.values.stream()
          .flatMap(one -> second.values.stream().map(other -> of(one, other)))
          .toList();
    }
  }

  private static final Dimension BY_SEX = new Dimension(SEX, OutcomeCells.SEX, "girls", "boys");
  private static final Dimension BY_BACKGROUND =
      new Dimension(BACKGROUND, Students.BACKGROUND, "swedish", "foreign", UNKNOWN);

  static final List<Dimension> DIMENSIONS =
      List.of(
          BY_SEX,
          new Dimension(
              PARENTAL_EDUCATION,
              Students.PARENTAL_EDUCATION,
              "pre_secondary",
              "upper_secondary",
              "post_secondary",
              UNKNOWN),
          BY_BACKGROUND,
          new Dimension(NEWLY_ARRIVED, Students.NEWLY_ARRIVED, "yes", "no", UNKNOWN),
          new Dimension(
              INCOME_QUINTILE, OutcomeCells.INCOME_QUINTILE, "1", "2", "3", "4", "5", UNKNOWN),
          new Dimension(
              HOME_SITUATION, OutcomeCells.HOME_SITUATION, "both_parents", "otherwise", UNKNOWN));

  /** Told of every area; each pair more there is several times the work of protecting all. */
  private static final Pair EVERYWHERE = new Pair(BY_SEX, BY_BACKGROUND);

  /** Every two circumstances; but for one, of the county, the country and its rest alone. */
  static final List<Pair> PAIRS = pairs();

  private static final List<String> LARGE_AREAS =
      List.of(Areas.COUNTRY, Areas.REST_OF_COUNTRY, Areas.COUNTY);

  public static final Field GROUP_DIMENSION =
      Field.of(
          "group_dimension",
          StringType,
          "By what students are grouped; all is everyone",
          new Rule.Known(),
          new Rule.OneOf(dimensions()));
  public static final Field GROUP_VALUE =
      Field.of("group_value", StringType, "Which group of the dimension", new Rule.Known());

  /** A group of a dimension. */
  public record Group(String dimension, String value) {}

  private Groups() {}

  private static List<Pair> pairs() {
    List<Pair> pairs = new ArrayList<>();
    for (int first = 0; first < DIMENSIONS.size(); first++) {
      for (int second = first + 1; second < DIMENSIONS.size(); second++) {
        pairs.add(new Pair(DIMENSIONS.get(first), DIMENSIONS.get(second)));
      }
    }
    return List.copyOf(pairs);
  }

  private static List<String> dimensions() {
    List<String> names = new ArrayList<>(List.of(ALL));
    DIMENSIONS.forEach(dimension -> names.add(dimension.name()));
    PAIRS.forEach(pair -> names.add(pair.name()));
    names.add(PROVIDER);
    return List.copyOf(names);
  }

  /** Every group, in the order that tables list them. */
  public static List<Group> groups() {
    List<Group> groups = new ArrayList<>(List.of(new Group(ALL, ALL)));
    DIMENSIONS.forEach(dimension -> groups.addAll(dimension.groups()));
    PAIRS.forEach(pair -> groups.addAll(pair.groups()));
    return groups;
  }

  /** Whether a dimension is two circumstances at once. */
  static boolean isPair(String dimension) {
    return PAIRS.stream().anyMatch(pair -> pair.name().equals(dimension));
  }

  /** Whether a row of a level and dimension is in the matrix. */
  static Column isToldOf(Column level, Column dimension) {
    List<String> ofLargeAreas =
        PAIRS.stream().filter(pair -> !pair.equals(EVERYWHERE)).map(Pair::name).toList();
    return not(dimension.isInCollection(ofLargeAreas)).or(level.isInCollection(LARGE_AREAS));
  }

  /** The groups of every area that a cell of {@link OutcomeCells} belongs to, as structs. */
  static Column ofCell() {
    List<Column> groups = new ArrayList<>(List.of(all()));
    DIMENSIONS.forEach(dimension -> groups.add(group(dimension.name(), dimension.ofCell())));
    groups.add(group(EVERYWHERE));
    return array(groups.toArray(Column[]::new));
  }

  /** The groups of school units that a cell belongs to, likewise. */
  static Column ofCellAtSchool() {
    return array(all(), group(SEX, BY_SEX.ofCell()));
  }

  /** Everyone alone. */
  static Column everyone() {
    return array(all());
  }

  private static Column all() {
    return group(ALL, lit(ALL));
  }

  /** The groups of large areas that a cell belongs to besides. */
  static Column ofCellInLargeAreas() {
    return array(
        PAIRS.stream()
            .filter(pair -> !pair.equals(EVERYWHERE))
            .map(Groups::group)
            .toArray(Column[]::new));
  }

  private static Column group(Pair pair) {
    Column first = pair.first().ofCell();
    Column second = pair.second().ofCell();
    return group(
        pair.name(),
        when(first.isNotNull().and(second.isNotNull()), concat_ws("+", first, second)));
  }

  private static Column group(String dimension, Column value) {
    return struct(lit(dimension).as(GROUP_DIMENSION.name()), value.as(GROUP_VALUE.name()));
  }
}
