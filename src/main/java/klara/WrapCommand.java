package klara;

import static klara.job.Progress.counted;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import klara.delivery.Export;
import klara.delivery.MappedId;
import klara.delivery.Mapping;
import klara.job.ExitCode;
import klara.job.Settings;
import klara.job.SettingsException;
import klara.store.DeliveryTexts;
import klara.store.ExportFile;
import klara.store.FigureDeliveries;
import klara.store.FigureDeliveries.Delivered;
import klara.store.MappedDeliveries;
import klara.store.Session;
import klara.store.Storage;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

@Command(
    name = "wrap",
    description = {
      "Official exports as downloaded become deliveries.",
      "Known are tables of Skolverket's statistics (CSV, XLSX) and indicators of Kolada (DDF). A file",
      "that is not known is named, and the others are wrapped. With --mapping, the files together are",
      "an extract of any other register, and the mapping says how it becomes deliveries of the input",
      "contract."
    },
    mixinStandardHelpOptions = true)
final class WrapCommand implements Callable<Integer> {
  @ParentCommand private Main main;

  @Mixin private InboxOption inboxOption;

  @Option(
      names = "--mapping",
      paramLabel = "MAPPING",
      description =
          "how an extract of another register becomes deliveries, such as mappings/*.yaml")
  private @Nullable Path mapping;

  @Option(
      names = "--check",
      description = "with --mapping: say what would be delivered, and deliver nothing")
  private boolean onlyCheck;

  @Parameters(arity = "1..*", paramLabel = "FILE", description = "a file as downloaded")
  private List<Path> files;

  @Override
  public Integer call() throws IOException {
    Map<String, String> options = new LinkedHashMap<>();
    inboxOption.putInto(options);
    Settings settings = main.settings(options);
    if (mapping != null) {
      return wrap(mapping, settings).code();
    }
    if (onlyCheck) {
      throw new SettingsException("Invalid option --check: it needs --mapping");
    }
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

  // ------------------------------------------------------------------ other registers

  private ExitCode wrap(Path mappingFile, Settings settings) throws IOException {
    Mapping read;
    try {
      read = Mapping.parse(DeliveryTexts.text(mappingFile));
    } catch (NoSuchFileException e) {
      return refused(mappingFile, "there is no such file");
    } catch (CharacterCodingException e) {
      return refused(mappingFile, "it is not UTF-8");
    } catch (IllegalArgumentException e) {
      return refused(mappingFile, String.valueOf(e.getMessage()));
    }
    String names =
        files.stream()
            .map(file -> String.valueOf(file.getFileName()))
            .collect(Collectors.joining(", "));
    try (Session session = Main.session()) {
      say(
          names,
          session.mapped(new Storage(), settings.inbox()).deliver(read, files, onlyCheck),
          read);
    } catch (IllegalArgumentException e) {
      main.errors()
          .println(
              "klara: Cannot wrap '%s' as '%s' says:\n  %s"
                  .formatted(names, mappingFile, e.getMessage()));
      return ExitCode.WRONG_SETTINGS;
    }
    return ExitCode.DONE;
  }

  private ExitCode refused(Path mappingFile, String why) {
    main.errors().println("klara: Cannot read mapping '%s':\n  %s".formatted(mappingFile, why));
    return ExitCode.WRONG_SETTINGS;
  }

  private void say(String names, MappedDeliveries.Report report, Mapping read) {
    main.progress()
        .say(
            names
                + ": %s rows".formatted(counted(report.rows()))
                + (report.blank() == 0 ? "" : ", %s blank".formatted(counted(report.blank()))));
    if (read.tables().stream()
        .anyMatch(table -> table.id().filter(MappedId::isRowNumber).isPresent())) {
      main.progress()
          .say(
              "  ids are the numbers of rows: the extract has no key, and nobody can be followed to"
                  + " another extract");
    }
    for (MappedDeliveries.Taken taken : report.tables()) {
      main.progress()
          .say(
              "  %s: %s rows = %s delivered + %s left out + %s like another"
                  .formatted(
                      taken.label(),
                      counted(taken.rows()),
                      counted(taken.delivered()),
                      counted(taken.leftOut()),
                      counted(taken.merged())));
    }
    for (MappedDeliveries.Delivered delivered : report.deliveries()) {
      main.progress()
          .say(
              "%s %s: %s rows %s"
                  .formatted(
                      delivered.tabell(),
                      delivered.period(),
                      counted(delivered.rows()),
                      delivered
                          .folder()
                          .map(
                              folder ->
                                  (delivered.isNew()
                                          ? "lie in "
                                          : "had been delivered: they lie in ")
                                      + folder)
                          .orElse("would be delivered")));
      if (!delivered.empty().isEmpty()) {
        main.progress().say("  not filled: " + String.join(", ", delivered.empty()));
      }
      delivered
          .breaches()
          .forEach(
              (words, rows) ->
                  main.progress().say("  %s rows: %s".formatted(counted(rows), words)));
    }
  }
}
