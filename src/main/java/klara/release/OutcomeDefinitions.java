package klara.release;

import static org.apache.spark.sql.types.DataTypes.IntegerType;
import static org.apache.spark.sql.types.DataTypes.StringType;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import klara.outcome.Outcome;
import klara.outcome.OutcomeCells;
import klara.outcome.Outcomes;
import klara.table.Field;
import klara.table.Rule;
import klara.table.Table;
import klara.table.Zone;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/** The definitions as a table, from the definitions that are computed. */
public final class OutcomeDefinitions {
  public static final Table TABLE =
      new Table(
          Zone.ANALYSIS,
          "outcome_definitions",
          "one row per outcome",
          List.of(OutcomeCells.OUTCOME),
          List.of(
              OutcomeCells.OUTCOME,
              Field.of(
                  "version",
                  IntegerType,
                  "Rises when the rule changes; figures of two versions are not compared",
                  new Rule.Known()),
              text(
                  "cohort_of",
                  "What the cohort is the school year of: year9, compulsory_leavers, upper_secondary"),
              text("measure", "share: events among students; mean_points: mean of merit points"),
              text("population", "Who is counted"),
              text("numerator", "What is counted of them"),
              text("exclusions", "Who is left out"),
              text("lack", "Which side is the failure: event, no_event or none"),
              Field.of(
                  "breaks",
                  StringType,
                  "From which day figures are not those of before, and why; null for none known"),
              text("source", "Where the definition comes from"),
              text(
                  "counted_condition",
                  "Who of the population is counted, as SQL on histories/students"),
              text("value_condition", "What is counted, as SQL on histories/students"),
              Field.of(
                  "target_condition",
                  StringType,
                  "Whom the register should tell of, as SQL on histories/students, or of residents"
                      + " on histories/student_years, where it does not tell of all; null for others"),
              Field.of(
                  "matures_after_years",
                  IntegerType,
                  "Years from the autumn of the cohort until it is known",
                  new Rule.Known()),
              text("matures_on", "The day of that year on which it is, month and day")));

  private OutcomeDefinitions() {}

  private static Field text(String name, String meaning) {
    return Field.of(name, StringType, meaning, new Rule.Known());
  }

  /** Rows of {@link #TABLE}. */
  public static List<Row> rows() {
    return Outcomes.ALL.stream().map(OutcomeDefinitions::row).toList();
  }

  private static Row row(Outcome outcome) {
    return RowFactory.create(
        outcome.code(),
        outcome.version(),
        word(outcome.population()),
        word(outcome.measure()),
        outcome.words().population(),
        outcome.words().numerator(),
        outcome.words().exclusions(),
        word(outcome.lack()),
        outcome.words().breaks().isEmpty()
            ? null
            : outcome.words().breaks().stream()
                .map(one -> one.from() + ": " + one.what())
                .collect(Collectors.joining("; ")),
        outcome.words().source(),
        outcome.counted(),
        outcome.valued(),
        outcome.target(),
        outcome.maturity().years(),
        outcome.maturity().on().toString().substring(2));
  }

  private static String word(Enum<?> one) {
    return one.name().toLowerCase(Locale.ROOT);
  }
}
