package klara;

import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.hadoop.security.AccessControlException;

/** What stands in the way of a run that is no fault of ours: the machine, and who may do what. */
final class Obstacle {
  private static final String PERMISSION = "a file or folder may not be read or written";

  private static final String NO_FOLDER = "a file lies where a folder must be";

  /** What operating systems say, wherever a failure quotes them. */
  private static final Map<String, String> SAID =
      new TreeMap<>(
          Map.of(
              "permission denied", PERMISSION,
              "not a directory", NO_FOLDER,
              "read-only file system", "a file system is mounted read-only",
              "no space left on device", "a disk is full",
              "disk quota exceeded", "a disk quota is used up"));

  private Obstacle() {}

  /** The first obstacle that a failure or any of its causes tells of; never what they quote. */
  static Optional<String> in(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof AccessDeniedException || cause instanceof AccessControlException) {
        return Optional.of(PERMISSION);
      }
      if (cause instanceof FileAlreadyExistsException) {
        return Optional.of(NO_FOLDER);
      }
      String message = String.valueOf(cause.getMessage()).toLowerCase(Locale.ROOT);
      Optional<String> said =
          SAID.entrySet().stream()
              .filter(entry -> message.contains(entry.getKey()))
              .map(Map.Entry::getValue)
              .findFirst();
      if (said.isPresent()) {
        return said;
      }
    }
    return Optional.empty();
  }
}
