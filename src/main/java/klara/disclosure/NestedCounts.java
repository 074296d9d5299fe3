package klara.disclosure;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import klara.table.Field;
import org.apache.spark.sql.Row;

/**
 * Counts of which some are within others: everyone with a diploma after three years has one after
 * four, and those who left year 9 are among those who left compulsory school. Who reads both can
 * subtract, so what the whole has more than the part is protected as a count of its own, and where
 * that may not be told, one of the two is withheld. Let part a, whole b and d = b − a: a table of d
 * that agrees with what is told of d makes with b one of a, and with a one of b, so withholding one
 * of them in the cells of d leaves open what withholding d would.
 *
 * <p>Parts of the same students that have no event in common may add up to the whole. Where they
 * come to no more than it, all are withheld with any of them, and with the whole; and where they
 * never come to more, what they leave over is a count of its own too.
 *
 * @param counts how rows add up; its systems tell outcomes apart
 * @param outcome the column that names what is counted
 * @param nestings which outcomes of the same students are within which
 * @param populations whose students are within whose
 */
public record NestedCounts(
    CountTable counts, Field outcome, List<Nesting> nestings, List<Nesting> populations) {
  /**
   * One outcome within another.
   *
   * @param part its name
   * @param whole the name of the other
   * @param yielding which of the two is withheld
   */
  public record Nesting(String part, String whole, String yielding) {}

  /** Copies what it is given. */
  public NestedCounts {
    nestings = List.copyOf(nestings);
    populations = List.copyOf(populations);
  }

  /** As {@link CountTable#withoutSmallCells}, and without what two counts would tell together. */
  List<Row> withoutSmallCells(List<Row> rows) {
    CountTable.Shared shared = new CountTable.Shared();
    List<Row> safe = counts.withoutSmallCells(rows, shared);
    Named truth = new Named(rows);
    Named told = new Named(safe);
    Set<List<Object>> hidden =
        Stream.concat(
                nestings.stream().flatMap(nesting -> moreEvents(nesting, truth, shared)),
                populations.stream().flatMap(nesting -> moreStudents(nesting, truth)))
            .collect(Collectors.toCollection(HashSet::new));
    told.all().filter(row -> !counts.isTold(row)).forEach(row -> hidden.add(key(row, name(row))));
    hidden.addAll(wholes().flatMap(whole -> addingUp(whole, truth, hidden)).toList());
    hidden.addAll(wholes().flatMap(whole -> leftOver(whole, truth)).toList());
    return safe.stream()
        .map(
            row ->
                counts.isTold(row) && hidden.contains(key(row, name(row)))
                    ? counts.withheld(row)
                    : row)
        .toList();
  }

  /**
   * How many times what is told of a part and its whole, or of all parts, differs by one to four.
   *
   * @param rows as published, with the columns of the table that {@link #counts} is of
   */
  public long recovered(List<Row> rows) {
    Named told = new Named(rows);
    return nestings.stream()
            .flatMap(nesting -> told.both(nesting))
            .filter(both -> SmallCells.isFew(events(both.whole()) - events(both.part())))
            .count()
        + populations.stream()
            .flatMap(nesting -> told.both(nesting))
            .filter(both -> SmallCells.isFew(students(both.whole()) - students(both.part())))
            .count()
        + wholes()
            .flatMap(whole -> left(whole, told).stream())
            .filter(row -> SmallCells.isFew(events(row)))
            .count();
  }

  private long events(Row row) {
    return row.getLong(counts.index(counts.events()));
  }

  private long students(Row row) {
    return row.getLong(counts.index(counts.students()));
  }

  /** The yielding outcome's keys where it may not be told what events the whole has more. */
  private Stream<List<Object>> moreEvents(Nesting nesting, Named truth, CountTable.Shared shared) {
    List<Row> more =
        truth
            .both(nesting)
            .map(both -> counts.difference(both.whole(), both.part(), counts.events()))
            .toList();
    return counts.withoutSmallCells(more, shared).stream()
        .filter(row -> !counts.isTold(row))
        .map(row -> key(row, nesting.yielding()));
  }

  /** Likewise what students it has more. */
  private Stream<List<Object>> moreStudents(Nesting nesting, Named truth) {
    List<Row> more =
        truth
            .both(nesting)
            .map(both -> counts.difference(both.whole(), both.part(), counts.students()))
            .toList();
    return counts.withFewEvents(more).stream().map(row -> key(row, nesting.yielding()));
  }

  /** The keys of a whole's parts where one is hidden, and they come to no more than it. */
  private Stream<List<Object>> addingUp(String whole, Named truth, Set<List<Object>> hidden) {
    List<String> parts = parts(whole);
    if (parts.size() < 2) {
      return Stream.of();
    }
    return truth.of(whole).values().stream()
        .filter(counts::isTold)
        .filter(
            row ->
                Stream.concat(Stream.of(whole), parts.stream())
                    .anyMatch(name -> hidden.contains(key(row, name))))
        .filter(row -> comesToNoMore(row, parts, truth))
        .flatMap(row -> parts.stream().map(part -> key(row, part)));
  }

  private boolean comesToNoMore(Row whole, List<String> parts, Named truth) {
    return parts.stream().mapToLong(part -> truth.events(key(whole, part), part)).sum()
        <= events(whole);
  }

  /** The last part's keys where few events are in the whole and in no part. */
  private Stream<List<Object>> leftOver(String whole, Named truth) {
    List<String> parts = parts(whole);
    return counts.withFewEvents(left(whole, truth)).stream()
        .map(row -> key(row, parts.get(parts.size() - 1)));
  }

  /** What parts leave of a whole, where all are told; nothing where they may share an event. */
  private List<Row> left(String whole, Named rows) {
    List<String> parts = parts(whole);
    List<Row> wholes =
        rows.of(whole).values().stream()
            .filter(counts::isTold)
            .filter(row -> parts.stream().allMatch(part -> rows.isTold(key(row, part), part)))
            .toList();
    boolean isApart = wholes.stream().allMatch(row -> comesToNoMore(row, parts, rows));
    if (parts.size() < 2 || !isApart) {
      return List.of();
    }
    List<Row> left = new ArrayList<>();
    for (Row row : wholes) {
      Row rest = row;
      for (String part : parts) {
        rest = counts.difference(rest, rows.row(key(row, part), part), counts.events());
      }
      left.add(rest);
    }
    return left;
  }

  private Stream<String> wholes() {
    return nestings.stream().map(Nesting::whole).distinct();
  }

  private List<String> parts(String whole) {
    return nestings.stream()
        .filter(nesting -> nesting.whole().equals(whole))
        .map(Nesting::part)
        .toList();
  }

  private String name(Row row) {
    return row.getString(counts.index(outcome));
  }

  /** A row's key, were it of another outcome. */
  private List<Object> key(Row row, String name) {
    List<Object> key = new ArrayList<>();
    for (Field field : counts.table().key()) {
      key.add(field.equals(outcome) ? name : row.get(counts.index(field)));
    }
    return key;
  }

  private record Both(Row part, Row whole) {}

  /** The rows of outcomes that are within others, or have others within them, by name and key. */
  private final class Named {
    private final Map<String, Map<List<Object>, Row>> byName = new HashMap<>();

    Named(List<Row> rows) {
      Set<String> names = new HashSet<>();
      Stream.concat(nestings.stream(), populations.stream())
          .forEach(nesting -> names.addAll(List.of(nesting.part(), nesting.whole())));
      for (Row row : rows) {
        if (names.contains(name(row))) {
          byName
              .computeIfAbsent(name(row), any -> new LinkedHashMap<>())
              .put(key(row, name(row)), row);
        }
      }
    }

    Stream<Row> all() {
      return byName.values().stream().flatMap(rows -> rows.values().stream());
    }

    /** Each part with its whole, where both are told. */
    Stream<Both> both(Nesting nesting) {
      Map<List<Object>, Row> wholes = of(nesting.whole());
      return of(nesting.part()).values().stream()
          .filter(counts::isTold)
          .flatMap(
              part ->
                  Optional.ofNullable(wholes.get(key(part, nesting.whole())))
                      .filter(counts::isTold)
                      .map(whole -> new Both(part, whole))
                      .stream());
    }

    Map<List<Object>, Row> of(String name) {
      return byName.getOrDefault(name, Map.of());
    }

    boolean isTold(List<Object> key, String name) {
      Row row = of(name).get(key);
      return row != null && counts.isTold(row);
    }

    Row row(List<Object> key, String name) {
      return Objects.requireNonNull(of(name).get(key));
    }

    long events(List<Object> key, String name) {
      return isTold(key, name) ? NestedCounts.this.events(row(key, name)) : 0;
    }
  }
}
