package klara.risk;

import static org.apache.spark.sql.types.DataTypes.BooleanType;
import static org.apache.spark.sql.types.DataTypes.DoubleType;
import static org.apache.spark.sql.types.DataTypes.IntegerType;
import static org.apache.spark.sql.types.DataTypes.LongType;
import static org.apache.spark.sql.types.DataTypes.StringType;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import klara.disclosure.Status;
import klara.outcome.OutcomeCells;
import klara.table.Field;
import klara.table.Rule;
import klara.table.Table;
import klara.table.Zone;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/**
 * Combinations of up to three circumstances: searched in one cohort, tested against chance over all
 * that were tried, and tried again in the next cohort. For Skåne, by home.
 */
public final class RiskPatterns {
  private static final Field PATTERN =
      Field.of("pattern", StringType, "The circumstances, joined by « + »", new Rule.Known());
  private static final Field CIRCUMSTANCES =
      Field.of("circumstances", IntegerType, "How many are combined, 1 to 3", new Rule.Known());
  private static final Field CONFIRMATION_COHORT =
      Field.of("confirmation_cohort", IntegerType, "The cohort it was tried again in");
  private static final Field RISK_DIFFERENCE =
      measured("risk_difference", "Risk where all are true less the risk of all others");
  private static final Field RISK_DIFFERENCE_LOWER =
      measured("risk_difference_lower", "Lower 95 % limit (Newcombe, method 10)");
  private static final Field RISK_DIFFERENCE_UPPER =
      measured("risk_difference_upper", "Upper 95 % limit");
  private static final Field LIFT =
      measured("lift", "Risk where all are true by the risk of everyone");
  private static final Field P_VALUE =
      measured("p_value", "Fisher's exact test, one-sided, against all others");
  private static final Field Q_VALUE =
      measured("q_value", "The p-value adjusted for all combinations tried (Benjamini–Hochberg)");
  private static final Field CONFIRMATION_STUDENTS =
      counted("confirmation_students", "Students of whom all are true in the later cohort");
  private static final Field CONFIRMATION_EVENTS =
      counted("confirmation_events", "How many of them did not have the outcome");
  private static final Field CONFIRMATION_RATE =
      measured("confirmation_rate", "confirmation_events / confirmation_students");
  private static final Field CONFIRMATION_RISK_DIFFERENCE =
      measured("confirmation_risk_difference", "Risk difference in the later cohort");
  private static final Field CONFIRMATION_RISK_DIFFERENCE_LOWER =
      measured("confirmation_risk_difference_lower", "Lower 95 % limit");
  private static final Field CONFIRMATION_RISK_DIFFERENCE_UPPER =
      measured("confirmation_risk_difference_upper", "Upper 95 % limit");
  static final Field IS_CONFIRMED =
      Field.of(
          "is_confirmed",
          BooleanType,
          "Whether it holds in the later cohort and adds to each part of it",
          new Rule.Known());
  static final Field IS_SAFE =
      Field.of(
          "is_safe",
          BooleanType,
          "Whether no combination of its parts counts one to four students, and it is not of the"
              + " students of another that is told, or all but one to four",
          new Rule.Known());

  /** Everything that was tried; of these the confirmed ones may be published. */
  public static final Table TABLE =
      new Table(
          Zone.ANALYSIS,
          "risk_patterns",
          "one row per combination of circumstances that was tried; in a release those alone that were"
              + " confirmed and tell of no few",
          List.of(
              PATTERN, RiskIndicators.DECISION_POINT, OutcomeCells.OUTCOME, OutcomeCells.COHORT),
          List.of(
              PATTERN,
              CIRCUMSTANCES,
              RiskIndicators.DECISION_POINT,
              OutcomeCells.OUTCOME,
              OutcomeCells.COHORT,
              RiskIndicators.STUDENTS,
              RiskIndicators.EVENTS,
              RiskIndicators.RATE,
              RiskIndicators.RATE_LOWER,
              RiskIndicators.RATE_UPPER,
              RISK_DIFFERENCE,
              RISK_DIFFERENCE_LOWER,
              RISK_DIFFERENCE_UPPER,
              LIFT,
              P_VALUE,
              Q_VALUE,
              CONFIRMATION_COHORT,
              CONFIRMATION_STUDENTS,
              CONFIRMATION_EVENTS,
              CONFIRMATION_RATE,
              CONFIRMATION_RISK_DIFFERENCE,
              CONFIRMATION_RISK_DIFFERENCE_LOWER,
              CONFIRMATION_RISK_DIFFERENCE_UPPER,
              IS_CONFIRMED,
              IS_SAFE,
              Status.STATUS));

