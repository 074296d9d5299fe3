package klara.store;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.min;

import com.univocity.parsers.csv.CsvWriter;
import com.univocity.parsers.csv.CsvWriterSettings;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import klara.delivery.MappedTable;
import klara.delivery.Mapping;
import klara.register.Register;
import org.apache.spark.SparkThrowable;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Extracts of registers that nobody planned for on their way into an inbox. Nothing is delivered
 * until every row of every table can be.
 */
public final class MappedDeliveries {
  private static final int MOST_PERIODS = 500;
  private static final String ENTRY = "_klara_entry";

  private final SparkSession spark;
  private final Outbox outbox;

  MappedDeliveries(SparkSession parent, Storage storage, String inbox) {
    spark = MappedFailures.session(parent, true);
    outbox = new Outbox(storage, inbox);
  }

  /**
   * What was made of an extract.
   *
   * @param rows of the extract
   * @param blank rows with nothing in them
   * @param tables of the mapping, each with where the rows of the extract went
   * @param deliveries each with its rows
   */
  public record Report(long rows, long blank, List<Taken> tables, List<Delivered> deliveries) {}

  /**
   * Where the rows of an extract went; the first is the sum of the others.
   *
   * @param label the table
   * @param rows of the extract, or of the mapping
   * @param delivered rows in deliveries
   * @param leftOut rows that {@code where} leaves out
   * @param merged rows that are like another
   */
  public record Taken(String label, long rows, long delivered, long leftOut, long merged) {}

  /**
   * A delivery.
   *
   * @param folder where it lies; empty where it was only checked
   * @param isNew false where the newest delivery had the same rows already
   * @param empty columns of the contract that it does not fill
   * @param breaches what the night will find wrong with rows, and how many
   */
  public record Delivered(
      String tabell,
      String period,
      long rows,
      Optional<String> folder,
      boolean isNew,
      List<String> empty,
      Map<String, Long> breaches) {}

  /** Tables of the mapping that fill the same deliveries. */
  private record Target(Register register, String scope) {}

  /**
   * Makes deliveries.
   *
   * @param onlyCheck whether nothing is to be written
   * @throws IllegalArgumentException with all that hinders it; counts and names of columns only
   */
  public Report deliver(Mapping mapping, List<Path> files, boolean onlyCheck) throws IOException {
    // What Spark logs of a failure quotes the value; what is wrong is said here, without it.
    spark.sparkContext().setLogLevel("OFF");
    SparkSession.setActiveSession(spark);
    try (Extract extract = new ExtractReader(spark).read(files, mapping.form())) {
      LocalDate day = LocalDate.EPOCH;
      for (Path file : files) {
        LocalDate changed = ExportFile.modifiedOn(file);
        day = changed.isAfter(day) ? changed : day;
      }
      return deliver(mapping, files, extract, mapping.deliveredOn().orElse(day), onlyCheck);
    } finally {
      SparkSession.clearActiveSession();
      spark.sparkContext().setLogLevel("ERROR");
    }
  }

  private Report deliver(
      Mapping mapping, List<Path> files, Extract extract, LocalDate day, boolean onlyCheck)
      throws IOException {
    MappedRows mapped = new MappedRows(spark, mapping, extract);
    if (files.size() > 1
        && mapping.tables().stream()
            .anyMatch(table -> table.id().filter(id -> id.isRowNumber()).isPresent())) {
      throw new IllegalArgumentException(
          "the numbers of rows are ids in one file only, these are " + files.size());
    }
    MappedRows.Derived derived = mapped.derived();
    List<MappedRows.Made> all = new ArrayList<>();
    for (MappedTable table : mapping.tables()) {
      mapped.made(table, derived).ifPresent(all::add);
    }
    refuse(mapped.faults());
    List<Taken> taken;
    List<Delivered> checked = new ArrayList<>();
    List<Outbox.Staged> staged = new ArrayList<>();
    try {
      taken = taken(all, derived, extract);
      for (Map.Entry<Target, List<MappedRows.Made>> target : targets(all).entrySet()) {
        stage(target.getKey(), target.getValue(), day, onlyCheck, checked, staged);
      }
    } catch (Exception e) {
      staged.forEach(one -> outbox.discard(one.label()));
      if (e instanceof IllegalArgumentException explained && isOurs(explained)) {
        throw explained;
      }
      throw new MappedFailures(spark, mapping, files).explained(all, derived, e);
    }
    return new Report(
        extract.count(), extract.blank(), taken, onlyCheck ? checked : placed(checked, staged));
  }

  /** Spark's own may quote a value. */
  private static boolean isOurs(IllegalArgumentException problem) {
    return !(problem instanceof SparkThrowable)
        && problem.getStackTrace().length > 0
        && problem.getStackTrace()[0].getClassName().startsWith("klara.");
  }

  private static void refuse(List<String> faults) {
    if (!faults.isEmpty()) {
      throw new IllegalArgumentException(String.join("\n  ", faults));
    }
  }

  /** Counts every row of the extract for every table, and what hinders it. */
  private static List<Taken> taken(
      List<MappedRows.Made> all, MappedRows.Derived derived, Extract extract) {
    List<String> faults = new ArrayList<>();
    said(MappedCounts.counted(derived.rows(), derived.hindrances(), List.of()), faults);
    List<Taken> taken = new ArrayList<>();
    for (MappedRows.Made made : all) {
      Map<String, Long> counts =
          MappedCounts.counted(made.source(), made.hindrances(), made.values().values());
      long kept = counts.getOrDefault("", 0L);
      said(counts, faults);
      long delivered = made.table().isDistinct() ? distinct(made).count() : kept;
      long rows = made.table().values().isEmpty() ? extract.count() : kept;
      taken.add(new Taken(made.table().label(), rows, delivered, rows - kept, kept - delivered));
    }
    refuse(faults);
    return taken;
  }

