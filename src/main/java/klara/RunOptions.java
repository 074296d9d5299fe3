package klara;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import klara.job.Night.Wish;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options of a run, each of which is also a setting. */
final class RunOptions {
  @Mixin private InboxOption inboxOption;

  @Mixin private WarehouseOption warehouseOption;

  @Option(
      names = "--as-of",
      paramLabel = "YYYY-MM-DD",
      description = "last day whose facts count (default: the day of the newest delivery)")
  @Nullable String asOf;

  @Option(names = "--dry-run", description = "say what would be done, and do nothing")
  boolean dryRun;

  @Option(names = "--full", description = "make everything anew")
  boolean full;

  Map<String, String> settings() {
    Map<String, String> settings = new LinkedHashMap<>();
    inboxOption.putInto(settings);
    warehouseOption.putInto(settings);
    put(settings, "as-of", asOf);
    return settings;
  }

  Set<Wish> wishes(Main main) {
    Set<Wish> wishes = new LinkedHashSet<>();
    if (dryRun || main.isSet("dry-run")) {
      wishes.add(Wish.DRY_RUN);
    }
    if (full || main.isSet("full")) {
      wishes.add(Wish.FULL);
    }
    return wishes;
  }

  static void put(Map<String, String> settings, String key, @Nullable String value) {
    if (value != null) {
      settings.put(key, value);
    }
  }
}
