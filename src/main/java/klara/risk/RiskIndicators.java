package klara.risk;

import static org.apache.spark.sql.types.DataTypes.DoubleType;
import static org.apache.spark.sql.types.DataTypes.LongType;
import static org.apache.spark.sql.types.DataTypes.StringType;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import klara.disclosure.Status;
import klara.outcome.OutcomeCells;
import klara.stats.RiskRatio;
import klara.stats.Wilson;
import klara.table.Field;
import klara.table.Rule;
import klara.table.Table;
import klara.table.Zone;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.jspecify.annotations.Nullable;

/**
 * One circumstance at a time: how many of those who later had no diploma it was true of, and of how
 * many others. For Skåne, by home. Not a cause, and not a list of anyone.
 */
public final class RiskIndicators {
  static final Field DECISION_POINT =
      Field.of("decision_point", StringType, "When the circumstance is known", new Rule.Known());
  static final Field STUDENTS =
      Field.of("students", LongType, "Students of whom it is true; null unless published");
  static final Field EVENTS =
      Field.of(
          "events", LongType, "How many of them did not have the outcome; null unless published");
  static final Field RATE = share("rate", "events / students, the risk where it is true");
  static final Field RATE_LOWER = share("rate_lower", "Lower 95 % limit (Wilson)");
  static final Field RATE_UPPER = share("rate_upper", "Upper 95 % limit (Wilson)");
  private static final Field INDICATOR =
      Field.of("indicator", StringType, "The circumstance", new Rule.Known());
  private static final Field OTHER_STUDENTS =
      Field.of("other_students", LongType, "Students of whom it is not true");
  private static final Field OTHER_EVENTS =
      Field.of(
          "other_events", LongType, "Students without the outcome that the circumstance misses");
  private static final Field OTHER_RATE = share("other_rate", "The risk where it is not true");
  private static final Field RISK_RATIO = measured("risk_ratio", "rate / other_rate");
  private static final Field RISK_RATIO_LOWER =
      measured("risk_ratio_lower", "Lower 95 % limit (Katz)");
  private static final Field RISK_RATIO_UPPER = measured("risk_ratio_upper", "Upper 95 % limit");
  private static final Field SENSITIVITY =
      share(
          "sensitivity", "Share of those without the outcome of whom it is true: whom it catches");
  private static final Field SPECIFICITY =
      share("specificity", "Share of those with the outcome of whom it is not true");

  public static final Table TABLE =
      new Table(
          Zone.ANALYSIS,
          "risk_indicators",
          "one row per circumstance, decision point, outcome and cohort, for Skåne by home",
          List.of(INDICATOR, DECISION_POINT, OutcomeCells.OUTCOME, OutcomeCells.COHORT),
          List.of(
              INDICATOR,
              DECISION_POINT,
              OutcomeCells.OUTCOME,
              OutcomeCells.COHORT,
              STUDENTS,
              EVENTS,
              RATE,
              RATE_LOWER,
              RATE_UPPER,
              OTHER_STUDENTS,
              OTHER_EVENTS,
              OTHER_RATE,
              RISK_RATIO,
              RISK_RATIO_LOWER,
              RISK_RATIO_UPPER,
              SENSITIVITY,
              SPECIFICITY,
              Status.STATUS));

  private static final int KEY_COLUMNS = 4;

  private RiskIndicators() {}

  private static Field share(String name, String meaning) {
    return Field.of(
        name, DoubleType, meaning + ", 0 to 1; null unless published", Rule.Between.of("0", "1"));
  }

  private static Field measured(String name, String meaning) {
    return Field.of(name, DoubleType, meaning + "; null where a rate is 0, and unless published");
  }

  /** Students and events, where it is true and where not. */
  public static List<List<Field>> counts() {
    return List.of(List.of(STUDENTS, EVENTS), List.of(OTHER_STUDENTS, OTHER_EVENTS));
  }

  /** The columns that hold numbers, which protection empties. */
  public static List<Field> measures() {
    return TABLE.columns().subList(KEY_COLUMNS, TABLE.columns().size() - 1);
  }

  /**
   * Every circumstance for every cohort. Where it is true of nobody, nothing was told of it: as of
   * those who started late, where the cohort before was not delivered.
   *
   * @param counted {@link Circumstances#counted}, collected
   * @param asOf decides which cohorts are old enough
   * @return rows of {@link #TABLE}
   */
  public static List<Row> of(List<Row> counted, LocalDate asOf) {
    List<Row> rows = new ArrayList<>();
    Map<Integer, List<PatternSearch.Group>> cohorts = Circumstances.byCohort(counted);
    for (int flag = 0; flag < Circumstances.names().size(); flag++) {
      for (Map.Entry<Integer, List<PatternSearch.Group>> cohort : cohorts.entrySet()) {
        if (cohort.getKey() > Circumstances.OUTCOME.lastMatureCohort(asOf)) {
          rows.add(without(flag, cohort.getKey(), Status.IMMATURE));
        } else if (sums(cohort.getValue(), flag, 1)[0] == 0) {
          rows.add(without(flag, cohort.getKey(), Status.MISSING));
        } else {
          rows.add(row(flag, cohort.getKey(), cohort.getValue()));
        }
      }
    }
    return rows;
  }

  private static Row row(int flag, int cohort, List<PatternSearch.Group> groups) {
    long[] with = sums(groups, flag, 1);
    long[] other = sums(groups, flag, 0);
    double n = with[0];
    double x = with[1];
    double m = other[0];
    double y = other[1];
    return RowFactory.create(
        Circumstances.names().get(flag),
        Circumstances.DECISION_POINT,
        Circumstances.OUTCOME.code(),
        cohort,
        with[0],
        with[1],
        number(x / n),
        number(Wilson.lower(x, n)),
        number(Wilson.upper(x, n)),
        other[0],
        other[1],
        number(y / m),
        number(RiskRatio.of(x, n, y, m)),
        number(RiskRatio.lower(x, n, y, m)),
        number(RiskRatio.upper(x, n, y, m)),
        number(x / (x + y)),
        number((m - y) / (n - x + m - y)),
        Status.PUBLISHED);
  }

  private static long[] sums(List<PatternSearch.Group> groups, int flag, long raised) {
    long students = 0;
    long events = 0;
    for (PatternSearch.Group group : groups) {
      if (((group.flags() >>> flag) & 1) == raised) {
        students += group.students();
        events += group.events();
      }
    }
    return new long[] {students, events};
  }

  /** Spark's null for what cannot be told. */
  static @Nullable Double number(double value) {
    return Double.isFinite(value) ? value : null;
  }

  private static Row without(int flag, int cohort, String status) {
    @Nullable Object[] values = new Object[TABLE.columns().size()];
    Arrays.fill(values, null);
    values[0] = Circumstances.names().get(flag);
    values[1] = Circumstances.DECISION_POINT;
    values[2] = Circumstances.OUTCOME.code();
    values[3] = cohort;
    values[values.length - 1] = status;
    return RowFactory.create(values);
  }
}
