package klara.register;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.shiftleft;
import static org.apache.spark.sql.functions.substring;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;
import static org.apache.spark.sql.functions.xxhash64;

import java.util.ArrayList;
import java.util.List;
import klara.table.Field;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.expressions.WindowSpec;

/**
 * What becomes of rows that are sound by themselves, beside the other rows of their key and their
 * student: copies, contradictions, and what later deliveries replace. One shuffle and one sort.
 */
final class Judged {
  static final String IS_SOUND = "_is_sound";
  static final String IS_REPLACED = "_is_replaced";
  private static final String KEY = "_key";
  private static final String CONTENT = "_content";
  private static final String POSITION = "_position";
  private static final String STANDS = "_stands";

  /** Lines have 40 bits, files the rest. */
  private static final int LINE_BITS = 40;

  private static final int BYTES_OF_ID = 7;

  private static final List<String> GRADES = List.of("A", "B", "C", "D", "E", "F");
  private static final List<String> SWEDISH = List.of("SV", "SVA");

  private final Register register;
  private final Origins origins;

  Judged(Register register, Origins origins) {
    this.register = register;
    this.origins = origins;
  }

  /**
   * Adds {@link Conform#FATE} and {@link Conform#KEY_RULE}.
   *
   * @param rows the register's columns, {@link #IS_SOUND}, {@link #IS_REPLACED}, and where there
   *     are deltas {@link Conform#OP}
   */
  Dataset<Row> of(Dataset<Row> rows, int parts) {
    Column isSound = col(IS_SOUND);
    Column alone = xxhash64(lit("alone"), col(Conform.ORIGIN), col(Conform.LINE));
    Dataset<Row> keyed =
        rows.select(
            col("*"),
            // A row with a breach stands alone: it is no copy of anything.
            when(isSound, xxhash64(withNulls(keyRest()))).otherwise(alone).as(KEY),
            xxhash64(withNulls(register.sources().stream().map(Source::field).toList()))
                .as(CONTENT),
            shiftleft(col(Conform.ORIGIN).cast("long"), LINE_BITS)
                .bitwiseOR(col(Conform.LINE))
                .as(POSITION));
    if (register.isAboutPersons()) {
      keyed = keyed.repartition(parts, Person.STUDENT_ID.col());
    }
    WindowSpec group = Window.partitionBy(group().toArray(Column[]::new));
    WindowSpec sameKey = group.orderBy(col(KEY)).rangeBetween(0, 0);
    WindowSpec whole = group.orderBy(col(KEY)).rowsBetween(Long.MIN_VALUE, Long.MAX_VALUE);
    Column stands = isSound.and(col(IS_REPLACED).equalTo(false));
    if (origins.hasDeltas()) {
      // Also one that is itself replaced: what it changed was changed before that.
      Column newest = max(when(isSound.and(origins.isDelta()), origins.version())).over(sameKey);
      keyed = keyed.withColumn("_newest", newest);
      stands =
          stands
              .and(coalesce(origins.version().geq(col("_newest")), lit(true)))
              .and(RowChecks.isTakenAway().equalTo(false));
    }
    Dataset<Row> standing = keyed.withColumn(STANDS, stands);
    List<Column> columns = new ArrayList<>(List.of(col("*")));
    columns.add(count(ofStanding(lit(1))).over(sameKey).as("_copies"));
    columns.add(min(ofStanding(col(CONTENT))).over(sameKey).as("_least"));
    columns.add(max(ofStanding(col(CONTENT))).over(sameKey).as("_most"));
    columns.add(min(ofStanding(col(POSITION))).over(sameKey).as("_first"));
    if (isGrades()) {
      Column isGrade = Year9Grades.GRADE.col().isin(GRADES.toArray());
      columns.add(
          max(ofStanding(isGrade))
              .over(sameKey)
              .and(min(ofStanding(isGrade)).over(sameKey).equalTo(false))
              .as("_is_mixed"));
      for (String subject : SWEDISH) {
        Column isGraded = isGrade.and(Year9Grades.SUBJECT_CODE.col().equalTo(subject));
        columns.add(sum(ofStanding(when(isGraded, 1L))).over(whole).as("_" + subject));
      }
    }
    for (Field field : ofOnePerson()) {
      columns.add(min(ofStanding(field.col())).over(whole).as("_least_" + field.name()));
      columns.add(max(ofStanding(field.col())).over(whole).as("_most_" + field.name()));
    }
    return standing
        .select(columns.toArray(Column[]::new))
        .withColumn(Conform.KEY_RULE, keyRule())
        .withColumn(Conform.FATE, fate());
  }

  private static Column ofStanding(Column value) {
    return when(col(STANDS), value);
  }

  /**
   * Rows that are judged together lie together: a student's, of one period and for grades unit. The
   * first column orders as period and student do and fits into the eight bytes by which Spark's
   * sort compares without looking at the row.
   */
  private List<Column> group() {
    if (!register.isAboutPersons()) {
      return List.of(origins.period(), col(KEY));
    }
    Column student = Person.STUDENT_ID.col();
    List<Column> group = new ArrayList<>();
    group.add(concat(origins.periodMark(), substring(student, 1, BYTES_OF_ID)));
    group.add(student);
    if (isGrades()) {
      group.add(SchoolUnits.SCHOOL_UNIT_CODE.col());
    }
    return group;
  }

  private List<Field> keyRest() {
    return register.table().key().stream()
        .filter(field -> !field.equals(Person.STUDENT_ID))
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

  private boolean isGrades() {
    return register.table().columns().contains(Year9Grades.SUBJECT_CODE);
  }

  /** What cannot change under one id within a period. */
  private List<Field> ofOnePerson() {
    return List.of(Person.BIRTH_YEAR, Person.SEX).stream()
        .filter(register.table().columns()::contains)
        .toList();
  }

  private Column keyRule() {
    Column isRepeated = col("_copies").gt(1);
    Column isDifferent = isRepeated.and(col("_least").notEqual(col("_most")));
    Column isOther =
        ofOnePerson().stream()
            .map(
                field ->
                    coalesce(
                        col("_least_" + field.name()).notEqual(col("_most_" + field.name())),
                        lit(false)))
            .reduce(Column::or)
            .orElseGet(() -> lit(false));
    Column rule =
        when(col(STANDS).equalTo(false), lit(null).cast("string"))
            .when(isOther, RowRule.R13.name());
    if (isGrades()) {
      rule = rule.when(isDifferent.and(col("_is_mixed")), RowRule.R11.name());
    }
    rule = rule.when(isDifferent, RowRule.R04.name());
    if (isGrades()) {
      Column isGraded = Year9Grades.GRADE.col().isin(GRADES.toArray());
      Column isSwedish = Year9Grades.SUBJECT_CODE.col().isin(SWEDISH.toArray());
      Column isBoth = col("_SV").gt(0).and(col("_SVA").gt(0));
      Column isOneOfBoth = coalesce(isBoth.and(isGraded).and(isSwedish), lit(false));
      rule = rule.when(isOneOfBoth, RowRule.R10.name());
    }
    return rule.when(isRepeated.and(col(POSITION).notEqual(col("_first"))), RowRule.R03.name());
  }

  private static Column fate() {
    return when(col(IS_SOUND).equalTo(false), Conform.REJECTED)
        .when(col(STANDS).equalTo(false), Conform.SUPERSEDED)
        .when(col(Conform.KEY_RULE).isNull(), Conform.ACCEPTED)
        .when(col(Conform.KEY_RULE).equalTo(RowRule.R03.name()), Conform.SUPERSEDED)
        .otherwise(Conform.REJECTED);
  }
}
