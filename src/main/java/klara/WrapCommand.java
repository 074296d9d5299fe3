package klara;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import klara.delivery.Export;
import klara.job.ExitCode;
import klara.job.Settings;
import klara.store.ExportFile;
import klara.store.FigureDeliveries;
import klara.store.FigureDeliveries.Delivered;
import klara.store.Storage;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

@Command(
    name = "wrap",
    description = {
      "Official exports as downloaded become deliveries: tables of Skolverket's statistics (CSV,",
      "XLSX) and indicators of Kolada (DDF). A file that is not known is named, and the others are",
      "wrapped."
    },
    mixinStandardHelpOptions = true)
final class WrapCommand implements Callable<Integer> {
  @ParentCommand private Main main;

  @Option(
      names = "--inbox",
      paramLabel = "DIR",
      description = "folder of the deliveries (default: data-samples/inbox)")
  private @Nullable String inbox;

  @Parameters(arity = "1..*", paramLabel = "FILE", description = "a file as downloaded")
  private List<Path> files;

  @Override
  public Integer call() throws IOException {
    Map<String, String> options = new LinkedHashMap<>();
    RunOptions.put(options, "inbox", inbox);
    Settings settings = main.settings(options);
    FigureDeliveries deliveries = new FigureDeliveries(new Storage(), settings.inbox());
    ExitCode code = ExitCode.DONE;
    for (Path file : files) {
      try {
        wrap(file, deliveries);
      } catch (IllegalArgumentException e) {
        main.errors().println("klara: Cannot wrap '%s': %s".formatted(file, e.getMessage()));
        code = ExitCode.WRONG_SETTINGS;
      }
    }
    return code.code();
  }

  private void wrap(Path file, FigureDeliveries deliveries) throws IOException {
    Export export = Export.of(String.valueOf(file.getFileName()), ExportFile.sheets(file));
    Delivered delivered = deliveries.deliver(export, ExportFile.modifiedOn(file));
    String marks =
        export.marks().entrySet().stream()
            .map(mark -> mark.getKey() + " " + counted(mark.getValue()))
            .collect(Collectors.joining(" · "));
    main.progress().say(String.valueOf(file.getFileName()));
    main.progress()
        .say(
            "  %s figures in the file, %s delivered; marks: %s"
                .formatted(counted(export.cells()), counted(delivered.rows()), marks));
    main.progress()
        .say(
            (delivered.isNew() ? "  lies in " : "  had been delivered: it lies in ")
                + delivered.folder());
  }

  private static String counted(long number) {
    return String.format(Locale.ROOT, "%,d", number).replace(',', ' ');
  }
}
