package klara.twin;

import java.io.IOException;
import java.time.LocalDate;
import java.util.random.RandomGenerator;
import klara.register.ActivityResponsibility;
import klara.store.DeliveryRow;
import klara.store.Text;

/** Rows of T9: one per student and registration of a half-year. */
final class ActivityRows {
  private static final Text NEVER_BEGUN = Text.of("aldrig börjat gymnasieskola");
  private static final Text LEFT = Text.of("avbrott på gymnasieprogram");
  private static final Text BACK_IN_SCHOOL = Text.of("gymnasieskola");

  private final RegisterFile file;
  private final DeliveryRow row;
  private final Codes codes = new Codes();
  private final int municipality;
  private final int from;
  private final int reason;
  private final int to;
  private final int reasonOfEnd;
  private final int isContacted;

  ActivityRows(RegisterFile file, String halfYear) {
    this.file = file;
    row = file.row();
    municipality = file.column(ActivityResponsibility.RESPONSIBLE_MUNICIPALITY_CODE);
    from = file.column(ActivityResponsibility.REGISTERED_ON);
    reason = file.column(ActivityResponsibility.REGISTRATION_REASON);
    to = file.column(ActivityResponsibility.DEREGISTERED_ON);
    reasonOfEnd = file.column(ActivityResponsibility.DEREGISTRATION_REASON);
    isContacted = file.column(ActivityResponsibility.IS_CONTACTED);
    row.set(file.column(ActivityResponsibility.HALF_YEAR), Text.of(halfYear));
  }

  void write(Student student, ActivityPeriods.Registration registration, RandomGenerator random)
      throws IOException {
    file.student(student);
    row.set(municipality, codes.text(student.home().code()));
    row.set(from, day(registration.from()));
    row.set(reason, registration.hasBegun() ? LEFT : NEVER_BEGUN);
    row.clear(to);
    row.clear(reasonOfEnd);
    if (registration.to().isPresent()) {
      row.set(to, day(registration.to().get()));
      row.set(reasonOfEnd, BACK_IN_SCHOOL);
    }
    row.set(isContacted, random.nextInt(4) == 0 ? 0 : 1);
    if (registration.isEnrolled()) {
      file.writeWarned("R18");
    } else {
      file.write();
    }
  }

  private static int day(LocalDate date) {
    return (int) date.toEpochDay();
  }
}
