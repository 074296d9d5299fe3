package klara.twin;

import java.io.IOException;
import java.util.random.RandomGenerator;
import klara.register.SchoolUnits;
import klara.register.SchoolYear;
import klara.register.Year9Grades;
import klara.store.DeliveryRow;
import klara.store.Text;

/** Rows of T14: some subjects of year 6, for those who were in the country by then. */
final class Year6Rows {
  /** From year 6 to year 9. */
  static final int YEARS_BEFORE = 3;

  /** The first school year that is collected. */
  static final int FIRST = 2012;

  /** Between what can be seen of ability in year 6 and in year 9. */
  static final double SD_CHANGE = 0.45;

  private static final double IN_ANOTHER_UNIT = 0.25;

  private static final Subject[] SUBJECTS = {
    Subject.EN, Subject.MA, Subject.BI, Subject.SH, Subject.IDH, Subject.BL
  };

  private final RegisterFile file;
  private final DeliveryRow row;
  private final Codes codes;
  private final int school;
  private final int subject;
  private final int grade;

  Year6Rows(RegisterFile file, int schoolYear, Codes codes) {
    this.file = file;
    this.codes = codes;
    row = file.row();
    school = file.column(SchoolUnits.SCHOOL_UNIT_CODE);
    subject = file.column(Year9Grades.SUBJECT_CODE);
    grade = file.column(Year9Grades.GRADE);
    row.set(file.column(SchoolYear.SCHOOL_YEAR), Text.of(SchoolYear.text(schoolYear)));
  }

  /** The unit that was chosen for year 6, mostly the one of year 9. */
  static School unit(Student student, Schools schools, RandomGenerator random) {
    var units = schools.year9(student.school().municipality());
    int other = random.nextInt(units.size());
    return random.nextDouble() < IN_ANOTHER_UNIT ? units.get(other) : student.school();
  }

  /**
   * Writes a student's grades.
   *
   * @param swedish SV or SVA
   */
  void write(
      Text id,
      Identities.Type type,
      Student student,
      School unit,
      Subject swedish,
      RandomGenerator random)
      throws IOException {
    double ability = student.ability() + SD_CHANGE * random.nextGaussian();
    file.person(id, type);
    row.set(school, unit.code());
    write(swedish, ability, random);
    for (Subject one : SUBJECTS) {
      write(one, ability, random);
    }
  }

  private void write(Subject one, double ability, RandomGenerator random) throws IOException {
    row.set(subject, codes.text(one.name()));
    row.set(grade, GradeRows.GRADES[GradeModel.grade(one, ability, false, random)]);
    file.write();
  }
}
