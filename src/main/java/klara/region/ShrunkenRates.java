package klara.region;

import static org.apache.spark.sql.functions.not;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import klara.disclosure.LocalRows;
import klara.disclosure.Status;
import klara.outcome.OutcomeCells;
import klara.stats.BetaBinomial;
import klara.stats.Interval;
import klara.table.Field;
import klara.table.Table;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/**
 * {@link AreaOutcomes} as published: beside the raw rate of each municipality, school and
 * neighbourhood the one that all of its level together give it, drawn towards the mean of all the
 * more, the fewer its students are; and {@link StandardisedFigures}. It is made of the published
 * counts alone, so nothing that is withheld speaks through it.
 */
public final class ShrunkenRates {
  private static final Field SHRUNKEN_RATE =
      DerivedFields.share(
          "shrunken_rate",
          "Rate given those of all municipalities, all schools or all neighbourhoods (beta-binomial);"
              + " null for larger areas, for pairs of groups, where fewer than ten of the level are"
              + " told, and where those told differ from Skåne as a whole by more than a tenth: what"
              + " is withheld then has chosen them");
  private static final Field SHRUNKEN_RATE_LOWER =
      DerivedFields.share("shrunken_rate_lower", "Lower limit of 95 % of its posterior");
  private static final Field SHRUNKEN_RATE_UPPER =
      DerivedFields.share("shrunken_rate_upper", "Upper limit of it");
  private static final Field RELIABILITY =
      DerivedFields.share(
          "reliability",
          "Weight of the raw rate or mean in the shrunken one: 0 the mean of all alone, 1 the raw"
              + " one alone");
  private static final Field SHRUNKEN_MEAN =
      DerivedFields.points(
          "shrunken_mean_merit_points",
          "Mean merit value given those of all of the level, as shrunken_rate (Fay and Herriot)");
  private static final Field SHRUNKEN_MEAN_LOWER =
      DerivedFields.points(
          "shrunken_mean_merit_points_lower", "Lower 95 % limit of it (Prasad and Rao)");
  private static final Field SHRUNKEN_MEAN_UPPER =
      DerivedFields.points("shrunken_mean_merit_points_upper", "Upper 95 % limit of it");

  private static final Field POOLED_SHRUNKEN_RATE =
      DerivedFields.share("pooled_shrunken_rate", "As shrunken_rate, of pooled_students");
  private static final Field POOLED_SHRUNKEN_RATE_LOWER =
      DerivedFields.share("pooled_shrunken_rate_lower", "Lower limit of 95 % of its posterior");
  private static final Field POOLED_SHRUNKEN_RATE_UPPER =
      DerivedFields.share("pooled_shrunken_rate_upper", "Upper limit of it");
  private static final Field POOLED_RELIABILITY =
      DerivedFields.share("pooled_reliability", "As reliability, of pooled_students");
  private static final Field POOLED_SHRUNKEN_MEAN =
      DerivedFields.points(
          "pooled_shrunken_mean_merit_points",
          "As shrunken_mean_merit_points, of pooled_mean_merit_points");
  private static final Field POOLED_SHRUNKEN_MEAN_LOWER =
      DerivedFields.points("pooled_shrunken_mean_merit_points_lower", "Lower 95 % limit of it");
  private static final Field POOLED_SHRUNKEN_MEAN_UPPER =
      DerivedFields.points("pooled_shrunken_mean_merit_points_upper", "Upper 95 % limit of it");

  private static final List<Field> MORE =
      Stream.concat(
              Stream.of(
                  SHRUNKEN_RATE,
                  SHRUNKEN_RATE_LOWER,
                  SHRUNKEN_RATE_UPPER,
                  RELIABILITY,
                  POOLED_SHRUNKEN_RATE,
                  POOLED_SHRUNKEN_RATE_LOWER,
                  POOLED_SHRUNKEN_RATE_UPPER,
                  POOLED_RELIABILITY,
                  SHRUNKEN_MEAN,
                  SHRUNKEN_MEAN_LOWER,
                  SHRUNKEN_MEAN_UPPER,
                  POOLED_SHRUNKEN_MEAN,
                  POOLED_SHRUNKEN_MEAN_LOWER,
                  POOLED_SHRUNKEN_MEAN_UPPER),
              StandardisedFigures.FIELDS.stream())
          .toList();

  public static final Table TABLE = table();

  /** With fewer, the mean and spread of all are guesses. */
  private static final int FEWEST_AREAS = 10;

  private static final double LEVEL = 0.95;

  /** As a share of those with the outcome, or of those without where they are fewer. */
  private static final double MOST_APART = 0.1;

