package klara.twin;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import klara.register.Person;
import klara.register.SchoolUnits;
import klara.register.SchoolYear;
import klara.table.Field;
import klara.twin.Deliveries.Delivery;

/**
 * The ways to break the rules that several registers share, in one delivery.
 *
 * @param delivery whose columns and period are meant
 * @param schools the units that are known
 */
record SharedFaults(Delivery delivery, Schools schools) {
  private static final int SHORTEST_LONG_ID = 65;

  /** The calendar year that the period begins with. */
  int year() {
    return Integer.parseInt(delivery.period().substring(0, 4));
  }

  String column(Field field) {
    return delivery.register().source(field).column();
  }

  Fault text(String rule, Field field, String text) {
    return Fault.of(rule, column(field), text);
  }

  List<Fault> texts(String rule, Field field, String... texts) {
    return List.of(texts).stream().map(text -> text(rule, field, text)).toList();
  }

  static List<Fault> badIds() {
    return List.of(
        Fault.of("R01", Person.ID, SharedFaults::otherCheckDigit),
        Fault.of("R01", Person.ID, SharedFaults::letterInside),
        Fault.of("R01", Person.ID, SharedFaults::monthThirteen));
  }

  private static Line otherCheckDigit(Line line) {
    String id = line.of(Person.ID);
    int last = id.length() - 1;
    return spoiltId(line, id.substring(0, last) + (id.charAt(last) - '0' + 1) % 10);
  }

  private static Line letterInside(Line line) {
    String id = line.of(Person.ID);
    return spoiltId(line, id.substring(0, 8) + "X" + id.substring(9));
  }

  private static Line monthThirteen(Line line) {
    String id = line.of(Person.ID);
    String eleven = id.substring(0, 4) + "13" + id.substring(6, 11);
    return spoiltId(line, eleven + Identities.checkDigit(eleven.substring(2)));
  }

  /** Of a löpnummer only the length can be wrong. */
  private static Line spoiltId(Line line, String civic) {
    String id = line.of(Person.ID);
    boolean isCivic = !line.of(Person.ID_TYPE).equals(Identities.Type.LOP.name());
    return line.with(Person.ID, isCivic ? civic : id + "0".repeat(SHORTEST_LONG_ID - id.length()));
  }

  List<Fault> missing(Field field) {
    return List.of(Fault.of("R02", Person.ID, ""), text("R02", field, ""));
  }

  /** The same key with another value in a column that no rule on several rows looks at. */
  List<Fault> different(Field field, String one, String other) {
    String column = column(field);
    return List.of(
        Fault.both("R04", line -> line.with(column, line.of(column).equals(one) ? other : one)));
  }

  List<Fault> unknownUnit() {
    return texts("R06", SchoolUnits.SCHOOL_UNIT_CODE, schools.unknownCode());
  }

  List<Fault> municipality(Field field) {
    return texts("R07", field, "9999", "114");
  }

  List<Fault> otherSchoolYear() {
    return texts(
        "R09", SchoolYear.SCHOOL_YEAR, SchoolYear.text(year() + 1), Integer.toString(year()));
  }

  List<Fault> ageOf(int... ages) {
    String column = column(Person.BIRTH_YEAR);
    return Arrays.stream(ages)
        .mapToObj(age -> Fault.of("R12", column, Integer.toString(year() - age)).warned())
        .toList();
  }

  /** The same id in another unit, of another year or sex: the key does not give it away. */
  List<Fault> otherPerson() {
    String unit = column(SchoolUnits.SCHOOL_UNIT_CODE);
    String born = column(Person.BIRTH_YEAR);
    String sex = column(Person.SEX);
    UnaryOperator<Line> elsewhere = line -> line.with(unit, schools.otherCode(line.of(unit)));
    return List.of(
        Fault.both(
            "R13",
            line ->
                elsewhere
                    .apply(line)
                    .with(born, Integer.toString(Integer.parseInt(line.of(born)) - 1))),
        Fault.both(
            "R13", line -> elsewhere.apply(line).with(sex, line.of(sex).equals("1") ? "2" : "1")));
  }

  static List<Fault> fields() {
    return List.of(
        Fault.of("R14", "", line -> line.longer("9")), Fault.of("R14", "", Line::shorter));
  }

  /** In a column that no other rule looks at: å in one byte, what stands for it, twice encoded. */
  List<Fault> badBytes(Field field) {
    String column = column(field);
    return List.of(
        Fault.of(
            "R15",
            column,
            line -> line.with(column, line.of(column) + "\u00e5").in(StandardCharsets.ISO_8859_1)),
        Fault.of("R15", column, line -> line.with(column, line.of(column) + "\uFFFD")),
        Fault.of("R15", column, line -> line.with(column, line.of(column) + "\u00c3\u00a5")),
        Fault.of("R15", column, line -> line.with(column, line.of(column) + "\0")));
  }
}
