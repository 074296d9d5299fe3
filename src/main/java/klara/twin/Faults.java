package klara.twin;

import java.io.IOException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import klara.register.Person;
import klara.register.Register;
import klara.register.RowRule;
import klara.register.SchoolUnits;
import klara.register.UpperSecondaryEnrolments;
import klara.register.Year9Grades;
import klara.register.Year9Students;
import klara.store.DeliveryRow;
import klara.store.Text;

/**
 * Rows that break the contract, planted at even distances in one file, rule after rule, and
 * counted. Rows with a TF number stay as they are: such an id has no check digit and no key.
 */
final class Faults {
  private static final int EVERY = 500;
  private static final Text NO_SUCH_GRADE = Text.of("Q");
  private static final Text NO_SUCH_MUNICIPALITY = Text.of("9999");
  private static final int NO_SUCH_YEAR = 1800;
  private static final Map<Register, List<RowRule>> RULES =
      Map.of(
          Year9Students.REGISTER,
          List.of(RowRule.R01, RowRule.R02, RowRule.R03, RowRule.R04, RowRule.R07, RowRule.R08),
          Year9Grades.REGISTER,
          List.of(RowRule.R01, RowRule.R02, RowRule.R03, RowRule.R04, RowRule.R05),
          UpperSecondaryEnrolments.REGISTER,
          List.of(RowRule.R01, RowRule.R02, RowRule.R03, RowRule.R04, RowRule.R07, RowRule.R08));

  private final Register register;
  private final List<RowRule> rules;
  private final Map<RowRule, Long> planted = new EnumMap<>(RowRule.class);
  private int sinceLast;
  private int next;

  Faults(TwinSettings settings, Register register) {
    this.register = register;
    rules =
        settings.faults() == TwinSettings.Faultiness.DIRTY
            ? RULES.getOrDefault(register, List.of())
            : List.of();
  }

  /**
   * What was planted where.
   *
   * @param tabell the register
   * @param period of its delivery
   * @param faults planted in one of its files
   */
  record Planted(String tabell, String period, Faults faults) {}

  /** Rows that break each rule. */
  Map<RowRule, Long> rows() {
    return planted;
  }

  void write(RegisterFile file) throws IOException {
    sinceLast++;
    if (rules.isEmpty() || sinceLast < EVERY || !plant(file)) {
      file.write(file.row());
    }
  }

  private boolean plant(RegisterFile file) throws IOException {
    RowRule rule = rules.get(next % rules.size());
    DeliveryRow faulty = file.row().copy();
    String type = faulty.text(1).toString();
    boolean hasCheckDigit = type.equals("PNR") || type.equals("SAM");
    if (type.equals("TF") || (rule == RowRule.R01 && !hasCheckDigit)) {
      return false;
    }
    switch (rule) {
      case R01 -> faulty.set(0, otherCheckDigit(faulty.text(0).toString()));
      case R02 -> faulty.clear(file.column(SchoolUnits.SCHOOL_UNIT_CODE));
      case R04 -> contradict(file, faulty);
      case R05 -> faulty.set(file.column(Year9Grades.GRADE), NO_SUCH_GRADE);
      case R07 ->
          faulty.set(file.column(Year9Students.HOME_MUNICIPALITY_CODE), NO_SUCH_MUNICIPALITY);
      case R08 -> faulty.set(file.column(Person.BIRTH_YEAR), NO_SUCH_YEAR);
      default -> {}
    }
    boolean isTwice = rule == RowRule.R03 || rule == RowRule.R04;
    if (isTwice) {
      file.write(file.row());
    }
    file.write(faulty);
    planted.merge(rule, rule == RowRule.R04 ? 2L : 1L, Long::sum);
    sinceLast = 0;
    next++;
    return true;
  }

  private void contradict(RegisterFile file, DeliveryRow row) {
    if (register.equals(Year9Grades.REGISTER)) {
      int grade = file.column(Year9Grades.GRADE);
      row.set(grade, Text.of(row.text(grade).toString().equals("E") ? "D" : "E"));
    } else {
      int birthYear = file.column(Person.BIRTH_YEAR);
      row.set(birthYear, row.number(birthYear) - 1);
    }
  }

  private static Text otherCheckDigit(String id) {
    int last = id.length() - 1;
    return Text.of(id.substring(0, last) + (id.charAt(last) - '0' + 1) % 10);
  }
}
