package klara.history;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.make_date;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.struct;

import java.time.LocalDate;
import klara.register.Backgrounds;
import klara.register.Person;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** What is known of each student's circumstances: the latest year delivered. */
final class Circumstances {
  private Circumstances() {}

  static Dataset<Row> from(Dataset<Row> backgrounds, LocalDate asOf) {
    Column latest =
        struct(
            Backgrounds.AS_OF_YEAR.col().as("year"),
            Backgrounds.BACKGROUND.col().as("background"),
            Backgrounds.PARENT_EDUCATION_LEVEL.col().as("education"),
            Backgrounds.IMMIGRATION_YEAR.col().as("immigration"));
    Column describedOn = make_date(Backgrounds.AS_OF_YEAR.col(), lit(12), lit(31));
    return backgrounds
        .where(Person.IS_LINKABLE.col().and(describedOn.leq(lit(asOf))))
        .groupBy(Person.STUDENT_ID.col())
        .agg(max(latest).as("row"))
        .select(
            Person.STUDENT_ID.col(),
            col("row.background").as(Backgrounds.BACKGROUND.name()),
            col("row.education").as(Backgrounds.PARENT_EDUCATION_LEVEL.name()),
            col("row.immigration").as(Backgrounds.IMMIGRATION_YEAR.name()));
  }
}
