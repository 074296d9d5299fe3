package klara.twin;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import klara.register.AbsenceReports;
import klara.register.ActivityMeasures;
import klara.register.ActivityResponsibility;
import klara.register.Backgrounds;
import klara.register.EndedSchooling;
import klara.register.IdentityChanges;
import klara.register.Occupations;
import klara.register.PopulationEvents;
import klara.register.Register;
import klara.register.SchoolUnits;
import klara.register.UpperSecondaryCertificates;
import klara.register.UpperSecondaryEnrolments;
import klara.register.Year6Grades;
import klara.register.Year9Grades;
import klara.register.Year9Students;
import klara.store.DeliveryTexts;
import klara.twin.Deliveries.Delivery;

/**
 * The synthetic twin of the registers: an inbox of deliveries about invented people, whose shares
 * agree with the official figures, and the truth that was planted in it. What registers knew at the
 * end of 2025 is in it, nothing later.
 */
public final class Twin {
  private static final String INBOX = "inbox";
  private static final String TRUTH = "truth";
  private static final String KEY_FILE = "sample.key";
  private static final int KEY_BYTES = 32;

  private static final Set<Register> MADE =
      Set.of(
          SchoolUnits.REGISTER,
          Year6Grades.REGISTER,
          Year9Students.REGISTER,
          Year9Grades.REGISTER,
          EndedSchooling.REGISTER,
          UpperSecondaryEnrolments.REGISTER,
          UpperSecondaryCertificates.REGISTER,
          Backgrounds.REGISTER,
          AbsenceReports.REGISTER,
          ActivityResponsibility.REGISTER,
          ActivityMeasures.REGISTER,
          Occupations.REGISTER,
          PopulationEvents.REGISTER,
          IdentityChanges.REGISTER);

  private Twin() {}

  /**
   * Generates a twin. The same settings and reference give the same bytes.
   *
   * @param reference an inbox with municipalities, code lists and official figures
   * @param out where inbox, truth and the key for invented data are laid
   * @return rows by register, by the sender's name for it
   */
  public static Map<String, Long> generate(TwinSettings settings, Path reference, Path out)
      throws IOException {
    Reference given = new Reference(reference);
    Margins margins = Margins.of(given);
    Geography geography = new Geography(settings, given, margins);
    Schools schools = new Schools(settings, geography);
    Calibration calibration = new Calibration(settings, geography, schools, margins);
    Population population = new Population(settings, geography, schools, calibration);
    UpperSecondaryModel upperSecondary =
        new UpperSecondaryModel(settings, geography, schools, calibration);
    Coverage coverage = new Coverage(settings, margins);
    Plan plan =
        new Plan(
            settings,
            population,
            schools,
            new Lives(settings, geography, schools, upperSecondary),
            new OccupationModel(margins),
            coverage);
    Deliveries deliveries = new Deliveries(out.resolve(INBOX), settings, schools);
    deliveries.clear(MADE);
    writeSchools(settings, schools, deliveries);
    Tally tally = new Tally();
    inParallel(
        settings.threads(),
        chunks(settings, geography),
        chunk -> tally.addAll(chunk.write(plan, deliveries)));
    given.copyTo(out.resolve(INBOX), Reorganisations.firstDay(settings));
    deliveries.finish();
    DeliveryTexts.remove(out.resolve(TRUTH));
    new Truth(settings, geography, schools, calibration)
        .write(out.resolve(TRUTH), deliveries.rows());
    new LifeTruth(tally, coverage, margins, schools.reorganisations()).write(out.resolve(TRUTH));
    CorrectionTruth.write(out.resolve(TRUTH), deliveries.corrections());
    if (settings.isDirty()) {
      FaultTruth.write(
          out.resolve(TRUTH),
          deliveries.planted(),
          FaultyDeliveries.lay(out.resolve(INBOX), deliveries.all()));
    }
    DeliveryTexts.writeSecret(out.resolve(KEY_FILE), key(settings.seed()));
    return deliveries.rows();
  }

  private static void writeSchools(TwinSettings settings, Schools schools, Deliveries deliveries)
      throws IOException {
    LocalDate from = Reorganisations.firstDay(settings);
    Delivery delivery = new Delivery(SchoolUnits.REGISTER, from.toString(), from);
    try (RegisterFile file = deliveries.open(delivery, SchoolUnits.REGISTER.tabell())) {
      SchoolRows.write(file, schools);
    }
  }

  private static List<Chunk> chunks(TwinSettings settings, Geography geography) {
    List<Chunk> chunks = new ArrayList<>();
    for (int cohort = 0; cohort < settings.cohorts(); cohort++) {
      chunks.addAll(Chunk.of(cohort, geography.students(cohort)));
    }
    return chunks;
  }

  /** What is done with a chunk. */
  @FunctionalInterface
  private interface Work {
    void on(Chunk chunk) throws IOException;
  }

  private static void inParallel(int threads, List<Chunk> chunks, Work work) throws IOException {
    ExecutorService executor = Executors.newFixedThreadPool(threads);
    try {
      List<Future<Chunk>> begun = new ArrayList<>();
      for (Chunk chunk : chunks) {
        begun.add(
            executor.submit(
                () -> {
                  work.on(chunk);
                  return chunk;
                }));
      }
      for (Future<Chunk> done : begun) {
        done.get();
      }
    } catch (ExecutionException e) {
      throw new IOException("Cannot write the twin", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("Cannot write the twin: interrupted", e);
    } finally {
      executor.shutdownNow();
    }
  }

  private static String key(long seed) {
    byte[] key = new byte[KEY_BYTES];
    Seeds.random(seed, Seeds.Purpose.KEY, 0, 0).nextBytes(key);
    return "# For the invented data beside it only: anyone can make this key again\n"
        + HexFormat.of().formatHex(key)
        + "\n";
  }
}
