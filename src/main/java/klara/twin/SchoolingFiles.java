package klara.twin;

import java.io.IOException;
import java.time.LocalDate;
import java.util.random.RandomGenerator;
import klara.register.EndedSchooling;
import klara.register.IdentityChanges;
import klara.register.SchoolYear;
import klara.register.Year6Grades;
import klara.store.DeliveryFile.Format;
import klara.store.Text;
import klara.twin.Deliveries.Delivery;

/** What registers beside those of year 9 know of one chunk of students until then. */
final class SchoolingFiles {
  private final Schools schools;
  private final int cohort;
  private final Opener opener;
  private final Codes codes;

  /** Both forms are delivered: tables of Parquet have a column for each subject of year 6. */
  private final boolean isWide;

  private final ByPeriod<Year6Rows> year6 = new ByPeriod<>();
  private final ByPeriod<EndedSchoolingRows> ended = new ByPeriod<>();
  private final ByPeriod<IdentityChangeRows> identityChanges = new ByPeriod<>();

  SchoolingFiles(TwinSettings settings, Schools schools, int cohort, Opener opener, Codes codes) {
    isWide = settings.format() == Format.PARQUET;
    this.schools = schools;
    this.cohort = cohort;
    this.opener = opener;
    this.codes = codes;
  }

  /**
   * Writes the grades of year 6, and that schooling ended.
   *
   * @param swedish SV or SVA
   * @param hasOldId whether the student had another id in year 6
   */
  void write(
      Student student,
      FamilyBackground family,
      Subject swedish,
      boolean hasOldId,
      RandomGenerator random)
      throws IOException {
    int year = cohort - Year6Rows.YEARS_BEFORE;
    if (year >= Year6Rows.FIRST && family.immigrationYear() <= year) {
      School unit = schools.at(Year6Rows.unit(student, schools, random), year);
      Text id = hasOldId ? Identities.coordinationNumberBefore(student.id()) : student.id();
      Identities.Type type = hasOldId ? Identities.Type.SAM : student.idType();
      year6(year).write(id, type, student, unit, swedish, random);
    }
    if (!student.isInYear9()) {
      ended().write(student, schools.at(student.school(), cohort));
    }
  }

  void writeOldId(Student student, RandomGenerator random) throws IOException {
    identityChanges
        .of(
            cohort,
            () ->
                new IdentityChangeRows(
                    opener.open(
                        new Delivery(
                            IdentityChanges.REGISTER,
                            Integer.toString(cohort),
                            LocalDate.of(cohort + 1, 4, 15))),
                    cohort))
        .write(student, random);
  }

  private Year6Rows year6(int year) throws IOException {
    return year6.of(
        year,
        () ->
            new Year6Rows(
                opener.open(
                    new Delivery(
                        Year6Grades.REGISTER,
                        SchoolYear.text(year),
                        LocalDate.of(year + 1, 10, 15)),
                    "",
                    isWide ? Year6Rows.wide() : RegisterFile.columns(Year6Grades.REGISTER)),
                year,
                isWide,
                codes));
  }

  private EndedSchoolingRows ended() throws IOException {
    return ended.of(
        cohort,
        () ->
            new EndedSchoolingRows(
                opener.open(
                    new Delivery(
                        EndedSchooling.REGISTER,
                        SchoolYear.text(cohort),
                        LocalDate.of(cohort + 1, 6, 25))),
                cohort));
  }
}
