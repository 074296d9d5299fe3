package klara.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.stream.Collectors;
import klara.history.Students;
import klara.register.IdentityChanges;
import klara.register.Year9Students;
import klara.table.Field;
import klara.table.Table;
import klara.testing.SparkTest;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

class BuildStudentsTest extends SparkTest {
  private static final Job JOB = new BuildStudents(LocalDate.of(2024, 12, 31));

  /** Students of the job, where there are two in year 9 and nothing else but changes of id. */
  private Dataset<Row> students(String changes) {
    Tables in = new Tables();
    for (Table table : JOB.reads()) {
      in.with(table, rows(table, header(table)));
    }
    in.with(
        Year9Students.REGISTER.table(),
        rows(
            Year9Students.REGISTER.table(),
            """
            student_id | is_linkable | school_year | school_unit_code | home_municipality_code | sex   | birth_year | protection
            a          | true        | 2020        | 11111111         | 1281                   | girls | 2005       |
            b          | true        | 2021        | 11111111         | 1281                   | girls | 2005       |
            """));
    in.with(
        IdentityChanges.REGISTER.table(),
        rows(IdentityChanges.REGISTER.table(), "old_id | changed_on | new_id" + changes));
    return JOB.run(in).of(Students.TABLE);
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
    assertThat(students.queryExecution().analyzed().toString()).doesNotContain("Union");
    assertThat(students("\na | 2022-03-01 | c").queryExecution().analyzed().toString())
        .contains("Union");
  }
}
