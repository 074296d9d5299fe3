package klara.history;

import static org.apache.spark.sql.functions.array_max;
import static org.apache.spark.sql.functions.array_min;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_list;
import static org.apache.spark.sql.functions.filter;
import static org.apache.spark.sql.functions.max_by;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.when;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import klara.register.Backgrounds;
import klara.register.Person;
import klara.table.Field;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * What is known of each student's circumstances: of what does not change, the latest that a year
 * knew; of what does, how it was at the end of the year in which the student left school.
 */
final class Circumstances {
  private static final List<Field> LASTING =
      List.of(
          Backgrounds.BACKGROUND, Backgrounds.PARENT_EDUCATION_LEVEL, Backgrounds.IMMIGRATION_YEAR);

  /** They come from one year together. */
  private static final List<Field> CHANGING =
      List.of(
          Backgrounds.INCOME_QUINTILE,
          Backgrounds.HAS_ECONOMIC_ASSISTANCE,
          Backgrounds.LIVES_WITH_BOTH_PARENTS,
          Backgrounds.NEIGHBOURHOOD_CODE,
          Backgrounds.RESIDENCE_MUNICIPALITY_CODE);

  private static final String YEARS = "circumstances";

  private Circumstances() {}

  /** One row per student: what lasts, and {@link #YEARS} for {@link #at}. */
  static Dataset<Row> from(Registered registers, LocalDate asOf) {
    Column year = Backgrounds.AS_OF_YEAR.col();
    List<Column> columns = new ArrayList<>();
    for (Field field : LASTING) {
      columns.add(max_by(field.col(), when(field.col().isNotNull(), year)).as(field.name()));
    }
    List<Column> changing = new ArrayList<>(List.of(year.as("year")));
    CHANGING.forEach(field -> changing.add(field.col()));
    columns.add(collect_list(struct(changing.toArray(Column[]::new))).as(YEARS));
    return registers
        .of(Backgrounds.REGISTER)
        .where(Person.IS_LINKABLE.col().and(Known.by(Backgrounds.REGISTER, asOf)))
        .groupBy(Person.STUDENT_ID.col())
        .agg(columns.get(0), columns.subList(1, columns.size()).toArray(Column[]::new));
  }

  /**
   * Adds how the changing circumstances were at the end of a year: the latest described by then, or
   * where none is, the earliest after.
   */
  static Dataset<Row> at(Dataset<Row> students, Column year) {
    Column before = filter(col(YEARS), one -> one.getField("year").leq(year));
    Dataset<Row> chosen =
        students.withColumn("then", coalesce(array_max(before), array_min(col(YEARS))));
    for (Field field : CHANGING) {
      chosen = chosen.withColumn(field.name(), col("then").getField(field.name()));
    }
    return chosen;
  }
}
