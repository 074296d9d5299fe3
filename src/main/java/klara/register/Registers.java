package klara.register;

import java.util.List;
import java.util.Optional;

/** Every register of the input contract, T1 to T15 and D1 to D5. */
public final class Registers {
  /** Those that other registers' rules look things up in. */
  public static final List<Register> REFERENCE =
      List.of(Municipalities.REGISTER, CodeLists.REGISTER, SchoolUnits.REGISTER);

  /** Declared and taken in tonight, the reference registers first. */
  public static final List<Register> TAKEN_IN =
      List.of(
          Municipalities.REGISTER,
          CodeLists.REGISTER,
          SchoolUnits.REGISTER,
          AggregateFigures.REGISTER,
          Year9Students.REGISTER,
          Year9Grades.REGISTER,
          UpperSecondaryEnrolments.REGISTER,
          UpperSecondaryCertificates.REGISTER,
          Backgrounds.REGISTER);

  /** Declared so that senders and code agree on them; nothing reads them yet. */
  public static final List<Register> DECLARED =
      List.of(
          EndedSchooling.REGISTER,
          UpperSecondaryApplications.REGISTER,
          UpperSecondaryGrades.REGISTER,
          AbsenceReports.REGISTER,
          ActivityResponsibility.REGISTER,
          ActivityMeasures.REGISTER,
          Occupations.REGISTER,
          Year6Grades.REGISTER,
          PopulationEvents.REGISTER,
          Interventions.REGISTER,
          IdentityChanges.REGISTER);

  private Registers() {}

  /** The register that senders call by this name and that is taken in. */
  public static Optional<Register> named(String tabell) {
    return TAKEN_IN.stream().filter(register -> register.tabell().equals(tabell)).findFirst();
  }

  /** Whether senders may deliver a table by this name at all. */
  public static boolean isDeclared(String tabell) {
    return named(tabell).isPresent()
        || DECLARED.stream().anyMatch(register -> register.tabell().equals(tabell));
  }
}
