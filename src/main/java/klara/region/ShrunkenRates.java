package klara.region;

import static org.apache.spark.sql.types.DataTypes.DoubleType;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import klara.disclosure.Status;
import klara.outcome.OutcomeCells;
import klara.stats.BetaBinomial;
import klara.stats.Interval;
import klara.stats.StandardisedRate;
import klara.table.Field;
import klara.table.Rule;
import klara.table.Table;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.jspecify.annotations.Nullable;

/**
 * {@link AreaOutcomes} as published: beside the raw rate of each municipality, school and
 * neighbourhood the one that all of its level together give it, drawn towards the mean of all the
 * more, the fewer its students are; and the rate that it would have with the parents that Skåne's
 * students have. It is made of the published counts alone, so nothing that is withheld speaks
 * through it.
 */
public final class ShrunkenRates {
  private static final Field SHRUNKEN_RATE =
      share(
          "shrunken_rate",
          "Rate given those of all municipalities, all schools or all neighbourhoods (beta-binomial);"
              + " null for larger areas, for pairs of groups and where fewer than ten of the level"
              + " are told");
  private static final Field SHRUNKEN_RATE_LOWER =
      share("shrunken_rate_lower", "Lower limit of 95 % of its posterior");
  private static final Field SHRUNKEN_RATE_UPPER =
      share("shrunken_rate_upper", "Upper limit of it");
  private static final Field RELIABILITY =
      share(
          "reliability",
          "Weight of the raw rate in it: 0 the mean of all alone, 1 the raw rate alone");

  private static final Field STANDARDISED_RATE =
      share(
          "standardised_rate",
          "Rate that the area would have, were its students' parents educated as those of Skåne's"
              + " students are; directly standardised, students of unknown parental education left"
              + " out; null for groups, and where one of the three educations is withheld or has"
              + " no student");
  private static final Field STANDARDISED_RATE_LOWER =
      share("standardised_rate_lower", "Lower 95 % limit of it (MOVER, Wilson)");
  private static final Field STANDARDISED_RATE_UPPER =
      share("standardised_rate_upper", "Upper 95 % limit of it");

  private static final List<Field> MORE =
      List.of(
          SHRUNKEN_RATE,
          SHRUNKEN_RATE_LOWER,
          SHRUNKEN_RATE_UPPER,
          RELIABILITY,
          STANDARDISED_RATE,
          STANDARDISED_RATE_LOWER,
          STANDARDISED_RATE_UPPER);

  public static final Table TABLE = table();

  /** With fewer, the mean and spread of all are guesses. */
  private static final int FEWEST_AREAS = 10;

  private static final double LEVEL = 0.95;

  private static final Set<String> SHRUNKEN_LEVELS =
      Set.of(Areas.MUNICIPALITY, Areas.SCHOOL, Areas.NEIGHBOURHOOD);

  private static final Map<String, Integer> AT = AreaOutcomes.TABLE.positions();

  private ShrunkenRates() {}

  private static Field share(String name, String meaning) {
    return Field.of(
        name, DoubleType, meaning + "; 0 to 1, null unless published", Rule.Between.of("0", "1"));
  }

  private static Table table() {
    Table raw = AreaOutcomes.TABLE;
    List<Field> columns = new ArrayList<>(raw.columns());
    columns.addAll(MORE);
    return new Table(raw.zone(), raw.name(), raw.grain(), raw.key(), List.copyOf(columns));
  }

  /**
   * Adds what the municipalities say together.
   *
   * @param areaOutcomes {@link AreaOutcomes#TABLE}, protected
   * @return rows of {@link #TABLE}, in the order of the key
   */
  public static List<Row> of(Dataset<Row> areaOutcomes) {
    Column[] key = AreaOutcomes.TABLE.key().stream().map(Field::col).toArray(Column[]::new);
    List<Row> raw = areaOutcomes.select(AreaOutcomes.TABLE.select()).orderBy(key).collectAsList();
    Map<List<Object>, List<Row>> compared =
        raw.stream()
            .filter(ShrunkenRates::isShrunken)
            .collect(
                Collectors.groupingBy(
                    ShrunkenRates::series, LinkedHashMap::new, Collectors.toList()));
    Map<List<Object>, BetaBinomial> priors = new HashMap<>();
    compared.entrySet().parallelStream()
        .filter(areas -> isEnough(areas.getValue()))
        .map(areas -> Map.entry(areas.getKey(), prior(areas.getValue())))
        .toList()
        .forEach(fitted -> priors.put(fitted.getKey(), fitted.getValue()));
    StandardisedRates standardised = StandardisedRates.of(raw);
    return raw.parallelStream()
        .map(
            row ->
                with(
                    row,
                    isShrunken(row) ? priors.get(series(row)) : null,
                    standardised.rate(row).orElse(null)))
        .toList();
  }

  private static boolean isShrunken(Row row) {
    return SHRUNKEN_LEVELS.contains(text(row, Areas.AREA_LEVEL))
        && text(row, Status.STATUS).equals(Status.PUBLISHED)
        && !row.isNullAt(at(AreaOutcomes.RATE))
        && !Groups.isPair(text(row, Groups.GROUP_DIMENSION));
  }

  private static List<Object> series(Row row) {
    return List.of(
        text(row, Areas.AREA_LEVEL),
        text(row, AreaOutcomes.PERSPECTIVE),
        row.getInt(at(OutcomeCells.COHORT)),
        text(row, OutcomeCells.OUTCOME),
        text(row, Groups.GROUP_DIMENSION),
        text(row, Groups.GROUP_VALUE));
  }

  /** A rate of one student each would tell nothing of how areas differ. */
  private static boolean isEnough(List<Row> areas) {
    return areas.stream().filter(row -> students(row) > 1).count() >= FEWEST_AREAS;
  }

  private static BetaBinomial prior(List<Row> areas) {
    double[] students = areas.stream().mapToDouble(ShrunkenRates::students).toArray();
    double[] events = areas.stream().mapToDouble(ShrunkenRates::events).toArray();
    return BetaBinomial.fit(events, students);
  }

  private static Row with(
      Row row, @Nullable BetaBinomial prior, @Nullable StandardisedRate standardised) {
    Object[] values = new Object[row.length() + MORE.size()];
    for (int i = 0; i < row.length(); i++) {
      values[i] = row.get(i);
    }
    if (prior != null) {
      Interval posterior = prior.posteriorInterval(events(row), students(row), LEVEL);
      values[row.length()] = prior.posteriorMean(events(row), students(row));
      values[row.length() + 1] = posterior.lower();
      values[row.length() + 2] = posterior.upper();
      values[row.length() + 3] = prior.reliability(students(row));
    }
    if (standardised != null) {
      values[row.length() + 4] = standardised.rate();
      values[row.length() + 5] = standardised.interval().lower();
      values[row.length() + 6] = standardised.interval().upper();
    }
    return RowFactory.create(values);
  }

  private static double students(Row row) {
    return row.getLong(at(AreaOutcomes.STUDENTS));
  }

  private static double events(Row row) {
    return row.getLong(at(AreaOutcomes.EVENTS));
  }

  private static String text(Row row, Field field) {
    return row.getString(at(field));
  }

  private static int at(Field field) {
    return AT.getOrDefault(field.name(), -1);
  }
}
