package klara.job;

import java.time.LocalDate;
import java.util.List;
import klara.history.MergedStudents;
import klara.history.SamePersons;
import klara.history.Students;
import klara.register.Backgrounds;
import klara.register.CodeLists;
import klara.register.IdentityChanges;
import klara.register.SchoolUnits;
import klara.register.UpperSecondaryCertificates;
import klara.register.UpperSecondaryEnrolments;
import klara.register.Year9Grades;
import klara.register.Year9Students;
import klara.table.Table;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Puts each student's facts from all registers on one row, under whichever ids they came. */
record BuildStudents(LocalDate asOf) implements Job {
  @Override
  public List<Table> reads() {
    return List.of(
        Year9Students.REGISTER.table(),
        Year9Grades.REGISTER.table(),
        UpperSecondaryEnrolments.REGISTER.table(),
        UpperSecondaryCertificates.REGISTER.table(),
        Backgrounds.REGISTER.table(),
        SchoolUnits.REGISTER.table(),
        CodeLists.REGISTER.table(),
        IdentityChanges.REGISTER.table());
  }

  @Override
  public List<Table> writes() {
    return List.of(Students.TABLE);
  }

  @Override
  public Tables run(Tables in) {
    Students.Registered registers =
        new Students.Registered(
            in.of(Year9Students.REGISTER.table()),
            in.of(Year9Grades.REGISTER.table()),
            in.of(UpperSecondaryEnrolments.REGISTER.table()),
            in.of(UpperSecondaryCertificates.REGISTER.table()),
            in.of(Backgrounds.REGISTER.table()),
            in.of(SchoolUnits.REGISTER.table()),
            in.of(CodeLists.REGISTER.table()));
    Dataset<Row> changes = in.of(IdentityChanges.REGISTER.table());
    return new Tables().with(Students.TABLE, students(registers, changes));
  }

  /** Where nobody has changed id, the rows of the registers are not looked through for those. */
  private Dataset<Row> students(Students.Registered registers, Dataset<Row> changes) {
    if (changes.isEmpty()) {
      return Students.from(registers, asOf);
    }
    // Every register is joined with these few rows, twice: kept, they are planned only once.
    return MergedStudents.from(registers, SamePersons.concerned(changes, asOf).persist(), asOf);
  }
}
