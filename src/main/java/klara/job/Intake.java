package klara.job;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import klara.delivery.Delivery;
import klara.delivery.Ledger;
import klara.delivery.Ledger.Entry;
import klara.delivery.Ledger.Status;
import klara.delivery.RowCounts;
import klara.register.Conform;
import klara.register.Reference;
import klara.register.Register;
import klara.register.RowRule;
import klara.store.DeliveryReader;
import klara.store.Examined;
import klara.store.Inbox;
import klara.store.RegisterStore;
import klara.store.UnreadableDeliveryException;
import klara.store.Warehouse;
import klara.table.ContractException;

/** Takes in one register's deliveries: verifies, reads, checks, and decides what is held. */
final class Intake {
  private static final double PERCENT = 100;
  private static final String DAMAGED = "a Parquet file cannot be read: it is damaged";

  private final Settings settings;
  private final Warehouse warehouse;
  private final Inbox inbox;
  private final Ledger ledger;
  private final KeyFile key;
  private final Agenda agenda;
  private final Supplier<RegisterStore> registers;
  private final Supplier<DeliveryReader> reader;

  Intake(
      Settings settings,
      Warehouse warehouse,
      Inbox inbox,
      Ledger ledger,
      KeyFile key,
      Agenda agenda,
      Supplier<RegisterStore> registers,
      Supplier<DeliveryReader> reader) {
    this.settings = settings;
    this.warehouse = warehouse;
    this.inbox = inbox;
    this.ledger = ledger;
    this.key = key;
    this.agenda = agenda;
    this.registers = registers;
    this.reader = reader;
  }

  /**
   * Takes in the changed periods of a register.
   *
   * @param changed the deliveries that each is made of
   * @return rows read, or empty where a delivery was refused: what counts has then changed
   */
  Optional<Long> takeIn(
      Register register,
      Agenda.Tonight tonight,
      Map<String, List<Delivery>> changed,
      Supplier<Reference> reference) {
    List<Delivery> deliveries = changed.values().stream().flatMap(List::stream).toList();
    String lookups = tonight.lookups().getOrDefault(register, "");
    Map<String, String> basis = new TreeMap<>();
    deliveries.forEach(one -> basis.put(one.id(), agenda.basis(one, lookups)));
    List<Examined> examined = examined(deliveries);
    Map<Delivery, String> faults = new LinkedHashMap<>();
    for (Examined one : examined) {
      one.fault().ifPresent(fault -> faults.put(one.delivery(), fault));
    }
    if (!faults.isEmpty()) {
      // What could not be read is judged on nothing, so that the next night tries again.
      examined.stream()
          .filter(one -> !one.isRead())
          .map(Examined::delivery)
          .forEach(
              one -> {
                basis.remove(one.id());
                agenda.leaveOut(one);
              });
      faults.forEach((one, fault) -> judge(one, Status.REJECTED, fault, basis));
      return Optional.empty();
    }
    DeliveryReader.Delivered delivered;
    try {
      delivered = reader.get().rows(register, examined);
    } catch (UnreadableDeliveryException e) {
      deliveries.stream()
          .filter(one -> one.id().equals(e.delivery()))
          .forEach(one -> judge(one, Status.REJECTED, String.valueOf(e.getMessage()), basis));
      return Optional.empty();
    }
    Conform conform = new Conform(register, reference.get(), delivered.origins(), key.isSample());
    RowCounts counts;
    try {
      counts = registers.get().stage(register, conform, delivered, key.secret());
    } catch (Exception e) {
      List<Delivery> damaged = reader.get().damaged(register, examined);
      if (damaged.isEmpty()) {
        throw e;
      }
      damaged.forEach(one -> judge(one, Status.REJECTED, DAMAGED, basis));
      return Optional.empty();
    }
    if (refuse(examined, counts, basis)) {
      return Optional.empty();
    }
    accept(register, tonight, changed, counts);
    deliveries.forEach(one -> judge(one, Status.ACCEPTED, "", basis));
    return Optional.of(counts.read());
  }

