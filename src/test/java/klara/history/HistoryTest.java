package klara.history;

import static java.util.Objects.requireNonNull;
import static org.apache.spark.sql.functions.lit;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import klara.register.Backgrounds;
import klara.register.CodeLists;
import klara.register.Person;
import klara.register.Register;
import klara.register.SchoolUnits;
import klara.register.UpperSecondaryCertificates;
import klara.register.UpperSecondaryEnrolments;
import klara.register.Year9Grades;
import klara.register.Year9Students;
import klara.table.Table;
import klara.testing.SparkTest;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Registers as text. Unit 1… lies in Lund, 2… in Malmö, 3… in Skurup. */
abstract class HistoryTest extends SparkTest {
  private static final String YEAR9 =
      "student_id | is_linkable | school_year | school_unit_code | home_municipality_code | sex | birth_year | protection\n";
  private static final String GRADES =
      "student_id | is_linkable | school_year | school_unit_code | subject_code | language_code | grade | is_language_choice\n";
  private static final String ENROLMENTS =
      "student_id | is_linkable | school_year | school_unit_code | study_path_code | study_year | home_municipality_code | sex | birth_year | protection\n";
  private static final String CERTIFICATES =
      "student_id | is_linkable | school_unit_code | issued_on | certificate_type | credits\n";
  private static final String BACKGROUNDS =
      "student_id | is_linkable | as_of_year | background | parent_education_level | immigration_year\n";

  private static final Map<Register, String> PLACES =
      Map.of(
          SchoolUnits.REGISTER,
              """
            school_unit_code | valid_from | school_municipality_code
            11111111         | 2011-07-01 | 1281
            22222222         | 2011-07-01 | 1281
            22222222         | 2020-07-01 | 1280
            33333333         | 2011-07-01 | 1264
            """,
          CodeLists.REGISTER,
              """
            list    | code | valid_from | kind
            program | NA   | 2011-07-01 | HF
            program | SA   | 2011-07-01 | HF
            program | BA   | 2011-07-01 | YRK
            program | NA25 | 2025-07-01 | HF
            program | MA25 | 2025-07-01 | YRK
            program | IMA  | 2011-07-01 | IM
            program | IMS  | 2011-07-01 | IM
            program | IB   | 2011-07-01 | IB
            amne    | MA   | 2011-07-01 | core
            """);

  /** Rows of a large plan, made once as it is written. */
  Dataset<Row> made(Supplier<Dataset<Row>> plan) {
    return PlainPlans.in(
        spark(),
        () -> {
          Dataset<Row> rows = plan.get();
          return spark().createDataFrame(rows.collectAsList(), rows.schema());
        });
  }

  /** The registers as persons have them, after changes of id. */
  static Registered merged(Registered registers, Dataset<Row> changes, LocalDate asOf) {
    Dataset<Row> concerned = SamePersons.concerned(changes, asOf).localCheckpoint();
    Map<Table, Dataset<Row>> tables = new HashMap<>(MergedRegisters.from(registers, concerned));
    tables.replaceAll(
        (table, merged) ->
            merged
                .withColumn(Person.IS_MERGED.name(), lit(true))
                .unionByName(
                    registers
                        .of(MergedRegisters.registerOf(table).orElseThrow())
                        .withColumn(Person.IS_MERGED.name(), lit(false))));
    tables.put(SamePersons.TABLE, concerned);
    for (Register register : List.of(SchoolUnits.REGISTER, CodeLists.REGISTER)) {
      tables.put(register.table(), registers.of(register));
    }
    return MergedRegisters.registered(table -> requireNonNull(tables.get(table)));
  }

  /** Rows of the registers, each text without its header. */
  Registered registers(
      String year9, String grades, String enrolments, String certificates, String backgrounds) {
    return registers(
        Map.of(
            Year9Students.REGISTER, YEAR9 + year9,
            Year9Grades.REGISTER, GRADES + grades,
            UpperSecondaryEnrolments.REGISTER, ENROLMENTS + enrolments,
            UpperSecondaryCertificates.REGISTER, CERTIFICATES + certificates,
            Backgrounds.REGISTER, BACKGROUNDS + backgrounds));
  }

  /** Rows of the registers, each text with its header; the others have none. */
  Registered registers(Map<Register, String> texts) {
    return Registered.from(
        register -> {
          String text = texts.getOrDefault(register, PLACES.getOrDefault(register, ""));
          String id = register.table().columns().get(0).name();
          return whole(register.table(), text.isEmpty() ? id : text);
        });
  }
}
