package klara.stats;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** People and events of every pattern and of each of its margins, by the values it begins with. */
final class PatternSums {
  /** Between values of a pattern; a character that no register holds. */
  private static final char SEPARATOR = '\u001f';

  private static final double[] NOBODY = new double[2];

  private final Map<String, double[]> margins = new TreeMap<>();
  private final Map<String, double[]> patterns = new TreeMap<>();

  void add(ExpectedRates.Cell cell) {
    String pattern = String.join(String.valueOf(SEPARATOR), cell.pattern()) + SEPARATOR;
    add(patterns, pattern, cell);
    for (String margin = pattern; !margin.isEmpty(); margin = coarser(margin)) {
      add(margins, margin, cell);
    }
    add(margins, "", cell);
  }

  private static void add(Map<String, double[]> sums, String key, ExpectedRates.Cell cell) {
    double[] sum = sums.computeIfAbsent(key, any -> new double[2]);
    sum[0] += cell.people();
    sum[1] += cell.events();
  }

  /** How many people each pattern has. */
  Map<String, Double> patterns() {
    Map<String, Double> people = new TreeMap<>();
    patterns.forEach((pattern, sum) -> people.put(pattern, sum[0]));
    return people;
  }

  double people(String margin) {
    return margins.getOrDefault(margin, NOBODY)[0];
  }

  double events(String margin) {
    return margins.getOrDefault(margin, NOBODY)[1];
  }

  /** A margin with its last value left out. */
  static String coarser(String margin) {
    return margin.substring(0, margin.lastIndexOf(SEPARATOR, margin.length() - 2) + 1);
  }

  /** These less those of one area. */
  Others without(PatternSums area) {
    return new Others(this, area);
  }

  /** All people but those of one area. */
  static final class Others {
    private final PatternSums all;
    private final PatternSums own;

    private Others(PatternSums all, PatternSums own) {
      this.all = all;
      this.own = own;
    }

    /** Every pattern that anybody has. */
    Set<String> patterns() {
      return all.patterns.keySet();
    }

    double people(String margin) {
      return all.people(margin) - own.people(margin);
    }

    double events(String margin) {
      return all.events(margin) - own.events(margin);
    }

    /** The finest margin of a pattern that enough of the others have; that of all, if none. */
    String margin(String pattern) {
      String margin = pattern;
      while (!margin.isEmpty() && people(margin) < ExpectedRates.FEWEST) {
        margin = coarser(margin);
      }
      return margin;
    }

    /** r(1 − r). */
    double variance(String margin) {
      double rate = events(margin) / people(margin);
      return rate * (1 - rate);
    }
  }
}
