package klara.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StorageTest {
  private final Storage storage = new Storage();

  @Test
  void replacesAText(@TempDir Path folder) throws IOException {
    Path text = folder.resolve("deeper").resolve("text");

    storage.replace(text.toString(), "old");
    storage.replace(text.toString(), "new");

    assertThat(Files.readString(text)).isEqualTo("new");
  }

  /** Linux has a device that is always full; what is written next lies there. */
  @Test
  void keepsTheOldTextWhereADiskIsFull(@TempDir Path folder) throws IOException {
    Path text = Files.writeString(folder.resolve("text"), "old");
    Files.createSymbolicLink(folder.resolve(".text.next"), Path.of("/dev/full"));

    assertThatThrownBy(() -> storage.replace(text.toString(), "new"))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("No space left on device");

    assertThat(Files.readString(text)).isEqualTo("old");
  }
}
