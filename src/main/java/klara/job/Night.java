package klara.job;

import java.io.UncheckedIOException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import klara.delivery.Arrivals;
import klara.delivery.DeliveryQuality;
import klara.delivery.Ledger;
import klara.delivery.Ledger.Status;
import klara.disclosure.Protected;
import klara.register.Quarantine;
import klara.release.ReleaseManifest;
import klara.release.ReleaseTables;
import klara.store.CodeVersion;
import klara.store.Inbox;
import klara.store.RegisterStore;
import klara.store.ReleaseStore;
import klara.store.Session;
import klara.store.Storage;
import klara.store.TableStore;
import klara.store.Warehouse;
import klara.store.WarehouseLock;
import klara.table.Table;
import klara.table.Zone;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

/**
 * The night: deliveries to registers, histories, analysis and a release; or one job of it. What is
 * there already, made of the same inputs, settings and code, is not made again.
 */
public final class Night implements AutoCloseable {
  /** What may be asked of a night besides its settings. */
  public enum Wish {
    /** Make everything anew. */
    FULL,
    /** Say what would be done, and do nothing. */
    DRY_RUN
  }

  private final Settings settings;
  private final Set<Wish> wishes;
  private final Supplier<Session> sessions;
  private final Progress progress;
  private final OffsetDateTime now;
  private final String codeVersion = CodeVersion.current();
  private final Storage storage = new Storage();
  private final Warehouse warehouse;
  private final Inbox inbox;
  private @Nullable Session session;

  /**
   * Prepares a night; nothing is read or written yet.
   *
   * @param sessions starts Spark, when there is something to do
   * @param now when it is, for the manifest
   */
  public Night(
      Settings settings,
      Set<Wish> wishes,
      Supplier<Session> sessions,
      Progress progress,
      OffsetDateTime now) {
    this.settings = settings;
    this.wishes = Set.copyOf(wishes);
    this.sessions = sessions;
    this.progress = progress;
    this.now = now;
    this.warehouse = new Warehouse(storage, settings.warehouse());
    this.inbox = new Inbox(storage, settings.inbox());
  }

  /** Runs every job that has something to do. */
  public ExitCode run() {
    return run(Jobs.names());
  }

  /** Runs some jobs; what they read must be there. */
  public ExitCode run(List<String> jobs) {
    Arrivals arrivals = arrivals();
    if (wishes.contains(Wish.DRY_RUN)) {
      return describe(arrivals, jobs);
    }
    WarehouseLock lock =
        WarehouseLock.take(warehouse)
            .orElseThrow(
                () ->
                    new AlreadyRunningException(
                        "Cannot run: another night is running in " + warehouse.root()));
    try (lock) {
      return locked(arrivals, jobs);
    }
  }

  private Arrivals arrivals() {
    if (!storage.exists(settings.inbox())) {
      throw new NoInputException(
          "Cannot find the inbox: no folder " + settings.inbox() + " (setting spark.klara.inbox)");
    }
    Arrivals arrivals = arrivals(inbox);
    for (String id : arrivals.notReady()) {
      progress.say("not ready             " + id + ": no manifest.json yet");
    }
    return arrivals;
  }

  /**
   * What lies in an inbox.
   *
   * @throws NoInputException where its folder cannot be read
   */
  public static Arrivals arrivals(Inbox inbox) {
    try {
      return inbox.arrivals();
    } catch (UncheckedIOException e) {
      throw new NoInputException(
          "Cannot read the inbox: permission is missing or the storage fails, in "
              + inbox.folder());
    }
  }

  private ExitCode describe(Arrivals arrivals, List<String> jobs) {
    progress.say(
        "would read " + arrivals.deliveries().size() + " deliveries in " + settings.inbox());
    progress.say("would write " + settings.warehouse());
    for (String line : Jobs.described()) {
      if (jobs.stream().anyMatch(line::startsWith)) {
        progress.say(line);
      }
    }
    return ExitCode.DONE;
  }

  // ------------------------------------------------------------------ the night itself

  private ExitCode locked(Arrivals arrivals, List<String> jobs) {
    storage.delete(warehouse.staging());
    Ledger ledger = warehouse.ledger();
    KeyFile key = KeyFile.of(settings);
    Agenda agenda = new Agenda(arrivals, ledger, inbox, settings, key, codeVersion);
    Agenda.Tonight tonight = agenda.tonight();
    if (tonight.counting().isEmpty()) {
      warehouse.keep(ledger);
      throw nothingUsable(ledger);
    }
    Versions versions = Versions.of(tonight, ledger, settings, codeVersion);
    boolean isFull = wishes.contains(Wish.FULL);
    if (!isFull && isPublished(versions.releaseId())) {
      progress.say("nothing new: the newest release is " + versions.releaseId());
      return told(ledger);
    }
    if (jobs.contains(Jobs.ACCEPT_DELIVERIES)) {
      Intake intake =
          new Intake(
              settings,
              warehouse,
              inbox,
              ledger,
              key,
              agenda,
              this::registers,
              () -> session().deliveries(storage));
      Acceptance acceptance = new Acceptance(warehouse, agenda, intake, progress, this::registers);
      tonight = acceptance.accept(tonight, isFull);
      warehouse.keep(ledger);
      if (tonight.counting().isEmpty()) {
        throw nothingUsable(ledger);
      }
      versions = Versions.of(tonight, ledger, settings, codeVersion);
      Table quality = DeliveryQuality.TABLE;
      List<Row> rows = acceptance.quality(tonight, ledger);
      try (ReleaseStore store = session().releases(warehouse)) {
        tables().write(quality, store.local(quality, rows), versions.of(quality));
      }
    }
    for (Job job : Jobs.between(versions.asOf())) {
      if (jobs.contains(job.name())) {
        run(job, versions, isFull);
      }
    }
    if (jobs.contains(Jobs.PUBLISH_RELEASE)) {
      publish(tonight, versions, isFull);
    }
    if (jobs.equals(Jobs.names())) {
      tidy(versions);
    }
    return told(ledger);
  }

