package klara.register;

import static org.apache.spark.sql.functions.ascii;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.length;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.substring;
import static org.apache.spark.sql.functions.translate;
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
    Column bare = translate(text(), "-+", "");
    Column yearOfTwo = expr("try_cast(substr(upper(trim(`id`)), 1, 2) as int)");
    Column century = year.minus(year.mod(100));
    Column full =
        when(century.plus(yearOfTwo).gt(year), century.plus(yearOfTwo).minus(100))
            .otherwise(century.plus(yearOfTwo));
    Column older = when(text().contains("+"), full.minus(100)).otherwise(full);
    Column twelve =
        when(length(bare).equalTo(10), concat(older.cast("string"), substring(bare, 3, 8)))
            .otherwise(bare);
    return when(isCivic(), twelve);
  }

  /**
   * Whether the id has the form of its type, and for civic numbers a real date and the right check
   * digit.
   *
   * @param twelve {@link #twelveDigits} as a column
   * @return true or false, never null
   */
  static Column isValid(Column twelve) {
    Column valid =
        when(isCivic(), text().rlike(CIVIC).and(isRealDate(twelve)).and(checks(twelve)))
            .when(type().equalTo("TF"), text().rlike(TEMPORARY))
            .when(type().equalTo("LOP"), length(text()).between(1, LONGEST))
            .otherwise(false);
    return coalesce(valid, lit(false));
  }

  private static Column isRealDate(Column twelve) {
    Column year = number(twelve, 1, 4);
    Column month = number(twelve, 5, 2);
    Column written = number(twelve, 7, 2);
    Column day = when(type().equalTo("SAM"), written.minus(60)).otherwise(written);
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
      Column digit = number(twelve, 3 + i, 1);
      Column weighted =
          i % 2 == 0
              ? when(digit.gt(4), digit.multiply(2).minus(9)).otherwise(digit.multiply(2))
              : digit;
      sum = sum.plus(weighted);
    }
    return sum.mod(10).equalTo(0);
  }

  /** Digits as a number; other characters give some number, and never an error. */
  private static Column number(Column text, int from, int digits) {
    Column value = lit(0);
    for (int i = 0; i < digits; i++) {
      value = value.multiply(10).plus(ascii(substring(text, from + i, 1)).minus(48));
    }
    return value;
  }

  /**
   * The text that the pseudonym is made of. A personnummer and a samordningsnummer share a domain;
   * a TF number is not a person's, so its row is.
   *
   * @param twelve {@link #twelveDigits} as a column
   * @param row delivery, file and line in one column
   */
  static Column domain(Column twelve, Column row) {
    return when(twelve.isNotNull(), concat(lit("civic:"), twelve))
        .when(type().equalTo("TF"), concat(lit("temporary:"), text(), lit(":"), row))
        .otherwise(concat(lit("serial:"), trim(col(Person.ID))));
  }

  /** Whether the id is one that can belong to nobody: the sample's key is for such ids only. */
  static Column isInvented(Column twelve) {
    return when(twelve.isNotNull(), twelve.rlike(TEST_NUMBER))
        .when(type().equalTo("TF"), true)
        .otherwise(trim(col(Person.ID)).startsWith(INVENTED));
  }
}
