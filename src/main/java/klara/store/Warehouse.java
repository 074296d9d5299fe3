package klara.store;

import java.util.List;
import java.util.Optional;
import klara.delivery.Ledger;
import klara.table.Table;
import klara.table.Zone;

/**
 * Where everything lies. A table's version is named by what it was made from (inputs, settings,
 * code), so that a version that is there need not be made again, and nothing is ever overwritten: a
 * version counts once its marker is there, which is written last.
 */
public record Warehouse(Storage storage, String root) {
  private static final String MARKER = "_KLARA.json";
  private static final String LATEST = "LATEST";
  private static final String LEDGER = "deliveries.json";

  public String folder(Zone zone) {
    return root + "/" + zone.folder();
  }

  /** The folder of one version of a table. */
  public String version(Table table, String fingerprint) {
    return folder(table.zone()) + "/" + table.name() + "/" + fingerprint;
  }

  /** The folder of all periods of a register. */
  public String periods(Table register) {
    return folder(register.zone()) + "/" + register.name();
  }

  /** The folder of one version of one period of a register. */
  public String version(Table register, String period, String fingerprint) {
    return periods(register) + "/" + period + "/" + fingerprint;
  }

  public boolean isComplete(String folder) {
    return storage.exists(folder + "/" + MARKER);
  }

  /** Says that a version is complete, and what there is to know of it. */
  public void complete(String folder, String json) {
    storage.replace(folder + "/" + MARKER, json);
  }

  public Optional<String> marker(String folder) {
    return storage.text(folder + "/" + MARKER);
  }

  // ------------------------------------------------------------------ deliveries

  public Ledger ledger() {
    return storage.text(ledgerFile()).map(Ledger::parse).orElseGet(Ledger::empty);
  }

  public void keep(Ledger ledger) {
    storage.replace(ledgerFile(), ledger.json());
  }

  private String ledgerFile() {
    return folder(Zone.REGISTERS) + "/" + LEDGER;
  }

  // ------------------------------------------------------------------ releases

  public String release(String id) {
    return folder(Zone.RELEASES) + "/" + id;
  }

  /** The id of the newest complete release. */
  public Optional<String> latest() {
    return storage.text(folder(Zone.RELEASES) + "/" + LATEST).map(String::strip);
  }

  /** Makes a release the one that readers see, in one step. */
  public void publish(String id) {
    storage.replace(folder(Zone.RELEASES) + "/" + LATEST, id + "\n");
  }

  /** Ids of the releases that are complete, oldest first by name. */
  public List<String> releases() {
    return storage.list(folder(Zone.RELEASES)).stream()
        .filter(item -> item.isFolder() && storage.exists(item.path() + "/manifest.json"))
        .map(Storage.Item::name)
        .toList();
  }

  // ------------------------------------------------------------------ tidying

  /** Where half-done work lies; whatever is found there at a start is left over from a crash. */
  public String staging() {
    return root + "/.staging";
  }

  /** Deletes versions of a folder that are not among those to keep. */
  public void prune(String folder, List<String> keep) {
    for (Storage.Item item : storage.list(folder)) {
      if (item.isFolder() && !keep.contains(item.name())) {
        storage.delete(item.path());
      }
    }
  }
}
