package klara;

import java.util.concurrent.Callable;
import klara.job.Night;
import klara.job.Settings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParentCommand;

@Command(
    name = "nightly",
    description = "The night: deliveries to a release. Does only what has changed.",
    mixinStandardHelpOptions = true)
final class NightlyCommand implements Callable<Integer> {
  @ParentCommand private Main main;
  @Mixin private RunOptions options;

  @Override
  public Integer call() {
    Settings settings = main.settings(options.settings());
    return main.recorded(settings, "nightly", options.wishes(main), Night::run);
  }
}
