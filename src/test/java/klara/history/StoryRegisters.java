package klara.history;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import klara.register.AbsenceReports;
import klara.register.ActivityResponsibility;
import klara.register.Backgrounds;
import klara.register.EndedSchooling;
import klara.register.Occupations;
import klara.register.PopulationEvents;
import klara.register.Register;
import klara.register.UpperSecondaryCertificates;
import klara.register.UpperSecondaryEnrolments;
import klara.register.Year6Grades;
import klara.register.Year9Grades;
import klara.register.Year9Students;

/** What registers say in many stories, as texts with their headers. */
final class StoryRegisters {
  private static final String SIXTEEN = "SV EN MA GE HI RE SH BI FY KE IDH MU BL SL HKK TK";

  /** Each kind of line, its register and what its cells are called there. */
  private static final Map<String, Told> REGISTERS =
      Map.of(
          "ended",
          new Told(EndedSchooling.REGISTER, "school_year school_unit_code study_year"),
          "enrolled",
          new Told(
              UpperSecondaryEnrolments.REGISTER,
              "school_year school_unit_code study_path_code study_year home_municipality_code"
                  + " protection sex birth_year"),
          "document",
          new Told(
              UpperSecondaryCertificates.REGISTER,
              "issued_on certificate_type credits school_unit_code"),
          "absence",
          new Told(
              AbsenceReports.REGISTER,
              "school_year term offered_hours valid_absence_hours invalid_absence_hours"
                  + " school_unit_code"),
          "kaa",
          new Told(
              ActivityResponsibility.REGISTER,
              "half_year responsible_municipality_code registered_on deregistered_on"
                  + " is_contacted"),
          "occupation",
          new Told(Occupations.REGISTER, "occupation_year occupation_status form_of_study"),
          "event",
          new Told(PopulationEvents.REGISTER, "happened_on event new_municipality_code"),
          "background",
          new Told(
              Backgrounds.REGISTER,
              "as_of_year background parent_education_level immigration_year"
                  + " residence_municipality_code"));

  private static final Told YEAR9 =
      new Told(
          Year9Students.REGISTER,
          "school_year school_unit_code home_municipality_code protection sex birth_year");
  private static final Told YEAR9_GRADES =
      new Told(
          Year9Grades.REGISTER,
          "school_year school_unit_code subject_code grade is_language_choice");
  private static final Told YEAR6_GRADES =
      new Told(Year6Grades.REGISTER, "school_year school_unit_code subject_code grade");

  /** A register, and the columns that a line of a story fills after the student's id. */
  private record Told(Register register, String columns) {
    int width() {
      return columns.split(" ", -1).length;
    }

    String header() {
      return "student_id | is_linkable | " + columns.replace(" ", " | ");
    }
  }

  private StoryRegisters() {}

  /** The registers of many stories, as texts with their headers. */
  static Map<Register, String> of(List<Story> stories) {
    Map<Register, StringBuilder> texts = new HashMap<>();
    for (Story story : stories) {
      Map<String, String> born = new HashMap<>();
      for (Story.Line line : story.lines()) {
        if (line.kind().equals("born")) {
          born.put(line.person(), line.cell(1));
        }
      }
      for (Story.Line line : story.lines()) {
        tell(texts, story, line, born.getOrDefault(line.person(), "2003"));
      }
    }
    return texts.entrySet().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, entry -> entry.getValue().toString()));
  }

  /** The changes of id of many stories. */
  static String changes(List<Story> stories) {
    StringBuilder text = new StringBuilder("changed_on | old_id | new_id");
    for (Story story : stories) {
      for (Story.Line line : story.lines()) {
        if (line.kind().equals("change")) {
          text.append(
              "\n%s | %s | %s"
                  .formatted(line.cell(1), story.id(line.cell(2)), story.id(line.cell(3))));
        }
      }
    }
    return text.toString();
  }

  private static void tell(
      Map<Register, StringBuilder> texts, Story story, Story.Line line, String born) {
    List<String> cells = new ArrayList<>(line.cells().subList(1, line.cells().size()));
    switch (line.kind()) {
      case "year6" ->
          grades(cells.get(2))
              .forEach(
                  (subject, grade) ->
                      add(
                          texts,
                          story,
                          YEAR6_GRADES,
                          line,
                          List.of(cells.get(0), unit(cells.get(1)), subject, grade)));
      case "year9" -> {
        String unit = unit(cells.get(1));
        add(
            texts,
            story,
            YEAR9,
            line,
            List.of(cells.get(0), unit, cells.get(2), line.cell(5), "girls", born));
        grades(line.cell(4))
            .forEach(
                (subject, grade) ->
                    add(
                        texts,
                        story,
                        YEAR9_GRADES,
                        line,
                        List.of(
                            cells.get(0),
                            unit,
                            subject,
                            grade.replace("!", ""),
                            String.valueOf(grade.endsWith("!")))));
      }
      case "ended" ->
          add(
              texts,
              story,
              told(line),
              line,
              List.of(cells.get(0), unit(cells.get(1)), cells.get(2)));
      case "enrolled" ->
          add(
              texts,
              story,
              told(line),
              line,
              List.of(
                  cells.get(0),
                  unit(cells.get(1)),
                  cells.get(2),
                  cells.get(3),
                  cells.get(4),
                  line.cell(6),
                  "girls",
                  born));
      case "document", "absence" -> {
        cells.add("11111111");
        add(texts, story, told(line), line, cells);
      }
      case "kaa", "occupation", "event", "background" -> add(texts, story, told(line), line, cells);
      default -> {
        if (!line.kind().matches(Story.NO_REGISTER)) {
          throw new IllegalArgumentException(
              "Invalid line of '%s': no register is called %s"
                  .formatted(story.name(), line.kind()));
        }
      }
    }
  }

  private static Told told(Story.Line line) {
    Told told = REGISTERS.get(line.kind());
    if (told == null) {
      throw new IllegalArgumentException("no register is told of by: " + line.kind());
    }
    return told;
  }

  private static void add(
      Map<Register, StringBuilder> texts,
      Story story,
      Told told,
      Story.Line line,
      List<String> cells) {
    if (cells.size() != told.width()) {
      throw new IllegalArgumentException(
          "Invalid line of '%s': expected %d cells, found: %s"
              .formatted(story.name(), told.width(), cells));
    }
    texts
        .computeIfAbsent(told.register(), register -> new StringBuilder(told.header()))
        .append('\n')
        .append(story.id(line.person()))
        .append(" | ")
        .append(line.isLinkable())
        .append(" | ")
        .append(String.join(" | ", cells));
  }

  /** A subject that stands again stands anew: {@code all=C MA=F}; with nothing, not at all. */
  private static Map<String, String> grades(String text) {
    Map<String, String> grades = new LinkedHashMap<>();
    for (String one : text.isEmpty() ? List.<String>of() : List.of(text.split(" +", -1))) {
      String[] parts = one.split("=", -1);
      String subjects = parts[0].equals("all") ? SIXTEEN : parts[0];
      for (String subject : subjects.split(" ", -1)) {
        grades.put(subject, parts[1]);
      }
    }
    grades.values().removeIf(String::isEmpty);
    return grades;
  }

  static String unit(String digit) {
    return digit.repeat(8);
  }
}
