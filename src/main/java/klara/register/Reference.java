package klara.register;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.lit;

import java.sql.Date;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.spark.sql.Column;
import org.jspecify.annotations.Nullable;

/**
 * What rows are looked up in: dated codes, municipalities and school units, small enough to travel
 * with every task.
 *
 * @param codes every dated code of every list
 * @param municipalities known codes
 * @param municipalityOfUnit known school units and where they lie
 */
public record Reference(
    List<DatedCode> codes, Set<String> municipalities, Map<String, String> municipalityOfUnit) {

  /** A code and the days it may be used; without a last day it still may. */
  public record DatedCode(String list, String code, Date from, @Nullable Date to) {}

  Set<String> schoolUnits() {
    return municipalityOfUnit.keySet();
  }

  /** The school units that lie in some municipalities. */
  Set<String> unitsIn(Set<String> places) {
    Set<String> units = new TreeSet<>();
    municipalityOfUnit.forEach(
        (unit, municipality) -> {
          if (places.contains(municipality)) {
            units.add(unit);
          }
        });
    return units;
  }

  /**
   * Whether a code is in its list at some day of a span.
   *
   * @param list the list's name
   * @param value the code
   * @param prefixes whether any beginning of the value may be the code
   * @param first first day of the span
   * @param last last day of the span
   * @return true or false, never null; true for a value that is null
   */
  Column isInForce(String list, Column value, List<Integer> prefixes, Column first, Column last) {
    TreeMap<String, TreeSet<String>> bySpan = new TreeMap<>();
    for (DatedCode code : codes) {
      if (code.list().equals(list)) {
        bySpan
            .computeIfAbsent(code.from() + "/" + code.to(), any -> new TreeSet<>())
            .add(code.code());
      }
    }
    Column known = lit(false);
    for (var span : bySpan.entrySet()) {
      String from = span.getKey().substring(0, span.getKey().indexOf('/'));
      String to = span.getKey().substring(span.getKey().indexOf('/') + 1);
      Column inSpan = lit(Date.valueOf(from)).leq(last);
      if (!to.equals("null")) {
        inSpan = inSpan.and(lit(Date.valueOf(to)).geq(first));
      }
      Column isListed = lit(false);
      List<Column> candidates = new ArrayList<>();
      if (prefixes.isEmpty()) {
        candidates.add(value);
      }
      for (int prefix : prefixes) {
        candidates.add(value.substr(1, prefix));
      }
      for (Column candidate : candidates) {
        isListed = isListed.or(candidate.isInCollection(span.getValue()));
      }
      known = known.or(isListed.and(inSpan));
    }
    return coalesce(known, lit(true));
  }
}
