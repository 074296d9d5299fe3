package klara.stats;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * How many were at risk, and what became of them, at each distinct time: all that estimators of
 * survival need to know of the persons behind it.
 *
 * <p>At risk at a time is who entered before it and had neither an event nor was censored before
 * it:
 *
 * <pre>n(t) = starting + Σ over s &lt; t of (entered(s) − censored(s) − Σ events(s))</pre>
 *
 * So a person censored at a time is still at risk of the events of that time, and a person entering
 * at it is not yet; both as in {@code (entry, exit]} of counting processes. Times are in any one
 * unit, from 0; counts are of persons, unweighted.
 *
 * @see <a href="https://doi.org/10.1007/978-1-4612-4348-9">Andersen, Borgan, Gill and Keiding
 *     (1993), Statistical Models Based on Counting Processes, chapter III</a>
 */
public final class LifeTable {

  /**
   * What happened at one time; rows of the same time add up.
   *
   * @param time when, finite and not below 0
   * @param events how many had the event, of each cause; all rows have the same causes in the same
   *     order
   * @param censored how many were last seen, without an event
   * @param entered how many came under observation, to be at risk after this time
   */
  public record Row(double time, List<Long> events, long censored, long entered) {
    public Row {
      time += 0.0; // −0 is 0
      events = List.copyOf(events);
    }

    /** A row of one cause where nobody entered. */
    public static Row of(double time, long events, long censored) {
      return new Row(time, List.of(events), censored, 0);
    }
  }

  /**
   * One distinct time.
   *
   * @param time when
   * @param atRisk how many were at risk just before it
   * @param events how many had the event, of each cause
   * @param censored how many were last seen, without an event
   * @param entered how many came to be at risk after it
   */
  public record Step(double time, long atRisk, List<Long> events, long censored, long entered) {
    public Step {
      events = List.copyOf(events);
    }

    /** How many had an event of whatever cause. */
    public long allEvents() {
      return events.stream().mapToLong(Long::longValue).sum();
    }

    /** How many are at risk after it. */
    long atRiskAfter() {
      return atRisk - allEvents() - censored + entered;
    }
  }

  /** More causes than anybody tells apart. */
  private static final int MOST_CAUSES = 1000;

  /** More persons than there are, so that no sum of rows overflows. */
  static final long MOST = 1_000_000_000_000L;

  private final long starting;
  private final List<Step> steps;

  private LifeTable(long starting, List<Step> steps) {
    this.starting = starting;
    this.steps = List.copyOf(steps);
  }

  /**
   * The table of some rows.
   *
   * @param starting how many are at risk before the first row
   * @param rows in order of time; the order of rows of the same time does not matter
   * @throws IllegalArgumentException where a time goes back, is below 0 or not finite, a count is
   *     below 0, rows differ in their number of causes or have none, or more leave than are at
   *     risk; the message lists all such rows
   */
  public static LifeTable of(long starting, List<Row> rows) {
    List<String> faults = countFaults(starting, rows);
    List<Step> steps = faults.isEmpty() ? steps(starting, rows) : List.of();
    faults.addAll(timeFaults(rows));
    for (Step step : steps) {
      long leaving = step.allEvents() + step.censored();
      if (leaving > step.atRisk()) {
        faults.add(
            "time %s: expected no more to leave than are at risk, found %d of %d"
                .formatted(step.time(), leaving, step.atRisk()));
      }
    }
    if (!faults.isEmpty()) {
      throw new IllegalArgumentException("Invalid life table: " + String.join("; ", faults));
    }
    return new LifeTable(starting, steps);
  }

  /**
   * The table of persons who are all at risk from the beginning.
   *
   * @param times when each was last seen, or had the event
   * @param causes of each the cause of the event, from 1; 0 where there was none, who is censored
   * @throws IllegalArgumentException where there are not as many causes as times, a cause is below
   *     0 or above 1000, or a time is below 0 or not finite
   */
  public static LifeTable ofPersons(double[] times, int[] causes) {
    return ofPersons(new double[times.length], times, causes);
  }

