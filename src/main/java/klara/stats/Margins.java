package klara.stats;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Every pattern of some cells and every margin of those, numbered: a margin is what is left of a
 * pattern without its last values; everybody is the margin without any.
 */
final class Margins {
  /** The margin without any value. */
  static final int EVERYBODY = 0;

  /** Between values of a pattern; a character that no register holds. */
  private static final char SEPARATOR = '\u001f';

  private final Map<String, Integer> numbers = new TreeMap<>();
  private final List<Integer> coarser = new ArrayList<>();
  private final List<Integer> patterns = new ArrayList<>();

  /**
   * Numbers them in an order that does not depend on that of the patterns.
   *
   * @param patterns each of as many values
   */
  Margins(Iterable<List<String>> patterns) {
    TreeSet<String> keys = new TreeSet<>(List.of(""));
    TreeSet<String> whole = new TreeSet<>();
    for (List<String> pattern : patterns) {
      whole.add(key(pattern));
    }
    for (String pattern : whole) {
      for (String key = pattern; !key.isEmpty(); key = shortened(key)) {
        keys.add(key);
      }
    }
    for (String key : keys) {
      numbers.put(key, numbers.size());
      coarser.add(key.isEmpty() ? EVERYBODY : number(shortened(key)));
    }
    whole.forEach(key -> this.patterns.add(number(key)));
  }

  private static String key(List<String> pattern) {
    return String.join(String.valueOf(SEPARATOR), pattern) + SEPARATOR;
  }

  private static String shortened(String key) {
    return key.substring(0, key.lastIndexOf(SEPARATOR, key.length() - 2) + 1);
  }

  private int number(String key) {
    return numbers.getOrDefault(key, EVERYBODY);
  }

  /** How many there are; a margin's number is higher than that of each coarser one. */
  int count() {
    return coarser.size();
  }

  /** The number of a pattern. */
  int of(List<String> pattern) {
    return number(key(pattern));
  }

  /** A margin with its last value left out; everybody's is everybody. */
  int coarser(int margin) {
    return coarser.get(margin);
  }

  /** The numbers of whole patterns, in order. */
  List<Integer> patterns() {
    return patterns;
  }
}
