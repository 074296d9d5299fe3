package klara.store;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import klara.delivery.Delivery;
import klara.register.Conform;
import klara.register.Register;
import klara.register.Source;
import klara.register.Year9Grades;

/**
 * The columns of a delivered file, and where those of the contract stand. Capital or small letters
 * do not matter. Grades may also come in the wide form: one line a student, one column for each
 * subject, named by its code in capitals, and beside it {@code <code>_sprak} and {@code
 * <code>_sprakval} where they apply.
 *
 * @param names as they stand in the file
 */
record Header(List<String> names) {
  private static final Pattern SUBJECT = Pattern.compile("[A-ZÅÄÖ]{2,3}|M[12]");
  private static final String SUBJECT_COLUMN = "amne";
  private static final String GRADE_COLUMN = "betyg";
  private static final String TRAILING = "_trailing";

  /**
   * Checks a header against the contract.
   *
   * @throws UnreadableDeliveryException which says everything that is wrong
   */
  static Header of(Register register, Delivery delivery, List<String> found) {
    List<String> names = new ArrayList<>(found);
    if (names.isEmpty()) {
      throw new UnreadableDeliveryException(
          delivery.id(), "a file has no header, or one that is not text in the declared encoding");
    }
    if (names.size() > 1 && names.get(names.size() - 1).isEmpty()) {
      names.set(names.size() - 1, TRAILING);
    }
    List<String> faults = new ArrayList<>();
    if (names.contains("")) {
      faults.add("a column has no name");
    }
    if (names.stream().map(Header::lower).distinct().count() < names.size()) {
      faults.add("a column stands twice in the header");
    }
    Header header = new Header(List.copyOf(names));
    faults.addAll(header.missing(register, delivery));
    faults.addAll(header.smallSubjects(register));
    if (!faults.isEmpty()) {
      throw new UnreadableDeliveryException(delivery.id(), String.join("; ", faults));
    }
    return header;
  }

  private List<String> missing(Register register, Delivery delivery) {
    List<String> expected = new ArrayList<>(register.delivered());
    List<String> optional =
        register.sources().stream().filter(Source::mayBeAbsent).map(Source::column).toList();
    if (isWide(register)) {
      expected.removeAll(List.of(SUBJECT_COLUMN, GRADE_COLUMN));
    }
    if (delivery.isDelta()) {
      expected.add(Conform.OP);
    }
    Map<String, Integer> places = places();
    List<String> missing =
        expected.stream().filter(name -> at(places, name) < 0 && !optional.contains(name)).toList();
    return missing.isEmpty()
        ? List.of()
        : List.of(
            "columns are missing: %s (expected: %s)"
                .formatted(String.join(", ", missing), String.join(", ", expected)));
  }

  /** Grades under them would be passed over without a word. */
  private List<String> smallSubjects(Register register) {
    if (!isWide(register)) {
      return List.of();
    }
    List<String> own =
        Stream.concat(
                register.delivered().stream(), register.sources().stream().map(Source::column))
            .map(Header::lower)
            .toList();
    List<String> small =
        names.stream()
            .filter(name -> !SUBJECT.matcher(name).matches())
            .filter(name -> SUBJECT.matcher(name.toUpperCase(Locale.ROOT)).matches())
            .filter(name -> !own.contains(lower(name)) && !lower(name).equals(Conform.OP))
            .toList();
    return small.isEmpty()
        ? List.of()
        : List.of("columns look like subjects, but not in capitals: %d".formatted(small.size()));
  }

  private boolean isWide(Register register) {
    Map<String, Integer> places = places();
    return register.sources().stream().anyMatch(one -> one.field().equals(Year9Grades.GRADE))
        && register.delivered().contains(SUBJECT_COLUMN)
        && at(places, SUBJECT_COLUMN) < 0
        && at(places, GRADE_COLUMN) < 0
        && names.stream().anyMatch(name -> SUBJECT.matcher(name).matches());
  }

  private Map<String, Integer> places() {
    Map<String, Integer> places = new HashMap<>();
    for (int i = 0; i < names.size(); i++) {
      places.putIfAbsent(lower(names.get(i)), i);
    }
    return places;
  }

  private static int at(Map<String, Integer> places, String name) {
    return places.getOrDefault(lower(name), -1);
  }

  private static String lower(String name) {
    return name.toLowerCase(Locale.ROOT);
  }

  /** Where each column stands, −1 where it does not. */
  List<Integer> positions(List<String> columns) {
    Map<String, Integer> places = places();
    return columns.stream().map(name -> at(places, name)).toList();
  }

  /** Where all stand that rows are made of, the columns of the wide form too. */
  List<Integer> asked(List<String> columns) {
    return Stream.concat(
            positions(columns).stream(),
            wide(columns).stream().flatMap(subject -> subject.positions().stream()))
        .filter(at -> at >= 0)
        .distinct()
        .toList();
  }

  /** The subjects of the wide form; empty in the long form. */
  List<TextRows.WideSubject> wide(List<String> columns) {
    Map<String, Integer> places = places();
    if (!columns.contains(SUBJECT_COLUMN) || at(places, SUBJECT_COLUMN) >= 0) {
      return List.of();
    }
    List<TextRows.WideSubject> subjects = new ArrayList<>();
    for (String name : names) {
      if (!SUBJECT.matcher(name).matches() || columns.contains(lower(name))) {
        continue;
      }
      List<Integer> positions = new ArrayList<>();
      for (String column : columns) {
        int beside = at(places, name + "_" + column);
        positions.add(
            column.equals(GRADE_COLUMN)
                ? at(places, name)
                : beside >= 0 ? beside : at(places, column));
      }
      subjects.add(
          new TextRows.WideSubject(
              name, columns.indexOf(SUBJECT_COLUMN), List.copyOf(positions), at(places, name)));
    }
    return subjects;
  }
}
