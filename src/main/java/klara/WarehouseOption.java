package klara;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where everything lies that is made; also a setting. */
final class WarehouseOption {
  @Option(
      names = "--warehouse",
      paramLabel = "DIR",
      description = "folder of everything that is made (default: warehouse)")
  private @Nullable String warehouse;

  void putInto(Map<String, String> settings) {
    RunOptions.put(settings, "warehouse", warehouse);
  }
}
