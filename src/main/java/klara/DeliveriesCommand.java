package klara;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import klara.delivery.Arrivals;
import klara.delivery.Delivery;
import klara.delivery.Ledger;
import klara.delivery.Ledger.Status;
import klara.job.AlreadyRunningException;
import klara.job.Night;
import klara.job.Progress;
import klara.job.Settings;
import klara.job.SettingsException;
import klara.store.Inbox;
import klara.store.Storage;
import klara.store.Warehouse;
import klara.store.WarehouseLock;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

@Command(
    name = "deliveries",
    description = "What has arrived, is waiting or held; and an operator's word on what is held.",
    mixinStandardHelpOptions = true)
final class DeliveriesCommand implements Callable<Integer> {
  private enum Action {
    LIST,
    SHOW,
    RELEASE,
    REJECT
  }

  @ParentCommand private Main main;

  @Mixin private InboxOption inboxOption;

  @Mixin private WarehouseOption warehouseOption;

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "list|show|release|reject",
      description = {
        "list: every delivery (default); show: all there is to know of one;",
        "release: take a held one in after all; reject: never"
      },
      defaultValue = "list")
  private Action action;

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "ID",
      description = "register/period/version, as listed")
  private @Nullable String id;

  @Override
  public Integer call() {
    Map<String, String> options = new LinkedHashMap<>();
    inboxOption.putInto(options);
    warehouseOption.putInto(options);
    Settings settings = main.settings(options);
    Storage storage = new Storage();
    Warehouse warehouse = new Warehouse(storage, settings.warehouse());
    Arrivals arrivals = Night.arrivals(new Inbox(storage, settings.inbox()));
    if (action == Action.LIST) {
      list(arrivals, warehouse.ledger());
      return 0;
    }
    String which = id;
    if (which == null) {
      throw new SettingsException("Missing ID: expected register/period/version, as listed");
    }
    if (action == Action.SHOW) {
      new DeliveryDetails(main.progress(), warehouse).show(arrivals, which);
      return 0;
    }
    WarehouseLock lock =
        WarehouseLock.take(warehouse)
            .orElseThrow(
                () ->
                    new AlreadyRunningException(
                        "Cannot decide: a night is running in " + warehouse.root()));
    try (lock) {
      decide(warehouse, which, action);
    }
    return 0;
  }

  private void decide(Warehouse warehouse, String which, Action decision) {
    Ledger ledger = warehouse.ledger();
    Ledger.Entry entry =
        ledger
            .entry(which)
            .filter(one -> one.status() == Status.HELD || one.byOperator())
            .orElseThrow(
                () ->
                    new SettingsException(
                        "Invalid ID: expected a delivery that is held (see klara deliveries), found: "
                            + which));
    boolean isRelease = decision == Action.RELEASE;
    ledger.enter(
        which,
        new Ledger.Entry(
            entry.digest(),
            entry.fingerprint(),
            isRelease ? Status.ACCEPTED : Status.REJECTED,
            isRelease ? "" : "rejected by an operator",
            true,
            entry.rows()));
    warehouse.keep(ledger);
    main.progress()
        .say(which + (isRelease ? ": the next night takes it in" : ": will not be read"));
  }

  private void list(Arrivals arrivals, Ledger ledger) {
    List<String> ids =
        new java.util.ArrayList<>(arrivals.deliveries().stream().map(Delivery::id).toList());
    ids.addAll(arrivals.refused().keySet());
    ids.sort(String::compareTo);
    for (String one : ids) {
      String status =
          ledger
              .entry(one)
              .map(entry -> entry.status().name().toLowerCase(Locale.ROOT))
              .orElse("new");
      String reason =
          ledger
              .entry(one)
              .map(Ledger.Entry::reason)
              .orElse(arrivals.refused().getOrDefault(one, ""));
      long rows = ledger.entry(one).map(Ledger.Entry::rows).orElse(0L);
      main.progress()
          .say(
              "%-44s %-11s %12s rows  %s"
                  .formatted(one, status, Progress.counted(rows), reason)
                  .stripTrailing());
    }
    arrivals
        .notReady()
        .forEach(one -> main.progress().say("%-44s not ready: no manifest.json".formatted(one)));
  }
}
