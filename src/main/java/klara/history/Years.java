package klara.history;

import static org.apache.spark.sql.functions.bit_or;
import static org.apache.spark.sql.functions.call_function;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.greatest;
import static org.apache.spark.sql.functions.least;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.types.DataTypes.LongType;

import java.time.LocalDate;
import klara.table.Field;
import klara.table.Rule;
import org.apache.spark.sql.Column;

/**
 * A set of years in one number, so that a student's row holds them all and every question of a year
 * is one test of a bit: {@code getbit(enrolled_years, start_school_year + 1 - 1990) = 1}.
 */
final class Years {
  /** The year of bit 0. */
  static final int FIRST = 1990;

  private static final int MOST = 62;

  private Years() {}

  static Field field(String name, String meaning) {
    return Field.of(
        name,
        LongType,
        "%s: bit n is the year %d + n; 0 for none".formatted(meaning, FIRST),
        new Rule.Known());
  }

  /** The set of the years of a group's rows; a null year, or one out of reach, is in no set. */
  static Column among(Column year) {
    Column nth = year.minus(FIRST);
    Column bit =
        org.apache.spark.sql.functions.when(
            nth.between(0, MOST), call_function("shiftleft", lit(1L), nth));
    return coalesce(bit_or(bit), lit(0L));
  }

  /** The year of the last 15 October that is not after a day. */
  static int lastFifteenth(LocalDate day) {
    return day.getYear() - (day.isBefore(LocalDate.of(day.getYear(), 10, 15)) ? 1 : 0);
  }

  /** The set of a year and all that follow, as far as sets reach. */
  static Column from(Column year) {
    Column nth = greatest(least(year.minus(FIRST), lit(MOST + 1)), lit(0));
    return call_function("shiftleft", lit(-1L), nth).bitwiseAND(lit(Long.MAX_VALUE));
  }

  /** None, where a student has no row. */
  static Column orNone(Field years) {
    return coalesce(years.col(), lit(0L)).as(years.name());
  }
}
