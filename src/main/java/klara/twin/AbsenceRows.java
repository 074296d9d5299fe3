package klara.twin;

import java.io.IOException;
import java.util.random.RandomGenerator;
import klara.register.AbsenceReports;
import klara.register.SchoolUnits;
import klara.register.SchoolYear;
import klara.store.DeliveryRow;
import klara.store.Text;

/** Rows of T8: two per student of year 9, one a term. */
final class AbsenceRows {
  private static final Text[] TERMS = {Text.of("HT"), Text.of("VT")};

  /** Of the hours a year that year 9 has at least, in hundredths, those of a term. */
  private static final int OFFERED = 44_500;

  private static final double USUAL_VALID = 0.05;
  private static final double USUAL_INVALID = 0.01;
  private static final double MOST = 0.45;

  private final RegisterFile file;
  private final DeliveryRow row;
  private final int term;
  private final int school;
  private final int valid;
  private final int invalid;

  AbsenceRows(RegisterFile file, int schoolYear) {
    this.file = file;
    row = file.row();
    term = file.column(AbsenceReports.TERM);
    school = file.column(SchoolUnits.SCHOOL_UNIT_CODE);
    valid = file.column(AbsenceReports.VALID_ABSENCE_HOURS);
    invalid = file.column(AbsenceReports.INVALID_ABSENCE_HOURS);
    row.set(file.column(SchoolYear.SCHOOL_YEAR), Text.of(SchoolYear.text(schoolYear)));
    row.set(file.column(AbsenceReports.SCHOOL_FORM), Text.of(School.Stage.GR.name()));
    row.set(file.column(AbsenceReports.ABSENCE_STUDY_YEAR), 9);
    row.set(file.column(AbsenceReports.OFFERED_HOURS), hours(OFFERED));
    row.set(file.column(AbsenceReports.REPORTED_SHARE), Text.of("1"));
  }

  void write(Student student, RandomGenerator random) throws IOException {
    file.student(student);
    row.set(school, student.school().code());
    for (Text one : TERMS) {
      row.set(term, one);
      row.set(valid, absence(USUAL_VALID * Math.exp(0.6 * random.nextGaussian())));
      row.set(
          invalid, absence(USUAL_INVALID * Math.exp(random.nextGaussian() - student.ability())));
      file.write();
    }
  }

  private static Text absence(double share) {
    return hours((int) (OFFERED * Math.min(MOST, share)));
  }

  private static Text hours(int hundredths) {
    int rest = hundredths % 100;
    return Text.of(hundredths / 100 + (rest < 10 ? ".0" : ".") + rest);
  }
}
