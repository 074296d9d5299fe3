package klara.twin;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import klara.register.ActivityResponsibility;
import klara.register.Backgrounds;
import klara.register.Register;
import klara.register.UpperSecondaryCertificates;
import klara.store.DeliveryRow;
import klara.table.Field;
import klara.twin.Deliveries.Delivery;

/**
 * A delivery that came twice: the first version lacks some rows that were late, and has a wrong
 * value in others; the second has them all as they are.
 *
 * @param register that is delivered
 * @param period that the rows are about
 * @param wrong the column with wrong values, a number
 * @param one a wrong value
 * @param other the one that is wrong where the first is right
 */
record Correction(Register register, String period, Field wrong, int one, int other) {
  private static final int LATE_EVERY = 50;
  private static final int WRONG_EVERY = 30;
  private static final int MONTHS = 3;

  private static final List<Correction> ALL =
      List.of(
          new Correction(
              UpperSecondaryCertificates.REGISTER,
              "2022/23",
              UpperSecondaryCertificates.CREDITS,
              2400,
              2350),
          new Correction(
              ActivityResponsibility.REGISTER, "2022H1", ActivityResponsibility.IS_CONTACTED, 0, 1),
          new Correction(Backgrounds.REGISTER, "2021", Backgrounds.SIBLINGS, 1, 2));

  /** How a delivery is corrected, where it is. */
  static Optional<Correction> of(Delivery delivery) {
    return ALL.stream()
        .filter(one -> one.register().equals(delivery.register()))
        .filter(one -> one.period().equals(delivery.period()))
        .findFirst();
  }

  /** The version that has everything as it is. */
  Delivery corrected(Delivery first) {
    LocalDate on = first.deliveredOn().plusMonths(MONTHS);
    return new Delivery(register, period, on, first.version() + 1, first.municipality());
  }

  boolean isLate(long number) {
    return number % LATE_EVERY == LATE_EVERY - 1;
  }

  boolean isWrong(long number) {
    return !isLate(number) && number % WRONG_EVERY == 0;
  }

  /** The row with a wrong value. */
  DeliveryRow wrong(DeliveryRow row, int column) {
    DeliveryRow changed = row.copy();
    boolean isOne = row.isPresent(column) && row.number(column) == one;
    changed.set(column, isOne ? other : one);
    return changed;
  }
}
