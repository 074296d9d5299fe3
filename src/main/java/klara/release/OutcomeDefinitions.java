package klara.release;

import static org.apache.spark.sql.types.DataTypes.IntegerType;
import static org.apache.spark.sql.types.DataTypes.StringType;

import java.util.List;
import java.util.Locale;
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
              text("measure", "share: events among students; mean_points: mean of merit points"),
              text("population", "Who is counted"),
              text("numerator", "What is counted of them"),
              text("exclusions", "Who is left out"),
              text("breaks", "Where the series is broken, and from when"),
              text("source", "Where the definition comes from"),
              Field.of(
                  "matures_after_years",
                  IntegerType,
                  "Years from the autumn of the cohort until it is known, on 1 October",
                  new Rule.Known())));

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
        outcome.measure().name().toLowerCase(Locale.ROOT),
        outcome.words().population(),
        outcome.words().numerator(),
        outcome.words().exclusions(),
        outcome.words().breaks(),
        outcome.words().source(),
        outcome.matureAfter());
  }
}
