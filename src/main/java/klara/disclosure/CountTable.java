package klara.disclosure;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import klara.table.ContractException;
import klara.table.Field;
import klara.table.Table;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.jspecify.annotations.Nullable;

/**
 * How the rows of a table add up, so that its small cells can be found and protected.
 *
 * @param table whose rows these are
 * @param system the columns that tell one additive system from another
 * @param sums from a system's rows to what adds up to what, by index; a total may hold more than
 *     its parts
 * @param balances from a system's rows to what else binds them, by index
 * @param students the column with the number of students
 * @param events the column with the number of events; of means with the number of students that
 *     they are of
 * @param hasEvents whether a system's rows tell events; a system of means does not
 * @param numbers every column that is emptied where a row is withheld
 * @param status the column with the status; rows that are not {@code published} are left alone
 * @param isGiven whether a reader knows a row's students whatever is withheld here, such as a total
 *     that several systems share
 * @param isWanted whether a row answers what readers ask first: others of its size are withheld
 *     before it
 */
public record CountTable(
    Table table,
    List<Field> system,
    Function<List<Row>, List<Sum>> sums,
    Function<List<Row>, Balances> balances,
    Field students,
    Field events,
    Function<Row, Boolean> hasEvents,
    List<Field> numbers,
    Field status,
    Predicate<Row> isGiven,
    Predicate<Row> isWanted) {

  /** Rows of which a reader knows nothing beforehand and wants none before others. */
  public CountTable(
      Table table,
      List<Field> system,
      Function<List<Row>, List<Sum>> sums,
      Field students,
      Field events,
      Function<Row, Boolean> hasEvents,
      List<Field> numbers,
      Field status) {
    this(
        table,
        system,
        sums,
        rows -> Balances.NONE,
        students,
        events,
        hasEvents,
        numbers,
        status,
        row -> false,
        row -> false);
  }

  /**
   * The rows, those withheld without numbers; the events of means are not told. Each system is
   * attacked once more when it is done.
   *
   * @throws ContractException where the attack still finds something
   */
  List<Row> withoutSmallCells(List<Row> rows) {
    return withoutSmallCells(rows, new Shared());
  }

  /**
   * The same.
   *
   * @param shared what was worked out of other rows of the same students
   */
  List<Row> withoutSmallCells(List<Row> rows, Shared shared) {
    Map<String, List<Row>> systems = new TreeMap<>();
    List<Row> safe = new ArrayList<>();
    for (Row row : rows) {
      if (isTold(row)) {
        systems.computeIfAbsent(name(row), any -> new ArrayList<>()).add(row);
      } else {
        safe.add(row);
      }
    }
    Audit audit = audit();
    systems.values().parallelStream()
        .map(one -> protectedRows(one, shared, audit))
        .toList()
        .forEach(safe::addAll);
    return safe;
  }

  /** The cells of one system: its rows in order, then what sums leave over. */
  public CellSystem cells(List<Row> rows) {
    int counts = index(students);
    int events = index(this.events);
    long[] counted = rows.stream().mapToLong(row -> row.getLong(counts)).toArray();
    // none where a system of students alone counts no events
    long[] had =
        rows.stream()
            .mapToLong(row -> row.get(events) instanceof Long number ? number : 0)
            .toArray();
    boolean[] given = new boolean[rows.size()];
    BitSet wanted = new BitSet();
    for (int i = 0; i < given.length; i++) {
      given[i] = isGiven.test(rows.get(i));
      wanted.set(i, isWanted.test(rows.get(i)));
    }
    return CellSystem.withRemainders(counted, had, given, sums.apply(rows))
        .wanting(wanted)
        .balancing(balances.apply(rows));
  }

  /** An attack on what is told of the systems. */
  public Audit audit() {
    return new Audit(this);
  }

  private List<Row> protectedRows(List<Row> rows, Shared shared, Audit audit) {
    CellSystem cells = cells(rows);
    boolean isOfEvents = hasEvents.apply(rows.get(0));
    SmallCells.Protection protection = isOfEvents ? shared.ofEvents(cells) : shared.ofMeans(cells);
    requireNothing(audit.recovered(cells, isOfEvents, protection));
    List<Row> safe = new ArrayList<>();
    for (int i = 0; i < rows.size(); i++) {
      safe.add(told(rows.get(i), protection.verdicts().get(i), isOfEvents));
    }
    return safe;
  }

  /**
   * The rows whose events are few, and those that would tell of them; nobody or everybody among a
   * handful is no secret here.
   *
   * @throws ContractException where an attack on the others still finds something
   */
  List<Row> withFewEvents(List<Row> rows) {
    return rows.stream().collect(Collectors.groupingBy(this::name)).values().parallelStream()
        .map(this::withFewEventsOfOne)
        .flatMap(List::stream)
        .toList();
  }

  private List<Row> withFewEventsOfOne(List<Row> rows) {
    CellSystem cells = cells(rows).ofFewEvents();
    BitSet withoutStudents = SmallCells.hiddenStudents(cells);
    SmallCells.Protection protection = SmallCells.protection(cells, withoutStudents);
    requireNothing(
        Intruder.recovered(cells, protection.verdicts(), withoutStudents, protection.witnesses()));
    return IntStream.range(0, rows.size())
        .filter(row -> protection.verdicts().get(row).hidden())
        .mapToObj(rows::get)
        .toList();
  }

  private void requireNothing(long recovered) {
    if (recovered > 0) {
      throw new ContractException(
          "Table '%s' fails its disclosure audit: %d withheld cells can be worked out"
              .formatted(table.name(), recovered));
    }
  }

  /** What follows from counts that several outcomes share. */
  record Shared(
      Map<List<Long>, BitSet> hiddenStudents, Map<List<List<Long>>, SmallCells.Protection> means) {
    Shared() {
      this(new ConcurrentHashMap<>(), new ConcurrentHashMap<>());
    }

    private SmallCells.Protection ofEvents(CellSystem cells) {
      return SmallCells.protection(
          cells,
          hiddenStudents.computeIfAbsent(
              cells.students(), any -> SmallCells.hiddenStudents(cells)));
    }

    private SmallCells.Protection ofMeans(CellSystem cells) {
      List<Long> withPoints = IntStream.range(0, cells.size()).mapToObj(cells::events).toList();
      return means.computeIfAbsent(
          List.of(cells.students(), withPoints), any -> SmallCells.protectionOfMeans(cells));
    }
  }

  /** Whether a row has numbers, or would have them if they told too little of anyone. */
  boolean isTold(Row row) {
    return row.getString(index(status)).equals(Status.PUBLISHED);
  }

  /** A row without its numbers. */
  Row withheld(Row row) {
    return told(row, Verdict.COMPLEMENTARY, true);
  }

  /**
   * A row of the whole's students, whose events are those that the whole has more.
   *
   * @param counted of what it has more: {@link #events}, of the same students, or {@link #students}
   */
  Row difference(Row whole, Row part, Field counted) {
    long more = whole.getLong(index(counted)) - part.getLong(index(counted));
    boolean isOfOthers = whole.getLong(index(students)) != part.getLong(index(students));
    if (more < 0 || (isOfOthers && counted.equals(events))) {
      throw new IllegalStateException(
          "Cannot protect '%s': a part's students are not those of its whole"
              .formatted(table.name()));
    }
    @Nullable Object[] values = new Object[table.columns().size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = whole.get(i);
    }
    values[index(events)] = more;
    return RowFactory.create(values);
  }

  private Row told(Row row, Verdict verdict, boolean isOfEvents) {
    @Nullable Object[] values = new Object[table.columns().size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = row.get(i);
    }
    if (!isOfEvents) {
      values[index(events)] = null;
    }
    if (verdict.hidden()) {
      for (Field number : numbers) {
        values[index(number)] = null;
      }
      values[index(status)] = Status.SUPPRESSED;
    }
    return RowFactory.create(values);
  }

  /** Names the system that a row belongs to. */
  public String name(Row row) {
    List<String> parts = new ArrayList<>();
    for (Field field : system) {
      parts.add(String.valueOf(row.get(index(field))));
    }
    return String.join("|", parts);
  }

  int index(Field field) {
    for (int i = 0; i < table.columns().size(); i++) {
      if (table.columns().get(i).name().equals(field.name())) {
        return i;
      }
    }
    throw new IllegalStateException(table.name() + " has no column " + field.name());
  }
}
