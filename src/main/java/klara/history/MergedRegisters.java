package klara.history;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.greatest;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.row_number;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import klara.register.ActivityResponsibility;
import klara.register.Backgrounds;
import klara.register.Occupations;
import klara.register.Person;
import klara.register.Register;
import klara.register.UpperSecondaryCertificates;
import klara.register.UpperSecondaryEnrolments;
import klara.register.Year6Grades;
import klara.register.Year9Grades;
import klara.register.Year9Students;
import klara.table.Field;
import klara.table.Table;
import klara.table.Zone;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.expressions.WindowSpec;

/**
 * The registers as persons have them, where some have changed id: the rows that came under any of
 * their ids stand under the newest. Nobody else's row moves or changes.
 *
 * <p>What two ids of one person say of one thing (one key of a register) counts once: a grade
 * before the lack of one and the higher of two grades, the higher study year, what is known before
 * what is not.
 */
public final class MergedRegisters {
  private static final Column PROTECTION = Person.PROTECTION.col();
  private static final String FLAGGED = "flagged";

  private static final Map<Register, Table> TABLES = tables();

  private MergedRegisters() {}

  private static Map<Register, Table> tables() {
    Map<Register, Table> tables = new LinkedHashMap<>();
    for (Register register : Registered.ALL) {
      if (register.isAboutPersons()) {
        Table own = register.table();
        tables.put(
            register,
            new Table(
                Zone.HISTORIES,
                "merged_" + own.name(),
                own.grain() + " of those who have changed id, under the newest",
                own.key(),
                own.columns()));
      }
    }
    return Collections.unmodifiableMap(tables);
  }

  /** Every table of merged rows. */
  public static List<Table> all() {
    return List.copyOf(TABLES.values());
  }

  /** The register whose rows a table has merged; empty where it is no such table. */
  public static Optional<Register> registerOf(Table table) {
    return TABLES.keySet().stream().filter(one -> table.equals(TABLES.get(one))).findFirst();
  }

  /**
   * The rows of those concerned, under the person's id.
   *
   * @param registers the registers as they lie in the warehouse
   * @param concerned {@link SamePersons#concerned}; used many times
   * @return by table of {@link #all}
   */
  public static Map<Table, Dataset<Row>> from(Registered registers, Dataset<Row> concerned) {
    Dataset<Row> persons = concerned.select(Person.STUDENT_ID.col(), SamePersons.PERSON_ID.col());
    Dataset<Row> flagged = flagged(registers, concerned);
    Map<Table, Dataset<Row>> merged = new LinkedHashMap<>();
    TABLES.forEach(
        (register, table) -> {
          Dataset<Row> renamed =
              renamed(registers.of(register), persons, register, preferred(register));
          merged.put(
              table,
              table.columns().contains(Person.PROTECTION)
                  ? protectedIn(flagged, renamed)
                  : renamed);
        });
    return merged;
  }

  /** The tables that {@link #registered} asks for. */
  public static List<Table> asked() {
    List<Table> asked = new ArrayList<>(List.of(SamePersons.TABLE));
    Registered.ALL.forEach(register -> asked.add(TABLES.getOrDefault(register, register.table())));
    return asked;
  }

  /**
   * The registers as persons have them.
   *
   * @param tables the rows of each of {@link #asked}; of merged ones those of the register beside
   *     them, with {@link Person#IS_MERGED}
   */
  public static Registered registered(Function<Table, Dataset<Row>> tables) {
    Dataset<Row> changed =
        tables.apply(SamePersons.TABLE).select(Person.STUDENT_ID.col().as("changed_id"));
    // Where nobody has changed id, the rows are not looked through for those.
    boolean hasChanges = !changed.isEmpty();
    return Registered.from(
        register -> {
          Table merged = TABLES.get(register);
          if (merged == null) {
            return tables.apply(register.table());
          }
          Dataset<Row> rows = tables.apply(merged);
          return (hasChanges ? withoutTheirs(rows, changed) : rows).drop(Person.IS_MERGED.name());
        });
  }

  /** The merged rows stand for all that came under any of those ids. */
  private static Dataset<Row> withoutTheirs(Dataset<Row> rows, Dataset<Row> changed) {
    Column isTheirs =
        Person.STUDENT_ID
            .col()
            .equalTo(col("changed_id"))
            .and(Person.IS_MERGED.col().equalTo(false));
    return rows.join(changed.hint("broadcast"), isTheirs, "left_anti");
  }

