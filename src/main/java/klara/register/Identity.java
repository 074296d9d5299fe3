package klara.register;

import static org.apache.spark.sql.functions.ascii;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.length;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.octet_length;
import static org.apache.spark.sql.functions.substring;
import static org.apache.spark.sql.functions.translate;
import static org.apache.spark.sql.functions.upper;
import static org.apache.spark.sql.functions.when;

import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

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

  private final Column id;
  private final Column text;
  private final Column type;
  private final Column twelve;
  private final Column number;
  private final String numberName;
  private final Column isPlain;

  private Identity(String column) {
    this.id = col(quoted(column));
    this.text = col(part(column, "text"));
    this.type = col(part(column, "type"));
    this.twelve = col(part(column, "twelve"));
    this.numberName = part(column, "number");
    this.number = col(numberName);
    this.isPlain = col(part(column, "is_plain"));
  }

  /** The id in a column, on rows that {@link #withParts} has prepared. */
  static Identity in(String column) {
    return new Identity(column);
  }

  /**
   * Adds the parts that an id is judged by, each in a column, so that each is worked out once a
   * row.
   *
   * @param column that holds the id
   * @param type that its sender says it has; null where its form is to say
   * @param year the year of the period, which tells the century of a number with ten digits
   */
  static Dataset<Row> withParts(
      Dataset<Row> rows, String column, @Nullable Column type, Column year) {
    Identity identity = new Identity(column);
    Column ofForm =
        when(identity.text.rlike(TEMPORARY), "TF")
            .when(
                identity.text.rlike(CIVIC),
                when(day(identity.text).gt("60"), "SAM").otherwise("PNR"))
            .when(identity.text.isNotNull(), "LOP");
    // Capitals matter to none but TF numbers: a löpnummer is taken as it stands, and where digits
    // should be, letters are wrong in either case.
    Column id = col(quoted(column));
    Column text =
        type == null ? upper(id) : when(identity.type.equalTo("TF"), upper(id)).otherwise(id);
    Dataset<Row> typed =
        type == null
            ? rows.withColumn(part(column, "text"), text).withColumn(part(column, "type"), ofForm)
            : rows.withColumn(part(column, "type"), capitals(type))
                .withColumn(part(column, "text"), text);
    return typed
        .withColumn(
            part(column, "twelve"),
            when(identity.type.isin("PNR", "SAM"), twelveDigits(identity.text, year)))
        .withColumn(
            part(column, "number"),
            expr("try_cast(%s as bigint)".formatted(quoted(part(column, "twelve")))))
        .withColumn(part(column, "is_plain"), identity.isPlain());
  }

  /** Whether there are twelve digits and nothing else: true or false, never null. */
  private Column isPlain() {
    Column hasTwelve = number.between(power(11), power(12) - 1);
    return coalesce(hasTwelve.and(octet_length(twelve).equalTo(12)), lit(false));
  }

  /** As most senders write it; for the others a pattern tells, which costs more. */
  private Column isCivic() {
    return isPlain.and(text.equalTo(twelve)).or(text.rlike(CIVIC));
  }

  /** Most senders write the types as we do. */
  private static Column capitals(Column type) {
    return when(type.isin("PNR", "SAM", "TF", "LOP"), type).otherwise(upper(type));
  }

  private static Column day(Column text) {
    return substring(translate(text, "-+", ""), -6, 2);
  }

  private static String part(String column, String name) {
    return "_" + column + "_" + name;
  }

  private static String quoted(String column) {
    return Conform.quoted(column);
  }

  Column isTemporary() {
    return coalesce(type.equalTo("TF"), lit(false));
  }

  /**
   * The civic number with twelve digits.
   *
   * @param year the year of the period, which tells the century of a number with ten digits
   */
  private static Column twelveDigits(Column text, Column year) {
    Column hasMark = text.contains("-").or(text.contains("+"));
    Column bare = when(hasMark, translate(text, "-+", "")).otherwise(text);
    Column yearOfTwo = firstTwo(text);
    Column century = year.minus(year.mod(100));
    Column full =
        when(century.plus(yearOfTwo).gt(year), century.plus(yearOfTwo).minus(100))
            .otherwise(century.plus(yearOfTwo));
    Column older = when(text.contains("+"), full.minus(100)).otherwise(full);
    return when(octet_length(bare).equalTo(10), concat(older.cast("string"), substring(bare, 3, 8)))
        .otherwise(bare);
  }

  /** As a number; other characters than digits give some number, and never an error. */
  private static Column firstTwo(Column text) {
    return ascii(text).minus(48).multiply(10).plus(ascii(substring(text, 2, 1)).minus(48));
  }

  /**
   * Whether the id has the form of its type, and for civic numbers a real date and the right check
   * digit: true or false, never null.
   */
  Column isValid() {
    Column valid =
        when(twelve.isNotNull(), isCivic().and(isRealDate()).and(checks()))
            .when(type.equalTo("TF"), text.rlike(TEMPORARY))
            .when(type.equalTo("LOP"), isShort().or(length(upper(id)).between(1, LONGEST)))
            .otherwise(false);
    return coalesce(valid, lit(false));
  }

  /** So few bytes that no capitals, which may be three for one letter, make it too long. */
  private Column isShort() {
    return octet_length(id).between(1, LONGEST / 3);
  }

  private Column isRealDate() {
    Column year = digits(0, 4);
    Column month = digits(4, 2);
    Column written = digits(6, 2);
    Column day = when(type.equalTo("SAM"), written.minus(60)).otherwise(written);
    Column isLeap =
        year.mod(4).equalTo(0).and(year.mod(100).notEqual(0).or(year.mod(400).equalTo(0)));
    Column days =
        when(month.isin(4, 6, 9, 11), 30)
            .when(month.equalTo(2), when(isLeap, 29).otherwise(28))
            .otherwise(31);
    return month.between(1, 12).and(day.between(1, days));
  }

  /** Luhn over the last ten digits, weights 2, 1, 2, … */
  private Column checks() {
    Column sum = lit(0L);
    for (int i = 0; i < 10; i++) {
      Column digit = digits(2 + i, 1);
      Column weighted =
          i % 2 == 0
              ? when(digit.gt(4), digit.multiply(2).minus(9)).otherwise(digit.multiply(2))
              : digit;
      sum = sum.plus(weighted);
    }
    return sum.mod(10).equalTo(0);
  }

  /** Some of the twelve digits as a number; arithmetic, since pieces of text cost more. */
  private Column digits(int from, int digits) {
    return expr(
        "%s %% %d div %d"
            .formatted(quoted(numberName), power(12 - from), power(12 - from - digits)));
  }

  private static long power(int exponent) {
    long power = 1;
    for (int i = 0; i < exponent; i++) {
      power *= 10;
    }
    return power;
  }

  /**
   * The text that the pseudonym is made of. A personnummer and a samordningsnummer share a domain;
   * a TF number is not a person's, so its row is.
   *
   * @param row delivery, file and line in one column
   */
  Column domain(Column row) {
    return when(twelve.isNotNull(), concat(lit("civic:"), twelve))
        .when(type.equalTo("TF"), concat(lit("temporary:"), text, lit(":"), row))
        .otherwise(concat(lit("serial:"), id));
  }

  /** Whether the id is one that can belong to nobody: the sample's key is for such ids only. */
  Column isInvented() {
    return when(isPlain, digits(8, 2).isin(98, 99))
        .when(twelve.isNotNull(), twelve.rlike(TEST_NUMBER))
        .when(type.equalTo("TF"), true)
        .otherwise(id.startsWith(INVENTED));
  }
}