  private static final Set<String> SHRUNKEN_LEVELS =
      Set.of(Areas.MUNICIPALITY, Areas.SCHOOL, Areas.NEIGHBOURHOOD);

  private static final Map<String, Integer> AT = TABLE.positions();

  private static final Counts ALONE =
      new Counts(
          at(AreaOutcomes.STUDENTS),
          at(AreaOutcomes.EVENTS),
          at(SHRUNKEN_RATE),
          at(SHRUNKEN_RATE_LOWER),
          at(SHRUNKEN_RATE_UPPER),
          at(RELIABILITY));
  private static final Counts POOLED =
      new Counts(
          at(PooledCohorts.STUDENTS),
          at(PooledCohorts.EVENTS),
          at(POOLED_SHRUNKEN_RATE),
          at(POOLED_SHRUNKEN_RATE_LOWER),
          at(POOLED_SHRUNKEN_RATE_UPPER),
          at(POOLED_RELIABILITY));

  private static final ShrunkenMeans.Columns MEANS =
      new ShrunkenMeans.Columns(
          at(AreaOutcomes.MEAN_POINTS),
          at(AreaOutcomes.MEAN_POINTS_LOWER),
          at(AreaOutcomes.MEAN_POINTS_UPPER),
          at(SHRUNKEN_MEAN),
          at(SHRUNKEN_MEAN_LOWER),
          at(SHRUNKEN_MEAN_UPPER),
          at(RELIABILITY));
  private static final ShrunkenMeans.Columns POOLED_MEANS =
      new ShrunkenMeans.Columns(
          at(PooledCohorts.MEAN_POINTS),
          at(PooledCohorts.MEAN_POINTS_LOWER),
          at(PooledCohorts.MEAN_POINTS_UPPER),
          at(POOLED_SHRUNKEN_MEAN),
          at(POOLED_SHRUNKEN_MEAN_LOWER),
          at(POOLED_SHRUNKEN_MEAN_UPPER),
          at(POOLED_RELIABILITY));

  private ShrunkenRates() {}

  private static Table table() {
    Table raw = AreaOutcomes.TABLE;
    List<Field> columns = new ArrayList<>(raw.columns());
    columns.addAll(PooledCohorts.FIELDS);
    columns.addAll(MORE);
    return new Table(raw.zone(), raw.name(), raw.grain(), raw.key(), List.copyOf(columns));
  }

  /**
   * Adds what the municipalities say together.
   *
   * @param areaOutcomes {@link AreaOutcomes#TABLE}, protected
   * @param local makes a dataset of the rows with numbers; those without do not pass the driver
   * @return rows of {@link #TABLE}
   */
  public static Dataset<Row> of(Dataset<Row> areaOutcomes, LocalRows local) {
    Column isTold = Status.STATUS.col().equalTo(Status.PUBLISHED);
    return local
        .dataset(TABLE, told(areaOutcomes.where(isTold)))
        .unionByName(areaOutcomes.where(not(isTold)), true);
  }

  private static List<Row> told(Dataset<Row> areaOutcomes) {
    Column[] key = AreaOutcomes.TABLE.key().stream().map(Field::col).toArray(Column[]::new);
    List<Row> raw =
        PooledCohorts.added(areaOutcomes)
            .select(
                TABLE.columns().stream()
                    .filter(field -> !MORE.contains(field))
                    .map(Field::col)
                    .toArray(Column[]::new))
            .orderBy(key)
            .collectAsList();
    Priors alone = Priors.of(raw, ALONE);
    Priors pooled = Priors.of(raw, POOLED);
    List<ShrunkenMeans> means =
        Stream.of(MEANS, POOLED_MEANS)
            .map(
                columns ->
                    ShrunkenMeans.of(
                        raw,
                        columns,
                        ShrunkenRates::isCompared,
                        ShrunkenRates::series,
                        FEWEST_AREAS))
            .toList();
    List<StandardisedFigures> standardised = StandardisedFigures.of(raw, AT);
    return raw.parallelStream().map(row -> with(row, alone, pooled, means, standardised)).toList();
  }

  /** Whether a row is of an area and a group whose figures are drawn together. */
  private static boolean isCompared(Row row) {
    return SHRUNKEN_LEVELS.contains(text(row, Areas.AREA_LEVEL))
        && text(row, Status.STATUS).equals(Status.PUBLISHED)
        && !Groups.isPair(text(row, Groups.GROUP_DIMENSION));
  }

