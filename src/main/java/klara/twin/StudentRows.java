package klara.twin;

import java.io.IOException;
import klara.register.Person;
import klara.register.SchoolUnits;
import klara.register.SchoolYear;
import klara.register.Year9Students;
import klara.store.DeliveryRow;
import klara.store.Text;

/** Rows of T1: one per student of year 9. */
final class StudentRows {
  /** Legal sex as registers write it. */
  static final Text BOY = Text.of("1");

  static final Text GIRL = Text.of("2");

  private final RegisterFile file;
  private final DeliveryRow row;
  private final Codes codes;
  private final int school;
  private final int home;
  private final int sex;
  private final int birthYear;
  private final int protection;
  private final int hasAdaptedTimetable;

  StudentRows(RegisterFile file, int schoolYear, Codes codes) {
    this.file = file;
    this.codes = codes;
    row = file.row();
    school = file.column(SchoolUnits.SCHOOL_UNIT_CODE);
    home = file.column(Year9Students.HOME_MUNICIPALITY_CODE);
    sex = file.column(Person.SEX);
    birthYear = file.column(Person.BIRTH_YEAR);
    protection = file.column(Person.PROTECTION);
    hasAdaptedTimetable = file.column(Year9Students.HAS_ADAPTED_TIMETABLE);
    row.set(file.column(SchoolYear.SCHOOL_YEAR), Text.of(SchoolYear.text(schoolYear)));
  }

  void write(Student student, School unit, GradeSheet sheet) throws IOException {
    file.student(student);
    row.set(school, unit.code());
    row.set(home, codes.text(student.home().code()));
    row.set(sex, student.cell().isGirl() ? GIRL : BOY);
    row.set(birthYear, student.birthYear());
    row.set(protection, student.protection());
    row.set(hasAdaptedTimetable, sheet.isAdapted() ? 1 : 0);
    file.write();
  }
}