  /** Which of several rows of one key counts: the first in this order. */
  private static Column[] preferred(Register register) {
    List<Column> order = new ArrayList<>();
    if (register.equals(Year9Grades.REGISTER) || register.equals(Year6Grades.REGISTER)) {
      Column grade = Year9Grades.GRADE.col();
      order.add(coalesce(grade.between("A", "F"), lit(false)).equalTo(false));
      order.add(grade.asc_nulls_last());
    }
    if (register.equals(Year9Grades.REGISTER)) {
      order.add(Year9Grades.IS_LANGUAGE_CHOICE.col().desc_nulls_last());
    } else if (register.equals(UpperSecondaryEnrolments.REGISTER)) {
      order.add(UpperSecondaryEnrolments.STUDY_YEAR.col().desc_nulls_last());
      order.add(Year9Students.HOME_MUNICIPALITY_CODE.col().isNull());
    } else if (register.equals(Year9Students.REGISTER)) {
      order.add(Year9Students.HOME_MUNICIPALITY_CODE.col().isNull());
    } else if (register.equals(UpperSecondaryCertificates.REGISTER)) {
      order.add(UpperSecondaryCertificates.CREDITS.col().desc_nulls_last());
    } else if (register.equals(Backgrounds.REGISTER)) {
      order.add(Backgrounds.BACKGROUND.col().equalTo("unknown"));
      order.add(Backgrounds.PARENT_EDUCATION_LEVEL.col().desc_nulls_last());
    } else if (register.equals(Occupations.REGISTER)) {
      order.add(Occupations.OCCUPATION_STATUS.col().equalTo("unknown"));
    } else if (register.equals(ActivityResponsibility.REGISTER)) {
      order.add(ActivityResponsibility.IS_CONTACTED.col().desc_nulls_last());
    }
    return order.toArray(Column[]::new);
  }

  /**
   * The rows of those concerned, under the person's id; a row that cannot be followed is nobody's.
   *
   * @param preferred which of several rows of one key counts: the first in this order, and where
   *     that does not settle it, of all columns but the id, on which no number may depend
   */
  private static Dataset<Row> renamed(
      Dataset<Row> rows, Dataset<Row> persons, Register register, Column... preferred) {
    List<Column> order = new ArrayList<>(List.of(preferred));
    for (String column : rows.columns()) {
      if (!column.equals(Person.STUDENT_ID.name())) {
        order.add(col(column).asc_nulls_last());
      }
    }
    WindowSpec sameKey =
        Window.partitionBy(register.table().key().stream().map(Field::col).toArray(Column[]::new))
            .orderBy(order.toArray(Column[]::new));
    Column[] columns = Arrays.stream(rows.columns()).map(c -> col(c)).toArray(Column[]::new);
    return rows.where(Person.IS_LINKABLE.col())
        .join(persons.hint("broadcast"), key(Person.STUDENT_ID))
        .withColumn(Person.STUDENT_ID.name(), SamePersons.PERSON_ID.col())
        // By person, as all that follows wants them: otherwise first by key, and then again.
        .repartition(Person.STUDENT_ID.col())
        .withColumn("nth", row_number().over(sameKey))
        .where(col("nth").equalTo(1))
        .select(columns);
  }

  // ------------------------------------------------------------------ protected identities

  /**
   * Persons one of whose ids, or of those known today to be the same person's, was ever protected.
   *
   * @return student_id, the person's, and {@link #FLAGGED}, the highest protection seen
   */
  private static Dataset<Row> flagged(Registered registers, Dataset<Row> concerned) {
    Dataset<Row> seen =
        seen(registers.of(Year9Students.REGISTER))
            .unionByName(seen(registers.of(UpperSecondaryEnrolments.REGISTER)))
            .join(concerned.hint("broadcast"), key(Person.STUDENT_ID))
            .groupBy(SamePersons.KIN_ID.col())
            .agg(max(PROTECTION).as(FLAGGED));
    return concerned
        .join(seen.hint("broadcast"), key(SamePersons.KIN_ID))
        .groupBy(SamePersons.PERSON_ID.col().as(Person.STUDENT_ID.name()))
        .agg(max(FLAGGED).as(FLAGGED));
  }

  private static Dataset<Row> seen(Dataset<Row> rows) {
    return rows.where(Person.IS_LINKABLE.col().and(PROTECTION.gt(0)))
        .select(Person.STUDENT_ID.col(), PROTECTION);
  }

  private static Dataset<Row> protectedIn(Dataset<Row> flagged, Dataset<Row> rows) {
    return rows.join(flagged.hint("broadcast"), key(Person.STUDENT_ID), "left_outer")
        .withColumn(Person.PROTECTION.name(), greatest(PROTECTION, col(FLAGGED)))
        .drop(FLAGGED);
  }

  private static String[] key(Field field) {
    return new String[] {field.name()};
  }
}
