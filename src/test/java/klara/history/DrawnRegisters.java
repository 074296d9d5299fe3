package klara.history;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.IntFunction;
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

/**
 * Drawn rows of every register about persons, each with the day on which the input contract has it
 * due: written out here once more, so that a wrong day in {@link Known} is seen.
 */
final class DrawnRegisters {
  static final int PERSONS = 240;

  private static final Map<Register, String> COLUMNS =
      Map.ofEntries(
          Map.entry(Year6Grades.REGISTER, "school_year | school_unit_code | subject_code | grade"),
          Map.entry(
              Year9Students.REGISTER,
              "school_year | school_unit_code | home_municipality_code | protection | sex |"
                  + " birth_year"),
          Map.entry(Year9Grades.REGISTER, "school_year | school_unit_code | subject_code | grade"),
          Map.entry(EndedSchooling.REGISTER, "school_year | school_unit_code | study_year"),
          Map.entry(
              UpperSecondaryEnrolments.REGISTER,
              "school_year | school_unit_code | study_path_code | study_year |"
                  + " home_municipality_code | protection | sex | birth_year"),
          Map.entry(UpperSecondaryCertificates.REGISTER, "issued_on | certificate_type | credits"),
          Map.entry(
              Backgrounds.REGISTER,
              "as_of_year | background | parent_education_level | residence_municipality_code |"
                  + " income_quintile"),
          Map.entry(
              AbsenceReports.REGISTER,
              "school_year | term | offered_hours | valid_absence_hours | invalid_absence_hours"),
          Map.entry(
              ActivityResponsibility.REGISTER,
              "half_year | registered_on | deregistered_on | is_contacted |"
                  + " responsible_municipality_code"),
          Map.entry(Occupations.REGISTER, "occupation_year | occupation_status | form_of_study"),
          Map.entry(PopulationEvents.REGISTER, "happened_on | event | new_municipality_code"));

  private static final List<String> UNITS = List.of("11111111", "22222222", "33333333");

  private final Random random;
  private final List<Drawn> rows = new ArrayList<>();

  /**
   * A row.
   *
   * @param text its cells, so many years later
   */
  private record Drawn(
      int person,
      Register register,
      LocalDate due,
      boolean isProtected,
      IntFunction<String> text) {}

  DrawnRegisters(long seed) {
    random = new Random(seed);
    for (int person = 0; person < PERSONS; person++) {
      school(person);
      upperSecondary(person);
      otherwise(person);
    }
  }

  /**
   * Everyone twice: under {@code all} with every row, under {@code cut} with those due by a day.
   */
  Map<Register, String> twice(LocalDate asOf) {
    return texts(asOf, (person, register) -> false);
  }

  /**
   * The same, but of whom a register leaks, the rows of it that are due later are dated two years
   * too early under {@code all}.
   */
  Map<Register, String> leaking(LocalDate asOf, BiFunction<Integer, Register, Boolean> leaks) {
    return texts(asOf, leaks);
  }

  /** Those of whom a protected identity was ever seen. */
  Set<String> everProtected() {
    return rows.stream()
        .filter(Drawn::isProtected)
        .map(row -> "p" + row.person())
        .collect(Collectors.toSet());
  }

