package klara.twin;

import java.io.IOException;
import java.util.random.RandomGenerator;
import klara.register.Backgrounds;
import klara.store.DeliveryRow;
import klara.store.Text;
import klara.twin.Cell.Background;
import klara.twin.Cell.Parents;

/** Rows of T11: one per student, as of 31 December of the autumn of year 9. */
final class BackgroundRows {
  private static final Text SWEDISH = Text.of("S");
  private static final Text FOREIGN = Text.of("U");
  private static final Text SWEDEN = Text.of("Sverige");
  private static final Text[] ABROAD = {
    Text.of("ovr"), Text.of("ovr"), Text.of("ovr"), Text.of("EU/EFTA"), Text.of("Norden")
  };

  /** Of those with foreign background who are not newly arrived. */
  private static final double BORN_ABROAD = 0.4;

  private static final int NEWLY_ARRIVED_YEARS = 4;
  private static final int YEARS_SINCE_BIRTH = 14;

  private final RegisterFile file;
  private final DeliveryRow row;
  private final Codes codes;
  private final int year;
  private final int municipality;
  private final int birthRegion;
  private final int immigrationYear;
  private final int background;
  private final int education;
  private final int income;
  private final int hasAssistance;
  private final int livesWithBoth;
  private final int siblings;

  BackgroundRows(RegisterFile file, int year, Codes codes) {
    this.file = file;
    this.year = year;
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
    row.set(file.column(Backgrounds.AS_OF_YEAR), year);
    row.set(file.column(Backgrounds.EDUCATION_AS_OF_YEAR), year);
    row.set(file.column(Backgrounds.INCOME_AS_OF_YEAR), year - 1);
  }

  void write(Student student, RandomGenerator random) throws IOException {
    Cell cell = student.cell();
    file.student(student);
    row.set(municipality, codes.text(student.home().code()));
    row.set(background, cell.isForeign() ? FOREIGN : SWEDISH);
    born(cell, random);
    row.clear(education);
    if (cell.parents() != Parents.UNKNOWN) {
      row.set(education, level(cell.parents(), random));
    }
    double means = cell.advantage() + 0.9 * random.nextGaussian();
    row.set(income, means < -1 ? 1 : means < -0.3 ? 2 : means < 0.25 ? 3 : means < 0.9 ? 4 : 5);
    row.set(hasAssistance, means < -1.5 ? 1 : 0);
    row.set(livesWithBoth, random.nextDouble() < 0.72 ? 1 : 0);
    row.set(siblings, (int) (random.nextDouble() * random.nextDouble() * 5));
    file.write();
  }

  private void born(Cell cell, RandomGenerator random) {
    boolean isNew = cell.background() == Background.NEWLY_ARRIVED;
    row.set(birthRegion, SWEDEN);
    row.clear(immigrationYear);
    if (isNew || (cell.isForeign() && random.nextDouble() < BORN_ABROAD)) {
      row.set(birthRegion, ABROAD[random.nextInt(ABROAD.length)]);
      int ago =
          isNew
              ? random.nextInt(NEWLY_ARRIVED_YEARS)
              : random.nextInt(NEWLY_ARRIVED_YEARS, YEARS_SINCE_BIRTH);
      row.set(immigrationYear, year - ago);
    }
  }

  private static int level(Parents parents, RandomGenerator random) {
    return switch (parents) {
      case PRE_SECONDARY -> random.nextInt(1, 3);
      case UPPER_SECONDARY -> random.nextInt(3, 5);
      default -> random.nextInt(20) == 0 ? 7 : random.nextInt(5, 7);
    };
  }
}
