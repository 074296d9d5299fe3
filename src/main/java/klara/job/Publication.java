package klara.job;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import klara.release.ReleaseManifest;

/** What a release says of itself, beside its tables. */
record Publication(Settings settings, String now, String codeVersion, String sparkVersion) {
  /** A release is immutable: made again, it must say the same. */
  static void requireSame(ReleaseManifest before, ReleaseManifest after) {
    for (int i = 0; i < after.tables().size(); i++) {
      ReleaseManifest.TableEntry made = after.tables().get(i);
      boolean isSame =
          before.tables().stream()
              .anyMatch(
                  table ->
                      table.name().equals(made.name())
                          && table.contentHash().equals(made.contentHash()));
      if (!isSame) {
        throw new IllegalStateException(
            "table %s of release %s came out otherwise when made again"
                .formatted(made.name(), after.releaseId()));
      }
    }
  }

  ReleaseManifest manifest(
      Agenda.Tonight tonight, Versions versions, List<ReleaseManifest.TableEntry> entries) {
    Map<String, String> told = new TreeMap<>();
    told.put("as-of", settings.asOf().map(Object::toString).orElse("newest delivery"));
    told.put("bad-rows-share", String.valueOf(settings.badRowsShare()));
    told.put("buckets", String.valueOf(settings.buckets()));
    List<ReleaseManifest.Input> inputs =
        tonight.counting().stream()
            .map(delivery -> new ReleaseManifest.Input(delivery.id(), delivery.digest()))
            .toList();
    return new ReleaseManifest(
        versions.releaseId(),
        now,
        versions.asOf().toString(),
        ReleaseManifest.SCHEMA_VERSION,
        codeVersion,
        sparkVersion,
        told,
        inputs,
        entries);
  }
}
