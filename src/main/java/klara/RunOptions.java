package klara;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import klara.job.Night.Wish;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options of a run, each of which is also a setting. */
final class RunOptions {
  @Option(
      names = "--inbox",
      paramLabel = "DIR",
      description = "folder of the deliveries (default: data-samples/inbox)")
  @Nullable String inbox;

  @Option(
      names = "--warehouse",
      paramLabel = "DIR",
      description = "folder of everything that is made (default: warehouse)")
  @Nullable String warehouse;

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
    put(settings, "inbox", inbox);
    put(settings, "warehouse", warehouse);
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
