package klara;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Stream;
import klara.job.Jobs;
import klara.job.Settings;
import org.junit.jupiter.api.Test;

class JobFilesTest {
  private static final String ENDING = ".conf";

  private static Map<String, Properties> files() throws IOException {
    Map<String, Properties> files = new TreeMap<>();
    try (Stream<Path> found = Files.list(Path.of("jobs"))) {
      for (Path path : found.toList()) {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(path)) {
          properties.load(reader);
        }
        files.put(path.getFileName().toString(), properties);
      }
    }
    return files;
  }

  @Test
  void thereIsOneForEachJobAndOneForTheNight() throws IOException {
    List<String> expected = new ArrayList<>(Jobs.names());
    expected.add("nightly");

    assertThat(files().keySet())
        .containsExactlyInAnyOrderElementsOf(expected.stream().map(name -> name + ENDING).toList());
  }

  @Test
  void eachIsNamedByTheJobItRuns() throws IOException {
    files()
        .forEach(
            (file, properties) ->
                assertThat(properties.getProperty(Settings.PREFIX + "job") + ENDING)
                    .isEqualTo(file));
  }

  /** The first line says what the job does; a file that was copied would say it of another. */
  @Test
  void eachBeginsWithWordsOfItsOwn() throws IOException {
    List<String> words = new ArrayList<>();
    for (String file : files().keySet()) {
      words.add(Files.readAllLines(Path.of("jobs", file)).get(0));
    }

    assertThat(words).allMatch(line -> line.startsWith("# ")).doesNotHaveDuplicates();
  }

  /** Spark drops keys that do not begin with spark., with a warning only. */
  @Test
  void everyKeyIsSparksOrASettingOfOurs() throws IOException {
    files()
        .forEach(
            (file, properties) -> {
              assertThat(properties.stringPropertyNames())
                  .as(file)
                  .allMatch(key -> key.startsWith("spark."));
              assertThat(
                      properties.stringPropertyNames().stream()
                          .filter(key -> key.startsWith(Settings.PREFIX))
                          .map(key -> key.substring(Settings.PREFIX.length())))
                  .as(file)
                  .allMatch(Settings.KEYS::containsKey);
            });
  }

  @Test
  void allPinWhatTheResultsDependOn() throws IOException {
    files()
        .forEach(
            (file, properties) ->
                assertThat(properties)
                    .as(file)
                    .containsEntry("spark.sql.ansi.enabled", "true")
                    .containsEntry("spark.sql.session.timeZone", "Europe/Stockholm")
                    .containsEntry("spark.speculation", "false")
                    .containsEntry(
                        "spark.hadoop.mapreduce.fileoutputcommitter.algorithm.version", "1"));
  }
}
