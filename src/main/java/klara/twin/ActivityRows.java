package klara.twin;

import java.io.IOException;
import java.util.random.RandomGenerator;
import klara.register.ActivityResponsibility;
import klara.store.DeliveryRow;
import klara.store.Text;
import klara.twin.ActivitySpells.Spell;

/** Rows of T9: one per student, spell and half-year in which it is reported. */
final class ActivityRows {
  private static final Text[] OCCUPATIONS = {
    Text.of("ingen"), Text.of("ingen"), Text.of("arbete"), Text.of("studier"), Text.of("praktik")
  };

  /** Of four who are reported, those who are known to have been reached. */
  private static final double CONTACTED = 0.75;

  private static final double OCCUPATION_KNOWN = 0.6;

  private final RegisterFile file;
  private final DeliveryRow row;
  private final Codes codes;
  private final HalfYear halfYear;
  private final int municipality;
  private final int from;
  private final int reason;
  private final int to;
  private final int reasonOfEnd;
  private final int isContacted;
  private final int occupation;

  ActivityRows(RegisterFile file, HalfYear halfYear, Codes codes) {
    this.file = file;
    this.halfYear = halfYear;
    this.codes = codes;
    row = file.row();
    municipality = file.column(ActivityResponsibility.RESPONSIBLE_MUNICIPALITY_CODE);
    from = file.column(ActivityResponsibility.REGISTERED_ON);
    reason = file.column(ActivityResponsibility.REGISTRATION_REASON);
    to = file.column(ActivityResponsibility.DEREGISTERED_ON);
    reasonOfEnd = file.column(ActivityResponsibility.DEREGISTRATION_REASON);
    isContacted = file.column(ActivityResponsibility.IS_CONTACTED);
    occupation = file.column(ActivityResponsibility.OCCUPATION);
    row.set(file.column(ActivityResponsibility.HALF_YEAR), Text.of(halfYear.toString()));
  }

  /**
   * Writes a row.
   *
   * @param isEnrolled whether the student is in school on a 15 October of it (R18)
   * @return whether the student was reached
   */
  boolean write(Student student, Spell spell, boolean isEnrolled, RandomGenerator random)
      throws IOException {
    file.student(student);
    row.set(municipality, codes.text(spell.municipality()));
    row.set(from, spell.from());
    row.set(reason, codes.text(spell.reason().text()));
    row.clear(to);
    row.clear(reasonOfEnd);
    if (spell.to() <= halfYear.lastDay()) {
      row.set(to, spell.to());
      row.set(reasonOfEnd, codes.text(spell.end().text()));
    }
    boolean isReached = random.nextDouble() < CONTACTED;
    row.set(isContacted, isReached ? 1 : 0);
    row.clear(occupation);
    if (isReached && random.nextDouble() < OCCUPATION_KNOWN) {
      row.set(occupation, OCCUPATIONS[random.nextInt(OCCUPATIONS.length)]);
    }
    if (isEnrolled) {
      file.writeWarned("R18");
    } else {
      file.write();
    }
    return isReached;
  }
}