  private Map<Register, String> texts(
      LocalDate asOf, BiFunction<Integer, Register, Boolean> leaks) {
    Map<Register, StringBuilder> texts = new HashMap<>();
    COLUMNS.forEach(
        (register, columns) ->
            texts.put(register, new StringBuilder("student_id | is_linkable | " + columns)));
    for (Drawn row : rows) {
      StringBuilder text = texts.computeIfAbsent(row.register(), register -> new StringBuilder());
      boolean isDue = !row.due().isAfter(asOf);
      boolean isLeaked = !isDue && leaks.apply(row.person(), row.register());
      text.append("\nall/p%d | true | ".formatted(row.person()))
          .append(row.text().apply(isLeaked ? -2 : 0));
      if (isDue) {
        text.append("\ncut/p%d | true | ".formatted(row.person())).append(row.text().apply(0));
      }
    }
    return texts.entrySet().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, entry -> entry.getValue().toString()));
  }

  private void school(int person) {
    if (isOneIn(2)) {
      int year = 2013 + random.nextInt(9);
      for (String subject : List.of("SV", "MA")) {
        String cells = "%s | %s | %s".formatted(unit(), subject, grade());
        add(person, Year6Grades.REGISTER, LocalDate.of(year + 1, 10, 1), year, cells);
      }
    }
    for (int year = 2015; year <= 2021; year++) {
      LocalDate due = LocalDate.of(year + 1, 7, 1);
      if (isOneIn(3)) {
        String unit = UNITS.get(person % UNITS.size());
        boolean isProtected = isOneIn(12);
        String about =
            "%s | %s | %s | girls | 2003".formatted(unit, home(), isProtected ? "2" : "0");
        addSeen(person, Year9Students.REGISTER, due, isProtected, year, about);
        for (String subject : List.of("SV", "EN", "MA", "M2", "GE", "BI")) {
          String cells = "%s | %s | %s".formatted(unit, subject, grade());
          add(person, Year9Grades.REGISTER, due, year, cells);
        }
      }
      if (isOneIn(15)) {
        String cells = "%s | %s".formatted(unit(), oneOf("7", "8", "9"));
        add(person, EndedSchooling.REGISTER, due, year, cells);
      }
      for (String term : List.of("autumn", "spring")) {
        LocalDate told =
            term.equals("autumn") ? LocalDate.of(year + 1, 2, 12) : LocalDate.of(year + 1, 8, 1);
        if (isOneIn(3)) {
          String cells = "%s | 400 | %d | %d".formatted(term, some(90), some(90));
          add(person, AbsenceReports.REGISTER, told, year, cells);
        }
      }
    }
  }

  private void upperSecondary(int person) {
    for (int year = 2016; year <= 2023; year++) {
      for (String unit : List.of("11111111", "22222222")) {
        if (isOneIn(4)) {
          boolean isProtected = isOneIn(25);
          String cells =
              "%s | %s | %s | %s | %s | girls | 2003"
                  .formatted(
                      unit,
                      oneOf("NANAT", "BABYG", "IMA", "IBIBX"),
                      oneOf("1", "2", "3", ""),
                      home(),
                      isProtected ? "1" : "");
          LocalDate due = LocalDate.of(year, 10, 15);
          addSeen(person, UpperSecondaryEnrolments.REGISTER, due, isProtected, year, cells);
        }
      }
    }
    for (int i = 0; i < 2; i++) {
      LocalDate day = day();
      String cells = oneOf("E", "L", "Z", "G") + " | " + oneOf("2500", "2400");
      addOn(person, UpperSecondaryCertificates.REGISTER, day, day, cells);
    }
  }

  private void otherwise(int person) {
    for (int year = 2015; year <= 2023; year++) {
      if (isOneIn(3)) {
        String cells =
            "%s | %s | %s | %s"
                .formatted(
                    oneOf("swedish", "foreign", "unknown"),
                    oneOf("2", "3", "6", ""),
                    home(),
                    oneOf("1", "5", ""));
        add(person, Backgrounds.REGISTER, LocalDate.of(year, 12, 31), year, cells);
      }
      if (isOneIn(3)) {
        String cells =
            oneOf("work |", "study | adult_education", "study |", "neither |", "unknown |");
        add(person, Occupations.REGISTER, LocalDate.of(year + 2, 5, 1), year, cells);
      }
      for (int half = 1; half <= 2; half++) {
        if (isOneIn(8)) {
          responsibility(person, year, half);
        }
      }
    }
    for (int i = 0; i < 2; i++) {
      LocalDate day = day();
      LocalDate due = LocalDate.of(day.getYear() + 1, 4, 1);
      String event = oneOf("move", "emigration", "immigration", "move", "immigration", "death");
      String place = event.equals("move") || event.equals("immigration") ? home() : "";
      addOn(person, PopulationEvents.REGISTER, due, day, event + " | " + place);
    }
  }

  private void responsibility(int person, int year, int half) {
    LocalDate end = half == 1 ? LocalDate.of(year, 6, 30) : LocalDate.of(year, 12, 31);
    LocalDate due = half == 1 ? LocalDate.of(year, 12, 1) : LocalDate.of(year + 1, 6, 1);
    LocalDate registered = end.minusDays(some(500));
    boolean isEnded = isOneIn(2);
    String contacted = oneOf("true", "false", "");
    rows.add(
        new Drawn(
            person,
            ActivityResponsibility.REGISTER,
            due,
            false,
            later ->
                "%dH%d | %s | %s | %s | 1281"
                    .formatted(
                        year + later,
                        half,
                        registered.plusYears(later),
                        isEnded ? end.minusDays(1).plusYears(later) : "",
                        contacted)));
  }

  private void add(int person, Register register, LocalDate due, int year, String cells) {
    addSeen(person, register, due, false, year, cells);
  }

  private void addSeen(
      int person, Register register, LocalDate due, boolean isProtected, int year, String cells) {
    rows.add(
        new Drawn(person, register, due, isProtected, later -> (year + later) + " | " + cells));
  }

  private void addOn(int person, Register register, LocalDate due, LocalDate day, String cells) {
    rows.add(
        new Drawn(person, register, due, false, later -> day.plusYears(later) + " | " + cells));
  }

  private LocalDate day() {
    return LocalDate.of(2016, 1, 1).plusDays(random.nextInt(365 * 8));
  }

  private String unit() {
    return UNITS.get(random.nextInt(UNITS.size()));
  }

  private String home() {
    return oneOf("1281", "1280", "1264");
  }

  private String grade() {
    return oneOf("A", "C", "E", "F", "9", "x");
  }

  private int some(int many) {
    return random.nextInt(many);
  }

  private boolean isOneIn(int many) {
    return random.nextInt(many) == 0;
  }

  private String oneOf(String... some) {
    return some[random.nextInt(some.length)];
  }
}
