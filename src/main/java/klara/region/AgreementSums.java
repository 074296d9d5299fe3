package klara.region;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import klara.disclosure.Balance;
import klara.disclosure.Balances;
import klara.disclosure.CountTable;
import klara.disclosure.Status;
import klara.disclosure.Sum;
import klara.outcome.Outcome;
import klara.outcome.Outcome.Lack;
import klara.outcome.Outcomes;
import klara.table.Field;
import org.apache.spark.sql.Row;

/**
 * What hangs together in {@link DefinitionAgreement}: areas add up to larger areas, and pairs of
 * definitions close triangles. Of the same students as many more dropped out by A and not by B than
 * by B and not by A as A has more than B; round a triangle of definitions these come to nothing, so
 * five of its six counts tell the sixth.
 */
public final class AgreementSums {
  /** How the counts hang together. */
  public static final CountTable COUNTS =
      new CountTable(
          DefinitionAgreement.TABLE,
          List.of(DefinitionAgreement.FIRST_COHORT, DefinitionAgreement.LAST_COHORT),
          AgreementSums::sums,
          AgreementSums::triangles,
          DefinitionAgreement.STUDENTS,
          DefinitionAgreement.EVENTS,
          row -> true,
          List.of(
              DefinitionAgreement.STUDENTS,
              DefinitionAgreement.EVENTS,
              DefinitionAgreement.RATE,
              DefinitionAgreement.RATE_LOWER,
              DefinitionAgreement.RATE_UPPER),
          Status.STATUS,
          AgreementSums::isOfNobody,
          row -> false);

  private static final int AREA = position(Areas.AREA_CODE);
  private static final int DEFINITION = position(DefinitionAgreement.DEFINITION);
  private static final int OTHER = position(DefinitionAgreement.OTHER_DEFINITION);
  private static final int STUDENTS = position(DefinitionAgreement.STUDENTS);
  private static final int EVENTS = position(DefinitionAgreement.EVENTS);
  private static final AreaTree TREE = new AreaTree(DefinitionAgreement.TABLE);

  private record Pair(String definition, String other) {
    static Pair of(Row row) {
      return new Pair(row.getString(DEFINITION), row.getString(OTHER));
    }
  }

  /** Pairs of which nobody dropped out by the one and not by the other, as anybody knows. */
  private static final Set<Pair> OF_NOBODY = ofNobody();

  private AgreementSums() {}

  private static Set<Pair> ofNobody() {
    Set<Pair> pairs = new HashSet<>();
    for (Outcome one : Outcomes.ALL) {
      one.within().forEach(whole -> pairs.add(lacking(one, Outcomes.named(whole))));
      one.holds().forEach(part -> pairs.add(lacking(Outcomes.named(part), one)));
    }
    return pairs;
  }

  /** Who lacks the whole lacks the part; who has the part as a failing has the whole. */
  private static Pair lacking(Outcome part, Outcome whole) {
    return whole.lack() == Lack.NO_EVENT
        ? new Pair(whole.code(), part.code())
        : new Pair(part.code(), whole.code());
  }

  private static boolean isOfNobody(Row row) {
    return OF_NOBODY.contains(Pair.of(row));
  }

  private static List<Sum> sums(List<Row> rows) {
    Map<Pair, List<Integer>> byPair =
        IntStream.range(0, rows.size())
            .boxed()
            .collect(
                Collectors.groupingBy(
                    row -> Pair.of(rows.get(row)), LinkedHashMap::new, Collectors.toList()));
    return byPair.values().stream().flatMap(pair -> TREE.sums(pair, rows).stream()).toList();
  }

  /** In each area, among pairs of definitions that count as many students. */
  private static Balances triangles(List<Row> rows) {
    Map<String, Map<Pair, Integer>> bySame = new TreeMap<>();
    for (int i = 0; i < rows.size(); i++) {
      Row row = rows.get(i);
      bySame
          .computeIfAbsent(
              row.getString(AREA) + " " + row.getLong(STUDENTS), any -> new HashMap<>())
          .put(Pair.of(row), i);
    }
    return new Balances(
        List.of(), bySame.values().stream().flatMap(cells -> triangles(cells, rows)).toList());
  }

  private static Stream<Balance> triangles(Map<Pair, Integer> cells, List<Row> rows) {
    List<String> names =
        List.copyOf(
            cells.keySet().stream()
                .map(Pair::definition)
                .collect(Collectors.toCollection(TreeSet::new)));
    List<Balance> triangles = new ArrayList<>();
    for (int a = 0; a < names.size(); a++) {
      for (int b = a + 1; b < names.size(); b++) {
        for (int c = b + 1; c < names.size(); c++) {
          List<Integer> onward = round(cells, names.get(a), names.get(b), names.get(c));
          List<Integer> back = round(cells, names.get(c), names.get(b), names.get(a));
          boolean isWhole = onward.size() == 3 && back.size() == 3;
          // as many, but others: then the two sides differ
          if (isWhole && events(onward, rows) == events(back, rows)) {
            triangles.add(new Balance(onward, back));
          }
        }
      }
    }
    return triangles.stream();
  }

  private static List<Integer> round(Map<Pair, Integer> cells, String a, String b, String c) {
    return Stream.of(new Pair(a, b), new Pair(b, c), new Pair(c, a))
        .map(cells::get)
        .filter(Objects::nonNull)
        .toList();
  }

  private static long events(List<Integer> cells, List<Row> rows) {
    return cells.stream().mapToLong(cell -> rows.get(cell).getLong(EVENTS)).sum();
  }

  private static int position(Field field) {
    return DefinitionAgreement.TABLE.columns().indexOf(field);
  }
}
