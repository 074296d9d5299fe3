package klara.register;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.shiftleft;
import static org.apache.spark.sql.functions.shiftright;
import static org.apache.spark.sql.functions.when;
import static org.apache.spark.sql.functions.xxhash64;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import klara.table.Field;
import org.apache.spark.rdd.RDD;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SQLContext;
import org.apache.spark.sql.sources.BaseRelation;
import org.apache.spark.sql.sources.TableScan;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of rows that are sound by themselves, beside the other rows of their key and their
 * student: copies, contradictions, and what later deliveries replace. One shuffle, one sort, and
 * one look at each row in its order: a window over the same order costs four times as much, since
 * it works out for every row what is of use to the few that have another beside them.
 */
final class Judged extends BaseRelation implements TableScan {
  /** {@link Conform#ORIGIN} and {@link Conform#LINE} in one number that orders as they do. */
  static final String POSITION = "_position";

  /** What {@link Judge} reads of a row, and its verdict when it has been judged. */
  static final String MARKS = "_marks";

  static final List<String> GRADES = List.of("A", "B", "C", "D", "E", "F");
  static final List<String> SWEDISH = List.of("SV", "SVA");

  private static final String KEY = "_key";
  private static final String PERIOD = "_period_number";

  private final Dataset<Row> sorted;
  private final Judge.Layout layout;
  private final Tally tally;
  private @Nullable RDD<Row> judged;

  private Judged(Dataset<Row> sorted, Judge.Layout layout, Tally tally) {
    this.sorted = sorted;
    this.layout = layout;
    this.tally = tally;
  }

  /** The place of a row among all that are delivered. */
  static Column position() {
    return shiftleft(col(Conform.ORIGIN).cast("bigint"), Judge.LINE_BITS)
        .bitwiseOR(col(Conform.LINE));
  }

  /** The number of the file that a row comes from, by its position. */
  static Column origin() {
    return shiftright(col(POSITION), Judge.LINE_BITS).cast("int");
  }

  /** The line that a row comes from, by its position. */
  static Column line() {
    return col(POSITION).bitwiseAND((1L << Judge.LINE_BITS) - 1);
  }

  /** A condition as one of the marks. */
  static Column mark(int mark, Column isSo) {
    return when(isSo, mark).otherwise(0);
  }

  static Column is(int mark) {
    return col(MARKS).bitwiseAND(mark).notEqual(0);
  }

  /** The number of the verdict on a row. */
  static Column verdict() {
    return shiftright(col(MARKS), Judge.VERDICT_BIT);
  }

  /**
   * Rows with their verdicts.
   *
   * @param rows the register's columns of what is delivered, {@link #POSITION} and {@link #MARKS}
   * @param parts how many parts the rows of students are to lie in
   * @return the same columns, of which {@link #MARKS} have the verdict, in any order
   */
  static Dataset<Row> of(
      Register register, Origins origins, Dataset<Row> rows, int parts, Tally tally) {
    List<Field> keyRest =
        register.table().key().stream().filter(field -> !field.equals(Person.STUDENT_ID)).toList();
    Column alone = xxhash64(lit("alone"), col(POSITION));
    // A row with a breach stands alone: it is no copy of anything.
    Column key = when(is(Judge.IS_SOUND), xxhash64(withNulls(keyRest))).otherwise(alone);
    Dataset<Row> keyed = rows.select(col("*"), key.as(KEY));
    List<Column> order = new ArrayList<>();
    if (register.isAboutPersons()) {
      Column student = Person.STUDENT_ID.col();
      order.addAll(List.of(student, col(PERIOD)));
      if (isGrades(register)) {
        order.add(SchoolUnits.SCHOOL_UNIT_CODE.col());
      }
      keyed = keyed.repartition(parts, student);
    } else {
      order.add(col(PERIOD));
      keyed = keyed.coalesce(1);
    }
    order.add(col(KEY));
    List<Column> columns = new ArrayList<>();
    Arrays.stream(keyed.columns()).forEach(name -> columns.add(col(name)));
    columns.add(origins.periodNumber().as(PERIOD));
    Dataset<Row> sorted =
        keyed
            .select(col("*"), origin().as(Conform.ORIGIN))
            .select(columns.toArray(Column[]::new))
            .sortWithinPartitions(order.toArray(Column[]::new));
    return sorted
        .sqlContext()
        .baseRelationToDataFrame(
            new Judged(sorted, layout(register, origins, sorted.schema()), tally));
  }

  private static Judge.Layout layout(Register register, Origins origins, StructType schema) {
    List<Integer> group = new ArrayList<>();
    if (register.isAboutPersons()) {
      group.add(schema.fieldIndex(Person.STUDENT_ID.name()));
    }
    boolean isGrades = isGrades(register);
    if (isGrades) {
      group.add(schema.fieldIndex(SchoolUnits.SCHOOL_UNIT_CODE.name()));
    }
    List<Field> contents = register.sources().stream().map(Source::field).toList();
    return new Judge.Layout(
        schema.fieldIndex(POSITION),
        schema.fieldIndex(MARKS),
        schema.fieldIndex(KEY),
        schema.fieldIndex(PERIOD),
        group,
        cells(contents, schema),
        register.isAboutPersons() ? cells(ofOnePerson(register), schema) : List.of(),
        isGrades ? schema.fieldIndex(Year9Grades.SUBJECT_CODE.name()) : -1,
        isGrades ? schema.fieldIndex(Year9Grades.GRADE.name()) : -1,
        origins.files().stream().map(Origin::version).toList(),
        origins.files().stream().map(Origin::isDelta).toList());
  }

  private static List<Judge.Cell> cells(List<Field> fields, StructType schema) {
    return fields.stream()
        .map(field -> new Judge.Cell(schema.fieldIndex(field.name()), field.type()))
        .toList();
  }

  /** A null by itself would leave a hash as it was. */
  private static Column[] withNulls(List<Field> fields) {
    List<Column> values = new ArrayList<>(List.of(lit(fields.size())));
    for (Field field : fields) {
      values.add(field.col());
      values.add(field.col().isNull());
    }
    return values.toArray(Column[]::new);
  }

  private static boolean isGrades(Register register) {
    return register.table().columns().contains(Year9Grades.SUBJECT_CODE);
  }

  /** What cannot change under one id within a period. */
  private static List<Field> ofOnePerson(Register register) {
    return List.of(Person.BIRTH_YEAR, Person.SEX).stream()
        .filter(register.table().columns()::contains)
        .toList();
  }

  // ------------------------------------------------------------------ as Spark reads it

  @Override
  public SQLContext sqlContext() {
    return sorted.sqlContext();
  }

  @Override
  public StructType schema() {
    return sorted.schema();
  }

  @Override
  public boolean needConversion() {
    return false;
  }

  /** Rows of Spark's own kind, which Spark takes as they are since they need no conversion. */
  @Override
  @SuppressWarnings("unchecked")
  public RDD<Row> buildScan() {
    RDD<Row> ready = judged;
    if (ready == null) {
      Judge.Layout columns = layout;
      Tally counts = tally;
      RDD<?> rows =
          sorted
              .queryExecution()
              .toRdd()
              .toJavaRDD()
              .mapPartitions(part -> new Judge(part, columns, counts))
              .rdd();
      ready = (RDD<Row>) rows;
      judged = ready;
    }
    return ready;
  }
}
