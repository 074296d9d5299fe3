package klara.region;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import klara.disclosure.Status;
import klara.outcome.OutcomeCells;
import klara.register.Municipalities;
import klara.stats.Interval;
import klara.stats.Mean;
import klara.stats.StandardisedMean;
import klara.stats.StandardisedRate;
import klara.table.Field;
import org.apache.spark.sql.Row;

/**
 * The rate, or mean merit value, that each area would have, were the parents of its students
 * educated as those of all Skåne's students in the cohort are. It is made of published figures
 * alone; students whose parents' education is not known are left out on both sides.
 */
final class StandardisedFigures {
  private static final List<String> EDUCATIONS =
      List.of("pre_secondary", "upper_secondary", "post_secondary");
  private static final double LEVEL = 0.95;

  /**
   * What is standardised, and where it goes.
   *
   * @param students how many there are of a group, in the area and in the standard
   * @param events of shares, how many of them have the outcome
   * @param mean of points, likewise, with its 95 % limits {@code lower} and {@code upper}
   * @param rate the standardised rate and its limits
   * @param points the standardised mean and its limits
   */
  private record Figures(
      Field students,
      Field events,
      Field mean,
      Field lower,
      Field upper,
      List<Field> rate,
      List<Field> points) {}

  private static final Figures ALONE =
      new Figures(
          AreaOutcomes.STUDENTS,
          AreaOutcomes.EVENTS,
          AreaOutcomes.MEAN_POINTS,
          AreaOutcomes.MEAN_POINTS_LOWER,
          AreaOutcomes.MEAN_POINTS_UPPER,
          List.of(
              DerivedFields.share(
                  "standardised_rate",
                  "Rate that the area would have, were its students' parents educated as those of"
                      + " Skåne's students are; directly standardised, students of unknown parental"
                      + " education left out; null for groups, and where one of the three"
                      + " educations is withheld or has no student"),
              DerivedFields.share(
                  "standardised_rate_lower", "Lower 95 % limit of it (MOVER, Wilson)"),
              DerivedFields.share("standardised_rate_upper", "Upper 95 % limit of it")),
          List.of(
              DerivedFields.points(
                  "standardised_mean_merit_points",
                  "Mean merit value that the area would have, as standardised_rate"),
              DerivedFields.points(
                  "standardised_mean_merit_points_lower", "Lower 95 % limit of it (normal)"),
              DerivedFields.points(
                  "standardised_mean_merit_points_upper", "Upper 95 % limit of it")));
  private static final Figures POOLED =
      new Figures(
          PooledCohorts.STUDENTS,
          PooledCohorts.EVENTS,
          PooledCohorts.MEAN_POINTS,
          PooledCohorts.MEAN_POINTS_LOWER,
          PooledCohorts.MEAN_POINTS_UPPER,
          List.of(
              DerivedFields.share(
                  "pooled_standardised_rate",
                  "As standardised_rate, of pooled_students, here and in Skåne"),
              DerivedFields.share(
                  "pooled_standardised_rate_lower", "Lower 95 % limit of it (MOVER, Wilson)"),
              DerivedFields.share("pooled_standardised_rate_upper", "Upper 95 % limit of it")),
          List.of(
              DerivedFields.points(
                  "pooled_standardised_mean_merit_points",
                  "As standardised_mean_merit_points, of pooled_mean_merit_points"),
              DerivedFields.points(
                  "pooled_standardised_mean_merit_points_lower", "Lower 95 % limit of it (normal)"),
              DerivedFields.points(
                  "pooled_standardised_mean_merit_points_upper", "Upper 95 % limit of it")));

  /** In the order that tables list them. */
  static final List<Field> FIELDS =
      Stream.of(ALONE.rate, ALONE.points, POOLED.rate, POOLED.points)
          .flatMap(List::stream)
          .toList();

  /** An area seen from one side, of one outcome and cohort. */
  private record Case(String level, String code, String perspective, int cohort, String outcome) {
    Case ofSkane() {
      return new Case(Areas.COUNTY, Municipalities.SKANE, perspective, cohort, outcome);
    }
  }

  /** Of each education, in their order; NaN, or nobody, where it is not told. */
  private static final class OfEach {
    private final double[] students = new double[EDUCATIONS.size()];
    private final double[] events = none();
    private final double[] means = none();
    private final double[] errors = none();

