package klara.twin;

import java.io.IOException;
import java.util.HashSet;
import java.util.Set;
import java.util.SplittableRandom;
import klara.register.ActivityMeasures;
import klara.register.ActivityResponsibility;
import klara.register.Register;
import klara.twin.ActivitySpells.End;
import klara.twin.ActivitySpells.Reason;
import klara.twin.ActivitySpells.Spell;
import klara.twin.Deliveries.Delivery;
import klara.twin.Lives.Lived;
import klara.twin.Tally.Sheet;

/** The activity responsibility for one chunk of students: who is reported, and what is done. */
final class ActivityFiles {
  /** Of the students enrolled for certain, one in so many is registered all the same. */
  private static final int EVERY_ENROLLED = 200;

  /** Of those who were reached, the share with a measure in the half-year. */
  private static final double WITH_MEASURE = 0.25;

  private final int cohort;
  private final Coverage coverage;
  private final Tally tally;
  private final Opener opener;
  private final Codes codes;
  private final ActivitySpells spells;
  private final ByPeriod<ActivityRows> registrations = new ByPeriod<>();
  private final ByPeriod<MeasureRows> measures = new ByPeriod<>();
  private int enrolled;

  ActivityFiles(int cohort, Coverage coverage, Tally tally, Opener opener, Codes codes) {
    this.cohort = cohort;
    this.coverage = coverage;
    this.tally = tally;
    this.opener = opener;
    this.codes = codes;
    spells = new ActivitySpells(cohort);
  }

  /**
   * Writes the rows of a student.
   *
   * @param certain the school years whose enrolment stands in its file as it is
   */
  void write(Student student, Lived lived, Set<Integer> certain, SplittableRandom random)
      throws IOException {
    double openness = random.nextDouble();
    Set<Tally.Key> counted = new HashSet<>();
    for (Spell spell : spells.of(student, lived, random)) {
      int first = Math.max(HalfYear.containing(spell.from()).number(), HalfYear.FIRST.number());
      for (int number = first; number <= HalfYear.LAST.number(); number++) {
        HalfYear halfYear = new HalfYear(number);
        if (halfYear.firstDay() >= spell.to()) {
          break;
        }
        boolean isFirst = counted.add(new Tally.Key(halfYear.toString(), spell.municipality()));
        boolean isReported = openness < coverage.of(spell.municipality(), halfYear);
        if (isFirst) {
          String[] columns =
              isReported ? new String[] {"target", "reported"} : new String[] {"target"};
          tally.add(Sheet.ACTIVITY, halfYear, spell.municipality(), columns);
        }
        if (isReported) {
          report(student, lived, spell, halfYear, certain, random);
        }
      }
    }
    reportThoughEnrolled(student, lived, certain, counted, random);
  }

  private void report(
      Student student,
      Lived lived,
      Spell spell,
      HalfYear halfYear,
      Set<Integer> certain,
      SplittableRandom random)
      throws IOException {
    int last = Math.min(spell.to(), halfYear.lastDay());
    boolean isEnrolled = false;
    for (StudyHistory.Enrolment enrolment : lived.history().enrolments()) {
      int day = Days.enrolment(enrolment.schoolYear());
      if (day >= spell.from() && day <= last) {
        if (!certain.contains(enrolment.schoolYear())) {
          return;
        }
        isEnrolled = true;
      }
    }
    if (registrations(halfYear).write(student, spell, isEnrolled, random)
        && random.nextDouble() < WITH_MEASURE) {
      measures(halfYear).write(student, spell, random);
    }
  }

  /** Municipalities sometimes have somebody in their register who goes to school (R18). */
  private void reportThoughEnrolled(
      Student student,
      Lived lived,
      Set<Integer> certain,
      Set<Tally.Key> counted,
      SplittableRandom random)
      throws IOException {
    int year = cohort + 1;
    HalfYear autumn = HalfYear.of(year, 2);
    String home = lived.life().home();
    boolean isOther = counted.contains(new Tally.Key(autumn.toString(), home));
    if (certain.contains(year)
        && autumn.number() <= HalfYear.LAST.number()
        && !isOther
        && ++enrolled % EVERY_ENROLLED == 0) {
      int from = Days.of(year, 8, 20) + random.nextInt(45);
      int to = Days.of(year, 11, 1) + random.nextInt(45);
      Spell spell = new Spell(from, to, home, Reason.UNKNOWN, End.NATIONAL);
      registrations(autumn).write(student, spell, true, random);
      tally.add(Sheet.ACTIVITY, autumn, home, "enrolled");
    }
  }

  private ActivityRows registrations(HalfYear halfYear) throws IOException {
    return registrations.of(
        halfYear,
        () ->
            new ActivityRows(
                opener.open(delivery(ActivityResponsibility.REGISTER, halfYear)), halfYear, codes));
  }

  private MeasureRows measures(HalfYear halfYear) throws IOException {
    return measures.of(
        halfYear,
        () ->
            new MeasureRows(
                opener.open(delivery(ActivityMeasures.REGISTER, halfYear)), halfYear, codes));
  }

  private static Delivery delivery(Register register, HalfYear halfYear) {
    return new Delivery(register, halfYear.toString(), halfYear.deliveredOn());
  }
}
