package klara.history;

import static java.util.Objects.requireNonNull;
import static org.apache.spark.sql.functions.lit;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import klara.register.CodeLists;
import klara.register.IdentityChanges;
import klara.register.Person;
import klara.register.Register;
import klara.register.SchoolUnits;
import klara.table.Table;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.execution.FileSourceScanExec;
import org.apache.spark.sql.execution.SparkPlan;
import org.apache.spark.sql.execution.aggregate.BaseAggregateExec;
import org.apache.spark.sql.execution.exchange.BroadcastExchangeExec;
import org.apache.spark.sql.execution.exchange.ShuffleExchangeExec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import scala.collection.JavaConverters;

class MergedStudentsTest extends HistoryTest {
  private static final LocalDate AS_OF = LocalDate.of(2024, 12, 31);

  /** Students after changes of id, written as old id, day and new id. */
  private Dataset<Row> merged(Registered registers, String changes, LocalDate asOf) {
    return made(() -> plan(registers, changes, asOf));
  }

  private Dataset<Row> plan(Registered registers, String changes, LocalDate asOf) {
    Dataset<Row> known =
        rows(IdentityChanges.REGISTER.table(), "old_id | changed_on | new_id\n" + changes);
    return Students.from(merged(registers, known, asOf), asOf);
  }

  @Test
  void tellsOneLifeOfSamordningsnummerPersonnummerAndCorrectedNumber() {
    Dataset<Row> students =
        merged(
            registers(
                """
                sam   | true | 2020 | 11111111 | 1281 | girls | 2005 |
                other | true | 2020 | 11111111 | 1264 | boys  | 2005 |
                """,
                """
                sam   | true | 2020 | 11111111 | MA | | C |
                other | true | 2020 | 11111111 | MA | | A |
                """,
                """
                pnr   | true | 2021 | 22222222 | NANAT | 1 | 1281 | girls | 2005 |
                pnr   | true | 2022 | 22222222 | NANAT | 2 | 1281 | girls | 2005 |
                other | true | 2021 | 33333333 | IMA   | 1 | 1264 | boys  | 2005 |
                """,
                """
                new   | true | 22222222 | 2024-06-05 | E | 2500
                """,
                """
                sam   | true | 2020 | foreign | 3 | 2017
                pnr   | true | 2022 | foreign | 4 | 2017
                """),
            """
            sam | 2021-03-01 | pnr
            pnr | 2023-03-01 | new
            """,
            AS_OF);

    assertRows(
        Students.TABLE,
        """
        student_id | year9_school_year | merit_value_16 | start_school_year | last_school_year | diploma_on | parental_education | newly_arrived
        new        | 2020              | 15.0           | 2021              | 2022             | 2024-06-05 | upper_secondary    | yes
        other      | 2020              | 20.0           | 2021              | 2021             |            | unknown            | unknown
        """,
        students);
  }

  @Test
  void undoesAMergeWhenALaterDeliveryOfIdbyteLeavesItOut() {
    Registered registers =
        registers(
            """
            a | true | 2020 | 11111111 | 1281 | girls | 2005 |
            b | true | 2021 | 22222222 | 1281 | girls | 2005 |
            c | true | 2020 | 11111111 | 1281 | boys  | 2005 |
            """,
            "",
            "",
            "",
            "");
    String first = "a | 2023-03-01 | b\nc | 2023-03-01 | d\n";
    String second = "c | 2023-03-01 | d\n";

    assertRows(
        Students.TABLE,
        """
        student_id | year9_school_year
        b          | 2021
        d          | 2020
        """,
        merged(registers, first, AS_OF));
    assertRows(
        Students.TABLE,
        """
        student_id | year9_school_year
        a          | 2020
        b          | 2021
        d          | 2020
        """,
        merged(registers, second, AS_OF));
    assertRows(
        Students.TABLE,
        """
        student_id | year9_school_year
        a          | 2020
        b          | 2021
        c          | 2020
        """,
        merged(registers, first, LocalDate.of(2023, 2, 28)));
  }

  @Test
  void countsAPersonWhoseTwoIdsAreInTwoUnitsOnOneDayOnce() {
    Dataset<Row> students =
        merged(
            registers(
                """
                old | true | 2020 | 11111111 | 1281 | girls | 2005 |
                new | true | 2020 | 22222222 | 1264 | girls | 2005 |
                """,
                """
                old | true | 2020 | 11111111 | MA | | C |
                new | true | 2020 | 22222222 | MA | | A |
                """,
                """
                old | true | 2021 | 33333333 | NANAT | 2 | 1281 | girls | 2005 |
                new | true | 2021 | 22222222 | IMA   | 1 | 1281 | girls | 2005 |
                """,
                "",
                ""),
            "old | 2022-03-01 | new",
            AS_OF);

    // Year 9 by the lowest code, upper secondary school by the highest study year
    assertRows(
        Students.TABLE,
        """
        student_id | year9_school_unit_code | year9_home_municipality_code | merit_value_16 | start_school_unit_code | start_programme_code
        new        | 11111111               | 1281                         | 15.0           | 33333333               | NA
        """,
        students);
  }

