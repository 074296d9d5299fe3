package klara.twin;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import klara.register.AbsenceReports;
import klara.register.ActivityResponsibility;
import klara.register.Backgrounds;
import klara.register.IdentityChanges;
import klara.register.Person;
import klara.register.Register;
import klara.register.SchoolUnits;
import klara.register.UpperSecondaryCertificates;
import klara.register.UpperSecondaryEnrolments;
import klara.register.Year9Grades;
import klara.register.Year9Students;
import klara.twin.Deliveries.Delivery;

/** The faults that rows of one delivery may have, and how far apart they lie. */
final class RowFaults {
  /** Of so many rows one is bad where there are many rows. */
  private static final int FAR_APART = 300;

  /** The same where there are few: still less than the share at which a delivery is held. */
  private static final int CLOSE = 111;

  private static final Set<String> PASSES_AND_F = Set.of("A", "B", "C", "D", "E", "F");
  private static final Set<String> SWEDISH = Set.of("SV", "SVA");
  private static final int FIRST_FS = 2022;
  private static final int DAYS_BEFORE = 30;

  private static final Map<Register, Function<RowFaults, List<List<Fault>>>> RULES =
      Map.of(
          Year9Students.REGISTER, RowFaults::ofYear9Students,
          Year9Grades.REGISTER, RowFaults::ofYear9Grades,
          UpperSecondaryEnrolments.REGISTER, RowFaults::ofEnrolments,
          UpperSecondaryCertificates.REGISTER, RowFaults::ofCertificates,
          Backgrounds.REGISTER, RowFaults::ofBackgrounds,
          AbsenceReports.REGISTER, RowFaults::ofAbsence,
          ActivityResponsibility.REGISTER, RowFaults::ofActivityResponsibility,
          IdentityChanges.REGISTER, RowFaults::ofIdentityChanges);

  private final Delivery delivery;
  private final Schools schools;
  private final SharedFaults shared;

  private RowFaults(Delivery delivery, Schools schools) {
    this.delivery = delivery;
    this.schools = schools;
    shared = new SharedFaults(delivery, schools);
  }

  /** By rule, the ways to break it in a delivery. */
  static List<List<Fault>> of(Delivery delivery, Schools schools) {
    return RULES
        .getOrDefault(delivery.register(), any -> List.of())
        .apply(new RowFaults(delivery, schools));
  }

  static int every(Register register) {
    return register.equals(Year9Grades.REGISTER) ? FAR_APART : CLOSE;
  }

  private List<List<Fault>> ofYear9Students() {
    return List.of(
        shared.ageOf(12, 20),
        shared.otherPerson(),
        shared.municipality(Year9Students.HOME_MUNICIPALITY_CODE),
        SharedFaults.badIds(),
        shared.missing(SchoolUnits.SCHOOL_UNIT_CODE),
        shared.ageOf(13, 19),
        shared.otherPerson(),
        List.of(Fault.copy("R03")),
        shared.different(Year9Students.HOME_MUNICIPALITY_CODE, "1280", "1281"),
        shared.texts("R05", Person.SEX, "3"),
        shared.unknownUnit(),
        shared.texts("R08", Person.PROTECTION, "7"),
        shared.otherSchoolYear(),
        SharedFaults.fields());
  }

  private List<List<Fault>> ofYear9Grades() {
    String subject = shared.column(Year9Grades.SUBJECT_CODE);
    String grade = shared.column(Year9Grades.GRADE);
    return List.of(
        SharedFaults.badIds(),
        shared.missing(Year9Grades.SUBJECT_CODE),
        List.of(Fault.copy("R03")),
        List.of(
            Fault.both("R04", line -> line.with(grade, line.of(grade).equals("E") ? "D" : "E"))
                .where(this::isGraded)),
        List.of(Fault.of("R05", grade, "G"), Fault.of("R05", subject, "Q")),
        shared.unknownUnit(),
        shared.texts("R08", Year9Grades.IS_LANGUAGE_CHOICE, "7"),
        shared.otherSchoolYear(),
        List.of(
            Fault.both(
                    "R10", line -> line.with(subject, line.of(subject).equals("SV") ? "SVA" : "SV"))
                .where(line -> isGraded(line) && SWEDISH.contains(line.of(subject)))),
        List.of(
            gradedAndMissing("3"),
            gradedAndMissing("9"),
            gradedAndMissing("x"),
            gradedAndMissing("-")),
        SharedFaults.fields(),
        shared.badBytes(Year9Grades.LANGUAGE_CODE));
  }

