package klara.delivery;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import klara.register.AggregateFigures;

/**
 * A table of Skolverket's statistics (SIRIS): some lines about the table, one or two rows of
 * headings, the figures, and notes. A workbook has a sheet for each type of provider and one with
 * definitions, which has no headings.
 */
final class SirisExport {
  private static final String PUBLISHER = "Skolverket";
  private static final String SCHOOL_YEAR = "läsår";
  private static final String YEAR = "år";
  private static final String EXTRACT = "uttag";
  private static final Pattern CHOSEN = Pattern.compile("Val(?:t|d|da) ([^:]+?) *: *(.+)");
  private static final Pattern PROVIDER = Pattern.compile("Typ av huvudman *: *(.+)");

  /** What the lines above the headings say. */
  private record Preamble(String title, Map<String, String> chosen, Optional<String> provider) {
    static Preamble of(List<List<String>> lines) {
      String title = "";
      Map<String, String> chosen = new LinkedHashMap<>();
      Optional<String> provider = Optional.empty();
      for (List<String> line : lines) {
        String text = Sheet.cell(line, 0);
        Matcher choice = CHOSEN.matcher(text);
        Matcher ofProvider = PROVIDER.matcher(text);
        if (choice.matches()) {
          chosen.put(choice.group(1), choice.group(2));
        } else if (ofProvider.matches()) {
          provider = Optional.of(Names.of(ofProvider.group(1)));
        } else if (title.isEmpty() && !text.isEmpty() && !text.startsWith("Statistik från")) {
          title = text;
        }
      }
      return new Preamble(title, chosen, provider);
    }

    Optional<String> year() {
      return Optional.ofNullable(chosen.getOrDefault(SCHOOL_YEAR, chosen.get(YEAR)));
    }

    /** The table, and whatever else was chosen of it: a part of a table is another table. */
    String tabell(String fileName) {
      StringBuilder name =
          new StringBuilder(Names.of(title.isEmpty() ? withoutEnding(fileName) : title));
      chosen.forEach(
          (what, value) -> {
            if (!List.of(SCHOOL_YEAR, YEAR, EXTRACT).contains(what)) {
              name.append('_').append(Names.of(value));
            }
          });
      return name.toString();
    }

    private static String withoutEnding(String fileName) {
      return fileName.replaceFirst("\\.[A-Za-z]+$", "");
    }
  }

  private SirisExport() {}

  /** The export, or empty where no sheet has headings that are known. */
  static Optional<Export> in(String fileName, List<Sheet> sheets) {
    List<Figure> figures = new ArrayList<>();
    Optional<Preamble> first = Optional.empty();
    Optional<Headings> kind = Optional.empty();
    int tables = 0;
    for (Sheet sheet : sheets) {
      Optional<Headings> headings = Headings.in(sheet);
      if (headings.isPresent()) {
        Preamble preamble = Preamble.of(sheet.rows().subList(0, headings.get().line()));
        first = first.or(() -> Optional.of(preamble));
        kind = kind.or(() -> headings);
        tables++;
        figures.addAll(figures(sheet, headings.get(), preamble, preamble.tabell(fileName)));
      }
    }
    if (first.isEmpty() || kind.isEmpty()) {
      return Optional.empty();
    }
    Preamble preamble = first.get();
    String period =
        year(preamble).substring(0, 4)
            + "-"
            + preamble.tabell(fileName)
            + (kind.get().areaKind().equals(AggregateFigures.BY_SCHOOL)
                ? ""
                : "-" + kind.get().areaKind())
            + (tables == 1 ? preamble.provider().map(type -> "-" + type).orElse("") : "");
    return Optional.of(new Export(period, extractedOn(preamble), figures.size(), figures));
  }

  private static String year(Preamble preamble) {
    String year =
        preamble
            .year()
            .orElseThrow(
                () -> new IllegalArgumentException("it has no line Valt läsår or Valt år"));
    if (!Headings.YEAR.matcher(year).matches()) {
      throw new IllegalArgumentException(
          "Valt läsår or Valt år must be such as 2024/25 or 2024, found: " + year);
    }
    return year;
  }

  private static Optional<LocalDate> extractedOn(Preamble preamble) {
    String day = preamble.chosen().getOrDefault(EXTRACT, "");
    try {
      return day.isEmpty() ? Optional.empty() : Optional.of(LocalDate.parse(day));
    } catch (DateTimeParseException e) {
      throw new IllegalArgumentException(
          "Valt uttag must be a day such as 2025-02-12, found: " + day);
    }
  }

  private static List<Figure> figures(
      Sheet sheet, Headings headings, Preamble preamble, String tabell) {
    String year = year(preamble);
    // The same year stands in next year's edition again, and may have been corrected there.
    String publication = headings.hasYears() ? PUBLISHER + " " + year : PUBLISHER;
    List<Figure> figures = new ArrayList<>();
    for (int line = headings.line() + 1; line < sheet.rows().size(); line++) {
      List<String> row = sheet.rows().get(line);
      if (!headings.isData(row)) {
        continue;
      }
      int number = line + 1;
      Headings.Area area = headings.area(row, number);
      String provider = headings.provider(row).or(preamble::provider).orElse("samtliga");
      if (!AggregateFigures.PROVIDERS.containsKey(provider)) {
        throw new IllegalArgumentException(
            "line %d has a type of provider that is not known: %s".formatted(number, provider));
      }
      for (Headings.FigureColumn column : headings.figureColumns()) {
        String text = Sheet.cell(row, column.index());
        if (text.isEmpty()) {
          continue;
        }
        PublishedText said =
            PublishedText.of(text, sheet.decimals())
                .orElseThrow(
                    () ->
                        new IllegalArgumentException(
                            "line %d has in column %d neither a figure nor a mark"
                                .formatted(number, column.index() + 1)));
        figures.add(
            new Figure(
                publication,
                tabell,
                column.year().orElse(year),
                area.kind(),
                area.code(),
                provider,
                headings.sex(row, number).orElse(column.sex()),
                Names.measure(tabell, headings.measure(row, column, tabell)),
                said.number(),
                said.mark(),
                text));
      }
    }
    return figures;
  }
}
