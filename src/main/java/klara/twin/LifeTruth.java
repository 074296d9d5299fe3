package klara.twin;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;
import java.util.stream.Collectors;
import klara.store.DeliveryTexts;
import klara.twin.Margins.Measure;
import klara.twin.Tally.Sheet;

/**
 * What was planted in lives and in units, as counts.
 *
 * @param tally the counts
 * @param coverage what share of the activity responsibility is reported
 * @param margins the official figures
 * @param reorganisations of units
 */
record LifeTruth(Tally tally, Coverage coverage, Margins margins, Reorganisations reorganisations) {
  void write(Path folder) throws IOException {
    for (Sheet sheet : Sheet.values()) {
      StringJoiner lines = new StringJoiner("\n", "", "\n");
      lines.add(sheet.header() + more(sheet));
      for (Map.Entry<Tally.Key, long[]> line : tally.of(sheet).entrySet()) {
        String counts =
            Arrays.stream(line.getValue())
                .mapToObj(Long::toString)
                .collect(Collectors.joining(";"));
        lines.add(
            line.getKey().period()
                + ";"
                + line.getKey().group()
                + ";"
                + counts
                + more(sheet, line.getKey()));
      }
      DeliveryTexts.write(folder.resolve(sheet.file()), lines.toString());
    }
    DeliveryTexts.write(folder.resolve("units.csv"), units());
  }

  private static String more(Sheet sheet) {
    return switch (sheet) {
      case ACTIVITY -> ";coverage";
      case OCCUPATIONS -> ";official_neither_16_24";
      default -> "";
    };
  }

  private String more(Sheet sheet, Tally.Key key) {
    return switch (sheet) {
      case ACTIVITY -> ";" + Truth.line(coverage.of(key.group(), HalfYear.of(key.period())));
      case OCCUPATIONS ->
          ";"
              + Truth.line(
                  margins.ofMunicipalityOrCountry(
                      Measure.NEITHER, key.group(), Integer.parseInt(key.period())));
      default -> "";
    };
  }

  private String units() {
    StringJoiner lines = new StringJoiner("\n", "school_year;what;stage;before;after\n", "\n");
    for (Reorganisations.Event event : reorganisations.events()) {
      lines.add(
          Truth.line(
              event.schoolYear(),
              event.kind().name().toLowerCase(Locale.ROOT),
              event.after().get(0).stage(),
              codes(event.before()),
              codes(event.after())));
    }
    return lines.toString();
  }

  private static String codes(List<School> units) {
    return units.stream().map(unit -> unit.code().toString()).collect(Collectors.joining(","));
  }
}
