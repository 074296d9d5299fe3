package klara.register;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.array_compact;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.when;

import java.util.ArrayList;
import java.util.List;
import klara.table.Field;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

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

  /**
   * Reads, checks and pseudonymises.
   *
   * @param delivered all columns of {@link Register#delivered} as text, and those of the reader
   * @param key the secret of the pseudonyms
   * @param parts how many parts the rows of students are to lie in, by student
   * @return the register's columns; {@link #FATE}, {@link #KEY_RULE}, {@link #IS_WARNED}, {@link
   *     #PERIOD}, {@link #ORIGIN}, {@link #OPENS_LINE} and {@link #LINE}; one row for each row
   */
  public Dataset<Row> conformed(Dataset<Row> delivered, byte[] key, int parts) {
    Dataset<Row> rows = typed(delivered);
    List<Column> columns = new ArrayList<>();
    if (register.isAboutPersons()) {
      Identity identity = Identity.in(Person.ID);
      Column row = concat_ws("|", origins.delivery(), origins.file(), col(LINE));
      columns.add(Pseudonym.of(identity.domain(row), key).as(Person.STUDENT_ID.name()));
      columns.add(identity.isTemporary().equalTo(false).as(Person.IS_LINKABLE.name()));
    }
    for (Source source : register.sources()) {
      columns.add(
          (source.form() instanceof Form.PersonId ? pseudonym(source, key) : typed(source))
              .as(source.field().name()));
    }
    columns.add(col(ORIGIN));
    columns.add(col(LINE));
    columns.add(col(OPENS_LINE));
    columns.add(checks.isWarned().as(IS_WARNED));
    columns.add(checks.isSound().as(Judged.IS_SOUND));
    columns.add((origins.hasScopes() ? scopes.isReplaced() : lit(false)).as(Judged.IS_REPLACED));
    if (origins.hasDeltas()) {
      columns.add(col(OP));
    }
    Judged judged = new Judged(register, origins);
    Dataset<Row> sound = withoutUnsound(rows.select(columns.toArray(Column[]::new)));
    return judged.of(sound, parts).select(conformedColumns());
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
              ? when(col(Judged.IS_SOUND), col(name)).as(name)
              : col(quoted(name)));
    }
    return rows.select(columns.toArray(Column[]::new));
  }

  private Column[] conformedColumns() {
    List<Column> columns = new ArrayList<>();
    for (Field field : register.table().columns()) {
      columns.add(
          field.equals(Lineage.DELIVERY)
              ? origins.delivery().as(Lineage.DELIVERY.name())
              : field.col());
    }
    columns.add(col(FATE));
    columns.add(col(KEY_RULE));
    columns.add(col(IS_WARNED));
    columns.add(origins.period().as(PERIOD));
    columns.add(col(ORIGIN));
    columns.add(col(OPENS_LINE));
    columns.add(col(LINE));
    return columns.toArray(Column[]::new);
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
      columns.add(source.form().read(source.column()).as(TYPED + source.column()));
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
