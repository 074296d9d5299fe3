package klara.register;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.length;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.regexp_replace;
import static org.apache.spark.sql.functions.substring;
import static org.apache.spark.sql.functions.trim;
import static org.apache.spark.sql.functions.upper;
import static org.apache.spark.sql.functions.when;

import org.apache.spark.sql.Column;

/**
 * A person's id: its form, date and check digit, and the pseudonym that replaces it. Personnummer
 * and samordningsnummer: folkbokföringslagen (1991:481) 18 §, Skatteverket SKV 704 and 707; TF
 * numbers are made by schools for those without a number and name nobody.
 */
public final class Identity {
  private static final String CIVIC = "^([0-9]{8}-?[0-9]{4}|[0-9]{6}[-+][0-9]{4})$";
  private static final String TEMPORARY = "^[0-9]{8}-?TF[0-9]{2}$";
  private static final int LONGEST = 64;

  /** Birth numbers that Skatteverket keeps for tests: the first two digits are 98 or 99. */
  private static final String TEST_NUMBER = "^[0-9]{8}9[89][0-9]{2}$";

  /** How the löpnummer of invented persons begin. */
  public static final String INVENTED = "twin-";

  private Identity() {}

  static Column text() {
    return upper(trim(col(Person.ID)));
  }

  static Column type() {
    return upper(trim(col(Person.ID_TYPE)));
  }

  private static Column isCivic() {
    return type().isin("PNR", "SAM");
  }

  /**
   * The civic number with twelve digits.
   *
   * @param year the year of the period, which tells the century of a number with ten digits
   */
  static Column twelveDigits(Column year) {
    Column bare = regexp_replace(text(), "[-+]", "");
    Column yearOfTwo = expr("try_cast(substr(upper(trim(`id`)), 1, 2) as int)");
    Column century = year.minus(year.mod(100));
    Column full =
        when(century.plus(yearOfTwo).gt(year), century.plus(yearOfTwo).minus(100))
            .otherwise(century.plus(yearOfTwo));
    Column older = when(text().contains("+"), full.minus(100)).otherwise(full);
    return when(length(bare).equalTo(10), concat(older.cast("string"), substring(bare, 3, 8)))
        .otherwise(bare);
  }

  /**
   * Whether the id has the form of its type, and for civic numbers a real date and the right check
   * digit.
   *
   * @param twelve {@link #twelveDigits} as a column
   * @return true or false, never null
   */
  static Column isValid(Column twelve) {
    Column day = tryInt(substring(twelve, 7, 2));
    Column dayOfBirth = when(type().equalTo("SAM"), day.minus(60)).otherwise(day);
    Column date =
        concat_ws(
            "-",
            substring(twelve, 1, 4),
            substring(twelve, 5, 2),
            org.apache.spark.sql.functions.lpad(dayOfBirth.cast("string"), 2, "0"));
    Column valid =
        when(
                isCivic(),
                text()
                    .rlike(CIVIC)
                    .and(dayOfBirth.between(1, 31))
                    .and(isRealDate(date))
                    .and(checks(twelve)))
            .when(type().equalTo("TF"), text().rlike(TEMPORARY))
            .when(type().equalTo("LOP"), length(text()).between(1, LONGEST))
            .otherwise(false);
    return coalesce(valid, lit(false));
  }

  /** To_date throws under ANSI rules; a cast that may fail does not. */
  private static Column isRealDate(Column date) {
    Column year = tryInt(substring(date, 1, 4));
    Column month = tryInt(substring(date, 6, 2));
    Column day = tryInt(substring(date, 9, 2));
    Column isLeap =
        year.mod(4).equalTo(0).and(year.mod(100).notEqual(0).or(year.mod(400).equalTo(0)));
    Column days =
        when(month.isin(4, 6, 9, 11), 30)
            .when(month.equalTo(2), when(isLeap, 29).otherwise(28))
            .otherwise(31);
    return month.between(1, 12).and(day.between(1, days));
  }

  /** Luhn over the last ten digits, weights 2, 1, 2, … */
  private static Column checks(Column twelve) {
    Column sum = lit(0);
    for (int i = 0; i < 10; i++) {
      Column digit = tryInt(substring(twelve, 3 + i, 1));
      Column weighted =
          i % 2 == 0
              ? when(digit.gt(4), digit.multiply(2).minus(9)).otherwise(digit.multiply(2))
              : digit;
      sum = sum.plus(weighted);
    }
    return sum.mod(10).equalTo(0);
  }

  private static Column tryInt(Column digits) {
    return when(digits.rlike("^[0-9]+$"), digits).otherwise(lit(null)).cast("int");
  }

  /**
   * The text that the pseudonym is made of. A personnummer and a samordningsnummer share a domain;
   * a TF number is not a person's, so its row is.
   *
   * @param twelve {@link #twelveDigits} as a column
   * @param row delivery, file and line in one column
   */
  static Column domain(Column twelve, Column row) {
    return when(isCivic(), concat(lit("civic:"), twelve))
        .when(type().equalTo("TF"), concat(lit("temporary:"), text(), lit(":"), row))
        .otherwise(concat(lit("serial:"), trim(col(Person.ID))));
  }

  /** Whether the id is one that can belong to nobody: the sample's key is for such ids only. */
  static Column isInvented(Column twelve) {
    return when(isCivic(), twelve.rlike(TEST_NUMBER))
        .when(type().equalTo("TF"), true)
        .otherwise(trim(col(Person.ID)).startsWith(INVENTED));
  }
}
