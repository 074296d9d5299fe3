package klara.twin;

import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Counts of what is planted, kept apart for each chunk and then added up in any order. */
final class Tally {
  /** What is counted in which file of the truth. */
  enum Sheet {
    /** By cohort and municipality in year 9: who is there, and what happens later. */
    LIVES(
        "lives.csv",
        "school_year;municipality_code",
        "students",
        "followed",
        "ended_schooling",
        "immigrated_before",
        "not_in_upper_secondary",
        "moved_from_home",
        "emigrated",
        "returned",
        "died",
        "diplomas"),
    /** By year and municipality lived in until then. */
    EVENTS("events.csv", "year;municipality_code", "invandring", "utvandring", "flytt", "dod"),
    /** By first school year in upper secondary school and residence that day. */
    FIRST_YEAR(
        "first_year.csv",
        "start_school_year;municipality_code",
        "starters",
        "changed_programme",
        "went_on_from_introduction",
        "interrupted",
        "back_within_2_years",
        "not_back",
        "not_back_yet",
        "moved_abroad",
        "died"),
    /** By half-year and municipality that is responsible. */
    ACTIVITY(
        "activity_responsibility.csv",
        "half_year;municipality_code",
        "target",
        "reported",
        "enrolled"),
    /** By year and municipality of residence on 31 December. */
    OCCUPATIONS(
        "occupations.csv",
        "year;municipality_code",
        "persons",
        "work",
        "study",
        "both",
        "neither",
        "unknown"),
    /** By cohort and age at arrival, of the newly arrived who begin language introduction. */
    ARRIVALS(
        "arrivals.csv",
        "school_year;age_at_arrival",
        "students",
        "national_after_1_year",
        "national_after_2_years",
        "national_after_3_years",
        "national_later",
        "moved_municipality");

    private final String file;
    private final String keys;

    @SuppressWarnings("ImmutableEnumChecker") // List.of is
    private final List<String> columns;

    Sheet(String file, String keys, String... columns) {
      this.file = file;
      this.keys = keys;
      this.columns = List.of(columns);
    }

    String file() {
      return file;
    }

    String header() {
      return keys + ";" + String.join(";", columns);
    }
  }

  /**
   * What is counted together.
   *
   * @param period a year, or a half-year by its text
   * @param group a municipality or an age
   */
  record Key(String period, String group) {}

  private final Map<Sheet, Map<Key, long[]>> counts = new EnumMap<>(Sheet.class);

  void add(Sheet sheet, Object period, String group, String... columns) {
    long[] line = line(sheet, new Key(period.toString(), group));
    for (String column : columns) {
      line[sheet.columns.indexOf(column)]++;
    }
  }

  synchronized void addAll(Tally other) {
    other.counts.forEach(
        (sheet, lines) ->
            lines.forEach(
                (key, values) -> {
                  long[] sum = line(sheet, key);
                  for (int i = 0; i < values.length; i++) {
                    sum[i] += values[i];
                  }
                }));
  }

  private long[] line(Sheet sheet, Key key) {
    return counts
        .computeIfAbsent(sheet, any -> new HashMap<>())
        .computeIfAbsent(key, any -> new long[sheet.columns.size()]);
  }

  /** The counts of a sheet, by period and group. */
  Map<Key, long[]> of(Sheet sheet) {
    Map<Key, long[]> sorted =
        new TreeMap<>(Comparator.comparing(Key::period).thenComparing(Key::group));
    sorted.putAll(counts.getOrDefault(sheet, Map.of()));
    return sorted;
  }
}
