package klara.history;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * A small life as a text: what registers say of it, then what must come out. Cells are parted by
 * {@code |}; a line that begins with {@code #} says why. A line that begins {@code b:} is of
 * another person of the story, {@code TF:} of one who cannot be followed, {@code b!} of one who is
 * nobody's.
 *
 * <pre>
 * born       | year (2003 if left out)
 * year6      | school year | unit | SUBJECT=GRADE …
 * year9      | school year | unit | home | SUBJECT=GRADE …, with ! a språkval; all=C: sixteen | protection
 * ended      | school year | unit | study year
 * enrolled   | school years | unit | study path | study years | home | protection
 * document   | day | type | credits
 * absence    | school year | term | offered | valid | invalid
 * kaa        | half-years | municipality | registered | deregistered | contacted
 * occupation | year | status | form of study
 * event      | day | event | municipality
 * background | year | background | parents' education | immigration year | residence
 * change     | day | old person | new person
 *
 * school years | state | study years | unit | school's | home municipality | programme | diploma | column=value …
 * facts   | column=value … of the student's row
 * counted | outcomes and groups of them; no other outcome counts the student
 * had     | those of them that the student had
 * </pre>
 *
 * Units go by their first digit: 1 is 11111111. {@code 2019-2021} is a line for each year, through
 * which {@code 1-3} goes along; {@code 2019H2-2020H1} are two half-years.
 */
record Story(String name, String text) {

  /** Lines that are of no register. */
  static final String NO_REGISTER = "born|change|facts|counted|had|\\d{4}";

  private static final String RANGE = "(\\d{4})-(\\d{4})";

  private static final String GRADES =
      "eligible_vocational eligible_arts eligible_economics_humanities_social"
          + " eligible_science_technology passed_all_subjects merit_value_16 merit_value_17";
  private static final String DIPLOMAS =
      "diploma_within_3_years diploma_within_4_years diploma_within_5_years"
          + " diploma_or_study_certificate_within_4_years";

  /** What one asks of all who left year 9, and of all who began upper secondary school. */
  private static final Map<String, String> GROUPS =
      Map.of(
          "grades",
          GRADES,
          "eligible",
          GRADES.substring(0, GRADES.indexOf(" passed")),
          "merit",
          "merit_value_16 merit_value_17",
          "diplomas",
          DIPLOMAS,
          "year9",
          GRADES + " not_in_upper_secondary in_activity_responsibility",
          "upper",
          DIPLOMAS
              + " interruption interruption_without_return study_break programme_change"
              + " moved_abroad_within_1_year early_leaving");

  /** What must come out of one person of a story. */
  record Expected(
      List<List<String>> years, List<String> facts, List<String> counted, List<String> had) {
    Expected() {
      this(new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    }
  }

  /** One line, told of one person. */
  record Line(String person, boolean isLinkable, List<String> cells) {
    String kind() {
      return cells.get(0);
    }

    String cell(int nth) {
      return nth < cells.size() ? cells.get(nth) : "";
    }
  }

  /** The id of a person of the story. */
  String id(String person) {
    return person.isEmpty() ? name : name + "/" + person;
  }

  @Override
  public String toString() {
    return name;
  }

  /** By id, of everyone in the story. */
  Map<String, Expected> expected() {
    Map<String, Expected> expected = new LinkedHashMap<>();
    for (Line line : lines()) {
      if (line.kind().equals("change")) {
        continue;
      }
      Expected one = expected.computeIfAbsent(id(line.person()), id -> new Expected());
      List<String> words =
          Arrays.stream(line.cell(1).split(" +", -1)).filter(w -> !w.isEmpty()).toList();
      switch (line.kind()) {
        case "facts" -> one.facts().addAll(words);
        case "counted" -> one.counted().addAll(words);
        case "had" -> one.had().addAll(words);
        default -> {
          if (line.kind().matches("\\d{4}")) {
            List<String> cells = new ArrayList<>(line.cells());
            while (cells.size() < 9) {
              cells.add("");
            }
            cells.set(3, StoryRegisters.unit(cells.get(3)));
            one.years().add(cells);
          }
        }
      }
    }
    return expected;
  }

  /** Every line, those of several years one by one. */
  List<Line> lines() {
    List<Line> lines = new ArrayList<>();
    for (String text : text.strip().lines().map(String::strip).toList()) {
      if (text.isEmpty() || text.startsWith("#")) {
        continue;
      }
      boolean isNamed = text.matches("[A-Za-z]+[:!] .*");
      String person = isNamed ? text.substring(0, text.indexOf(' ') - 1) : "";
      boolean isLinkable = !person.equals("TF") && !text.startsWith(person + "!");
      String rest = isNamed ? text.substring(text.indexOf(' ')) : text;
      List<String> cells = Arrays.stream(rest.split("\\|", -1)).map(String::strip).toList();
      byYear(cells).forEach(one -> lines.add(new Line(person, isLinkable, one)));
    }
    return lines;
  }

  private static List<List<String>> byYear(List<String> cells) {
    int place = cells.get(0).matches(RANGE) ? 0 : 1;
    String range = place < cells.size() ? cells.get(place) : "";
    if (range.matches("\\d{4}H\\d-\\d{4}H\\d")) {
      return halves(cells, range);
    }
    if (!range.matches(RANGE)) {
      return List.of(cells);
    }
    int first = Integer.parseInt(range.substring(0, 4));
    int last = Integer.parseInt(range.substring(5));
    List<List<String>> lines = new ArrayList<>();
    for (int year = first; year <= last; year++) {
      List<String> line = new ArrayList<>();
      for (String cell : cells) {
        boolean isAlong = cell.matches("\\d-\\d");
        line.add(isAlong ? String.valueOf(cell.charAt(0) - '0' + year - first) : cell);
      }
      line.set(place, String.valueOf(year));
      lines.add(line);
    }
    return lines;
  }

  private static List<List<String>> halves(List<String> cells, String range) {
    List<List<String>> lines = new ArrayList<>();
    String half = range.substring(0, 6);
    while (true) {
      List<String> line = new ArrayList<>(cells);
      line.set(1, half);
      lines.add(line);
      if (half.equals(range.substring(7))) {
        return lines;
      }
      int year = Integer.parseInt(half.substring(0, 4));
      half = half.endsWith("H1") ? year + "H2" : (year + 1) + "H1";
    }
  }

  /** A word of {@code counted} or {@code had}: an outcome, or a group of them. */
  static TreeSet<String> outcomes(List<String> words) {
    TreeSet<String> outcomes = new TreeSet<>();
    for (String word : words) {
      outcomes.addAll(List.of(GROUPS.getOrDefault(word, word).split(" ", -1)));
    }
    return outcomes;
  }
}