  /** Side by side: a digest of large files is most of the work. */
  private List<Examined> examined(List<Delivery> deliveries) {
    return deliveries.parallelStream()
        .map(
            delivery ->
                inbox.isAsPlanned(delivery)
                    ? inbox.examined(delivery)
                    : new Examined(
                        delivery,
                        true,
                        Optional.of(
                            "its manifest is not the one that was read before; a correction needs"
                                + " a new version"),
                        List.of()))
        .toList();
  }

  private void accept(
      Register register,
      Agenda.Tonight tonight,
      Map<String, List<Delivery>> changed,
      RowCounts counts) {
    Map<String, String> accepted = new TreeMap<>();
    for (Map.Entry<String, List<Delivery>> period : changed.entrySet()) {
      List<String> ids = period.getValue().stream().map(Delivery::id).toList();
      String version = String.valueOf(tonight.versions(register).get(period.getKey()));
      registers.get().accept(register, period.getKey(), version, counts.of(ids).json());
      accepted.put(period.getKey(), version);
    }
    registers.get().requireRows(register, accepted, counts.rows(Conform.ACCEPTED));
  }

  // ------------------------------------------------------------------ what is refused

  private boolean refuse(List<Examined> deliveries, RowCounts counts, Map<String, String> basis) {
    requireNoRealPersons(counts);
    List<Delivery> touched = new ArrayList<>();
    boolean isRefused = false;
    for (Examined examined : deliveries) {
      Delivery delivery = examined.delivery();
      RowCounts.OfFile rows = counts.whole(delivery.id());
      if (!agenda.isUntouched(delivery)) {
        touched.add(delivery);
      } else if (rows.lines() != examined.rows()) {
        throw new ContractException(
            "Cannot take in %s: %d rows were read of %d lines"
                .formatted(delivery.id(), rows.lines(), examined.rows()));
      } else if (isBad(rows) && !isReleased(delivery)) {
        judge(delivery, Status.HELD, badRows(rows, counts.broken(delivery.id())), basis);
        isRefused = true;
      }
    }
    // Judged on nothing, so that the next night reads it again.
    for (Delivery delivery : touched) {
      judge(delivery, Status.REJECTED, "its files changed while they were read", Map.of());
      agenda.leaveOut(delivery);
    }
    return isRefused || !touched.isEmpty();
  }

  private static void requireNoRealPersons(RowCounts counts) {
    boolean isReal =
        counts.broken().values().stream().anyMatch(rules -> rules.containsKey(RowRule.R21.name()));
    if (isReal) {
      throw new SettingsException(
          "Missing setting spark.klara.key-file: the deliveries have ids that can belong to"
              + " somebody, and the sample's key is for invented persons only");
    }
  }

  private boolean isBad(RowCounts.OfFile rows) {
    return rows.rows(Conform.REJECTED) > settings.badRowsShare() * rows.read();
  }

  private String badRows(RowCounts.OfFile rows, Map<String, Long> broken) {
    return String.format(
        Locale.ROOT,
        "%d of %d rows (%.1f %%) break a rule, more than %.1f %%: %s",
        rows.rows(Conform.REJECTED),
        rows.read(),
        PERCENT * rows.rows(Conform.REJECTED) / rows.read(),
        PERCENT * settings.badRowsShare(),
        broken);
  }

  private boolean isReleased(Delivery delivery) {
    return ledger
        .entry(delivery.id())
        .filter(entry -> Agenda.isReleased(entry, delivery))
        .isPresent();
  }

  private void judge(Delivery delivery, Status status, String reason, Map<String, String> basis) {
    Optional<Entry> before = ledger.entry(delivery.id());
    boolean byOperator = status == Status.ACCEPTED && isReleased(delivery);
    // What the agenda has to say of a delivery that stays accepted is not unsaid by reading it.
    String said =
        status == Status.ACCEPTED
            ? before.filter(one -> one.status() == status).map(Entry::reason).orElse(reason)
            : reason;
    ledger.enter(
        delivery.id(),
        new Entry(
            delivery.digest(),
            basis.getOrDefault(delivery.id(), ""),
            status,
            said,
            byOperator,
            delivery.promisedRows()));
    warehouse.keep(ledger);
  }
}
