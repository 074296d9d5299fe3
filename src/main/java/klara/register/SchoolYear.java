package klara.register;

import static org.apache.spark.sql.functions.add_months;
import static org.apache.spark.sql.functions.year;
import static org.apache.spark.sql.types.DataTypes.IntegerType;

import java.time.LocalDate;
import klara.table.Field;
import klara.table.Rule;
import org.apache.spark.sql.Column;

/** School years (läsår), each named by the calendar year of its autumn term: 2023 is 2023/24. */
public final class SchoolYear {
  public static final Field SCHOOL_YEAR =
      Field.of(
          "school_year",
          IntegerType,
          "Calendar year of the autumn term: 2024 is 2024/25",
          new Rule.Known(),
          Rule.Between.of("1950", "2100"));

  /** The school year runs from 1 July to 30 June (skollagen 3 kap. 3 §). */
  private static final int FIRST_MONTH = 7;

  private SchoolYear() {}

  /**
   * The school year a date falls in.
   *
   * @param date a date column
   * @return an int column; null where {@code date} is null
   */
  public static Column of(Column date) {
    return year(add_months(date, 1 - FIRST_MONTH));
  }

  /** The school year a day falls in. */
  public static int of(LocalDate date) {
    return date.minusMonths(FIRST_MONTH - 1L).getYear();
  }

  /** As registers write it: 2024 is {@code 2024/25}. */
  public static String text(int schoolYear) {
    return "%d/%02d".formatted(schoolYear, (schoolYear + 1) % 100);
  }

  /** As the folders of periods are called: 2024 is {@code 2024_25}. */
  static String folder(int schoolYear) {
    return text(schoolYear).replace('/', '_');
  }
}