    private static double[] none() {
      double[] none = new double[EDUCATIONS.size()];
      Arrays.fill(none, Double.NaN);
      return none;
    }

    boolean isOfEach() {
      return Arrays.stream(students).allMatch(each -> each > 0);
    }
  }

  private final Figures figures;
  private final Map<String, Integer> at;
  private final Map<Case, OfEach> groups = new HashMap<>();

  private StandardisedFigures(Figures figures, Map<String, Integer> at) {
    this.figures = figures;
    this.at = at;
  }

  /**
   * Takes up the figures by parental education, of cohorts alone and of three together.
   *
   * @param areaOutcomes rows of {@link AreaOutcomes#TABLE} with {@link PooledCohorts#FIELDS},
   *     protected
   * @param at where columns stand in the rows, and are to stand
   */
  static List<StandardisedFigures> of(List<Row> areaOutcomes, Map<String, Integer> at) {
    return Stream.of(ALONE, POOLED)
        .map(
            figures -> {
              StandardisedFigures one = new StandardisedFigures(figures, at);
              areaOutcomes.forEach(one::add);
              return one;
            })
        .toList();
  }

  private void add(Row row) {
    int education = EDUCATIONS.indexOf(text(row, Groups.GROUP_VALUE));
    boolean isTold =
        text(row, Groups.GROUP_DIMENSION).equals(Groups.PARENTAL_EDUCATION)
            && text(row, Status.STATUS).equals(Status.PUBLISHED)
            && !row.isNullAt(at(figures.students));
    if (isTold && education >= 0) {
      OfEach its = groups.computeIfAbsent(of(row), any -> new OfEach());
      its.students[education] = row.getLong(at(figures.students));
      if (!row.isNullAt(at(figures.upper)) && !row.isNullAt(at(figures.lower))) {
        double mean = row.getDouble(at(figures.mean));
        its.means[education] = mean;
        its.errors[education] =
            Mean.standardErrorOf(
                mean, row.getDouble(at(figures.lower)), row.getDouble(at(figures.upper)));
      } else if (!row.isNullAt(at(figures.events))) {
        its.events[education] = row.getLong(at(figures.events));
      }
    }
  }

  /**
   * Sets what a row for everyone in an area has; nothing for rows of groups, and where an education
   * has no student or is withheld in the area or in Skåne.
   */
  void set(Row row, Object[] values) {
    if (!text(row, Groups.GROUP_DIMENSION).equals(Groups.ALL)
        || !text(row, Status.STATUS).equals(Status.PUBLISHED)) {
      return;
    }
    Case one = of(row);
    OfEach here = groups.getOrDefault(one, new OfEach());
    OfEach standard = groups.getOrDefault(one.ofSkane(), new OfEach());
    if (!here.isOfEach() || !standard.isOfEach()) {
      return;
    }
    if (Arrays.stream(here.means).allMatch(Double::isFinite)) {
      StandardisedMean found =
          StandardisedMean.of(here.means, here.errors, standard.students, LEVEL);
      set(values, figures.points, found.mean(), found.interval(), AreaOutcomes.MOST_POINTS);
    } else if (Arrays.stream(here.events).allMatch(Double::isFinite)) {
      StandardisedRate found =
          StandardisedRate.ofShares(here.events, here.students, standard.students);
      set(values, figures.rate, found.rate(), found.interval(), 1);
    }
  }

  private void set(
      Object[] values, List<Field> fields, double figure, Interval limits, double most) {
    values[at(fields.get(0))] = figure;
    values[at(fields.get(1))] = Math.max(0, limits.lower());
    values[at(fields.get(2))] = Math.min(most, limits.upper());
  }

  private Case of(Row row) {
    return new Case(
        text(row, Areas.AREA_LEVEL),
        text(row, Areas.AREA_CODE),
        text(row, AreaOutcomes.PERSPECTIVE),
        row.getInt(at(OutcomeCells.COHORT)),
        text(row, OutcomeCells.OUTCOME));
  }

  private String text(Row row, Field field) {
    return row.getString(at(field));
  }

  private int at(Field field) {
    return at.getOrDefault(field.name(), -1);
  }
}
