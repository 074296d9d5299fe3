package klara.delivery;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import klara.register.AggregateFigures;

/**
 * The headings of a table of Skolverket's and what each column says, found by content: any number
 * of lines may stand above, the columns may stand in any order, and a row of groups may stand over
 * the headings.
 */
final class Headings {
  static final Pattern YEAR = Pattern.compile("[0-9]{4}(/[0-9]{2})?");

  /** What a row is about, by the heading of its code, the narrowest first. */
  private enum Level {
    SCHOOL_UNIT("skolenhetskod", "[1-9][0-9]{7}"),
    MUNICIPALITY("kommunkod", "[0-9]{4}"),
    COUNTY("lanskod", "[0-9]{2}");

    private final String heading;
    private final Pattern code;

    Level(String heading, String code) {
      this.heading = heading;
      this.code = Pattern.compile(code);
    }
  }

  private static final String PROVIDER = "typavhuvudman";
  private static final String SEX = "kon";
  private static final List<String> AREAS =
      List.of("kommun", "hemkommun", "skolkommun", "lan", "skola", "skolenhet", "huvudman");

  /** Columns whose text is a measure of its own, or says of what without its heading. */
  private static final List<String> TELLING = List.of("uppgift", "amne");

  private static final Map<String, String> SEXES =
      Map.of(
          "flickor", "K",
          "kvinnor", "K",
          "pojkar", "M",
          "man", "M",
          "totalt", "T",
          "samtliga", "T",
          "alla", "T");

  /** An area of a row. */
  record Area(String kind, String code) {}

  /**
   * A column of figures.
   *
   * @param index from 0
   * @param sex K, M or T
   * @param year the year that it is headed by, where it is
   * @param words what is measured: the group's heading and its own
   */
  record FigureColumn(int index, String sex, Optional<String> year, String words) {}

  /** A column of text that says of whom or what, and the words that it puts before it. */
  private record TextColumn(int index, String words) {}

  private final Sheet sheet;
  private final Level level;
  private final int line;
  private final List<String> names;
  private final List<FigureColumn> figures = new ArrayList<>();
  private final List<TextColumn> texts = new ArrayList<>();

  private Headings(Sheet sheet, Level level, int line) {
    this.sheet = sheet;
    this.level = level;
    this.line = line;
    names = sheet.rows().get(line).stream().map(Names::plain).toList();
    classify();
  }

  /** Finds the headings of a sheet; empty where there are none. */
  static Optional<Headings> in(Sheet sheet) {
    for (int line = 0; line < sheet.rows().size(); line++) {
      List<String> names = sheet.rows().get(line).stream().map(Names::plain).toList();
      for (Level level : Level.values()) {
        if (names.contains(level.heading)) {
          return Optional.of(new Headings(sheet, level, line));
        }
      }
    }
    return Optional.empty();
  }

  private void classify() {
    List<String> groups = groups();
    List<String> headings = sheet.rows().get(line);
    boolean isSplitBySex =
        Stream.concat(groups.stream(), headings.stream())
            .anyMatch(text -> List.of("K", "M").contains(sexOf(text)));
    int width = below().filter(this::hasCode).mapToInt(List::size).max().orElse(0);
    for (int index = 0; index < Math.max(width, headings.size()); index++) {
      String heading = Sheet.cell(headings, index);
      String name = Sheet.cell(names, index);
      if (isAboutArea(name) || name.equals(PROVIDER) || name.equals(SEX)) {
        continue;
      }
      if (TELLING.contains(name)) {
        texts.add(new TextColumn(index, ""));
      } else if (name.equals("arskurs") || (!name.isEmpty() && isText(index))) {
        texts.add(new TextColumn(index, heading));
      } else if (!heading.isEmpty()) {
        figures.add(figureColumn(index, Sheet.cell(groups, index), heading, isSplitBySex));
      } else if (hasFigures(index)) {
        throw new IllegalArgumentException(
            "column %d has figures and no heading".formatted(index + 1));
      }
    }
  }

  private static FigureColumn figureColumn(
      int index, String group, String heading, boolean isSplitBySex) {
    String sex = "T";
    Optional<String> year = Optional.empty();
    List<String> words = new ArrayList<>();
    for (String text : List.of(group, heading)) {
      if (YEAR.matcher(text).matches()) {
        year = Optional.of(text);
      } else if (isSplitBySex && !sexOf(text).isEmpty()) {
        sex = sexOf(text);
      } else {
        words.add(text);
      }
    }
    return new FigureColumn(index, sex, year, String.join(" ", words));
  }

