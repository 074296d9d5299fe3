package klara;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import klara.job.Settings;
import klara.store.RunRecords;
import klara.store.Storage;
import klara.store.Warehouse;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParentCommand;

@Command(
    name = "status",
    description = "The last runs, how they ended and what they took; the newest release.",
    mixinStandardHelpOptions = true)
final class StatusCommand implements Callable<Integer> {
  private static final int SHOWN = 10;

  @ParentCommand private Main main;

  @Mixin private WarehouseOption warehouseOption;

  @Override
  public Integer call() {
    Map<String, String> options = new LinkedHashMap<>();
    warehouseOption.putInto(options);
    Settings settings = main.settings(options);
    Warehouse warehouse = new Warehouse(new Storage(), settings.warehouse());
    new RunRecords(warehouse).newest(SHOWN).forEach(main.progress()::say);
    main.progress()
        .say(
            warehouse
                .latest()
                .map(id -> "newest release: " + id + " in " + warehouse.release(id))
                .orElse("no release yet in " + warehouse.root()));
    return 0;
  }
}
