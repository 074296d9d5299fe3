package klara.register;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.array_compact;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.element_at;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.shiftleft;
import static org.apache.spark.sql.functions.shiftright;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.when;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import klara.table.Field;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

/**
 * Delivered text rows become conformed rows, each with its fate: accepted, rejected (with rule and
 * column) or superseded (the same row twice, or a later delivery says otherwise). Every row that
 * comes in goes out.
 */
public final class Conform {
  public static final String ACCEPTED = "accepted";
  public static final String REJECTED = "rejected";
  public static final String SUPERSEDED = "superseded";

  /** What the reader adds to each delivered row: the number of its file in a list of origins. */
  public static final String ORIGIN = "_origin";

  /** Its line, the header being 1; the row's number in Parquet, from 1. */
  public static final String LINE = "_line";

  /** Whether it is the first row of its line: lines in the wide form are several rows. */
  public static final String OPENS_LINE = "_opens_line";

  /** The rule that the line itself breaks, before anything is read from it; null for none. */
  public static final String LINE_RULE = "_line_rule";

  /** In deltas, what to do with the row. */
  public static final String OP = "op";

  /** What becomes of a row. */
  public static final String FATE = "fate";

  /** The rule that decided, where it was not one that the row breaks by itself. */
  public static final String KEY_RULE = "key_rule";

  /** Where a row lies among deliveries: the folder of the period. */
  public static final String PERIOD = "_period";

  /** Whether a row breaks a rule that is only counted. */
  public static final String IS_WARNED = "is_warned";

  /** What is wrong with it: rule, column and masked value. */
  public static final String BREACHES = "breaches";

  /** Rows of one period with one verdict, as a number. */
  public static final String LOT = "_lot";

  /**
   * Where a row comes from that is set aside or breaks a rule that is only counted; null for all
   * others, since lines do not pack.
   */
  public static final String PLACE = "_place";

  private static final String VERDICT = "_verdict";
  private static final String TYPED = "_typed_";

  private final Register register;
  private final Origins origins;
  private final RowChecks checks;
  private final Scopes scopes;

  /**
   * For one register.
   *
   * @param register whose rows are read
   * @param reference what they are looked up in
   * @param files what rows' numbers of files count in
   * @param inventedOnly whether an id that can belong to somebody breaks {@link RowRule#R21}
   */
  public Conform(Register register, Reference reference, List<Origin> files, boolean inventedOnly) {
    this.register = register;
    this.origins = new Origins(files);
    this.checks = new RowChecks(register, reference, origins, inventedOnly);
    this.scopes = new Scopes(register, reference, origins);
  }

  /** Whether a register can be delivered for a part of the country such as this. */
  public static boolean isScope(Register register, String scope) {
    return Scopes.isPossible(register, scope);
  }

  /** Rows by what becomes of them, to be filled by whoever writes {@link #conformed}. */
  public Tally tally() {
    return new Tally(origins.files().size());
  }

  /** {@link #conformed(Dataset, byte[], int, Tally)} for those who do not count. */
  Dataset<Row> conformed(Dataset<Row> delivered, byte[] key, int parts) {
    Tally uncounted = tally();
    delivered.sqlContext().sparkContext().register(uncounted);
    return conformed(delivered, key, parts, uncounted);
  }

