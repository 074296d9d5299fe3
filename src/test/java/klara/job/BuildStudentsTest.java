package klara.job;

import static org.apache.spark.sql.functions.lit;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.Optional;
import java.util.stream.Collectors;
import klara.history.MergedRegisters;
import klara.history.Students;
import klara.register.IdentityChanges;
import klara.register.Person;
import klara.register.Register;
import klara.register.Year9Students;
import klara.table.Field;
import klara.table.Table;
import klara.testing.SparkTest;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

class BuildStudentsTest extends SparkTest {
  private static final LocalDate AS_OF = LocalDate.of(2024, 12, 31);

  /** Students of the two jobs, where there are two in year 9 and nothing else but changes of id. */
  private Dataset<Row> students(String changes) {
    Job merge = new MergeStudents(AS_OF);
    Tables delivered = new Tables();
    for (Table table : merge.reads()) {
      delivered.with(table, rows(table, header(table)));
    }
    delivered.with(
        Year9Students.REGISTER.table(),
        rows(
            Year9Students.REGISTER.table(),
            """
            student_id | is_linkable | school_year | school_unit_code | home_municipality_code | sex   | birth_year | protection
            a          | true        | 2020        | 11111111         | 1281                   | girls | 2005       |
            b          | true        | 2021        | 11111111         | 1281                   | girls | 2005       |
            """));
    delivered.with(
        IdentityChanges.REGISTER.table(),
        rows(IdentityChanges.REGISTER.table(), "old_id | changed_on | new_id" + changes));

    Tables made = merge.run(delivered);

    Job build = new BuildStudents(AS_OF);
    Tables in = new Tables();
    for (Table table : build.reads()) {
      Optional<Register> merged = MergedRegisters.registerOf(table);
      if (merged.isPresent()) {
        in.with(
            table,
            delivered
                .of(merged.get().table())
                .withColumn(Person.IS_MERGED.name(), lit(false))
                .unionByName(made.of(table).withColumn(Person.IS_MERGED.name(), lit(true))));
      } else {
        in.with(table, merge.writes().contains(table) ? made.of(table) : delivered.of(table));
      }
    }
    return build.run(in).of(Students.TABLE);
  }

  private static String header(Table table) {
    return table.columns().stream().map(Field::name).collect(Collectors.joining(" | "));
  }

  @Test
  void mergesThoseWhoseIdChanged() {
    Dataset<Row> students = students("\na | 2022-03-01 | c\nb | 2022-03-01 | c");

    assertRows(
        Students.TABLE,
        """
        student_id | year9_school_year
        c          | 2021
        """,
        students);
  }

  @Test
  void looksForNobodyWhereNoChangeIsDelivered() {
    Dataset<Row> students = students("");

    assertRows(
        Students.TABLE,
        """
        student_id | year9_school_year
        a          | 2020
        b          | 2021
        """,
        students);
    assertThat(students.queryExecution().analyzed().toString()).doesNotContain("LeftAnti");
    assertThat(students("\na | 2022-03-01 | c").queryExecution().analyzed().toString())
        .contains("LeftAnti");
  }
}