  @Test
  void countsWhatBothIdsSayOfOneUnitAndYearOnce() {
    Dataset<Row> students =
        merged(
            registers(
                """
                old | true | 2020 | 11111111 |      | girls | 2005 |
                new | true | 2020 | 11111111 | 1281 | girls | 2005 |
                """,
                """
                old | true | 2020 | 11111111 | SV | | C |
                new | true | 2020 | 11111111 | SV | | C |
                old | true | 2020 | 11111111 | MA | | F |
                new | true | 2020 | 11111111 | MA | | E |
                old | true | 2020 | 11111111 | EN | | F |
                new | true | 2020 | 11111111 | EN | | 9 |
                old | true | 2020 | 11111111 | BL | | 3 |
                new | true | 2020 | 11111111 | SL | | x |
                """,
                """
                old | true | 2021 | 22222222 | IMA   | 1 |      | girls | 2005 |
                new | true | 2021 | 22222222 | NANAT | 1 | 1281 | girls | 2005 |
                """,
                """
                old | true | 22222222 | 2024-06-05 | Z | 2400
                new | true | 22222222 | 2024-06-05 | Z | 2500
                """,
                """
                old | true | 2020 | unknown |   |
                new | true | 2020 | foreign | 2 | 2003
                """),
            "old | 2022-03-01 | new",
            AS_OF);

    // Graded SV C, MA E, EN F; not passed EN and BL; 15 + 10 + 0 points
    assertRows(
        Students.TABLE,
        """
        student_id | year9_home_municipality_code | graded_subjects | passed_subjects | not_passed_subjects | passed_mathematics | merit_value_16
        new        | 1281                         | 3               | 2               | 2                   | 1                  | 25.0
        """,
        students);
    assertRows(
        Students.TABLE,
        """
        student_id | start_home_municipality_code | study_certificate_on | background | parental_education
        new        | 1281                         | 2024-06-05           | foreign    | pre_secondary
        """,
        students);
  }

  // ------------------------------------------------------------------ protected identities

  @Test
  void protectedFlagSetAfterPublicationUnderTheOldIdHoldsForThePerson() {
    LocalDate asOf = LocalDate.of(2021, 12, 31);
    Registered registers =
        registers(
            """
            old1  | true  | 2020 | 11111111 | 1281 | girls | 2005 | 1
            old2  | true  | 2022 | 11111111 | 1281 | girls | 2005 | 2
            new2  | true  | 2020 | 11111111 | 1281 | girls | 2005 | 0
            old3  | true  | 2020 | 11111111 | 1281 | boys  | 2005 |
            old4  | false | 2020 | 11111111 | 1281 | boys  | 2005 | 2
            new4  | true  | 2020 | 11111111 | 1281 | boys  | 2005 | 0
            other | true  | 2020 | 11111111 | 1281 | boys  | 2005 |
            """,
            "",
            """
            new1 | true | 2021 | 22222222 | NANAT | 1 | 1281 | girls | 2005 | 0
            new3 | true | 2021 | 22222222 | NANAT | 1 | 1281 | boys  | 2005 |
            new3 | true | 2023 | 22222222 | NANAT | 3 | 1281 | boys  | 2005 | 1
            """,
            "",
            "");

    // 4: a row whose id cannot be followed lends its flag to nobody
    assertRows(
        Students.TABLE,
        """
        student_id | is_protected | year9_school_year | start_school_year
        new1       | true         | 2020              | 2021
        new2       | true         | 2020              |
        new3       | true         | 2020              | 2021
        new4       | false        | 2020              |
        other      | false        | 2020              |
        """,
        merged(
            registers,
            """
            old1 | 2021-03-01 | new1
            old2 | 2021-03-01 | new2
            old3 | 2021-03-01 | new3
            old4 | 2021-03-01 | new4
            """,
            asOf));
  }

  @Test
  void protectedFlagHoldsForAllIdsKnownTodayToBeOnePersonsThoughTheyAreNotMergedYet() {
    LocalDate asOf = LocalDate.of(2021, 12, 31);
    Registered registers =
        registers(
            """
            later1  | true | 2020 | 11111111 | 1281 | girls | 2005 | 0
            circle1 | true | 2020 | 11111111 | 1281 | girls | 2005 | 1
            circle2 | true | 2019 | 11111111 | 1281 | girls | 2005 | 0
            was     | true | 2020 | 11111111 | 1281 | boys  | 2005 | 0
            """,
            "",
            """
            later2 | true | 2023 | 22222222 | NANAT | 3 | 1281 | girls | 2005 | 1
            is     | true | 2021 | 22222222 | NANAT | 1 | 1281 | boys  | 2005 | 0
            """,
            "",
            "");

    assertRows(
        Students.TABLE,
        """
        student_id | is_protected | year9_school_year | start_school_year
        later1     | true         | 2020              |
        circle1    | true         | 2020              |
        circle2    | true         | 2019              |
        was        | false        | 2020              |
        is         | false        |                   | 2021
        """,
        merged(
            registers,
            """
            later1  | 2023-03-01 | later2
            circle1 | 2021-03-01 | circle2
            circle2 | 2021-03-01 | circle1
            was     | 2022-03-01 | is
            """,
            asOf));
  }