  /**
   * Reads, checks and pseudonymises.
   *
   * @param delivered all columns of {@link Register#delivered} as text, and those of the reader
   * @param key the secret of the pseudonyms
   * @param parts how many parts the rows of students are to lie in, by student and sorted so
   * @param tally to count in, known to Spark
   * @return the register's columns; {@link #FATE}, {@link #KEY_RULE}, {@link #IS_WARNED}, {@link
   *     #PERIOD}, {@link #ORIGIN}, {@link #OPENS_LINE}, {@link #LINE}, {@link #LOT} and {@link
   *     #PLACE}; one row for each row
   */
  public Dataset<Row> conformed(Dataset<Row> delivered, byte[] key, int parts, Tally tally) {
    Dataset<Row> rows = typed(delivered);
    List<Column> columns = new ArrayList<>();
    Column marks =
        Judged.mark(Judge.OPENS_LINE, col(OPENS_LINE))
            .bitwiseOR(Judged.mark(Judge.IS_WARNED, checks.isWarned()))
            .bitwiseOR(Judged.mark(Judge.IS_SOUND, checks.isSound()));
    if (origins.hasScopes()) {
      marks = marks.bitwiseOR(Judged.mark(Judge.IS_REPLACED, scopes.isReplaced()));
    }
    if (origins.hasDeltas()) {
      marks = marks.bitwiseOR(Judged.mark(Judge.IS_TAKEN_AWAY, RowChecks.isTakenAway()));
    }
    if (register.isAboutPersons()) {
      Identity identity = Identity.in(Person.ID);
      Column row = concat_ws("|", origins.delivery(), origins.file(), col(LINE));
      columns.add(Pseudonym.of(identity.domain(row), key).as(Person.STUDENT_ID.name()));
      marks =
          marks.bitwiseOR(Judged.mark(Judge.IS_LINKABLE, identity.isTemporary().equalTo(false)));
    }
    for (Source source : register.sources()) {
      columns.add(
          (source.form() instanceof Form.PersonId ? pseudonym(source, key) : typed(source))
              .as(source.field().name()));
    }
    columns.add(Judged.position().as(Judged.POSITION));
    columns.add(marks.as(Judged.MARKS));
    Dataset<Row> sound = withoutUnsound(rows.select(columns.toArray(Column[]::new)));
    return Judged.of(register, origins, sound, parts, tally)
        .select(col("*"), Judged.origin().as(ORIGIN), Judged.verdict().as(VERDICT))
        .select(conformedColumns());
  }

  /**
   * A row that breaks a rule may say anything anywhere, a number in the column of a code for one;
   * what is judged goes through Spark's files on disk, and so nothing of such a row is left in it.
   */
  private Dataset<Row> withoutUnsound(Dataset<Row> rows) {
    List<String> delivered = register.sources().stream().map(one -> one.field().name()).toList();
    List<Column> columns = new ArrayList<>();
    for (String name : rows.columns()) {
      columns.add(
          delivered.contains(name)
              ? when(Judged.is(Judge.IS_SOUND), col(name)).as(name)
              : col(quoted(name)));
    }
    return rows.select(columns.toArray(Column[]::new));
  }

  private Column[] conformedColumns() {
    List<Column> columns = new ArrayList<>();
    for (Field field : register.table().columns()) {
      if (field.equals(Lineage.DELIVERY)) {
        columns.add(origins.delivery().as(field.name()));
      } else if (field.equals(Person.IS_LINKABLE)) {
        columns.add(Judged.is(Judge.IS_LINKABLE).as(field.name()));
      } else {
        columns.add(field.col());
      }
    }
    columns.add(ofVerdict(Verdict::fate).as(FATE));
    columns.add(ofVerdict(Conform::rule).as(KEY_RULE));
    columns.add(Judged.is(Judge.IS_WARNED).as(IS_WARNED));
    columns.add(origins.period().as(PERIOD));
    columns.add(col(ORIGIN));
    columns.add(Judged.is(Judge.OPENS_LINE).as(OPENS_LINE));
    columns.add(Judged.line().as(LINE));
    columns.add(origins.periodNumber().multiply(Verdict.ALL.size()).plus(col(VERDICT)).as(LOT));
    Column isWarned = Judged.is(Judge.IS_WARNED);
    Column place = shiftleft(col(Judged.POSITION), 1).bitwiseOR(isWarned.cast("bigint"));
    columns.add(when(isWarned.or(col(VERDICT).notEqual(0)), place).as(PLACE));
    return columns.toArray(Column[]::new);
  }

  private static Column ofVerdict(Function<Verdict, @Nullable String> said) {
    Column[] texts =
        Verdict.ALL.stream()
            .map(verdict -> lit(said.apply(verdict)).cast("string"))
            .toArray(Column[]::new);
    return element_at(array(texts), col(VERDICT).plus(1));
  }

  private static @Nullable String rule(Verdict verdict) {
    return verdict.rule().map(RowRule::name).orElse(null);
  }