  private static Row with(
      Row row,
      Priors alone,
      Priors pooled,
      List<ShrunkenMeans> means,
      List<StandardisedFigures> standardised) {
    Object[] values = new Object[TABLE.columns().size()];
    for (int i = 0; i < row.length(); i++) {
      values[i] = row.get(i);
    }
    alone.posterior(row, values);
    pooled.posterior(row, values);
    means.forEach(each -> each.set(row, values));
    standardised.forEach(each -> each.set(row, values));
    return RowFactory.create(values);
  }

  /** Where the counts stand that rates are drawn together by, and where what they give stands. */
  private record Counts(int students, int events, int rate, int lower, int upper, int reliability) {
    boolean isTold(Row row) {
      return isCompared(row) && !row.isNullAt(at(AreaOutcomes.RATE)) && !row.isNullAt(students);
    }

    double students(Row row) {
      return row.getLong(students);
    }

    double events(Row row) {
      return row.getLong(events);
    }
  }

  /** What all areas of a level say together, for each series that has enough of them. */
  private record Priors(Counts counts, Map<List<Object>, BetaBinomial> bySeries) {
    static Priors of(List<Row> rows, Counts counts) {
      Map<List<Object>, List<Row>> compared =
          rows.stream()
              .filter(counts::isTold)
              .collect(
                  Collectors.groupingBy(
                      ShrunkenRates::series, LinkedHashMap::new, Collectors.toList()));
      Map<List<Object>, Row> wholes = new HashMap<>();
      rows.stream()
          .filter(row -> text(row, Areas.AREA_LEVEL).equals(Areas.COUNTY))
          .filter(row -> !row.isNullAt(counts.students))
          .forEach(row -> wholes.put(figure(row), row));
      Map<List<Object>, BetaBinomial> bySeries = new HashMap<>();
      compared.entrySet().parallelStream()
          .filter(areas -> isEnough(areas.getValue(), counts))
          .filter(areas -> isLike(areas.getValue(), wholes, counts))
          .map(areas -> Map.entry(areas.getKey(), prior(areas.getValue(), counts)))
          .toList()
          .forEach(fitted -> bySeries.put(fitted.getKey(), fitted.getValue()));
      return new Priors(counts, bySeries);
    }

    /** A rate of one student each would tell nothing of how areas differ. */
    private static boolean isEnough(List<Row> areas, Counts counts) {
      return areas.stream().filter(row -> counts.students(row) > 1).count() >= FEWEST_AREAS;
    }

    /** Whether areas that are told have together about the rate of the county that they are of. */
    private static boolean isLike(List<Row> areas, Map<List<Object>, Row> wholes, Counts counts) {
      Row whole = wholes.get(figure(areas.get(0)));
      if (whole == null || counts.students(whole) == 0) {
        return false;
      }
      double rate = counts.events(whole) / counts.students(whole);
      double told =
          areas.stream().mapToDouble(counts::events).sum()
              / areas.stream().mapToDouble(counts::students).sum();
      return Math.abs(told - rate) <= MOST_APART * Math.min(rate, 1 - rate);
    }

    private static BetaBinomial prior(List<Row> areas, Counts counts) {
      double[] students = areas.stream().mapToDouble(counts::students).toArray();
      double[] events = areas.stream().mapToDouble(counts::events).toArray();
      return BetaBinomial.fit(events, students);
    }

    /** Sets rate, limits and reliability; nothing where there is no prior. */
    void posterior(Row row, Object[] values) {
      BetaBinomial prior = counts.isTold(row) ? bySeries.get(series(row)) : null;
      if (prior != null) {
        double students = counts.students(row);
        double events = counts.events(row);
        Interval posterior = prior.posteriorInterval(events, students, LEVEL);
        values[counts.rate] = prior.posteriorMean(events, students);
        values[counts.lower] = posterior.lower();
        values[counts.upper] = posterior.upper();
        values[counts.reliability] = prior.reliability(students);
      }
    }
  }

  private static List<Object> series(Row row) {
    return List.of(text(row, Areas.AREA_LEVEL), figure(row));
  }

  /** What is told of an area, whatever its level. */
  private static List<Object> figure(Row row) {
    return List.of(
        text(row, AreaOutcomes.PERSPECTIVE),
        row.getInt(at(OutcomeCells.COHORT)),
        text(row, OutcomeCells.OUTCOME),
        text(row, Groups.GROUP_DIMENSION),
        text(row, Groups.GROUP_VALUE));
  }

  private static String text(Row row, Field field) {
    return row.getString(at(field));
  }

  private static int at(Field field) {
    return AT.getOrDefault(field.name(), -1);
  }
}
