package klara.store;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A small file for each run, with how it ended: what wrappers and {@code status} go by. */
public record RunRecords(Warehouse warehouse) {
  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss.SSS");
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final double MILLIS = 1000;

  /** One run. */
  public record Run(
      String command,
      @JsonProperty("started_at") String startedAt,
      @JsonProperty("ended_at") String endedAt,
      double seconds,
      @JsonProperty("exit_code") int exitCode,
      @JsonProperty("newest_release") String newestRelease) {}

  private String folder() {
    return warehouse.root() + "/runs";
  }

  /** Keeps a record; that it cannot be written must not hide how the run ended. */
  public void keep(String command, OffsetDateTime started, OffsetDateTime ended, int exitCode) {
    Run run =
        new Run(
            command,
            started.toString(),
            ended.toString(),
            Duration.between(started, ended).toMillis() / MILLIS,
            exitCode,
            warehouse.latest().orElse(""));
    try {
      warehouse
          .storage()
          .replace(
              folder() + "/" + STAMP.format(started) + "-" + command.replace(' ', '-') + ".json",
              MAPPER.writeValueAsString(run) + "\n");
    } catch (UncheckedIOException e) {
      System.err.println("klara: the run could not be recorded in " + folder());
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The newest runs, one line each, newest last. */
  public List<String> newest(int number) {
    List<Storage.Item> files = warehouse.storage().list(folder());
    List<String> lines = new ArrayList<>();
    for (Storage.Item file : files.subList(Math.max(0, files.size() - number), files.size())) {
      try {
        Run run = MAPPER.readValue(warehouse.storage().text(file.path()).orElse("{}"), Run.class);
        lines.add(
            String.format(
                Locale.ROOT,
                "%s  %-24s exit %2d  %7.1f s",
                run.startedAt().substring(0, 19),
                run.command(),
                run.exitCode(),
                run.seconds()));
      } catch (JsonProcessingException e) {
        lines.add(file.name() + "  cannot be read");
      }
    }
    return lines;
  }
}