  /**
   * The table of persons who come to be at risk one after the other.
   *
   * @param entries after when each is at risk, from 0, which is the beginning
   * @param times when each was last seen, or had the event; later than the entry, unless both are 0
   * @param causes of each the cause of the event, from 1; 0 where there was none, who is censored.
   *     The table has as many causes as the highest, and one at least
   * @throws IllegalArgumentException where there are not as many of each, a cause is below 0 or
   *     above 1000, a time is not later than the entry, or one of the two is below 0 or not finite
   */
  public static LifeTable ofPersons(double[] entries, double[] times, int[] causes) {
    Faults faults =
        Faults.of("Cannot make 'life table'")
            .notNegative("entries", entries)
            .notNegative("times", times)
            .each(
                "causes",
                Arrays.stream(causes).asDoubleStream().toArray(),
                cause -> cause >= 0 && cause <= MOST_CAUSES,
                "from 0 to " + MOST_CAUSES)
            .sameNumber("entries", entries.length, "times", times.length)
            .sameNumber("causes", causes.length, "times", times.length);
    int persons = Math.min(entries.length, times.length);
    long wrong =
        IntStream.range(0, persons).filter(i -> entries[i] > 0 && times[i] <= entries[i]).count();
    faults.unless(
        wrong == 0, "times must be later than entries (%d of %d are not)", wrong, persons);
    faults.refuse();
    int highest = Math.max(1, Arrays.stream(causes).max().orElse(0));
    // of each time those who entered, those who were censored, those who had an event of each cause
    TreeMap<Double, long[]> counts = new TreeMap<>();
    for (int i = 0; i < persons; i++) {
      counts.computeIfAbsent(times[i] + 0.0, any -> new long[highest + 2])[causes[i] + 1]++;
      if (entries[i] > 0) {
        counts.computeIfAbsent(entries[i], any -> new long[highest + 2])[0]++;
      }
    }
    List<Row> rows = new ArrayList<>();
    counts.forEach(
        (time, count) ->
            rows.add(
                new Row(time, Arrays.stream(count).skip(2).boxed().toList(), count[1], count[0])));
    return of(Arrays.stream(entries).filter(entry -> entry == 0).count(), rows);
  }

  private static List<String> countFaults(long starting, List<Row> rows) {
    List<String> faults = new ArrayList<>();
    if (!isCount(starting)) {
      faults.add("starting: expected a count from 0, found " + starting);
    }
    int causes = rows.isEmpty() ? 0 : rows.get(0).events().size();
    for (int i = 0; i < rows.size(); i++) {
      Row row = rows.get(i);
      if (row.events().isEmpty() || row.events().size() != causes) {
        faults.add(
            "row %d: expected the causes of the first row, at least one, found %d of %d"
                .formatted(i + 1, row.events().size(), causes));
      }
      boolean areCounts = row.events().stream().allMatch(LifeTable::isCount);
      if (!areCounts || !isCount(row.censored()) || !isCount(row.entered())) {
        faults.add(
            "row %d: expected counts from 0, found events %s, censored %d, entered %d"
                .formatted(i + 1, row.events(), row.censored(), row.entered()));
      }
    }
    return faults;
  }

  private static boolean isCount(long number) {
    return number >= 0 && number <= MOST;
  }

  private static List<String> timeFaults(List<Row> rows) {
    List<String> faults = new ArrayList<>();
    double before = 0;
    for (int i = 0; i < rows.size(); i++) {
      double time = rows.get(i).time();
      if (time >= before && time < Double.POSITIVE_INFINITY) {
        before = time;
      } else {
        faults.add("row %d: expected a time from %s, found %s".formatted(i + 1, before, time));
      }
    }
    return faults;
  }

  private static List<Step> steps(long starting, List<Row> rows) {
    List<Step> steps = new ArrayList<>();
    long atRisk = starting;
    for (Row row : rows) {
      int last = steps.size() - 1;
      if (last >= 0 && steps.get(last).time() == row.time()) {
        steps.set(last, sum(steps.get(last), row));
      } else {
        atRisk = last >= 0 ? steps.get(last).atRiskAfter() : atRisk;
        steps.add(new Step(row.time(), atRisk, row.events(), row.censored(), row.entered()));
      }
    }
    return steps;
  }

  private static Step sum(Step step, Row row) {
    List<Long> events =
        IntStream.range(0, step.events().size())
            .mapToObj(cause -> step.events().get(cause) + row.events().get(cause))
            .toList();
    return new Step(
        step.time(),
        step.atRisk(),
        events,
        step.censored() + row.censored(),
        step.entered() + row.entered());
  }

  /** The distinct times, in order; those without an event too. */
  public List<Step> steps() {
    return steps;
  }

  /** How many causes of event there are; 0 where the table has no rows. */
  public int causes() {
    return steps.isEmpty() ? 0 : steps.get(0).events().size();
  }

  /** How many are at risk just before a time, whether or not the table has a row for it. */
  public long atRisk(double time) {
    long atRisk = starting;
    for (Step step : steps) {
      if (step.time() >= time) {
        break;
      }
      atRisk = step.atRiskAfter();
    }
    return atRisk;
  }

  /**
   * The same persons with events of one cause only, the others counted as censored: the table of
   * that cause's hazard. Not for its probability, which {@link AalenJohansen} gives: one minus
   * {@link KaplanMeier} of this table overstates it.
   *
   * @param cause its place in the rows, from 0
   * @throws IndexOutOfBoundsException where there is no such cause
   */
  public LifeTable ofCause(int cause) {
    return new LifeTable(
        starting,
        steps.stream()
            .map(
                step -> {
                  long events = step.events().get(cause);
                  long censored = step.censored() + step.allEvents() - events;
                  return new Step(
                      step.time(), step.atRisk(), List.of(events), censored, step.entered());
                })
            .toList());
  }
}
