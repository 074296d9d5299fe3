package klara.delivery;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import klara.register.AggregateFigures;

/**
 * An official export as downloaded, read as the figures of T12.
 *
 * @param period of the delivery: a year and the table, so that every export has its own
 * @param extractedOn the day the publisher took the figures out, where the file says so
 * @param cells figures that stand in the file
 * @param figures the same, in order
 */
public record Export(
    String period, Optional<LocalDate> extractedOn, long cells, List<Figure> figures) {

  /**
   * Reads a file's sheets.
   *
   * @param fileName names the table where nothing in the file does
   * @throws IllegalArgumentException which says why it is not an export that is known
   */
  public static Export of(String fileName, List<Sheet> sheets) {
    Export export =
        KoladaExport.in(sheets)
            .or(() -> SirisExport.in(fileName, sheets))
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "it is not a known export (expected: a row of headings with Kommun-kod,"
                            + " Skol-enhetskod or Läns-kod as Skolverket has it, or geo, year and"
                            + " an indicator as Kolada has it)"));
    export.requireSoundness();
    return export;
  }

  private void requireSoundness() {
    if (figures.isEmpty()) {
      throw new IllegalArgumentException("it has headings but not one figure");
    }
    Set<List<String>> keys = new HashSet<>();
    Set<String> twice = new HashSet<>();
    for (Figure figure : figures) {
      if (!keys.add(figure.key())) {
        twice.add(figure.matt());
      }
    }
    if (!twice.isEmpty()) {
      throw new IllegalArgumentException(
          "the same area, provider, sex and year stands twice for "
              + String.join(", ", new java.util.TreeSet<>(twice)));
    }
  }

  /** How many cells hold each mark. */
  public Map<String, Long> marks() {
    Map<String, Long> marks = new TreeMap<>();
    for (String mark : AggregateFigures.MARKS) {
      marks.put(mark, figures.stream().filter(figure -> figure.marke().equals(mark)).count());
    }
    return marks;
  }

  /** The columns of a delivery, in order. */
  public static List<String> columns() {
    return new ArrayList<>(AggregateFigures.REGISTER.delivered());
  }
}
