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
import klara.disclosure.CountTable;
import klara.disclosure.Status;
import klara.disclosure.Verdict;
import klara.region.AgreementSums;
import klara.region.AreaOutcomes;
import klara.region.AreaSums;
import klara.region.DefinitionAgreement;
import klara.release.Published;
import klara.release.ReleaseManifest;
import klara.release.ReleaseTables;
import klara.store.ReleaseStore;
import klara.store.Session;
import klara.store.TableStore;
import klara.store.Warehouse;
import klara.table.Field;
import klara.table.Table;
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

  /**
   * The truth of a table that is published with what is withheld of it, and how it hangs together.
   */
  private record Attacked(CountTable counts, Table published) {
    Table truth() {
      return counts.table();
    }
  }

  private static final List<Attacked> ATTACKED =
      List.of(
          new Attacked(AreaSums.COUNTS, AreaOutcomes.TABLE),
          new Attacked(AgreementSums.COUNTS, DefinitionAgreement.PUBLISHED));

  private static void attack(
      Warehouse warehouse,
      String releaseId,
      Session session,
      Settings settings,
      List<String> faults,
      List<String> findings) {
    Map<String, String> fingerprints =
        warehouse
            .storage()
            .text(versionsFile(warehouse, releaseId))
            .map(Verification::parse)
            .orElse(Map.of());
    boolean isThere =
        ATTACKED.stream()
            .map(
                one ->
                    Optional.ofNullable(fingerprints.get(one.truth().name()))
                        .map(fingerprint -> warehouse.version(one.truth(), fingerprint)))
            .allMatch(version -> version.isPresent() && warehouse.isComplete(version.get()));
    if (!isThere) {
      findings.add("disclosure attack not run: the restricted tables of this release are gone");
      return;
    }
    TableStore tables = session.tables(warehouse, settings.buckets());
    ReleaseStore releases = session.releases(warehouse);
    for (Attacked one : ATTACKED) {
      Column[] key = one.truth().key().stream().map(Field::col).toArray(Column[]::new);
      List<Row> truth =
          tables
              .read(one.truth(), fingerprints.getOrDefault(one.truth().name(), ""))
              .orderBy(key)
              .collectAsList();
      List<Row> published =
          releases.read(releaseId, Published.of(one.published())).orderBy(key).collectAsList();
      attack(one.counts(), truth, published, faults, findings);
      if (one.published().equals(AreaOutcomes.TABLE)) {
        subtract(published, faults, findings);
      }
    }
  }

  private static void attack(
      CountTable counts,
      List<Row> truth,
      List<Row> published,
      List<String> faults,
      List<String> findings) {
    Map<String, List<Row>> systems = new TreeMap<>();
    Map<String, List<Verdict>> verdicts = new TreeMap<>();
    long hidden = 0;
    for (int i = 0; i < truth.size(); i++) {
      Row row = truth.get(i);
      if (!row.<String>getAs(Status.STATUS.name()).equals(Status.PUBLISHED)) {
        continue;
      }
      boolean isHidden =
          published.get(i).<String>getAs(Status.STATUS.name()).equals(Status.SUPPRESSED);
      hidden += isHidden ? 1 : 0;
      String system = counts.name(row);
      systems.computeIfAbsent(system, any -> new ArrayList<>()).add(row);
      verdicts
          .computeIfAbsent(system, any -> new ArrayList<>())
          .add(isHidden ? Verdict.PRIMARY : Verdict.PUBLISHED);
    }
    Audit audit = counts.audit();
    long recovered =
        systems.entrySet().parallelStream()
            .mapToLong(
                system ->
                    audit.recovered(
                        system.getValue(), verdicts.getOrDefault(system.getKey(), List.of())))
            .sum();
    String name = counts.table().name();
    findings.add(
        "disclosure attack on %s: %d of %d withheld cells recovered"
            .formatted(name, recovered, hidden));
    if (recovered > 0) {
      faults.add("%d withheld cells of %s can be worked out".formatted(recovered, name));
    }
  }

  private static void subtract(List<Row> published, List<String> faults, List<String> findings) {
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
