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
  /**
   * Chosen so that some 4 % of year 9 miss a fifth or more of what is offered, and some 16 % a
   * tenth to a fifth, between what has been found: of all pupils of compulsory school
   * municipalities told 2 % who missed more than a fifth, rising with age, and of year 9 11 % who
   * missed a tenth to a fifth (TNS Sifo for Prestationsprinsen, autumn 2015); later, a fifth of
   * pupils are said to miss 15 % or more (Handelshögskolan i Stockholm, CELE).
   */
  private static final double USUAL_VALID = 0.04;

  private static final double USUAL_INVALID = 0.04;
  private static final double SD_VALID_OF_TERM = 0.4;
  private static final double SD_INVALID_OF_TERM = 0.7;
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
   * @param inclination to be absent
   */
  record Offer(School unit, int studyYear, int hours, Inclination inclination) {}

  /**
   * What a student adds to absence, as logarithms.
   *
   * @param valid of absence with leave
   * @param invalid of absence without
   */
  record Inclination(double valid, double invalid) {
    Inclination plus(double moreInvalid) {
      return new Inclination(valid, invalid + moreInvalid);
    }
  }

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
    Inclination inclined = offer.inclination();
    double validShare =
        USUAL_VALID * Math.exp(inclined.valid() + SD_VALID_OF_TERM * random.nextGaussian());
    double invalidShare =
        USUAL_INVALID * Math.exp(inclined.invalid() + SD_INVALID_OF_TERM * random.nextGaussian());
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
