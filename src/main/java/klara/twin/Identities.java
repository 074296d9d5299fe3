package klara.twin;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.SplittableRandom;
import klara.store.Text;

/**
 * Ids of one cohort that can belong to nobody. Personnummer and samordningsnummer have birth
 * numbers 980 to 999, which Skatteverket keeps for tests (testpersonnummer); each day has ten of
 * them for each sex, so most of a large cohort has a löpnummer instead.
 */
final class Identities {
  /** Types of id, by the names of the input contract. */
  enum Type {
    PNR,
    SAM,
    TF,
    LOP
  }

  /**
   * An id.
   *
   * @param type what kind
   * @param text the id itself
   * @param birthYear of the one who has it
   */
  record Identity(Type type, Text text, int birthYear) {}

  private static final int FIRST_TEST_NUMBER = 980;
  private static final int DAYS = 365;

  /**
   * Test numbers of a day and sex for those born in the cohort's year; the last two are others'.
   */
  private static final int ON_TIME = 8;

  private static final int SLOTS = DAYS * ON_TIME;
  private static final int COORDINATION_DAYS = 60;
  private static final double COORDINATION = 0.03;
  private static final double TEMPORARY = 0.004;
  private static final double OLDER = 0.03;
  private static final double YOUNGER = 0.01;

  /** In the year that year 9 begins in. */
  static final int AGE = 15;

  private static final DateTimeFormatter DATE = DateTimeFormatter.BASIC_ISO_DATE;

  private final int schoolYear;
  private final Shuffle girls;
  private final Shuffle boys;

  Identities(long seed, int schoolYear, int girls, int boys) {
    this.schoolYear = schoolYear;
    this.girls = new Shuffle(seed, schoolYear, girls);
    this.boys = new Shuffle(seed, schoolYear, boys);
  }

  /**
   * The id of a student.
   *
   * @param rank the student's place among those of the same sex in the cohort
   */
  Identity of(int index, int rank, boolean isGirl, SplittableRandom random) {
    double kind = random.nextDouble();
    double age = random.nextDouble();
    int day = random.nextInt(DAYS);
    Shuffle sameSex = isGirl ? girls : boys;
    long slot = sameSex.slot(rank);
    int year = schoolYear - AGE;
    if (kind < TEMPORARY) {
      String text = LocalDate.ofYearDay(year, day + 1).format(DATE) + (isGirl ? "TF20" : "TF10");
      return new Identity(Type.TF, Text.of(text), year);
    }
    if (slot >= SLOTS) {
      int born = age < OLDER ? year - 1 : age < OLDER + YOUNGER ? year + 1 : year;
      return new Identity(Type.LOP, Text.of("twin-%d%07d".formatted(schoolYear, index)), born);
    }
    int number = (int) (slot % ON_TIME);
    // One slot in eight may be of another year, where it has a number that nobody else there has
    if (number == 0 && age < OLDER * ON_TIME) {
      year--;
      number = ON_TIME;
    } else if (number == 0 && age < (OLDER + YOUNGER) * ON_TIME) {
      year++;
      number = ON_TIME + 1;
    }
    boolean isCoordination = kind < TEMPORARY + COORDINATION / sameSex.shareWithSlot();
    LocalDate born = LocalDate.ofYearDay(year, (int) (slot / ON_TIME) + 1);
    String text = numbered(born, isCoordination, FIRST_TEST_NUMBER + 2 * number + (isGirl ? 0 : 1));
    return new Identity(isCoordination ? Type.SAM : Type.PNR, Text.of(text), year);
  }

  /** The samordningsnummer that someone may have had before a personnummer: nobody else's. */
  static Text coordinationNumberBefore(Text civic) {
    String text = civic.toString();
    int day = Integer.parseInt(text.substring(6, 8)) + COORDINATION_DAYS;
    String eleven = text.substring(0, 6) + day + text.substring(8, 11);
    return Text.of(eleven + checkDigit(eleven.substring(2)));
  }

  private static String numbered(LocalDate born, boolean isCoordination, int birthNumber) {
    int day = born.getDayOfMonth() + (isCoordination ? COORDINATION_DAYS : 0);
    String text =
        "%04d%02d%02d%03d".formatted(born.getYear(), born.getMonthValue(), day, birthNumber);
    return text + checkDigit(text.substring(2));
  }

  /** The check digit after nine digits (Luhn). */
  static int checkDigit(String nine) {
    int sum = 0;
    for (int i = 0; i < nine.length(); i++) {
      int product = (nine.charAt(i) - '0') * (i % 2 == 0 ? 2 : 1);
      sum += product / 10 + product % 10;
    }
    return (10 - sum % 10) % 10;
  }

  /** Hands out the test numbers of one sex over the cohort, each once. */
  private static final class Shuffle {
    private final long size;
    private final long step;
    private final long first;

    Shuffle(long seed, int schoolYear, int size) {
      this.size = Math.max(1, size);
      SplittableRandom random = Seeds.random(seed, Seeds.Purpose.IDENTITIES, schoolYear, size);
      long candidate = this.size == 1 ? 1 : random.nextLong(1, this.size);
      while (gcd(candidate, this.size) != 1) {
        candidate++;
      }
      step = candidate;
      first = random.nextLong(this.size);
    }

    /** A place of its own; those below {@link #SLOTS} have a test number. */
    long slot(int rank) {
      long place = (rank * step + first) % size;
      return size < SLOTS ? place * SLOTS / size : place;
    }

    double shareWithSlot() {
      return Math.min(1, (double) SLOTS / size);
    }

    private static long gcd(long a, long b) {
      return b == 0 ? a : gcd(b, a % b);
    }
  }
}
