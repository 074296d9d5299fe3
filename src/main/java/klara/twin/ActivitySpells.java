package klara.twin;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import klara.twin.Lives.Lived;
import klara.twin.StudyHistory.Certificate;
import klara.twin.StudyHistory.Enrolment;

/**
 * When students of one cohort belonged to those whom their municipality is responsible for
 * (skollagen 29 kap. 9 §): compulsory school over, under 20, registered as living there, without a
 * diploma and not in upper secondary school. Until 30 June 2018 those in an introductory programme
 * belonged to them and those with a study certificate did not; since then it is the other way
 * round.
 */
final class ActivitySpells {
  private static final int OTHERWISE_SINCE = 2018;
  private static final int LAST_AGE = 20;
  private static final int SUMMER = 6;

  private final int cohort;

  /** Why somebody was registered. */
  enum Reason {
    NEVER_BEGUN("aldrig börjat gymnasieskola"),
    LEFT_NATIONAL("avbrott på nationellt program"),
    LEFT_INTRODUCTORY("avbrott på introduktionsprogram"),
    STUDY_CERTIFICATE("studiebevis"),
    UNKNOWN("okänd");

    private final String text;

    Reason(String text) {
      this.text = text;
    }

    String text() {
      return text;
    }
  }

  /** Why somebody is no longer registered. */
  enum End {
    NATIONAL("nationellt program"),
    INTRODUCTORY("introduktionsprogram"),
    AGE("fyllt 20 år"),
    NOT_RESIDENT("ej längre folkbokförd"),
    NONE("");

    private final String text;

    End(String text) {
      this.text = text;
    }

    String text() {
      return text;
    }
  }

  /**
   * A time in one municipality.
   *
   * @param from first day
   * @param to the day on which it is over; {@link Life#NEVER} while nobody knows
   * @param municipality that is responsible
   * @param reason why it began
   * @param end why it was over
   */
  record Spell(int from, int to, String municipality, Reason reason, End end) {}

  ActivitySpells(int cohort) {
    this.cohort = cohort;
  }

  List<Spell> of(Student student, Lived lived, RandomGenerator random) {
    int birthday = birthday(student, random);
    List<Spell> spells = new ArrayList<>();
    for (Spell spell : outOfSchool(lived.history(), random)) {
      Spell young =
          birthday < spell.to()
              ? new Spell(spell.from(), birthday, spell.municipality(), spell.reason(), End.AGE)
              : spell;
      if (young.from() < young.to()) {
        addWhereLived(young, lived.life(), spells);
      }
    }
    return spells;
  }

  /** Twenty years after the birth that the id tells of; otherwise on any day of that year. */
  private static int birthday(Student student, RandomGenerator random) {
    int day = random.nextInt(365);
    int year = student.birthYear() + LAST_AGE;
    if (student.idType() != Identities.Type.PNR) {
      return Days.of(year, 1, 1) + day;
    }
    String id = student.id().toString();
    return Days.of(
        year,
        Integer.parseInt(id.substring(4, 6)),
        Math.min(28, Integer.parseInt(id.substring(6, 8))));
  }

  /** The times out of school, wherever they were spent. */
  private List<Spell> outOfSchool(StudyHistory history, RandomGenerator random) {
    List<Spell> spells = new ArrayList<>();
    int from = Days.of(cohort + 1, 8, 20) + random.nextInt(45);
    Reason reason = Reason.NEVER_BEGUN;
    Optional<Enrolment> last = Optional.empty();
    for (Enrolment enrolment : history.enrolments()) {
      int year = enrolment.schoolYear();
      boolean belongs = enrolment.isIntroductory() && year < OTHERWISE_SINCE;
      int entry = Days.of(year, 8, 10) + random.nextInt(36);
      boolean goesOn = last.isPresent() && goesOn(last.get(), year);
      if (!belongs) {
        boolean wasIn = last.isPresent() && last.get().isIntroductory() && year == OTHERWISE_SINCE;
        int to = wasIn && enrolment.isIntroductory() ? Days.of(year, 7, 1) : entry;
        if ((!goesOn || wasIn) && from < to && year > cohort + 1) {
          End end = enrolment.isIntroductory() ? End.INTRODUCTORY : End.NATIONAL;
          spells.add(new Spell(from, to, "", reason, end));
        }
        from = enrolment.until();
        reason = enrolment.isIntroductory() ? Reason.LEFT_INTRODUCTORY : Reason.LEFT_NATIONAL;
      }
      last = Optional.of(enrolment);
    }
    boolean isInSchool = last.isPresent() && last.get().schoolYear() == TwinSettings.LAST_ENROLMENT;
    boolean hasDiploma =
        history
            .certificate()
            .map(Certificate::type)
            .filter(StudyHistory.Type::isDiploma)
            .isPresent();
    if (!isInSchool && !hasDiploma) {
      boolean hasCertificate =
          history.certificate().filter(one -> one.type() == StudyHistory.Type.Z).isPresent();
      int since = hasCertificate ? Math.max(from, Days.of(OTHERWISE_SINCE, 7, 1)) : from;
      Reason why = hasCertificate ? Reason.STUDY_CERTIFICATE : reason;
      spells.add(new Spell(since, Life.NEVER, "", why, End.NONE));
    }
    return spells;
  }

  /** Whether there was nothing but a summer between a year and the next. */
  private static boolean goesOn(Enrolment before, int year) {
    return before.schoolYear() + 1 == year && before.until() >= Days.of(year, SUMMER, 1);
  }

  private static void addWhereLived(Spell spell, Life life, List<Spell> spells) {
    int from = spell.from();
    String municipality = life.residence(from);
    Reason reason = spell.reason();
    for (LifeEvent event : life.events()) {
      if (event.day() > spell.from() && event.day() < spell.to()) {
        if (!municipality.equals(Life.NOWHERE)) {
          spells.add(new Spell(from, event.day(), municipality, reason, End.NOT_RESIDENT));
        }
        reason = municipality.equals(Life.NOWHERE) ? Reason.UNKNOWN : reason;
        from = event.day();
        municipality = event.municipality();
      }
    }
    if (!municipality.equals(Life.NOWHERE)) {
      spells.add(new Spell(from, spell.to(), municipality, reason, spell.end()));
    }
  }
}
