package klara;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import klara.job.Progress;
import klara.job.SettingsException;
import klara.store.DeliveryFile.Format;
import klara.twin.Twin;
import klara.twin.TwinSettings;
import klara.twin.TwinSettings.Extent;
import klara.twin.TwinSettings.Faultiness;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

@Command(
    name = "generate",
    description = {
      "The synthetic twin: deliveries about invented students.",
      "Their shares agree with the official figures; beside the inbox lies the truth that was",
      "planted in them."
    },
    mixinStandardHelpOptions = true)
final class GenerateCommand implements Callable<Integer> {
  @ParentCommand private Main main;

  @Option(
      names = "--students-per-cohort",
      paramLabel = "N",
      description = "students in each year 9 (default: as many as officially)",
      defaultValue = "0")
  private int studentsPerCohort;

  @Option(
      names = "--cohorts",
      paramLabel = "N",
      description = "year-9 cohorts, the last 2024/25 (default: ${DEFAULT-VALUE})",
      defaultValue = "8")
  private int cohorts;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "the same seed gives the same bytes (default: ${DEFAULT-VALUE})",
      defaultValue = "1")
  private long seed;

  @Option(names = "--out", paramLabel = "DIR", description = "where to", required = true)
  private Path out;

  @Option(
      names = "--extent",
      paramLabel = "skane|country",
      description = "Skåne, or the whole country (default: ${DEFAULT-VALUE})",
      defaultValue = "skane")
  private Extent extent;

  @Option(
      names = "--format",
      paramLabel = "parquet|csv",
      description = "of the files about students (default: parquet, with --dirty csv)")
  private @Nullable Format format;

  @Option(
      names = "--dirty",
      description =
          "plant rows and deliveries that break the input contract, and ledgers of them in truth/")
  private boolean dirty;

  @Override
  public Integer call() throws IOException {
    long start = System.nanoTime();
    Map<String, Long> rows;
    Path reference = Path.of("data-samples", "inbox");
    if (!Files.isDirectory(reference)) {
      throw new SettingsException(
          "Cannot generate: no folder data-samples/inbox here; run it in the checkout, whose"
              + " municipalities, code lists and official figures it needs");
    }
    try {
      TwinSettings settings =
          new TwinSettings(
              studentsPerCohort,
              cohorts,
              seed,
              extent,
              format(),
              dirty ? Faultiness.DIRTY : Faultiness.CLEAN,
              Runtime.getRuntime().availableProcessors());
      rows = Twin.generate(settings, reference, out);
    } catch (IllegalArgumentException e) {
      throw new SettingsException(String.valueOf(e.getMessage()));
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    rows.forEach(
        (tabell, count) ->
            main.progress().say("  %-24s %12s rows".formatted(tabell, Progress.counted(count))));
    main.progress()
        .say(
            String.format(
                Locale.ROOT,
                "made in %.1f s with seed %d: inbox, truth and sample.key in %s",
                seconds,
                seed,
                out));
    return 0;
  }

  private Format format() {
    Format wanted = format;
    if (wanted == null) {
      return dirty ? Format.CSV : Format.PARQUET;
    }
    return wanted;
  }
}
