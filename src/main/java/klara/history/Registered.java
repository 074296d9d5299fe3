package klara.history;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import klara.register.AbsenceReports;
import klara.register.ActivityResponsibility;
import klara.register.Backgrounds;
import klara.register.CodeLists;
import klara.register.EndedSchooling;
import klara.register.Occupations;
import klara.register.PopulationEvents;
import klara.register.Register;
import klara.register.SchoolUnits;
import klara.register.UpperSecondaryCertificates;
import klara.register.UpperSecondaryEnrolments;
import klara.register.Year6Grades;
import klara.register.Year9Grades;
import klara.register.Year9Students;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** The registers that histories are made of. */
public final class Registered {
  /** Every one of them: a history is not made where one is left out by mistake. */
  public static final List<Register> ALL =
      List.of(
          Year6Grades.REGISTER,
          Year9Students.REGISTER,
          Year9Grades.REGISTER,
          EndedSchooling.REGISTER,
          UpperSecondaryEnrolments.REGISTER,
          UpperSecondaryCertificates.REGISTER,
          Backgrounds.REGISTER,
          AbsenceReports.REGISTER,
          ActivityResponsibility.REGISTER,
          Occupations.REGISTER,
          PopulationEvents.REGISTER,
          SchoolUnits.REGISTER,
          CodeLists.REGISTER);

  private final Map<Register, Dataset<Row>> rows;

  private Registered(Map<Register, Dataset<Row>> rows) {
    this.rows = rows;
  }

  /** Where the rows of registers come from. */
  @FunctionalInterface
  public interface Rows {
    /** All accepted rows of a register; none where nothing was delivered. */
    Dataset<Row> of(Register register);
  }

  /** Takes every register of {@link #ALL}. */
  public static Registered from(Rows rows) {
    Map<Register, Dataset<Row>> all = new LinkedHashMap<>();
    ALL.forEach(register -> all.put(register, rows.of(register)));
    return new Registered(all);
  }

  Dataset<Row> of(Register register) {
    Dataset<Row> found = rows.get(register);
    if (found == null) {
      throw new IllegalArgumentException("histories are not made of " + register.table().name());
    }
    return found;
  }
}
