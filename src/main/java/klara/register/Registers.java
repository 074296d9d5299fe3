package klara.register;

import java.util.List;
import java.util.Optional;
import klara.table.Table;

/** Every register of the input contract, T1 to T15 and D1 to D5. */
public final class Registers {
  /** Those that other registers' rules look things up in. */
  public static final List<Register> REFERENCE =
      List.of(Municipalities.REGISTER, CodeLists.REGISTER, SchoolUnits.REGISTER);

  /** All of them, in the order in which a night takes them in: those looked things up in first. */
  public static final List<Register> ALL =
      List.of(
          Municipalities.REGISTER,
          CodeLists.REGISTER,
          SchoolUnits.REGISTER,
          IdentityChanges.REGISTER,
          AggregateFigures.REGISTER,
          Interventions.REGISTER,
          Year9Students.REGISTER,
          Year9Grades.REGISTER,
          Year6Grades.REGISTER,
          EndedSchooling.REGISTER,
          UpperSecondaryApplications.REGISTER,
          UpperSecondaryEnrolments.REGISTER,
          UpperSecondaryCertificates.REGISTER,
          UpperSecondaryGrades.REGISTER,
          AbsenceReports.REGISTER,
          ActivityResponsibility.REGISTER,
          ActivityMeasures.REGISTER,
          Backgrounds.REGISTER,
          Occupations.REGISTER,
          PopulationEvents.REGISTER);

  private Registers() {}

  /** The register that senders call by this name. */
  public static Optional<Register> named(String tabell) {
    return ALL.stream().filter(register -> register.tabell().equals(tabell)).findFirst();
  }

  /** The register whose accepted rows are this table. */
  public static Optional<Register> of(Table table) {
    return ALL.stream().filter(register -> register.table().equals(table)).findFirst();
  }
}
