package klara.twin;

import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;

/**
 * Files of one register, each opened when its first row comes; for one thread.
 *
 * @param <R> the rows of a file
 */
final class ByPeriod<R> {
  private final Map<String, R> opened = new TreeMap<>();

  /** Opens a file. */
  @FunctionalInterface
  interface Opening<R> {
    R open() throws IOException;
  }

  R of(Object period, Opening<R> opening) throws IOException {
    String key = period.toString();
    R rows = opened.get(key);
    if (rows == null) {
      rows = opening.open();
      opened.put(key, rows);
    }
    return rows;
  }
}
