package klara.twin;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import klara.register.SchoolUnits;
import klara.register.SchoolYear;
import klara.register.Year6Grades;
import klara.register.Year9Grades;
import klara.store.DeliveryColumn;
import klara.store.DeliveryRow;
import klara.store.Text;

/**
 * Rows of T14: Swedish, English, mathematics and civics of year 6, for those who were in the
 * country by then.
 */
final class Year6Rows {
  /** From year 6 to year 9. */
  static final int YEARS_BEFORE = 3;

  /** The first school year that is collected. */
  static final int FIRST = 2012;

  /** Between what can be seen of ability in year 6 and in year 9. */
  static final double SD_CHANGE = 0.45;

  private static final double IN_ANOTHER_UNIT = 0.25;

  private static final Subject[] SWEDISH = {Subject.SV, Subject.SVA};

  private static final Subject[] SUBJECTS = {Subject.EN, Subject.MA, Subject.SH};

  private final RegisterFile file;
  private final DeliveryRow row;
  private final Codes codes;
  private final boolean isWide;
  private final int school;

  /**
   * Rows of a file.
   *
   * @param isWide whether there is one row per student, with a column for each subject
   */
  Year6Rows(RegisterFile file, int schoolYear, boolean isWide, Codes codes) {
    this.file = file;
    this.codes = codes;
    this.isWide = isWide;
    row = file.row();
    school = file.column(SchoolUnits.SCHOOL_UNIT_CODE);
    row.set(file.column(SchoolYear.SCHOOL_YEAR), Text.of(SchoolYear.text(schoolYear)));
  }

  /** The columns of the wide form. */
  static List<DeliveryColumn> wide() {
    List<DeliveryColumn> columns = new ArrayList<>();
    for (DeliveryColumn column : RegisterFile.columns(Year6Grades.REGISTER)) {
      String field = column.name();
      boolean isOfSubject =
          Stream.of(Year9Grades.SUBJECT_CODE, Year9Grades.LANGUAGE_CODE, Year9Grades.GRADE)
              .anyMatch(one -> Year6Grades.REGISTER.source(one).column().equals(field));
      if (!isOfSubject) {
        columns.add(column);
      }
    }
    for (Subject one : SWEDISH) {
      columns.add(new DeliveryColumn(one.name(), DeliveryColumn.Kind.TEXT));
    }
    for (Subject one : SUBJECTS) {
      columns.add(new DeliveryColumn(one.name(), DeliveryColumn.Kind.TEXT));
    }
    return columns;
  }

  /** The unit that was chosen for year 6, mostly the one of year 9. */
  static School unit(Student student, Schools schools, RandomGenerator random) {
    List<School> units = schools.year9(student.school().municipality());
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
    if (isWide) {
      for (Subject one : SWEDISH) {
        row.clear(file.column(one.name()));
      }
      row.set(file.column(swedish.name()), grade(swedish, ability, random));
      for (Subject one : SUBJECTS) {
        row.set(file.column(one.name()), grade(one, ability, random));
      }
      file.write();
    } else {
      write(swedish, ability, random);
      for (Subject one : SUBJECTS) {
        write(one, ability, random);
      }
    }
  }

  private void write(Subject one, double ability, RandomGenerator random) throws IOException {
    row.set(file.column(Year9Grades.SUBJECT_CODE), codes.text(one.name()));
    row.set(file.column(Year9Grades.GRADE), grade(one, ability, random));
    file.write();
  }

  private static Text grade(Subject one, double ability, RandomGenerator random) {
    return GradeRows.GRADES[GradeModel.grade(one, ability, Grading.PLAIN, false, random)];
  }
}
