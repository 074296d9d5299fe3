package klara.store;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * An extract of another register, every cell as text.
 *
 * @param rows its columns by the names of {@link Headings}, and {@link #ROW}
 * @param headings what the columns are called
 * @param count rows with anything in them
 * @param blank rows without
 */
record Extract(Dataset<Row> rows, Headings headings, long count, long blank) {
  /** The number of the row in its file, the first after the headings being 1. */
  static final String ROW = "_klara_row";

  static final String PART = "_klara_part";

  static String quoted(String name) {
    return "`" + name.replace("`", "``") + "`";
  }

  /** A name that no other column of the file can have, from which the heading can be read again. */
  static String positional(int index, String heading) {
    return index + ":" + heading;
  }

  /**
   * The names of columns: headings without what cannot be seen in them. Two headings that are then
   * the same, in capitals or not, are told apart by their number, and asking for them is an error.
   */
  static final class Headings {
    private final List<String> names = new ArrayList<>();
    private final Map<String, List<String>> byPlain = new LinkedHashMap<>();

    Headings(List<String> positional) {
      for (String heading : positional) {
        String shown = shown(heading.substring(heading.indexOf(':') + 1));
        String name = shown.isEmpty() ? "_" + (names.size() + 1) : shown;
        List<String> alike = byPlain.computeIfAbsent(plain(name), any -> new ArrayList<>());
        String unique = alike.isEmpty() ? name : name + " #" + (alike.size() + 1);
        alike.add(unique);
        names.add(unique);
      }
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

    /**
     * With one column more.
     *
     * @throws IllegalArgumentException where there is one of that name
     */
    Headings with(String derived) {
      if (byPlain.containsKey(plain(derived))) {
        throw new IllegalArgumentException("there is a column of that name already");
      }
      List<String> positional = new ArrayList<>();
      for (String name : names) {
        positional.add(positional(positional.size(), name));
      }
      positional.add(positional(positional.size(), derived));
      return new Headings(positional);
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
            "there is no column '%s' (there are: %s)".formatted(wanted, String.join(", ", names)));
      }
      return alike.get(0);
    }
  }
}
