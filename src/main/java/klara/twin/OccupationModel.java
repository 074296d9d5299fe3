package klara.twin;

import java.util.Optional;
import java.util.random.RandomGenerator;
import klara.twin.Margins.Measure;
import org.apache.commons.math3.distribution.NormalDistribution;

/**
 * What a student does in a year: in school those who are enrolled, and otherwise nothing, study or
 * work. The share who do nothing follows Kolada N02797 from municipality to municipality and year
 * to year.
 */
final class OccupationModel {
  /** Of those not in school: under 19, older without a diploma, and with one. */
  private static final double NEITHER_YOUNG = 0.5;

  private static final double NEITHER_WITHOUT = 0.24;
  private static final double NEITHER_WITH = 0.06;

  /** In relation to the country's share, for which these are. */
  private static final double NEITHER_ALL = 0.06;

  private static final double MOST_NEITHER = 0.85;

  /** Of what decides over a year without anything, the part that stays with the person. */
  private static final double KEPT = 0.6;

  private static final double UNKNOWN = 0.012;
  private static final double UNKNOWN_NEWLY_ARRIVED = 0.04;
  private static final double WORKS_BESIDE_STUDIES = 0.35;
  private static final double WORKS_BESIDE_SCHOOL_AT_16 = 0.12;
  private static final double MORE_EACH_YEAR = 0.12;
  private static final NormalDistribution NORMAL = new NormalDistribution();

  private final Margins margins;

  /** By the names of the input contract. */
  enum Status {
    ARBETE("work"),
    STUDIER("study"),
    BADA("both"),
    VARKEN("neither"),
    OKAND("unknown");

    private final String counted;

    Status(String counted) {
      this.counted = counted;
    }

    /** Its column in the truth. */
    String counted() {
      return counted;
    }
  }

  /** By the names of the input contract. */
  enum Study {
    GYMN,
    KOMVUX,
    FOLKHOGSK,
    YRKESHOGSK,
    HOGSKOLA
  }

  /**
   * What somebody does in a year.
   *
   * @param status what it is
   * @param study the form of study; empty for those who do not study, and in compulsory school
   */
  record Occupation(Status status, Optional<Study> study) {}

  /**
   * What stays with a person over the years.
   *
   * @param neither normal; low for those who more often do nothing
   * @param study from 0 to 1; low for those who study
   */
  record Leaning(double neither, double study) {
    static Leaning draw(RandomGenerator random) {
      return new Leaning(random.nextGaussian(), random.nextDouble());
    }
  }

  OccupationModel(Margins margins) {
    this.margins = margins;
  }

  /**
   * Draws a year.
   *
   * @param cohort the school year of year 9
   * @param residence municipality on 31 December
   */
  Occupation draw(
      Student student,
      StudyHistory history,
      int cohort,
      int year,
      String residence,
      Leaning leaning,
      RandomGenerator random) {
    double unknown = random.nextDouble();
    double works = random.nextDouble();
    double now = random.nextGaussian();
    double which = random.nextDouble();
    int age = year - student.birthYear();
    if (unknown < (student.isNewlyArrived() ? UNKNOWN_NEWLY_ARRIVED : UNKNOWN)) {
      return new Occupation(Status.OKAND, Optional.empty());
    }
    boolean isInYear9 = year <= cohort;
    if (isInYear9 || history.in(year).isPresent()) {
      double share = WORKS_BESIDE_SCHOOL_AT_16 + MORE_EACH_YEAR * Math.max(0, age - 16);
      return new Occupation(
          works < share ? Status.BADA : Status.STUDIER,
          isInYear9 ? Optional.empty() : Optional.of(Study.GYMN));
    }
    boolean hasDiploma = history.hasDiplomaBefore(year);
    double neither = Math.sqrt(KEPT) * leaning.neither() + Math.sqrt(1 - KEPT) * now;
    double threshold = neither(student, hasDiploma, age, residence, year);
    if (neither < NORMAL.inverseCumulativeProbability(threshold)) {
      return new Occupation(Status.VARKEN, Optional.empty());
    }
    Optional<Study> study =
        study(student, history, hasDiploma, age, 0.7 * leaning.study() + 0.3 * which);
    if (study.isPresent()) {
      return new Occupation(works < WORKS_BESIDE_STUDIES ? Status.BADA : Status.STUDIER, study);
    }
    return new Occupation(Status.ARBETE, Optional.empty());
  }

  /** The probability of doing nothing, of those who are not in school. */
  private double neither(Student student, boolean hasDiploma, int age, String residence, int year) {
    double base = hasDiploma ? NEITHER_WITH : age < 19 ? NEITHER_YOUNG : NEITHER_WITHOUT;
    double official = margins.ofMunicipalityOrCountry(Measure.NEITHER, residence, year);
    double own = base * official / NEITHER_ALL * Math.exp(0.15 - 0.15 * student.ability());
    return Math.min(MOST_NEITHER, own);
  }

  private static Optional<Study> study(
      Student student, StudyHistory history, boolean hasDiploma, int age, double leaning) {
    boolean isEligible =
        hasDiploma && history.certificate().map(StudyHistory.Certificate::isEligible).orElse(false);
    double higher =
        isEligible && age >= 19 ? 0.55 / (1 + Math.exp(-1.2 * (student.ability() - 1.2))) : 0;
    double vocational = hasDiploma && age >= 20 ? 0.05 : 0;
    double adult = hasDiploma ? 0.03 : age >= 20 ? 0.22 : 0.08;
    double folk = age >= 18 ? 0.04 : 0;
    if (leaning < higher) {
      return Optional.of(Study.HOGSKOLA);
    } else if (leaning < higher + vocational) {
      return Optional.of(Study.YRKESHOGSK);
    } else if (leaning < higher + vocational + adult) {
      return Optional.of(Study.KOMVUX);
    }
    return leaning < higher + vocational + adult + folk
        ? Optional.of(Study.FOLKHOGSK)
        : Optional.empty();
  }
}
