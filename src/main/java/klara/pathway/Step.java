package klara.pathway;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.when;

import java.util.Arrays;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * From one 15 October of {@link Lives} to the next, all as numbers.
 *
 * @param year years since leaving compulsory school at the beginning
 * @param state the state at the beginning
 * @param next the state at the end
 * @param home the municipality of residence at the beginning
 * @param nextHome the municipality of residence at the end
 * @param programme the programme at the beginning; null where not enrolled or unknown
 * @param nextProgramme the programme at the end
 */
record Step(
    Column year,
    Column state,
    Column next,
    Column home,
    Column nextHome,
    Column programme,
    Column nextProgramme) {

  /** The columns that {@link #each} adds. */
  static final Step COLUMNS =
      new Step(
          col("_year"),
          col("_state"),
          col("_next"),
          col("_home"),
          col("_next_home"),
          col("_programme"),
          col("_next_programme"));

  /** A row for each step whose end is known of. */
  static Dataset<Row> each(Dataset<Row> lives) {
    Column[] steps = new Column[Lives.YEARS];
    Arrays.setAll(steps, Step::from);
    return lives
        .withColumn("_step", explode(array(steps)))
        .where("_step is not null")
        .select("*", "_step.*");
  }

  private static Column from(int year) {
    return when(
        Lives.isKnown(year + 1),
        struct(
            lit(year).as("_year"),
            Lives.state(year).as("_state"),
            Lives.state(year + 1).as("_next"),
            Lives.home(year).as("_home"),
            Lives.home(year + 1).as("_next_home"),
            Lives.programme(year).as("_programme"),
            Lives.programme(year + 1).as("_next_programme")));
  }
}