  private List<List<Fault>> ofEnrolments() {
    return List.of(
        shared.ageOf(13, 30),
        shared.otherPerson(),
        shared.municipality(Year9Students.HOME_MUNICIPALITY_CODE),
        programmeOfAnotherTime(),
        shared.ageOf(14, 26),
        SharedFaults.badIds(),
        shared.missing(UpperSecondaryEnrolments.STUDY_PATH_CODE),
        List.of(Fault.copy("R03")),
        shared.different(Year9Students.HOME_MUNICIPALITY_CODE, "1282", "1283"),
        shared.unknownUnit(),
        shared.texts("R08", UpperSecondaryEnrolments.STUDY_YEAR, "9"),
        SharedFaults.fields(),
        shared.badBytes(UpperSecondaryEnrolments.STUDY_PATH_CODE));
  }

  private List<List<Fault>> ofCertificates() {
    return List.of(
        SharedFaults.badIds(),
        shared.missing(UpperSecondaryCertificates.ISSUED_ON),
        List.of(Fault.copy("R03")),
        shared.different(UpperSecondaryCertificates.CREDITS, "2400", "2350"),
        shared.texts("R05", UpperSecondaryCertificates.CERTIFICATE_TYPE, "Q"),
        shared.unknownUnit(),
        List.of(
            shared.text("R08", UpperSecondaryCertificates.CREDITS, "99999"),
            shared.text(
                "R08", UpperSecondaryCertificates.ISSUED_ON, "%d-02-30".formatted(shared.year()))),
        SharedFaults.fields(),
        shared.badBytes(UpperSecondaryEnrolments.STUDY_PATH_CODE));
  }

  private List<List<Fault>> ofBackgrounds() {
    return List.of(
        shared.municipality(Backgrounds.RESIDENCE_MUNICIPALITY_CODE),
        SharedFaults.badIds(),
        shared.missing(Backgrounds.AS_OF_YEAR),
        List.of(Fault.copy("R03")),
        shared.different(Backgrounds.SIBLINGS, "1", "2"),
        shared.texts("R05", Backgrounds.BACKGROUND, "X"),
        shared.texts("R08", Backgrounds.INCOME_QUINTILE, "6", "2,5"),
        SharedFaults.fields(),
        shared.badBytes(Backgrounds.NEIGHBOURHOOD_CODE));
  }

  private List<List<Fault>> ofAbsence() {
    if (delivery.municipality().isPresent()) {
      String unit = shared.column(SchoolUnits.SCHOOL_UNIT_CODE);
      String elsewhere = schools.elsewhere(delivery.municipality().get()).code().toString();
      return List.of(List.of(Fault.of("R20", unit, elsewhere)));
    }
    List<Fault> absence =
        List.of(
            Fault.of(
                "R16",
                "",
                line -> line.with(shared.column(AbsenceReports.INVALID_ABSENCE_HOURS), "9999.00")));
    return List.of(
        absence,
        SharedFaults.badIds(),
        absence,
        shared.missing(AbsenceReports.TERM),
        absence,
        shared.different(AbsenceReports.VALID_ABSENCE_HOURS, "1.00", "2.00"),
        absence,
        shared.texts("R05", AbsenceReports.TERM, "ST"),
        absence,
        shared.texts("R08", AbsenceReports.REPORTED_SHARE, "1.5"),
        absence,
        shared.otherSchoolYear());
  }

  private List<List<Fault>> ofActivityResponsibility() {
    String from = shared.column(ActivityResponsibility.REGISTERED_ON);
    String to = shared.column(ActivityResponsibility.DEREGISTERED_ON);
    UnaryOperator<Line> reverse =
        line -> line.with(to, LocalDate.parse(line.of(from)).minusDays(DAYS_BEFORE).toString());
    return List.of(List.of(Fault.of("R17", to, reverse)));
  }

  private List<List<Fault>> ofIdentityChanges() {
    String old = shared.column(IdentityChanges.OLD_ID);
    String now = shared.column(IdentityChanges.NEW_ID);
    return List.of(
        List.of(
            Fault.of("R19", old, line -> line.with(old, temporary(line.of(now)))),
            Fault.of("R19", now, line -> line.with(now, temporary(line.of(now))))));
  }

  private static String temporary(String civic) {
    return civic.substring(0, 8) + "TF10";
  }

  /** A code of a later or an earlier time than the report's. */
  private List<Fault> programmeOfAnotherTime() {
    String column = shared.column(UpperSecondaryEnrolments.STUDY_PATH_CODE);
    if (shared.year() >= Programme.FIRST_GY25) {
      return List.of(Fault.of("R05", column, "HAHAN"), Fault.of("R05", column, "QQ"));
    }
    return List.of(
        Fault.of("R05", column, "EK25"),
        Fault.of("R05", column, shared.year() < FIRST_FS ? "FSFOR" : "FR25"));
  }

  private boolean isGraded(Line line) {
    return PASSES_AND_F.contains(line.of(shared.column(Year9Grades.GRADE)));
  }

  private Fault gradedAndMissing(String code) {
    String grade = shared.column(Year9Grades.GRADE);
    return Fault.both("R11", line -> line.with(grade, isGraded(line) ? code : "E"));
  }
}
