package klara.store;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.unsafe.types.UTF8String;

/**
 * An extract of another register, every cell as text.
 *
 * @param rows its columns by the names of {@link Headings}, and {@link #ROW}
 * @param headings what the columns are called
 * @param count rows with anything in them
 * @param blank rows without
 * @param kept what Spark keeps of it until it is closed
 */
record Extract(Dataset<Row> rows, Headings headings, long count, long blank, Dataset<Row> kept)
    implements AutoCloseable {
  /** The number of the row in its file, the first after the headings being 1. */
  static final String ROW = "_klara_row";

  static final String PART = "_klara_part";

  /** A heading may have a slip for so many letters and still be the closest. */
  private static final int LETTERS_PER_SLIP = 3;

  static String quoted(String name) {
    return "`" + name.replace("`", "``") + "`";
  }

  /** A name that no other column of the file can have, from which the heading can be read again. */
  static String positional(int index, String heading) {
    return index + ":" + heading;
  }

  @Override
  public void close() {
    kept.unpersist();
  }

  /**
   * The names of columns: headings without what cannot be seen in them. Two headings that are then
   * the same, in capitals or not, are told apart by their number, and asking for them is an error.
   */
  static final class Headings {
    private final List<String> names;
    private final Map<String, List<String>> byPlain;

    Headings(List<String> positional) {
      names = new ArrayList<>();
      byPlain = new LinkedHashMap<>();
      for (String heading : positional) {
        String shown = shown(heading.substring(heading.indexOf(':') + 1));
        String name = shown.isEmpty() ? "_" + (names.size() + 1) : shown;
        List<String> alike = byPlain.computeIfAbsent(plain(name), any -> new ArrayList<>());
        String unique = alike.isEmpty() ? name : name + " #" + (alike.size() + 1);
        alike.add(unique);
        names.add(unique);
      }
    }

    private Headings(Headings before, String derived) {
      names = new ArrayList<>(before.names);
      names.add(derived);
      byPlain = new LinkedHashMap<>(before.byPlain);
      byPlain.put(plain(derived), List.of(derived));
    }

    private static String shown(String heading) {
      return heading
          .replace("\ufeff", "")
          .replace("\u200b", "")
          .replaceAll("[\\s\u00a0\u2007\u202f]+", " ")
          .strip();
    }

    private static String plain(String name) {
      return shown(name).toLowerCase(Locale.ROOT).replace('\u2019', '\'');
    }

    List<String> names() {
      return List.copyOf(names);
    }

    boolean has(String name) {
      return byPlain.containsKey(plain(name));
    }

    /** With one column more. */
    Headings with(String derived) {
      return new Headings(this, derived);
    }

    /** All are never said: where a file has no headings, they are what it says of a person. */
    private Optional<String> closest(String wanted) {
      return names.stream()
          .filter(name -> distance(name, wanted) <= wanted.length() / LETTERS_PER_SLIP)
          .min(Comparator.comparingInt(name -> distance(name, wanted)));
    }

    private static int distance(String one, String other) {
      return UTF8String.fromString(plain(one))
          .levenshteinDistance(UTF8String.fromString(plain(other)));
    }

    /**
     * The column that somebody means.
     *
     * @throws IllegalArgumentException where there is none, or several
     */
    String meant(String wanted) {
      List<String> alike = byPlain.getOrDefault(plain(wanted), List.of());
      if (alike.size() > 1) {
        throw new IllegalArgumentException(
            "%d columns are called '%s'".formatted(alike.size(), wanted));
      }
      if (alike.isEmpty()) {
        throw new IllegalArgumentException(
            "there is no column '%s' (there are %d%s)"
                .formatted(
                    wanted,
                    names.size(),
                    closest(wanted).map("; closest is '%s'"::formatted).orElse("")));
      }
      return alike.get(0);
    }
  }
}