  /** The number that {@link #LOT} gives to rows of a period with some verdict. */
  public int lot(String period, Verdict verdict) {
    return origins.periods().indexOf(period) * Verdict.ALL.size() + verdict.number();
  }

  /** The periods of all rows, in order. */
  public List<String> periods() {
    return origins.periods();
  }

  /**
   * Of rows that were written, those that are set aside or break a rule that is only counted.
   *
   * @param written with {@link #LOT} and {@link #PLACE}
   * @return {@link #ORIGIN}, {@link #LINE}, {@link #FATE}, {@link #KEY_RULE} and {@link #IS_WARNED}
   */
  public static Dataset<Row> setAside(Dataset<Row> written) {
    Column isWarned = col(PLACE).bitwiseAND(1).equalTo(1);
    return written
        .where(col(PLACE).isNotNull())
        .select(
            shiftright(col(PLACE), 1).as(Judged.POSITION),
            isWarned.as(IS_WARNED),
            col(LOT).mod(Verdict.ALL.size()).as(VERDICT))
        .select(
            Judged.origin().as(ORIGIN),
            Judged.line().as(LINE),
            ofVerdict(Verdict::fate).as(FATE),
            ofVerdict(Conform::rule).as(KEY_RULE),
            col(IS_WARNED));
  }

  private Column pseudonym(Source source, byte[] key) {
    Identity identity = Identity.in(source.column());
    Column row = concat_ws("|", origins.delivery(), origins.file(), col(LINE));
    return Pseudonym.of(when(col(quoted(source.column())).isNotNull(), identity.domain(row)), key);
  }

  /**
   * What is wrong with rows that break a rule by themselves. Apart from {@link #conformed}, so that
   * the many rows with nothing wrong do not pay for the few; which those are, {@link #conformed}
   * has told. Nothing is filtered here: Spark would push a condition down through every step and
   * write it out in full.
   *
   * @param delivered as there
   * @return delivery, file, line and the breaches of each row, none for a row that keeps every rule
   */
  public Dataset<Row> breached(Dataset<Row> delivered) {
    Column ofLine =
        array(struct(col(LINE_RULE).as("rule"), lit("").as("column"), lit("").as("masked_value")));
    Column ofRow = array_compact(array(checks.breaches().toArray(Column[]::new)));
    List<Column> columns = new ArrayList<>(List.of(place()));
    columns.add(when(col(LINE_RULE).isNotNull(), ofLine).otherwise(ofRow).as(BREACHES));
    return typed(delivered).select(columns.toArray(Column[]::new));
  }

  /** Delivery, file and line of rows with the number of their file. */
  public Column[] place() {
    return new Column[] {
      origins.delivery().as(Lineage.DELIVERY.name()),
      origins.file().as("file"),
      col(LINE).as("line")
    };
  }

  /** With each value beside its text, so that it is read once however often it is asked for. */
  private Dataset<Row> typed(Dataset<Row> delivered) {
    List<Column> columns = new ArrayList<>(List.of(col("*")));
    for (Source source : register.sources()) {
      Column value = source.form().read(source.column());
      if (source.form() instanceof Form.SchoolYearText) {
        // Nearly all rows say the year of their period, and a comparison costs less than reading.
        Column isOfPeriod = col(quoted(source.column())).equalTo(origins.schoolYearText());
        value = when(isOfPeriod, origins.schoolYear()).otherwise(value);
      }
      columns.add(value.as(TYPED + source.column()));
    }
    Dataset<Row> rows = delivered.select(columns.toArray(Column[]::new));
    if (register.isAboutPersons()) {
      rows = Identity.withParts(rows, Person.ID, col(Person.ID_TYPE), origins.year());
    }
    for (Source source : register.sources()) {
      if (source.form() instanceof Form.PersonId) {
        rows = Identity.withParts(rows, source.column(), null, origins.year());
      }
    }
    return rows;
  }

  /** What a delivered text was read as. */
  static Column typed(Source source) {
    return col(quoted(TYPED + source.column()));
  }

  static String quoted(String name) {
    return "`" + name + "`";
  }
}