  /** The row of groups over the headings: blank over the areas, and something over the figures. */
  private List<String> groups() {
    List<String> above = line == 0 ? List.of() : sheet.rows().get(line - 1);
    boolean isOverFigures = above.stream().skip(1).anyMatch(text -> !text.isEmpty());
    boolean isBlankOverAreas =
        IntStream.range(0, names.size())
            .filter(index -> isAboutArea(names.get(index)))
            .allMatch(index -> Sheet.cell(above, index).isEmpty());
    return isOverFigures && isBlankOverAreas ? above : List.of();
  }

  private static boolean isAboutArea(String name) {
    return AREAS.contains(name) || name.endsWith("kod") || name.endsWith("orgnr");
  }

  private static String sexOf(String text) {
    return SEXES.getOrDefault(text.toLowerCase(Locale.ROOT).replace('ä', 'a'), "");
  }

  private Stream<List<String>> below() {
    return sheet.rows().subList(line + 1, sheet.rows().size()).stream();
  }

  private boolean isFigure(List<String> row, int index) {
    return PublishedText.of(Sheet.cell(row, index), sheet.decimals()).isPresent();
  }

  private boolean hasFigures(int index) {
    return below().filter(this::hasCode).anyMatch(row -> isFigure(row, index));
  }

  /** Text in some rows and a figure in none. */
  private boolean isText(int index) {
    return !hasFigures(index)
        && below().filter(this::hasCode).anyMatch(row -> !Sheet.cell(row, index).isEmpty());
  }

  private boolean hasCode(List<String> row) {
    return level.code.matcher(cell(row, level.heading)).matches();
  }

  private String cell(List<String> row, String name) {
    return Sheet.cell(row, names.indexOf(name));
  }

  /** The line of the headings, from 0. */
  int line() {
    return line;
  }

  List<FigureColumn> figureColumns() {
    return figures;
  }

  boolean hasYears() {
    return figures.stream().anyMatch(column -> column.year().isPresent());
  }

  /** Figures or marks stand in it, or something else behind a code; notes below have neither. */
  boolean isData(List<String> row) {
    return figures.stream().anyMatch(column -> isFigure(row, column.index()))
        || (hasCode(row)
            && figures.stream().anyMatch(column -> !Sheet.cell(row, column.index()).isEmpty()));
  }

  /** The kind of area that the table is about. */
  String areaKind() {
    return switch (level) {
      case SCHOOL_UNIT -> AggregateFigures.IN_SCHOOL_UNIT;
      case MUNICIPALITY ->
          names.contains("hemkommun") ? AggregateFigures.BY_HOME : AggregateFigures.BY_SCHOOL;
      case COUNTY -> AggregateFigures.IN_COUNTY;
    };
  }

  /**
   * The area of a row with figures.
   *
   * @param number of the line, for a message
   */
  Area area(List<String> row, int number) {
    String name = Sheet.cell(row, 0);
    if (name.equals("Riket")) {
      return new Area(AggregateFigures.IN_COUNTRY, AggregateFigures.COUNTRY);
    }
    // An association has no county, and since 2022 no code either: its name is all that stays.
    boolean isAssociation =
        level == Level.MUNICIPALITY && names.contains("lan") && cell(row, "lan").isEmpty();
    if (isAssociation && !name.isEmpty()) {
      return new Area(AggregateFigures.IN_ASSOCIATION, Names.of(name));
    }
    if (!hasCode(row)) {
      throw new IllegalArgumentException(
          "line %d has figures, and a code that is not of the form %s"
              .formatted(number, level.code));
    }
    return new Area(areaKind(), cell(row, level.heading));
  }

  /** The type of provider of a row, where there is such a column. */
  Optional<String> provider(List<String> row) {
    return names.contains(PROVIDER) ? Optional.of(Names.of(cell(row, PROVIDER))) : Optional.empty();
  }

  /** The sex of a row, where there is such a column. */
  Optional<String> sex(List<String> row, int number) {
    if (!names.contains(SEX)) {
      return Optional.empty();
    }
    String sex = sexOf(cell(row, SEX));
    if (sex.isEmpty()) {
      throw new IllegalArgumentException("line %d has a sex that is not known".formatted(number));
    }
    return Optional.of(sex);
  }

  /** What a cell measures, as a name. */
  String measure(List<String> row, FigureColumn column, String tabell) {
    String words =
        Stream.concat(
                Stream.of(column.words()),
                texts.stream().map(text -> text.words() + " " + Sheet.cell(row, text.index())))
            .collect(Collectors.joining(" "));
    String name = Names.of(words);
    return name.isEmpty() ? tabell : name;
  }
}
