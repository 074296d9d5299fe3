package klara.twin;

import java.util.ArrayList;
import java.util.List;
import klara.store.DeliveryFile.Format;

/**
 * What twin to make.
 *
 * @param studentsPerCohort students in each year 9; 0 for as many as the official figures say
 * @param cohorts how many year-9 cohorts, the last of them {@link #LAST_COHORT}
 * @param seed the same seed gives the same bytes
 * @param extent Skåne, or the whole country, whose other municipalities are invented
 * @param format of the data files about persons
 * @param faults whether rows and deliveries that break the contract are planted, in CSV only
 * @param threads how many to use; the bytes do not depend on it
 */
public record TwinSettings(
    int studentsPerCohort,
    int cohorts,
    long seed,
    Extent extent,
    Format format,
    Faultiness faults,
    int threads) {
  /** The school year of the last year 9 that registers had at the end of 2025. */
  public static final int LAST_COHORT = 2024;

  /** The last school year with an enrolment report at the end of 2025. */
  static final int LAST_ENROLMENT = 2025;

  /** How much of Sweden. */
  public enum Extent {
    SKANE,
    COUNTRY
  }

  /** Whether faults are planted. */
  public enum Faultiness {
    CLEAN,
    DIRTY
  }

  public TwinSettings {
    List<String> faultsFound = new ArrayList<>();
    if (studentsPerCohort < 0) {
      faultsFound.add("students per cohort must be 0 or more, found: " + studentsPerCohort);
    }
    if (cohorts < 1 || cohorts > 20) {
      faultsFound.add("cohorts must be from 1 to 20, found: " + cohorts);
    }
    if (threads < 1) {
      faultsFound.add("threads must be 1 or more, found: " + threads);
    }
    if (faults == Faultiness.DIRTY && format != Format.CSV) {
      faultsFound.add("faults are planted in lines of text, so the format must be csv");
    }
    if (!faultsFound.isEmpty()) {
      throw new IllegalArgumentException("Invalid twin: " + String.join("; ", faultsFound));
    }
  }

  /** The twin that lies in data-samples: Skåne, eight cohorts of official size. */
  public static TwinSettings sample() {
    return new TwinSettings(
        0,
        8,
        1,
        Extent.SKANE,
        Format.PARQUET,
        Faultiness.CLEAN,
        Runtime.getRuntime().availableProcessors());
  }

  public TwinSettings withStudentsPerCohort(int students) {
    return new TwinSettings(students, cohorts, seed, extent, format, faults, threads);
  }

  public TwinSettings withCohorts(int number) {
    return new TwinSettings(studentsPerCohort, number, seed, extent, format, faults, threads);
  }

  public TwinSettings withSeed(long other) {
    return new TwinSettings(studentsPerCohort, cohorts, other, extent, format, faults, threads);
  }

  public TwinSettings with(Extent other) {
    return new TwinSettings(studentsPerCohort, cohorts, seed, other, format, faults, threads);
  }

  public TwinSettings with(Format other) {
    return new TwinSettings(studentsPerCohort, cohorts, seed, extent, other, faults, threads);
  }

  public TwinSettings with(Faultiness other) {
    return new TwinSettings(studentsPerCohort, cohorts, seed, extent, format, other, threads);
  }

  public TwinSettings withThreads(int number) {
    return new TwinSettings(studentsPerCohort, cohorts, seed, extent, format, faults, number);
  }

  boolean isDirty() {
    return faults == Faultiness.DIRTY;
  }

  int firstCohort() {
    return LAST_COHORT - cohorts + 1;
  }
}
