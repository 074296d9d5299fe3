package klara.store;

import java.util.List;
import java.util.Optional;
import klara.delivery.Delivery;

/**
 * A delivery whose files have been held against its manifest, byte by byte.
 *
 * @param delivery which
 * @param isRead whether all of it could be read; where it could not, another night may
 * @param fault what is wrong, all of it; empty where everything is as the manifest says
 * @param files what the look at each file said, in the manifest's order; empty where there is a
 *     fault
 */
public record Examined(
    Delivery delivery, boolean isRead, Optional<String> fault, List<FileFacts> files) {

  /** Rows that the files have, counted by their line ends or their footers. */
  public long rows() {
    return files.stream().mapToLong(FileFacts::rows).sum();
  }
}
