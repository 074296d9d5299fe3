package klara.register;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.array_compact;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.lpad;
import static org.apache.spark.sql.functions.make_date;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.regexp_replace;
import static org.apache.spark.sql.functions.row_number;
import static org.apache.spark.sql.functions.substring;
import static org.apache.spark.sql.functions.when;
import static org.apache.spark.sql.functions.xxhash64;

import java.util.ArrayList;
import java.util.List;
import klara.table.Field;
import klara.table.Rule;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.expressions.WindowSpec;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;

/**
 * Delivered text rows become conformed rows, each with its fate: accepted, rejected (with rule and
 * column) or superseded (the same row twice). Every row that comes in goes out.
 */
public final class Conform {
  public static final String ACCEPTED = "accepted";
  public static final String REJECTED = "rejected";
  public static final String SUPERSEDED = "superseded";

  /** What the reader adds to each delivered row. */
  public static final String FILE = "_file";

  public static final String LINE = "_line";
  public static final String DELIVERY = "_delivery";
  public static final String PERIOD = "_period";

  /** Whether the text could be taken apart as declared; the reader says so. */
  public static final String IS_WHOLE = "_is_whole";

  /** What becomes of a row. */
  public static final String FATE = "fate";

  /** What is wrong with it: rule, column and masked value. */
  public static final String BREACHES = "breaches";

  private static final List<Integer> PROGRAMME_LENGTHS = List.of(2, 3, 4, 5);
  private static final int LONGEST_MASK = 40;
  private static final String TWELVE = "_twelve";
  private static final String TYPED = "_typed_";
  private static final String CONTENT = "_content";

  /** Whether nothing is wrong with a row by itself; a rejected row that is sound breaks R04. */
  public static final String IS_SOUND = "is_sound";

  /** Not a rule but a stop: an id that can belong to somebody, where only invented ones may be. */
  public static final String REAL_PERSON = "real_person";

  private final Register register;
  private final Reference reference;
  private final boolean inventedOnly;

  /**
   * For one register.
   *
   * @param register whose rows are read
   * @param reference what they are looked up in
   * @param inventedOnly whether ids that can belong to somebody are marked {@link #REAL_PERSON}
   */
  public Conform(Register register, Reference reference, boolean inventedOnly) {
    this.register = register;
    this.reference = reference;
    this.inventedOnly = inventedOnly;
  }

  /**
   * Reads, checks and pseudonymises.
   *
   * @param delivered all columns of {@link Register#delivered} as text, and those of the reader
   * @param key the secret of the pseudonyms
   * @return the register's columns, and fate, whether it is sound, file, line, period; one row for
   *     each row
   */
  public Dataset<Row> conformed(Dataset<Row> delivered, byte[] key) {
    Dataset<Row> rows = typed(delivered);
    List<Column> columns = new ArrayList<>();
    if (register.isAboutPersons()) {
      Column row = concat_ws("|", col(DELIVERY), col(FILE), col(LINE));
      columns.add(
          Pseudonym.of(Identity.domain(col(TWELVE), row), key).as(Person.STUDENT_ID.name()));
      columns.add(Identity.type().notEqual("TF").as(Person.IS_LINKABLE.name()));
    }
    for (Source source : register.sources()) {
      columns.add(value(source).as(source.field().name()));
    }
    columns.add(col(DELIVERY).as(Lineage.DELIVERY.name()));
    columns.add(col(FILE));
    columns.add(col(LINE));
    columns.add(col(PERIOD));
    columns.add(isSound().as(IS_SOUND));
    columns.add(content().as(CONTENT));
    return judged(rows.select(columns.toArray(Column[]::new)));
  }

  /**
   * What is wrong with each row that is not sound by itself. Apart from {@link #conformed}, so that
   * the many rows with nothing wrong do not pay for the few.
   *
   * @param delivered as there
   * @return delivery, file, line and the breaches of each such row
   */
  public Dataset<Row> breached(Dataset<Row> delivered) {
    Column[] all = breaches().stream().map(Breach::struct).toArray(Column[]::new);
    return typed(delivered)
        .where(isSound().equalTo(false))
        .select(
            col(DELIVERY).as(Lineage.DELIVERY.name()),
            col(FILE),
            col(LINE),
            array_compact(array(all)).as(BREACHES));
  }

  /** With each value beside its text, so that it is read once however often it is asked for. */
  private Dataset<Row> typed(Dataset<Row> delivered) {
    List<Column> columns = new ArrayList<>(List.of(col("*")));
    for (Source source : register.sources()) {
      columns.add(source.form().read(source.column()).as(TYPED + source.column()));
    }
    if (register.isAboutPersons()) {
      columns.add(Identity.twelveDigits(periodYear()).as(TWELVE));
    }
    return delivered.select(columns.toArray(Column[]::new));
  }