  private RiskPatterns() {}

  private static Field measured(String name, String meaning) {
    return Field.of(name, DoubleType, meaning + "; null where it cannot be told");
  }

  private static Field counted(String name, String meaning) {
    return Field.of(name, LongType, meaning);
  }

  /** Students and events, in the cohort that was searched and in the later one. */
  public static List<List<Field>> counts() {
    return List.of(
        List.of(RiskIndicators.STUDENTS, RiskIndicators.EVENTS),
        List.of(CONFIRMATION_STUDENTS, CONFIRMATION_EVENTS));
  }

  /** The columns that hold numbers, which protection empties. */
  public static List<Field> measures() {
    List<Field> columns = TABLE.columns();
    return columns
        .subList(columns.indexOf(RiskIndicators.STUDENTS), columns.indexOf(IS_CONFIRMED))
        .stream()
        .filter(field -> !field.equals(CONFIRMATION_COHORT))
        .toList();
  }

  /**
   * Searches the last cohort but one that is old enough, and confirms in the last.
   *
   * @param counted {@link Circumstances#counted}, collected
   * @param asOf decides which cohorts are old enough
   * @return rows of {@link #TABLE}; none before two cohorts are old enough
   */
  public static List<Row> of(List<Row> counted, LocalDate asOf) {
    TreeMap<Integer, List<PatternSearch.Group>> mature =
        new TreeMap<>(Circumstances.byCohort(counted));
    mature.tailMap(Circumstances.OUTCOME.lastMatureCohort(asOf), false).clear();
    if (mature.size() < 2) {
      return List.of();
    }
    Map.Entry<Integer, List<PatternSearch.Group>> confirmation = mature.lastEntry();
    Map.Entry<Integer, List<PatternSearch.Group>> discovery =
        mature.lowerEntry(confirmation.getKey());
    List<Row> rows = new ArrayList<>();
    for (Pattern pattern :
        PatternSearch.search(
            Circumstances.names(), discovery.getValue(), confirmation.getValue())) {
      rows.add(row(pattern, discovery.getKey(), confirmation.getKey()));
    }
    return rows;
  }

  private static Row row(Pattern pattern, int discovered, int confirmed) {
    Finding first = pattern.discovery();
    Finding second = pattern.confirmation();
    return RowFactory.create(
        String.join(" + ", pattern.flags()),
        pattern.flags().size(),
        Circumstances.DECISION_POINT,
        Circumstances.OUTCOME.code(),
        discovered,
        first.students(),
        first.events(),
        RiskIndicators.number(first.risk()),
        RiskIndicators.number(first.riskLower()),
        RiskIndicators.number(first.riskUpper()),
        RiskIndicators.number(first.riskDifference()),
        RiskIndicators.number(first.riskDifferenceLower()),
        RiskIndicators.number(first.riskDifferenceUpper()),
        RiskIndicators.number(first.lift()),
        RiskIndicators.number(pattern.pValue()),
        RiskIndicators.number(pattern.qValue()),
        confirmed,
        second.students(),
        second.events(),
        RiskIndicators.number(second.risk()),
        RiskIndicators.number(second.riskDifference()),
        RiskIndicators.number(second.riskDifferenceLower()),
        RiskIndicators.number(second.riskDifferenceUpper()),
        pattern.isConfirmed(),
        pattern.isSafe(),
        Status.PUBLISHED);
  }

  /** A dataset's rows that hold up and tell nothing about anyone. */
  public static Dataset<Row> tellable(Dataset<Row> patterns) {
    return patterns.where(IS_CONFIRMED.col().and(IS_SAFE.col()));
  }
}