  private static void said(Map<String, Long> counts, List<String> faults) {
    counts.forEach(
        (words, rows) -> {
          if (!words.isEmpty()) {
            faults.add("%s (%d rows)".formatted(words, rows));
          }
        });
  }

  private static Dataset<Row> distinct(MappedRows.Made made) {
    List<Column> columns = new ArrayList<>();
    made.table().register().delivered().forEach(name -> columns.add(col(Extract.quoted(name))));
    columns.add(col(MappedRows.PERIOD));
    return made.rows()
        .groupBy(columns.toArray(Column[]::new))
        .agg(min(Extract.ROW).as(Extract.ROW), min(Extract.PART).as(Extract.PART));
  }

  private static Map<Target, List<MappedRows.Made>> targets(List<MappedRows.Made> all) {
    Map<Target, List<MappedRows.Made>> targets = new LinkedHashMap<>();
    for (MappedRows.Made made : all) {
      targets
          .computeIfAbsent(
              new Target(made.table().register(), made.table().scope()), any -> new ArrayList<>())
          .add(made);
    }
    return targets;
  }

  // ------------------------------------------------------------------ deliveries

  private void stage(
      Target target,
      List<MappedRows.Made> all,
      LocalDate day,
      boolean onlyCheck,
      List<Delivered> checked,
      List<Outbox.Staged> staged) {
    Register register = target.register();
    Dataset<Row> rows = null;
    for (MappedRows.Made made : all) {
      Dataset<Row> some =
          (made.table().isDistinct() ? distinct(made) : made.rows())
              .withColumn(ENTRY, lit(all.indexOf(made)));
      rows = rows == null ? some : rows.unionByName(some);
    }
    if (rows == null) {
      return;
    }
    Map<String, Long> periods = MappedCounts.byPeriod(rows);
    if (periods.size() > MOST_PERIODS) {
      throw new IllegalArgumentException(
          "%s would have %d periods, and a delivery each"
              .formatted(register.tabell(), periods.size()));
    }
    List<String> empty =
        register.delivered().stream()
            .filter(name -> all.stream().noneMatch(made -> made.table().filled().contains(name)))
            .toList();
    for (Map.Entry<String, Long> period : periods.entrySet()) {
      Dataset<Row> its = rows.where(col(MappedRows.PERIOD).equalTo(period.getKey()));
      checked.add(
          new Delivered(
              register.tabell(),
              period.getKey(),
              period.getValue(),
              Optional.empty(),
              true,
              empty,
              MappedCounts.breaches(register, its)));
      if (!onlyCheck) {
        staged.add(
            staged(
                new Outbox.Label(register.tabell(), period.getKey(), target.scope(), day),
                register,
                its,
                period.getValue()));
      }
    }
  }

  private Outbox.Staged staged(
      Outbox.Label label, Register register, Dataset<Row> rows, long promised) {
    Outbox.Staged staged = outbox.stage(label, out -> write(register, rows, out));
    if (staged.file().rows() != promised) {
      throw new IllegalStateException(
          "%d rows were counted and %d written".formatted(promised, staged.file().rows()));
    }
    if (!outbox.isDelivered(staged)) {
      outbox.requireNewest(label);
    }
    return staged;
  }

  private static long write(Register register, Dataset<Row> rows, OutputStream out) {
    CsvWriterSettings settings = new CsvWriterSettings();
    settings.getFormat().setDelimiter(DeliveryTexts.DELIMITER);
    settings.getFormat().setLineSeparator("\n");
    settings.setMaxCharsPerColumn(-1);
    CsvWriter writer = new CsvWriter(out, StandardCharsets.UTF_8, settings);
    List<String> names = register.delivered();
    writer.writeHeaders(names);
    Column[] columns = names.stream().map(name -> col(Extract.quoted(name))).toArray(Column[]::new);
    Iterator<Row> ordered = rows.orderBy(inOrder(columns)).select(columns).toLocalIterator();
    long written = 0;
    Object[] cells = new Object[names.size()];
    while (ordered.hasNext()) {
      Row row = ordered.next();
      for (int i = 0; i < cells.length; i++) {
        cells[i] = row.get(i);
      }
      writer.writeRow(cells);
      written++;
    }
    writer.flush();
    return written;
  }

  /** In the order of the extract, so that the same extract gives the same bytes. */
  private static Column[] inOrder(Column... columns) {
    List<Column> order = new ArrayList<>(List.of(col(ENTRY), col(Extract.PART), col(Extract.ROW)));
    order.addAll(List.of(columns));
    return order.toArray(Column[]::new);
  }

  private List<Delivered> placed(List<Delivered> checked, List<Outbox.Staged> staged) {
    List<Delivered> placed = new ArrayList<>();
    for (int i = 0; i < checked.size(); i++) {
      Delivered one = checked.get(i);
      Outbox.Placed there = outbox.place(staged.get(i));
      placed.add(
          new Delivered(
              one.tabell(),
              one.period(),
              one.rows(),
              Optional.of(there.folder()),
              there.isNew(),
              one.empty(),
              one.breaches()));
    }
    return placed;
  }
}