  // ------------------------------------------------------------------ the plan

  @Test
  void movesNoRowOfThoseWhoNeverChangedId(@TempDir Path folder) {
    Registered texts =
        registers(
            "a | true | 2020 | 11111111 | 1281 | girls | 2005 | 1",
            "a | true | 2020 | 11111111 | MA | | C |",
            "a | true | 2021 | 22222222 | NANAT | 1 | 1281 | girls | 2005 | 0",
            "a | true | 22222222 | 2024-06-05 | Z | 2400",
            "a | true | 2020 | unknown | |");
    SparkSession session = spark().newSession();
    session.conf().set("spark.sql.adaptive.enabled", "false");
    session.conf().set("spark.sql.requireAllClusterKeysForCoPartition", "false");
    Map<Table, Dataset<Row>> tables = new HashMap<>();
    for (Table table : MergedRegisters.all()) {
      Dataset<Row> delivered = texts.of(MergedRegisters.registerOf(table).orElseThrow());
      tables.put(
          table,
          bucketed(
              session,
              delivered.withColumn(Person.IS_MERGED.name(), lit(false)),
              table.name(),
              folder));
    }
    for (Register register : List.of(SchoolUnits.REGISTER, CodeLists.REGISTER)) {
      tables.put(register.table(), texts.of(register));
    }
    Dataset<Row> nobody = rows(SamePersons.TABLE, "student_id");
    Dataset<Row> somebody = rows(SamePersons.TABLE, "student_id | person_id | kin_id\nb | c | c");

    SparkPlan plain = plan(tables, nobody);
    SparkPlan plan = plan(tables, somebody);

    assertThat(found(FileSourceScanExec.class, plan))
        .hasSize(11)
        .allMatch(scan -> ((FileSourceScanExec) scan).bucketedScan())
        .noneMatch(scan -> movesBeforeItIsSummed(scan, plan));
    // What moves after that, one row a student, moves where nobody has changed id as well
    assertThat(found(ShuffleExchangeExec.class, plan))
        .hasSameSizeAs(found(ShuffleExchangeExec.class, plain));
    // A look for what moves finds it where rows do not lie in buckets
    session.conf().set("spark.sql.sources.bucketing.enabled", "false");
    SparkPlan scattered = plan(tables, somebody);
    assertThat(found(FileSourceScanExec.class, scattered))
        .anyMatch(scan -> movesBeforeItIsSummed(scan, scattered));
  }

  private static SparkPlan plan(Map<Table, Dataset<Row>> tables, Dataset<Row> changed) {
    Map<Table, Dataset<Row>> all = new HashMap<>(tables);
    all.put(SamePersons.TABLE, changed);
    Registered registers = MergedRegisters.registered(table -> requireNonNull(all.get(table)));
    return Students.from(registers, AS_OF).queryExecution().executedPlan();
  }

  /** Whether an exchange stands between a scan and an aggregate over it. */
  private static boolean movesBeforeItIsSummed(SparkPlan scan, SparkPlan whole) {
    return found(BaseAggregateExec.class, whole).stream()
        .filter(sum -> found(FileSourceScanExec.class, sum).contains(scan))
        .anyMatch(sum -> !found(ShuffleExchangeExec.class, sum).isEmpty());
  }

  private static Dataset<Row> bucketed(
      SparkSession session, Dataset<Row> rows, String name, Path folder) {
    rows.write()
        .option("path", folder.resolve(name).toString())
        .bucketBy(2, Person.STUDENT_ID.name())
        .sortBy(Person.STUDENT_ID.name())
        .saveAsTable("merged_students_test_" + name);
    return session.table("merged_students_test_" + name);
  }

  private static List<SparkPlan> found(Class<?> kind, SparkPlan plan) {
    List<SparkPlan> found = new ArrayList<>();
    collect(plan, kind, found);
    return found;
  }

  /** What is sent to everyone is small, however it is made. */
  private static void collect(SparkPlan plan, Class<?> kind, List<SparkPlan> found) {
    if (kind.isInstance(plan)) {
      found.add(plan);
    }
    if (!(plan instanceof BroadcastExchangeExec)) {
      children(plan).forEach(child -> collect(child, kind, found));
    }
  }

  private static List<SparkPlan> children(SparkPlan plan) {
    return JavaConverters.seqAsJavaList(plan.children());
  }
}
