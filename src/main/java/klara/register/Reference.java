package klara.register;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import java.sql.Date;
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
 * @param municipalities codes known at whatever time: a row of D2 says since when its name and
 *     groups hold, and none says since or until when its code did
 * @param municipalityOfUnit known school units and where they lie
 */
public record Reference(
    List<DatedCode> codes, Set<String> municipalities, Map<String, String> municipalityOfUnit) {

  /** A code and the days it may be used; without a last day it still may. */
  public record DatedCode(String list, String code, Date from, @Nullable Date to) {}

  /** Some days, of which a code must be in force on one. */
  interface Days {
    /**
     * Whether one of them lies within a code's own days; null where nobody knows which they are.
     */
    Column isIn(Date from, @Nullable Date to);

    static Days between(Column first, Column last) {
      return (from, to) ->
          to == null ? lit(from).leq(last) : lit(from).leq(last).and(lit(to).geq(first));
    }

    /** July to June, compared as years: that costs less than making days of them. */
    static Days ofSchoolYear(Column year) {
      return (from, to) -> {
        Column hasBegun = year.geq(SchoolYear.of(from.toLocalDate()));
        return to == null ? hasBegun : hasBegun.and(year.leq(SchoolYear.of(to.toLocalDate())));
      };
    }
  }

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
   * @param prefixes lengths of the beginnings of the value that may be the code; none where all of
   *     it is. The longest that is listed at any time decides: MA25 before its time is not MA
   * @param days one of which it must be
   * @return true or false, never null; true for a value that is null
   */
  Column isInForce(String list, Column value, List<Integer> prefixes, Days days) {
    TreeMap<String, TreeSet<String>> bySpan = new TreeMap<>();
    TreeSet<String> all = new TreeSet<>();
    for (DatedCode code : codes) {
      if (code.list().equals(list)) {
        bySpan
            .computeIfAbsent(code.from() + "/" + code.to(), any -> new TreeSet<>())
            .add(code.code());
        all.add(code.code());
      }
    }
    if (prefixes.isEmpty()) {
      return coalesce(isInForce(bySpan, value, days), lit(true));
    }
    Column known = lit(false);
    for (int prefix : prefixes.stream().sorted().toList()) {
      Column beginning = value.substr(1, prefix);
      known =
          when(beginning.isInCollection(all), isInForce(bySpan, beginning, days)).otherwise(known);
    }
    return coalesce(when(value.isNotNull(), known), lit(true));
  }

  private static Column isInForce(Map<String, TreeSet<String>> bySpan, Column code, Days days) {
    Column known = lit(false);
    for (Map.Entry<String, TreeSet<String>> span : bySpan.entrySet()) {
      String[] ends = span.getKey().split("/", -1);
      Date to = ends[1].equals("null") ? null : Date.valueOf(ends[1]);
      Column inSpan = days.isIn(Date.valueOf(ends[0]), to);
      known = known.or(code.isInCollection(span.getValue()).and(inSpan));
    }
    return known;
  }
}