  private static Column value(Source source) {
    return col(quoted(TYPED + source.column()));
  }

  private Column isSound() {
    return breaches().stream()
        .map(breach -> breach.isBroken().equalTo(false))
        .reduce(Column::and)
        .orElseGet(() -> lit(true));
  }

  private static Column periodYear() {
    return substring(col(PERIOD), 1, 4).cast("int");
  }

  /** What a row says, however it is written; a null by itself would leave the hash as it was. */
  private Column content() {
    List<Column> values = new ArrayList<>();
    for (Source source : register.sources()) {
      values.add(value(source));
      values.add(value(source).isNull());
    }
    return xxhash64(values.toArray(Column[]::new));
  }

  private static String quoted(String name) {
    return "`" + name + "`";
  }

  // ------------------------------------------------------------------ rules on one row

  private List<Breach> breaches() {
    List<Breach> breaches = new ArrayList<>();
    breaches.add(breach(RowRule.R14, "", col(IS_WHOLE).equalTo(false), lit("")));
    if (register.isAboutPersons()) {
      Column id = col(Person.ID);
      breaches.add(
          breach(RowRule.R02, Person.ID, id.isNull().or(col(Person.ID_TYPE).isNull()), id));
      breaches.add(
          breach(
              RowRule.R01,
              Person.ID,
              id.isNull()
                  .or(col(Person.ID_TYPE).isNull())
                  .equalTo(false)
                  .and(Identity.isValid(col(TWELVE)).equalTo(false)),
              id));
    }
    if (register.isAboutPersons() && inventedOnly) {
      Column isReal = Identity.isInvented(col(TWELVE)).equalTo(false);
      breaches.add(
          breach(REAL_PERSON, Person.ID, isReal.and(Identity.isValid(col(TWELVE))), lit("")));
    }
    for (Source source : register.sources()) {
      breaches.addAll(breaches(source));
    }
    addAcrossColumns(breaches);
    return breaches;
  }

  private List<Breach> breaches(Source source) {
    List<Breach> breaches = new ArrayList<>();
    Column text = col(quoted(source.column()));
    Column value = value(source);
    if (source.form().canFail()) {
      Column isUnread = text.isNotNull().and(value.isNull());
      breaches.add(breach(source.form().breach(), source.column(), isUnread, text));
    }
    boolean isKey = register.table().key().contains(source.field());
    for (Rule rule : source.field().rules()) {
      if (rule instanceof Rule.Known) {
        breaches.add(breach(RowRule.R02, source.column(), text.isNull(), text));
      } else {
        if (rule.equals(Municipalities.CODE_FORM) && isLookedUp(source.field())) {
          continue; // what is known has the form
        }
        breaches.add(
            breach(
                ruleOf(source.field(), rule),
                source.column(),
                rule.holds(value).equalTo(false),
                text));
      }
    }
    if (isKey && source.form() instanceof Form.SchoolYearText) {
      Column nextYear = lpad(value.plus(1).mod(100).cast("string"), 2, "0");
      Column isOther = concat_ws("_", value, nextYear).notEqual(col(PERIOD));
      breaches.add(breach(RowRule.R09, source.column(), value.isNotNull().and(isOther), text));
    }
    source
        .codeList()
        .ifPresent(
            list ->
                breaches.add(
                    breach(
                        RowRule.R05,
                        source.column(),
                        isInForce(list, value, source).equalTo(false),
                        text)));
    if (isLookedUp(source.field())) {
      Column isKnown =
          value
              .isInCollection(reference.municipalities())
              .or(value.equalTo(AggregateFigures.COUNTRY));
      if (source.field().equals(AggregateFigures.AREA_CODE)) {
        isKnown = isKnown.or(value.rlike("^[0-9]{4}$").equalTo(false)); // no municipality
      }
      breaches.add(breach(RowRule.R07, source.column(), isKnown.equalTo(false), text));
    }
    if (source.field().equals(SchoolUnits.SCHOOL_UNIT_CODE)
        && !register.tabell().equals(SchoolUnits.REGISTER.tabell())) {
      Column isUnknown = value.isInCollection(reference.schoolUnits()).equalTo(false);
      breaches.add(breach(RowRule.R06, source.column(), isUnknown, text));
    }
    return breaches;
  }

