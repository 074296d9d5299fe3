package klara.job;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import klara.delivery.Delivery;
import klara.delivery.DeliveryQuality;
import klara.delivery.Ledger;
import klara.delivery.RowCounts;
import klara.register.ActivityResponsibility;
import klara.register.Reference;
import klara.register.Register;
import klara.register.Registers;
import klara.register.RowRule;
import klara.register.UpperSecondaryEnrolments;
import klara.store.RegisterStore;
import klara.store.Warehouse;
import org.apache.spark.sql.Row;

/** Takes in what has arrived, register by register, and says what became of it. */
final class Acceptance {
  private final Warehouse warehouse;
  private final Agenda agenda;
  private final Intake intake;
  private final Progress progress;
  private final Supplier<RegisterStore> registers;
  private final Lookups lookups;

  Acceptance(
      Warehouse warehouse,
      Agenda agenda,
      Intake intake,
      Progress progress,
      Supplier<RegisterStore> registers) {
    this.warehouse = warehouse;
    this.agenda = agenda;
    this.intake = intake;
    this.progress = progress;
    this.registers = registers;
    this.lookups = new Lookups(registers);
  }

  /**
   * Takes in every period that has changed.
   *
   * @param planned what counts as things stand
   * @param isFull whether every period has changed
   * @return what counts now
   */
  Agenda.Tonight accept(Agenda.Tonight planned, boolean isFull) {
    Agenda.Tonight tonight = planned;
    boolean isUnchanged = true;
    for (Register register : Registers.ALL) {
      Map<String, List<Delivery>> changed = changed(register, tonight, isFull);
      isUnchanged &= changed.isEmpty();
      // A delivery that is refused changes what counts, and so what the register is made from.
      while (!changed.isEmpty() && takeIn(register, tonight, changed).isEmpty()) {
        tonight = agenda.tonight();
        changed = changed(register, tonight, isFull);
      }
    }
    if (isUnchanged) {
      progress.unchanged(Jobs.ACCEPT_DELIVERIES);
    }
    return tonight;
  }

  private Map<String, List<Delivery>> changed(
      Register register, Agenda.Tonight tonight, boolean isFull) {
    Map<String, List<Delivery>> changed = new TreeMap<>();
    tonight
        .periods(register)
        .forEach(
            (period, chain) -> {
              String version = String.valueOf(tonight.versions(register).get(period));
              String folder = warehouse.version(register.table(), period, version);
              if (isFull || !warehouse.isComplete(folder)) {
                changed.put(period, chain);
              }
            });
    return changed;
  }

  private Optional<Long> takeIn(
      Register register, Agenda.Tonight tonight, Map<String, List<Delivery>> changed) {
    return progress.step(
        register.table().name(),
        () -> intake.takeIn(register, tonight, changed, () -> reference(register, tonight)),
        read ->
            read.map(
                    rows ->
                        "%s rows of %d changed %s"
                            .formatted(
                                Progress.counted(rows),
                                changed.size(),
                                changed.size() == 1 ? "period" : "periods"))
                .orElse("a delivery was refused"));
  }

  /** From those that come before it: a register of reference is not looked up in itself. */
  private Reference reference(Register register, Agenda.Tonight tonight) {
    Map<Register, Map<String, String>> before = new HashMap<>();
    for (Register one : Registers.REFERENCE) {
      if (one.equals(register)) {
        break;
      }
      before.put(one, tonight.versions(one));
    }
    return lookups.of(before);
  }

  /** Rows of {@link DeliveryQuality#TABLE}. */
  List<Row> quality(Agenda.Tonight tonight, Ledger ledger) {
    RowCounts counts = RowCounts.none();
    tonight
        .versions()
        .forEach(
            (register, periods) ->
                periods.forEach(
                    (period, version) ->
                        warehouse
                            .marker(warehouse.version(register.table(), period, version))
                            .map(RowCounts::parse)
                            .ifPresent(counts::addAll)));
    addEnrolledMeanwhile(tonight, counts);
    return DeliveryQuality.rows(ledger, counts);
  }

  /** R18 is a matter of two registers, and so of neither alone. */
  private void addEnrolledMeanwhile(Agenda.Tonight tonight, RowCounts counts) {
    Register registrations = ActivityResponsibility.REGISTER;
    Register enrolments = UpperSecondaryEnrolments.REGISTER;
    if (tonight.versions(registrations).isEmpty() || tonight.versions(enrolments).isEmpty()) {
      return;
    }
    RegisterStore store = registers.get();
    for (Row row :
        ActivityResponsibility.enrolledMeanwhile(
                store.read(registrations, tonight.versions(registrations)),
                store.read(enrolments, tonight.versions(enrolments)))
            .collectAsList()) {
      counts.addBroken(row.getString(0), RowRule.R18.name(), row.getLong(1));
    }
  }
}
