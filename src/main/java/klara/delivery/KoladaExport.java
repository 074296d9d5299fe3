package klara.delivery;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import klara.register.AggregateFigures;

/**
 * One indicator of Kolada as DDF data points: geo, year, the indicator, and gender where it is
 * divided. The indicator's key is the name of the measure unless it has one here; whether it counts
 * by home or by school is in the indicator's definition and not in the file, so that the kind of
 * area is only known for measures that have a name here.
 */
final class KoladaExport {
  private static final Map<String, String> SEXES = Map.of("t", "T", "k", "K", "m", "M");

  private final Sheet sheet;
  private final String indicator;
  private final int gender;
  private final List<Figure> figures = new ArrayList<>();

  private KoladaExport(Sheet sheet, String indicator, int gender) {
    this.sheet = sheet;
    this.indicator = indicator;
    this.gender = gender;
  }

  /** The export, or empty where the file is of another kind. */
  static Optional<Export> in(List<Sheet> sheets) {
    if (sheets.size() != 1 || sheets.get(0).rows().isEmpty()) {
      return Optional.empty();
    }
    List<String> header = sheets.get(0).rows().get(0);
    Optional<String> indicator =
        header.stream().filter(name -> name.matches("[a-z][0-9]{5}")).findFirst();
    if (!header.contains("geo") || !header.contains("year") || indicator.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new KoladaExport(sheets.get(0), indicator.get(), header.indexOf("gender")).export());
  }

  private Export export() {
    List<List<String>> rows = sheet.rows();
    List<String> header = rows.get(0);
    for (int line = 1; line < rows.size(); line++) {
      List<String> row = rows.get(line);
      if (row.stream().allMatch(String::isEmpty)) {
        continue;
      }
      String text = Sheet.cell(row, header.indexOf(indicator));
      if (!text.isEmpty()) {
        figures.add(
            figure(
                line + 1,
                Sheet.cell(row, header.indexOf("geo")),
                Sheet.cell(row, header.indexOf("year")),
                gender < 0 ? "t" : Sheet.cell(row, gender),
                text));
      }
    }
    // The earliest year stays when a later download has a year more, so the period does too.
    String year = figures.stream().map(Figure::lasar).min(Comparator.naturalOrder()).orElse("");
    return new Export(
        year + "-" + tabell() + (gender < 0 ? "" : "-kon"),
        Optional.empty(),
        figures.size(),
        figures);
  }

  private String tabell() {
    return "kolada_" + indicator;
  }

  private Figure figure(int line, String geo, String year, String sex, String text) {
    Optional<PublishedText> said = PublishedText.of(text, sheet.decimals());
    if (!year.matches("[0-9]{4}")
        || !geo.matches("0|[0-9]{2}|[0-9]{4}")
        || !SEXES.containsKey(sex)
        || said.isEmpty()) {
      throw new IllegalArgumentException(
          "line %d has no area, year, sex and figure that are known".formatted(line));
    }
    return new Figure(
        "Kolada " + indicator.toUpperCase(Locale.ROOT),
        tabell(),
        year,
        kind(geo),
        geo.equals("0") ? AggregateFigures.COUNTRY : geo,
        "samtliga",
        SEXES.getOrDefault(sex, ""),
        Names.measure(tabell(), indicator),
        said.get().number(),
        said.get().mark(),
        text);
  }

  private String kind(String geo) {
    return switch (geo.length()) {
      case 1 -> AggregateFigures.IN_COUNTRY;
      case 2 -> AggregateFigures.IN_COUNTY;
      default ->
          Names.isKnown(tabell(), indicator)
              ? AggregateFigures.BY_HOME
              : AggregateFigures.IN_MUNICIPALITY;
    };
  }
}
