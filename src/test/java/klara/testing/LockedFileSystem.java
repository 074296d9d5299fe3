package klara.testing;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermission;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.hadoop.security.AccessControlException;

/**
 * The local disk under a scheme of its own, {@code locked:///}, where permissions bind everyone, as
 * on HDFS: on the disk itself they do not bind root, and tests may run as root.
 */
public final class LockedFileSystem extends RawLocalFileSystem {
  @Override
  public String getScheme() {
    return "locked";
  }

  @Override
  public URI getUri() {
    return URI.create("locked:///");
  }

  @Override
  public FileStatus[] listStatus(Path path) throws IOException {
    requireReadable(path);
    return super.listStatus(path);
  }

  @Override
  public FSDataInputStream open(Path path, int bufferSize) throws IOException {
    requireReadable(path);
    return super.open(path, bufferSize);
  }

  private static void requireReadable(Path path) throws IOException {
    java.nio.file.Path local = java.nio.file.Path.of(path.toUri().getPath());
    if (Files.exists(local)
        && !Files.getPosixFilePermissions(local).contains(PosixFilePermission.OWNER_READ)) {
      throw new AccessControlException("Permission denied");
    }
  }
}