  private boolean isPublished(String releaseId) {
    return warehouse.latest().filter(releaseId::equals).isPresent()
        && ReleaseStore.manifest(warehouse, releaseId).isPresent();
  }

  private NoInputException nothingUsable(Ledger ledger) {
    StringBuilder reasons = new StringBuilder();
    ledger
        .entries()
        .forEach(
            (id, entry) -> {
              if (!entry.reason().isEmpty()) {
                reasons.append("\n  ").append(id).append(": ").append(entry.reason());
              }
            });
    return new NoInputException(
        "Cannot make a release: no delivery in %s can be used%s"
            .formatted(settings.inbox(), reasons));
  }

  private RegisterStore registers() {
    return session().registers(warehouse, settings.buckets());
  }

  private TableStore tables() {
    return session().tables(warehouse, settings.buckets());
  }

  private Session session() {
    Session started = session;
    if (started == null) {
      started = sessions.get();
      session = started;
    }
    return started;
  }

  // ------------------------------------------------------------------ jobs

  private void run(Job job, Versions versions, boolean isFull) {
    boolean isDone =
        job.writes().stream()
            .allMatch(table -> warehouse.isComplete(warehouse.version(table, versions.of(table))));
    if (isDone && !isFull) {
      progress.unchanged(job.name());
      return;
    }
    progress.step(job.name(), () -> nightTables(versions).run(job));
  }

  private NightTables nightTables(Versions versions) {
    return new NightTables(session(), warehouse, settings.buckets(), versions);
  }

  // ------------------------------------------------------------------ the release

  private void publish(Agenda.Tonight tonight, Versions versions, boolean isFull) {
    String id = versions.releaseId();
    if (!isFull && ReleaseStore.manifest(warehouse, id).isPresent()) {
      warehouse.publish(id);
      progress.say(
          "%-28s the release %s was made before; LATEST names it again"
              .formatted(Jobs.PUBLISH_RELEASE, id));
      return;
    }
    Publication publication =
        new Publication(settings, now.toString(), codeVersion, session().version());
    List<ReleaseManifest.TableEntry> entries = new ArrayList<>();
    progress.step(
        Jobs.PUBLISH_RELEASE,
        () -> {
          try (ReleaseStore releases = session().releases(warehouse)) {
            List<Protected> tables = ReleaseTables.of(nightTables(versions)::rows, releases::local);
            // Small tables, each a few small jobs: side by side they keep the cores busy.
            entries.addAll(
                tables.parallelStream().map(table -> releases.write(table, id)).toList());
            ReleaseManifest manifest = publication.manifest(tonight, versions, entries);
            Optional<ReleaseManifest> before = ReleaseStore.manifest(warehouse, id);
            if (before.isPresent()) {
              Publication.requireSame(before.get(), manifest);
            } else {
              releases.finish(manifest);
            }
          }
          storage.replace(Verification.versionsFile(warehouse, id), versions.json());
          warehouse.publish(id);
          return "%d tables".formatted(entries.size());
        });
    progress.say("");
    for (ReleaseManifest.TableEntry entry : entries) {
      progress.say("  %-28s %9s rows".formatted(entry.name(), Progress.counted(entry.rows())));
    }
    progress.say("release " + id + " in " + warehouse.release(id));
  }

  /** Deletes versions that tonight's release is not made of. */
  private void tidy(Versions versions) {
    versions
        .registers()
        .forEach(
            (register, periods) -> {
              String folder = warehouse.folder(Zone.REGISTERS) + "/" + register.table().name();
              String refuge =
                  warehouse.folder(Zone.QUARANTINE) + "/" + Quarantine.of(register).name();
              warehouse.prune(folder, List.copyOf(periods.keySet()));
              warehouse.prune(refuge, List.copyOf(periods.keySet()));
              periods.forEach(
                  (period, fingerprint) -> {
                    warehouse.prune(folder + "/" + period, List.of(fingerprint));
                    warehouse.prune(refuge + "/" + period, List.of(fingerprint));
                  });
            });
    Set<Table> tables = new LinkedHashSet<>(List.of(DeliveryQuality.TABLE));
    Jobs.between(versions.asOf()).forEach(job -> tables.addAll(job.writes()));
    for (Table table : tables) {
      warehouse.prune(
          warehouse.folder(table.zone()) + "/" + table.name(), List.of(versions.of(table)));
    }
    storage.delete(warehouse.staging());
  }

  /** Says what was refused, every night until someone decides or a better version comes. */
  private ExitCode told(Ledger ledger) {
    warehouse.keep(ledger);
    boolean isRefused = false;
    for (Map.Entry<String, Ledger.Entry> delivery : ledger.entries().entrySet()) {
      Ledger.Entry entry = delivery.getValue();
      boolean isOpen =
          entry.status() != Status.SUPERSEDED && !entry.reason().isEmpty() && !entry.byOperator();
      if (isOpen) {
        isRefused = true;
        progress.say(
            "%-28s %s: %s"
                .formatted(
                    entry.status().name().toLowerCase(Locale.ROOT),
                    delivery.getKey(),
                    entry.reason()));
      }
    }
    return isRefused ? ExitCode.DELIVERY_REFUSED : ExitCode.DONE;
  }

  @Override
  public void close() {
    Session started = session;
    if (started != null) {
      started.close();
    }
  }
}
