package klara.twin;

import java.io.IOException;
import java.util.random.RandomGenerator;
import klara.register.AbsenceReports;
import klara.register.SchoolUnits;
import klara.register.SchoolYear;
import klara.store.DeliveryRow;
import klara.store.Text;

/** Rows of T8 of one term: one per student, in hours. */
final class AbsenceRows {
  private static final double USUAL_VALID = 0.05;
  private static final double USUAL_INVALID = 0.01;
  private static final double MOST = 0.45;

  /** Lessons of a unit and term that were reported, in twentieths; most report all. */
  private static final int ALL = 20;

  private static final int UNITS_WITH_GAPS = 5;

  private final RegisterFile file;
  private final DeliveryRow row;
  private final Codes codes;
  private final int schoolYear;
  private final Term term;
  private final int school;
  private final int schoolForm;
  private final int studyYear;
  private final int valid;
  private final int invalid;
  private final int offered;
  private final int reported;

  /**
   * A student's term.
   *
   * @param unit where it was
   * @param studyYear within the form of school
   * @param hours offered
   * @param inclination of invalid absence, a logarithm
   */
  record Offer(School unit, int studyYear, int hours, double inclination) {}

  /** Terms, by the names of the input contract. */
  enum Term {
    HT,
    VT
  }

  AbsenceRows(RegisterFile file, int schoolYear, Term term, Codes codes) {
    this.file = file;
    this.term = term;
    this.codes = codes;
    this.schoolYear = schoolYear;
    row = file.row();
    row.set(file.column(AbsenceReports.TERM), Text.of(term.name()));
    school = file.column(SchoolUnits.SCHOOL_UNIT_CODE);
    schoolForm = file.column(AbsenceReports.SCHOOL_FORM);
    studyYear = file.column(AbsenceReports.ABSENCE_STUDY_YEAR);
    valid = file.column(AbsenceReports.VALID_ABSENCE_HOURS);
    invalid = file.column(AbsenceReports.INVALID_ABSENCE_HOURS);
    offered = file.column(AbsenceReports.OFFERED_HOURS);
    reported = file.column(AbsenceReports.REPORTED_SHARE);
    row.set(file.column(SchoolYear.SCHOOL_YEAR), Text.of(SchoolYear.text(schoolYear)));
  }

  void write(Student student, Offer offer, RandomGenerator random) throws IOException {
    double validShare = USUAL_VALID * Math.exp(0.6 * random.nextGaussian());
    double invalidShare =
        USUAL_INVALID * Math.exp(offer.inclination() + 0.7 * random.nextGaussian());
    int lessons = reported(offer.unit());
    file.student(student);
    row.set(school, offer.unit().code());
    row.set(schoolForm, codes.text(offer.unit().stage().name()));
    row.set(studyYear, offer.studyYear());
    row.set(offered, hours(offer.hours()));
    row.set(valid, absence(offer.hours(), validShare, lessons));
    row.set(invalid, absence(offer.hours(), invalidShare, lessons));
    row.set(reported, codes.text(lessons == ALL ? "1" : "0." + 5 * lessons));
    file.write();
  }

  private int reported(School unit) {
    int some =
        Integer.parseInt(unit.code().toString()) + 2 * schoolYear + (term == Term.HT ? 0 : 1);
    return some % UNITS_WITH_GAPS == 0 ? ALL - 1 - some / UNITS_WITH_GAPS % UNITS_WITH_GAPS : ALL;
  }

  private Text absence(int hours, double share, int lessons) {
    return hours((int) (hours * Math.min(MOST, share) * lessons / ALL + 0.5));
  }

  private Text hours(int whole) {
    return codes.text(whole + ".00");
  }
}
