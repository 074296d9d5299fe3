package klara;

import static klara.job.Progress.counted;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import klara.delivery.Arrivals;
import klara.delivery.Delivery;
import klara.delivery.Ledger;
import klara.delivery.Manifest;
import klara.delivery.RowCounts;
import klara.job.Progress;
import klara.job.SettingsException;
import klara.register.Conform;
import klara.register.Quarantine;
import klara.register.Registers;
import klara.register.RowRule;
import klara.store.Storage;
import klara.store.Warehouse;

/**
 * All there is to know of one delivery: what its sender says, where it stands, what its rows broke.
 */
record DeliveryDetails(Progress progress, Warehouse warehouse) {

  void show(Arrivals arrivals, String id) {
    Optional<Ledger.Entry> entry = warehouse.ledger().entry(id);
    Optional<Delivery> delivery =
        arrivals.deliveries().stream().filter(one -> one.id().equals(id)).findFirst();
    if (delivery.isEmpty() && entry.isEmpty() && !arrivals.refused().containsKey(id)) {
      throw new SettingsException(
          "Invalid ID: expected a delivery as listed by klara deliveries, found: " + id);
    }
    say("delivery", id);
    say(
        "status",
        entry
            .map(one -> one.status().name().toLowerCase(Locale.ROOT))
            .orElse(arrivals.refused().containsKey(id) ? "rejected" : "new"));
    String reason = entry.map(Ledger.Entry::reason).orElse(arrivals.refused().getOrDefault(id, ""));
    if (!reason.isEmpty()) {
      say("because", reason);
    }
    if (entry.filter(Ledger.Entry::byOperator).isPresent()) {
      say("decided by", "an operator");
    }
    delivery.map(Delivery::manifest).ifPresent(this::sender);
    delivery.flatMap(this::counts).ifPresent(counts -> rows(id, counts));
  }

  private void sender(Manifest manifest) {
    say("period", manifest.period());
    say("version", manifest.version() + ", " + kind(manifest));
    say("scope", manifest.scope());
    say("delivered", manifest.deliveredAt());
    for (Manifest.DataFile file : manifest.files()) {
      say(
          "file",
          "%s, %s bytes, %s rows"
              .formatted(file.name(), counted(file.bytes()), counted(file.rows())));
    }
  }

  private static String kind(Manifest manifest) {
    return manifest.isDelta() ? "delta upon version " + manifest.baseVersion() : manifest.kind();
  }

  private void rows(String id, RowCounts counts) {
    counts
        .of(List.of(id))
        .files()
        .getOrDefault(id, Map.of())
        .forEach(
            (file, rows) ->
                say(
                    "rows",
                    "%s: %s lines counted, %s rows read = %s accepted + %s rejected + %s superseded"
                        .formatted(
                            file,
                            counted(rows.lines()),
                            counted(rows.read()),
                            counted(rows.rows(Conform.ACCEPTED)),
                            counted(rows.rows(Conform.REJECTED)),
                            counted(rows.rows(Conform.SUPERSEDED)))));
    counts
        .broken(id)
        .forEach(
            (rule, rows) ->
                say(
                    rule,
                    "%s %s (%s): %s"
                        .formatted(
                            counted(rows),
                            rows == 1 ? "row" : "rows",
                            RowRule.valueOf(rule).severity().name().toLowerCase(Locale.ROOT),
                            RowRule.valueOf(rule).words())));
  }

  /** From the period's newest version that knows the delivery. */
  private Optional<RowCounts> counts(Delivery delivery) {
    return Registers.named(delivery.manifest().tabell())
        .flatMap(
            register ->
                warehouse
                    .storage()
                    .list(warehouse.periods(register.table()) + "/" + delivery.period())
                    .stream()
                    .filter(Storage.Item::isFolder)
                    .map(version -> warehouse.marker(version.path()))
                    .flatMap(Optional::stream)
                    .map(RowCounts::parse)
                    .filter(counts -> counts.files().containsKey(delivery.id()))
                    .reduce((older, newer) -> newer)
                    .map(
                        counts -> {
                          say("quarantine", warehouse.periods(Quarantine.of(register)));
                          return counts;
                        }));
  }

  private void say(String what, String is) {
    progress.say("%-12s %s".formatted(what, is));
  }
}
