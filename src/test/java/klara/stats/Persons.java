package klara.stats;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import klara.stats.LifeTable.Row;

/** Persons followed until a time, aggregated into a life table. */
final class Persons {
  private Persons() {}

  /** All at risk from the beginning; cause 1 is the first, 0 is censored. */
  static LifeTable of(int causes, double[] exits, int[] outcomes) {
    double[] entries = new double[exits.length];
    Arrays.fill(entries, -1);
    return of(causes, entries, exits, outcomes);
  }

  /** At risk after their entry; from the beginning where it is below 0. */
  static LifeTable of(int causes, double[] entries, double[] exits, int[] outcomes) {
    TreeSet<Double> times = new TreeSet<>();
    Arrays.stream(entries).filter(entry -> entry >= 0).forEach(times::add);
    Arrays.stream(exits).forEach(times::add);
    List<Row> rows = new ArrayList<>();
    for (double time : times) {
      long[] leaving = new long[causes + 1];
      for (int i = 0; i < exits.length; i++) {
        leaving[outcomes[i]] += exits[i] == time ? 1 : 0;
      }
      long entering = Arrays.stream(entries).filter(entry -> entry == time).count();
      List<Long> events = Arrays.stream(leaving).skip(1).boxed().toList();
      rows.add(new Row(time, events, leaving[0], entering));
    }
    return LifeTable.of(Arrays.stream(entries).filter(entry -> entry < 0).count(), rows);
  }
}
