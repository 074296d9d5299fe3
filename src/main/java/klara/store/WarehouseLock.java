package klara.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.apache.hadoop.fs.FileAlreadyExistsException;
import org.apache.hadoop.fs.FileSystem;

/**
 * Held by the one run that may write a warehouse. On a local disk the operating system lets go of
 * it when the run ends in any way; elsewhere it is a file that a killed run leaves behind.
 */
public final class WarehouseLock implements AutoCloseable {
  private static final String NAME = "night.lock";

  private final AutoCloseable release;

  private WarehouseLock(AutoCloseable release) {
    this.release = release;
  }

  /** The lock, or empty where another run holds it. */
  public static Optional<WarehouseLock> take(Warehouse warehouse) {
    String path = warehouse.root() + "/" + NAME;
    try {
      FileSystem system = warehouse.storage().system(path);
      if (system.getUri().getScheme().equals("file")) {
        return local(Path.of(new org.apache.hadoop.fs.Path(path).toUri().getPath()));
      }
      org.apache.hadoop.fs.Path file = new org.apache.hadoop.fs.Path(path);
      system.create(file, false).close();
      return Optional.of(new WarehouseLock(() -> system.delete(file, false)));
    } catch (FileAlreadyExistsException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot lock the warehouse: " + e.getMessage(), e);
    }
  }

  private static Optional<WarehouseLock> local(Path path) throws IOException {
    Files.createDirectories(path.toAbsolutePath().getParent());
    FileChannel channel =
        FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      if (channel.tryLock() != null) {
        return Optional.of(new WarehouseLock(channel));
      }
    } catch (OverlappingFileLockException e) {
      // held by another run of this very process
    }
    channel.close();
    return Optional.empty();
  }

  @Override
  public void close() {
    try {
      release.close();
    } catch (Exception e) {
      throw new IllegalStateException("Cannot let go of the warehouse", e);
    }
  }
}
