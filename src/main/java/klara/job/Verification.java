package klara.job;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import klara.disclosure.Audit;
import klara.disclosure.Status;
import klara.disclosure.Verdict;
import klara.region.AreaOutcomes;
import klara.region.AreaSums;
import klara.release.Published;
import klara.release.ReleaseManifest;
import klara.release.ReleaseTables;
import klara.store.ReleaseStore;
import klara.store.Session;
import klara.store.TableStore;
import klara.store.Warehouse;
import klara.table.Field;
import klara.table.Zone;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Row;

/**
 * Checks a release as it lies there: files against the manifest, tables against their contracts,
 * and whether an intruder who reads it can work out what is withheld.
 */
public final class Verification {
  private Verification() {}

  /** Where it is kept which tables a release was made of; restricted. */
  static String versionsFile(Warehouse warehouse, String releaseId) {
    return warehouse.folder(Zone.ANALYSIS) + "/.releases/" + releaseId + ".json";
  }

  /** What was found. */
  public record Report(List<String> faults, List<String> findings) {}

  /**
   * Checks one release.
   *
   * @throws NoInputException where there is no such release
   */
  public static Report of(
      Warehouse warehouse, String releaseId, Session session, Settings settings) {
    ReleaseManifest manifest =
        ReleaseStore.manifest(warehouse, releaseId)
            .orElseThrow(
                () ->
                    new NoInputException(
                        "Cannot verify: no release %s in %s (there %s)"
                            .formatted(
                                releaseId,
                                warehouse.folder(Zone.RELEASES),
                                warehouse.releases().isEmpty()
                                    ? "is none"
                                    : "are: " + String.join(", ", warehouse.releases()))));
    ReleaseStore releases = session.releases(warehouse);
    List<String> findings = new ArrayList<>();
    List<String> faults =
        new ArrayList<>(
            releases.faults(manifest, ReleaseTables.ALL.stream().map(Published::of).toList()));
    long files = manifest.tables().stream().mapToLong(table -> table.files().size()).sum();
    findings.add(
        "%d tables, %d files: hashes and contracts checked"
            .formatted(manifest.tables().size(), files));
    if (faults.isEmpty()) {
      attack(warehouse, releaseId, session, settings, faults, findings);
    }
    return new Report(faults, findings);
  }

  private static void attack(
      Warehouse warehouse,
      String releaseId,
      Session session,
      Settings settings,
      List<String> faults,
      List<String> findings) {
    Optional<String> versions = warehouse.storage().text(versionsFile(warehouse, releaseId));
    Optional<String> fingerprint =
        versions.map(Verification::parse).map(tables -> tables.get(AreaOutcomes.TABLE.name()));
    if (fingerprint.isEmpty()
        || !warehouse.isComplete(warehouse.version(AreaOutcomes.TABLE, fingerprint.get()))) {
      findings.add("disclosure attack not run: the restricted tables of this release are gone");
      return;
    }
    TableStore tables = session.tables(warehouse, settings.buckets());
    Column[] key = AreaOutcomes.TABLE.key().stream().map(Field::col).toArray(Column[]::new);
    List<Row> truth =
        tables.read(AreaOutcomes.TABLE, fingerprint.get()).orderBy(key).collectAsList();
    List<Row> published =
        session
            .releases(warehouse)
            .read(releaseId, Published.of(AreaOutcomes.TABLE))
            .orderBy(key)
            .collectAsList();
    int status = AreaOutcomes.TABLE.columns().indexOf(Status.STATUS);
    Map<String, List<Row>> systems = new TreeMap<>();
    Map<String, List<Verdict>> verdicts = new TreeMap<>();
    long hidden = 0;
    for (int i = 0; i < truth.size(); i++) {
      Row row = truth.get(i);
      if (!row.getString(status).equals(Status.PUBLISHED)) {
        continue;
      }
      boolean isHidden = published.get(i).getString(status).equals(Status.SUPPRESSED);
      hidden += isHidden ? 1 : 0;
      String system = AreaSums.COUNTS.name(row);
      systems.computeIfAbsent(system, any -> new ArrayList<>()).add(row);
      verdicts
          .computeIfAbsent(system, any -> new ArrayList<>())
          .add(isHidden ? Verdict.PRIMARY : Verdict.PUBLISHED);
    }
    Audit audit = AreaSums.COUNTS.audit();
    long recovered =
        systems.entrySet().parallelStream()
            .mapToLong(
                system ->
                    audit.recovered(
                        system.getValue(), verdicts.getOrDefault(system.getKey(), List.of())))
            .sum();
    findings.add(
        "disclosure attack: %d of %d withheld cells recovered".formatted(recovered, hidden));
    if (recovered > 0) {
      faults.add("%d withheld cells can be worked out".formatted(recovered));
    }
    long differences = AreaSums.NESTED.recovered(published);
    findings.add("outcomes within outcomes: %d differences of one to four".formatted(differences));
    if (differences > 0) {
      faults.add(
          "%d outcomes differ by one to four from those they are within".formatted(differences));
    }
  }

  private static Map<String, String> parse(String json) {
    try {
      return new ObjectMapper().readValue(json, new TypeReference<Map<String, String>>() {});
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Cannot read which tables a release was made of");
    }
  }
}
