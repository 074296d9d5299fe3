package klara.job;

import java.sql.Date;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import klara.register.CodeLists;
import klara.register.Municipalities;
import klara.register.Reference;
import klara.register.Reference.DatedCode;
import klara.register.Register;
import klara.register.SchoolUnits;
import klara.store.RegisterStore;
import org.apache.spark.sql.Row;

/** What rows are looked up in, from the reference registers that have been taken in. */
final class Lookups {
  private Lookups() {}

  /**
   * Reads them.
   *
   * @param versions by register and period; those that are not there hold nothing
   */
  static Reference of(RegisterStore registers, Map<Register, Map<String, String>> versions) {
    return new Reference(
        codes(registers, versions.getOrDefault(CodeLists.REGISTER, Map.of())),
        municipalities(registers, versions.getOrDefault(Municipalities.REGISTER, Map.of())),
        units(registers, versions.getOrDefault(SchoolUnits.REGISTER, Map.of())));
  }

  private static List<DatedCode> codes(RegisterStore registers, Map<String, String> versions) {
    List<DatedCode> codes = new ArrayList<>();
    for (Row row :
        registers
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

  private static Set<String> municipalities(RegisterStore registers, Map<String, String> versions) {
    TreeSet<String> codes = new TreeSet<>();
    registers
        .read(Municipalities.REGISTER, versions)
        .select(Municipalities.MUNICIPALITY_CODE.col())
        .collectAsList()
        .forEach(row -> codes.add(row.getString(0)));
    return codes;
  }

  /** Where each unit lies, by its newest row. */
  private static Map<String, String> units(RegisterStore registers, Map<String, String> versions) {
    Map<String, String> units = new TreeMap<>();
    registers
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
