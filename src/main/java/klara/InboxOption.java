package klara;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where deliveries lie; also a setting. */
final class InboxOption {
  @Option(
      names = "--inbox",
      paramLabel = "DIR",
      description = "folder of the deliveries (default: data-samples/inbox)")
  private @Nullable String inbox;

  void putInto(Map<String, String> settings) {
    RunOptions.put(settings, "inbox", inbox);
  }
}