  private Column isInForce(String list, Column value, Source source) {
    Column first = make_date(periodYear(), lit(1), lit(1));
    Column last = make_date(periodYear().plus(1), lit(12), lit(31));
    if (register.dated().isPresent()) {
      Column dated = read(register.dated().get());
      if (register.dated().get().type().equals(DataTypes.DateType)) {
        first = dated;
        last = dated;
      } else if (register.dated().get().equals(SchoolYear.SCHOOL_YEAR)) {
        first = make_date(dated, lit(7), lit(1));
        last = make_date(dated.plus(1), lit(6), lit(30));
      }
    }
    List<Integer> prefixes =
        source.field().equals(UpperSecondaryEnrolments.STUDY_PATH_CODE)
            ? PROGRAMME_LENGTHS
            : List.of();
    return reference.isInForce(list, value, prefixes, first, last);
  }

  private void addAcrossColumns(List<Breach> breaches) {
    if (register.tabell().equals(AbsenceReports.REGISTER.tabell())) {
      Column absent =
          read(AbsenceReports.VALID_ABSENCE_HOURS).plus(read(AbsenceReports.INVALID_ABSENCE_HOURS));
      breaches.add(breach(RowRule.R16, "", absent.gt(read(AbsenceReports.OFFERED_HOURS)), lit("")));
    }
    if (register.tabell().equals(SchoolUnits.REGISTER.tabell())) {
      breaches.add(
          breach(
              RowRule.R17,
              "giltig_till",
              read(SchoolUnits.VALID_TO).lt(read(SchoolUnits.VALID_FROM)),
              lit("")));
    }
    if (register.tabell().equals(CodeLists.REGISTER.tabell())) {
      breaches.add(
          breach(
              RowRule.R17,
              "giltig_till",
              read(CodeLists.CODE_VALID_TO).lt(read(CodeLists.CODE_VALID_FROM)),
              lit("")));
    }
  }

  private Column read(Field field) {
    return value(register.source(field));
  }

  private boolean isLookedUp(Field field) {
    return isMunicipality(field) && !register.tabell().equals(Municipalities.REGISTER.tabell());
  }

  private static boolean isMunicipality(Field field) {
    return field.rules().contains(Municipalities.CODE_FORM)
        || field.rules().contains(AggregateFigures.CODE_FORM);
  }

  private static RowRule ruleOf(Field field, Rule rule) {
    if (isMunicipality(field)) {
      return RowRule.R07;
    }
    return rule instanceof Rule.OneOf ? RowRule.R05 : RowRule.R08;
  }

  /** A breach where the condition is true; a condition that is null is none. */
  private static Breach breach(RowRule rule, String column, Column isBroken, Column text) {
    return breach(rule.name(), column, isBroken, text);
  }

  private static Breach breach(String rule, String column, Column isBroken, Column text) {
    return new Breach(rule, column, coalesce(isBroken, lit(false)), text);
  }

  /**
   * A rule that a row may break.
   *
   * @param isBroken true or false, never null
   * @param text what was delivered
   */
  private record Breach(String rule, String column, Column isBroken, Column text) {
    Column struct() {
      Column shape = regexp_replace(regexp_replace(text, "\\p{L}", "x"), "\\p{N}", "9");
      return when(
          isBroken,
          functions.struct(
              lit(rule).as("rule"),
              lit(column).as("column"),
              coalesce(substring(shape, 1, LONGEST_MASK), lit("")).as("masked_value")));
    }
  }

  // ------------------------------------------------------------------ rules on rows of one key

  private Dataset<Row> judged(Dataset<Row> rows) {
    Column isSound = col(IS_SOUND);
    List<Column> key = new ArrayList<>();
    register.table().key().forEach(field -> key.add(field.col()));
    key.add(col(PERIOD));
    // A row with a breach stands alone: it is no copy of anything.
    key.add(
        when(isSound.equalTo(false), concat_ws("|", col(DELIVERY_OF_ROW), col(FILE), col(LINE))));
    WindowSpec sameKey = Window.partitionBy(key.toArray(Column[]::new));
    WindowSpec inOrder = sameKey.orderBy(col(DELIVERY_OF_ROW), col(FILE), col(LINE));
    Dataset<Row> counted =
        rows.select(
            col("*"),
            count(lit(1)).over(sameKey).as("_copies"),
            min(CONTENT).over(sameKey).as("_least"),
            max(CONTENT).over(sameKey).as("_most"),
            row_number().over(inOrder).as("_nth"));
    Column isRepeated = isSound.and(col("_copies").gt(1));
    Column isDifferent = isRepeated.and(col("_least").notEqual(col("_most")));
    Column fate =
        when(isSound.equalTo(false).or(isDifferent), REJECTED)
            .when(isRepeated.and(col("_nth").gt(1)), SUPERSEDED)
            .otherwise(ACCEPTED);
    return counted.withColumn(FATE, fate).drop("_copies", "_least", "_most", "_nth", CONTENT);
  }

  private static final String DELIVERY_OF_ROW = Lineage.DELIVERY.name();
}
