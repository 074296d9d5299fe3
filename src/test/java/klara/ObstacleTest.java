package klara;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.FileWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.SparkException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ObstacleTest {
  @Test
  void isFoundUnderWhateverIsWrappedAroundIt() {
    Throwable failure =
        new IllegalStateException(
            new UncheckedIOException(new AccessDeniedException("/srv/klara/warehouse")));

    assertThat(Obstacle.in(failure)).contains("a file or folder may not be read or written");
  }

  /** Linux has a device that is always full. */
  @Test
  void isFoundWhereAJobQuotesTheSystem() throws IOException {
    Path full = Path.of("/dev/full");
    String said = "nothing";
    try (FileWriter writer = new FileWriter(full.toFile(), StandardCharsets.UTF_8)) {
      writer.write("anything");
      writer.flush();
    } catch (IOException e) {
      said = String.valueOf(e.getMessage());
    }

    assertThat(Obstacle.in(new SparkException("Job aborted due to stage failure: " + said)))
        .contains("a disk is full");
  }

  @Test
  void isAFileWhereAFolderMustBe(@TempDir Path folder) throws IOException {
    Path file = Files.createFile(folder.resolve("warehouse"));

    for (Path wanted : List.of(file, file.resolve("runs"))) {
      Throwable failure = catchThrowable(() -> Files.createDirectories(wanted));
      assertThat(Obstacle.in(new IllegalStateException(failure)))
          .as(wanted.toString())
          .contains("a file lies where a folder must be");
    }
  }

  @Test
  void isNotWhereAProgramFails() {
    assertThat(Obstacle.in(new IllegalStateException(new NullPointerException()))).isEmpty();
  }
}
