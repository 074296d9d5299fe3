package klara.twin;

import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;
import klara.register.Backgrounds;
import klara.store.DeliveryRow;
import klara.store.Text;

/**
 * Rows of T11: one per student as of 31 December of the autumn of year 9, and one for each later
 * year in which something of it is no longer as it was.
 */
final class BackgroundRows {
  private static final Text SWEDISH = Text.of("S");
  private static final Text FOREIGN = Text.of("U");

  /** RegSO of each municipality, two for each fifth of income. */
  private static final List<String> NEIGHBOURHOODS =
      IntStream.rangeClosed(1, 10).mapToObj("R%03d"::formatted).toList();

  private final RegisterFile file;
  private final DeliveryRow row;
  private final Codes codes;
  private final int municipality;
  private final int birthRegion;
  private final int immigrationYear;
  private final int background;
  private final int education;
  private final int income;
  private final int hasAssistance;
  private final int livesWithBoth;
  private final int siblings;
  private final int neighbourhood;

  BackgroundRows(RegisterFile file, int year, Codes codes) {
    this.file = file;
    this.codes = codes;
    row = file.row();
    municipality = file.column(Backgrounds.RESIDENCE_MUNICIPALITY_CODE);
    birthRegion = file.column(Backgrounds.BIRTH_REGION);
    immigrationYear = file.column(Backgrounds.IMMIGRATION_YEAR);
    background = file.column(Backgrounds.BACKGROUND);
    education = file.column(Backgrounds.PARENT_EDUCATION_LEVEL);
    income = file.column(Backgrounds.INCOME_QUINTILE);
    hasAssistance = file.column(Backgrounds.HAS_ECONOMIC_ASSISTANCE);
    livesWithBoth = file.column(Backgrounds.LIVES_WITH_BOTH_PARENTS);
    siblings = file.column(Backgrounds.SIBLINGS);
    neighbourhood = file.column(Backgrounds.NEIGHBOURHOOD_CODE);
    row.set(file.column(Backgrounds.AS_OF_YEAR), year);
    row.set(file.column(Backgrounds.EDUCATION_AS_OF_YEAR), year);
    row.set(file.column(Backgrounds.INCOME_AS_OF_YEAR), year - 1);
  }

  /**
   * Writes a row.
   *
   * @param residence municipality on 31 December
   * @param immigratedIn year of the latest immigration, 0 for none
   */
  void write(Student student, FamilyBackground family, String residence, int immigratedIn)
      throws IOException {
    file.student(student);
    row.set(municipality, codes.text(residence));
    row.set(background, student.cell().isForeign() ? FOREIGN : SWEDISH);
    row.set(birthRegion, family.birthRegion());
    set(immigrationYear, immigratedIn);
    set(education, family.education());
    row.set(income, family.income());
    row.set(hasAssistance, family.hasAssistance() ? 1 : 0);
    row.set(livesWithBoth, family.livesWithBoth() ? 1 : 0);
    row.set(siblings, family.siblings());
    row.set(
        neighbourhood,
        codes.text(residence + NEIGHBOURHOODS.get(neighbourhoodOf(student, family))));
    file.write();
  }

  /** Families live among families of their income. */
  private static int neighbourhoodOf(Student student, FamilyBackground family) {
    return 2 * (family.income() - 1) + student.index() % 2;
  }

  private void set(int column, int value) {
    row.clear(column);
    if (value != FamilyBackground.NONE) {
      row.set(column, value);
    }
  }
}
