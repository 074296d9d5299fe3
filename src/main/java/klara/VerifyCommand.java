package klara;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import klara.job.ExitCode;
import klara.job.NoInputException;
import klara.job.Settings;
import klara.job.Verification;
import klara.store.Session;
import klara.store.Storage;
import klara.store.Warehouse;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

@Command(
    name = "verify",
    description = "Checks a release: hashes, contracts, disclosure attack.",
    mixinStandardHelpOptions = true)
final class VerifyCommand implements Callable<Integer> {
  @ParentCommand private Main main;

  @Mixin private WarehouseOption warehouseOption;

  @Parameters(
      arity = "0..1",
      paramLabel = "RELEASE",
      description = "id of a release (default: the newest)")
  private @Nullable String release;

  @Override
  public Integer call() {
    Map<String, String> options = new LinkedHashMap<>();
    warehouseOption.putInto(options);
    Settings settings = main.settings(options);
    Warehouse warehouse = new Warehouse(new Storage(), settings.warehouse());
    String named = release;
    String id =
        named != null
            ? named
            : warehouse
                .latest()
                .orElseThrow(
                    () -> new NoInputException("Cannot verify: no release in " + warehouse.root()));
    try (Session session = Main.session()) {
      Verification.Report report = Verification.of(warehouse, id, session, settings);
      report.findings().forEach(main.progress()::say);
      report.faults().forEach(fault -> main.errors().println("klara: " + fault));
      main.progress()
          .say(
              report.faults().isEmpty()
                  ? "release " + id + " is sound"
                  : "release " + id + " is NOT sound");
      return report.faults().isEmpty() ? ExitCode.DONE.code() : ExitCode.BROKEN_RESULT.code();
    }
  }
}
