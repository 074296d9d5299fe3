package klara.job;

import java.sql.Date;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import klara.register.CodeLists;
import klara.register.Municipalities;
import klara.register.Reference;
import klara.register.Reference.DatedCode;
import klara.register.Register;
import klara.register.SchoolUnits;
import klara.store.RegisterStore;
import org.apache.spark.sql.Row;

/**
 * What rows are looked up in, from the reference registers that have been taken in. Each version of
 * a register is read once a night.
 */
final class Lookups {
  private final Supplier<RegisterStore> registers;
  private final Map<Map<String, String>, List<DatedCode>> codes = new HashMap<>();
  private final Map<Map<String, String>, Set<String>> municipalities = new HashMap<>();
  private final Map<Map<String, String>, Map<String, String>> units = new HashMap<>();

  Lookups(Supplier<RegisterStore> registers) {
    this.registers = registers;
  }

  /**
   * What some versions hold.
   *
   * @param versions by register and period; those that are not there hold nothing
   */
  Reference of(Map<Register, Map<String, String>> versions) {
    return new Reference(
        codes.computeIfAbsent(of(CodeLists.REGISTER, versions), this::codes),
        municipalities.computeIfAbsent(of(Municipalities.REGISTER, versions), this::municipalities),
        units.computeIfAbsent(of(SchoolUnits.REGISTER, versions), this::units));
  }

  private static Map<String, String> of(
      Register register, Map<Register, Map<String, String>> versions) {
    return versions.getOrDefault(register, Map.of());
  }

  private List<DatedCode> codes(Map<String, String> versions) {
    List<DatedCode> codes = new ArrayList<>();
    for (Row row :
        registers
            .get()
            .read(CodeLists.REGISTER, versions)
            .select(
                CodeLists.LIST.col(),
                CodeLists.CODE.col(),
                CodeLists.CODE_VALID_FROM.col(),
                CodeLists.CODE_VALID_TO.col())
            .collectAsList()) {
      codes.add(
          new DatedCode(row.getString(0), row.getString(1), row.getDate(2), (Date) row.get(3)));
    }
    return codes;
  }

  private Set<String> municipalities(Map<String, String> versions) {
    TreeSet<String> codes = new TreeSet<>();
    registers
        .get()
        .read(Municipalities.REGISTER, versions)
        .select(Municipalities.MUNICIPALITY_CODE.col())
        .collectAsList()
        .forEach(row -> codes.add(row.getString(0)));
    return codes;
  }

  /** Where each unit lies, by its newest row. */
  private Map<String, String> units(Map<String, String> versions) {
    Map<String, String> units = new TreeMap<>();
    registers
        .get()
        .read(SchoolUnits.REGISTER, versions)
        .select(
            SchoolUnits.SCHOOL_UNIT_CODE.col(),
            SchoolUnits.SCHOOL_MUNICIPALITY_CODE.col(),
            SchoolUnits.VALID_FROM.col())
        .orderBy(SchoolUnits.VALID_FROM.col(), SchoolUnits.SCHOOL_MUNICIPALITY_CODE.col())
        .collectAsList()
        .forEach(row -> units.put(row.getString(0), row.getString(1)));
    return units;
  }
}
