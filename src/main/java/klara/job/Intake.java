package klara.job;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.Date;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import klara.delivery.Delivery;
import klara.delivery.DeliveryQuality;
import klara.delivery.Ledger;
import klara.delivery.Ledger.Status;
import klara.delivery.Plan;
import klara.register.CodeLists;
import klara.register.Conform;
import klara.register.Municipalities;
import klara.register.Reference;
import klara.register.Register;
import klara.register.Registers;
import klara.register.RowRule;
import klara.register.SchoolUnits;
import klara.store.DeliveryReader;
import klara.store.Inbox;
import klara.store.Storage;
import klara.store.TableStore;
import klara.store.Warehouse;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/** Takes in one register's deliveries: verifies, reads, checks, and decides what is held. */
final class Intake {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final double PERCENT = 100;

  private final Settings settings;
  private final Warehouse warehouse;
  private final Inbox inbox;
  private final Ledger ledger;
  private final KeyFile key;
  private final Supplier<TableStore> tables;
  private final Supplier<DeliveryReader> reader;

  Intake(
      Settings settings,
      Warehouse warehouse,
      Inbox inbox,
      Ledger ledger,
      KeyFile key,
      Supplier<TableStore> tables,
      Supplier<DeliveryReader> reader) {
    this.settings = settings;
    this.warehouse = warehouse;
    this.inbox = inbox;
    this.ledger = ledger;
    this.key = key;
    this.tables = tables;
    this.reader = reader;
  }

  /** What is known of one period of a register, kept beside its files. */
  record PeriodCounts(
      Map<String, Map<String, Long>> fates, Map<String, Map<String, Long>> breaches) {
    String json() {
      try {
        return MAPPER.writeValueAsString(this);
      } catch (JsonProcessingException e) {
        throw new IllegalStateException(e);
      }
    }

    static PeriodCounts parse(String json) {
      try {
        return MAPPER.readValue(json, PeriodCounts.class);
      } catch (JsonProcessingException e) {
        throw new IllegalStateException("Cannot read the counts of a register: not as written");
      }
    }
  }

  /**
   * Takes in the changed periods of a register.
   *
   * @return rows read, or empty where a delivery was refused: the plan has then changed
   */
  Optional<Long> takeIn(
      Register register,
      Map<String, List<Delivery>> changed,
      Map<String, String> fingerprints,
      Reference reference) {
    List<Delivery> deliveries = changed.values().stream().flatMap(List::stream).toList();
    if (deliveries.isEmpty()) {
      return Optional.of(0L);
    }
    boolean isRefused = false;
    for (Delivery delivery : deliveries) {
      Optional<String> fault = inbox.fault(delivery);
      if (fault.isPresent()) {
        judge(delivery, Status.REJECTED, fault.get());
        isRefused = true;
      }
    }
    if (isRefused) {
      return Optional.empty();
    }
    Dataset<Row> read;
    try {
      read = reader.get().rows(register, deliveries);
    } catch (IllegalArgumentException e) {
      String message = String.valueOf(e.getMessage());
      String id = message.substring(0, Math.max(0, message.indexOf(": ")));
      Optional<Delivery> guilty =
          deliveries.stream().filter(one -> one.id().equals(id)).findFirst();
      if (guilty.isEmpty()) {
        throw e;
      }
      judge(guilty.get(), Status.REJECTED, message.substring(id.length() + 2));
      return Optional.empty();
    }
    Dataset<Row> delivered = read;
    Conform conform = new Conform(register, reference, key.isSample());
    TableStore.Counted counted =
        tables
            .get()
            .stage(
                register,
                conform.conformed(delivered, key.secret()),
                () -> conform.breached(delivered));
    requireNoRealPersons(counted);
    if (refuse(deliveries, counted)) {
      return Optional.empty();
    }
    for (Map.Entry<String, List<Delivery>> period : changed.entrySet()) {
      List<String> ids = period.getValue().stream().map(Delivery::id).toList();
      PeriodCounts counts =
          new PeriodCounts(only(ids, counted.fates()), only(ids, counted.breaches()));
      tables
          .get()
          .accept(
              register,
              period.getKey(),
              String.valueOf(fingerprints.get(period.getKey())),
              counts.json());
    }
    tables.get().requireRules(register, only(changed.keySet(), fingerprints));
    deliveries.forEach(delivery -> judge(delivery, Status.ACCEPTED, ""));
    return Optional.of(
        counted.fates().values().stream()
            .flatMap(fates -> fates.values().stream())
            .mapToLong(Long::longValue)
            .sum());
  }

  private static <T> Map<String, T> only(Iterable<String> keys, Map<String, T> values) {
    Map<String, T> some = new TreeMap<>();
    for (String key : keys) {
      T value = values.get(key);
      if (value != null) {
        some.put(key, value);
      }
    }
    return some;
  }

  private void requireNoRealPersons(TableStore.Counted counted) {
    long real =
        counted.breaches().values().stream()
            .mapToLong(rules -> rules.getOrDefault(Conform.REAL_PERSON, 0L))
            .sum();
    if (real > 0) {
      throw new SettingsException(
          "Missing setting spark.klara.key-file: the deliveries have ids that can belong to"
              + " somebody, and the sample's key is for invented persons only");
    }
  }

  private boolean refuse(List<Delivery> deliveries, TableStore.Counted counted) {
    boolean isRefused = false;
    for (Delivery delivery : deliveries) {
      Map<String, Long> fates = counted.fates().getOrDefault(delivery.id(), Map.of());
      long read = fates.values().stream().mapToLong(Long::longValue).sum();
      long rejected = fates.getOrDefault(Conform.REJECTED, 0L);
      if (read != delivery.promisedRows()) {
        judge(
            delivery,
            Status.REJECTED,
            "%d rows were read, the manifest says %d".formatted(read, delivery.promisedRows()));
        isRefused = true;
      } else if (rejected > settings.badRowsShare() * read && !isReleased(delivery)) {
        judge(
            delivery,
            Status.HELD,
            String.format(
                Locale.ROOT,
                "%d of %d rows (%.1f %%) break a rule, more than %.1f %%: %s",
                rejected,
                read,
                PERCENT * rejected / read,
                PERCENT * settings.badRowsShare(),
                counted.breaches().getOrDefault(delivery.id(), Map.of())));
        isRefused = true;
      }
    }
    return isRefused;
  }

  private boolean isReleased(Delivery delivery) {
    return ledger
        .entry(delivery.id())
        .filter(entry -> entry.byOperator() && entry.digest().equals(delivery.digest()))
        .filter(entry -> entry.status() == Status.ACCEPTED)
        .isPresent();
  }

  private void judge(Delivery delivery, Status status, String reason) {
    boolean byOperator = status == Status.ACCEPTED && isReleased(delivery);
    ledger.enter(
        delivery.id(),
        new Ledger.Entry(
            delivery.digest(),
            inbox.fingerprint(delivery),
            status,
            reason,
            byOperator,
            delivery.promisedRows()));
    warehouse.keep(ledger);
  }

  // ------------------------------------------------------------------ what rows are looked up in

  /** From the reference registers that have been taken in. */
  Reference reference(Map<Register, Map<String, String>> versions) {
    TreeSet<String> municipalities = new TreeSet<>();
    TreeSet<String> units = new TreeSet<>();
    List<Reference.DatedCode> codes = new ArrayList<>();
    for (Register register : Registers.REFERENCE) {
      Map<String, String> periods = versions.getOrDefault(register, Map.of());
      if (periods.isEmpty()) {
        continue;
      }
      Dataset<Row> rows = tables.get().readRegister(register, periods);
      if (register.equals(Municipalities.REGISTER)) {
        rows.select(Municipalities.MUNICIPALITY_CODE.col())
            .collectAsList()
            .forEach(row -> municipalities.add(row.getString(0)));
      } else if (register.equals(SchoolUnits.REGISTER)) {
        rows.select(SchoolUnits.SCHOOL_UNIT_CODE.col())
            .collectAsList()
            .forEach(row -> units.add(row.getString(0)));
      } else {
        rows.select(
                CodeLists.LIST.col(),
                CodeLists.CODE.col(),
                CodeLists.CODE_VALID_FROM.col(),
                CodeLists.CODE_VALID_TO.col())
            .collectAsList()
            .forEach(
                row ->
                    codes.add(
                        new Reference.DatedCode(
                            row.getString(0),
                            row.getString(1),
                            row.getDate(2),
                            (Date) row.get(3))));
      }
    }
    return new Reference(codes, municipalities, units);
  }

  // ------------------------------------------------------------------ delivery_quality

  /** Rows of {@link DeliveryQuality#TABLE}. */
  List<Row> quality(Plan plan, Map<Register, Map<String, String>> versions) {
    Map<String, Map<String, Long>> fates = new TreeMap<>();
    Map<String, Map<String, Long>> breaches = new TreeMap<>();
    versions.forEach(
        (register, periods) ->
            periods.forEach(
                (period, fingerprint) ->
                    warehouse
                        .marker(warehouse.version(register.table(), period, fingerprint))
                        .map(PeriodCounts::parse)
                        .ifPresent(
                            counts -> {
                              fates.putAll(counts.fates());
                              breaches.putAll(counts.breaches());
                            })));
    List<Row> rows = new ArrayList<>();
    ledger
        .entries()
        .forEach(
            (id, entry) -> {
              String[] parts = id.split("/", -1);
              String status = entry.status().name().toLowerCase(Locale.ROOT);
              Map<String, Long> its = fates.getOrDefault(id, Map.of());
              long accepted = its.getOrDefault(Conform.ACCEPTED, 0L);
              long rejected = its.getOrDefault(Conform.REJECTED, 0L);
              long superseded = its.getOrDefault(Conform.SUPERSEDED, 0L);
              long read = accepted + rejected + superseded;
              rows.add(
                  RowFactory.create(
                      id,
                      parts[0],
                      parts[1],
                      DeliveryQuality.ALL_RULES,
                      null,
                      status,
                      read,
                      accepted,
                      rejected,
                      superseded,
                      entry.reason().isEmpty() ? null : entry.reason()));
              Map<String, Long> broken = new TreeMap<>(breaches.getOrDefault(id, Map.of()));
              if (superseded > 0) {
                broken.put(RowRule.R03.name(), superseded);
              }
              broken.forEach(
                  (rule, count) -> {
                    boolean isCopy = rule.equals(RowRule.R03.name());
                    rows.add(
                        RowFactory.create(
                            id,
                            parts[0],
                            parts[1],
                            rule,
                            DeliveryQuality.words(rule),
                            status,
                            read,
                            null,
                            isCopy ? 0L : count,
                            isCopy ? count : 0L,
                            null));
                  });
            });
    return rows;
  }

  /** What a period of a register is made from. */
  String fingerprint(
      Register register, List<Delivery> chain, String codeVersion, String referenceFingerprint) {
    List<String> parts = new ArrayList<>(List.of(codeVersion, register.tabell()));
    if (register.isAboutPersons()) {
      parts.add(key.fingerprint());
      parts.add(String.valueOf(settings.buckets()));
    }
    parts.add(referenceFingerprint);
    chain.forEach(delivery -> parts.add(delivery.id() + " " + delivery.digest()));
    return Storage.digest(parts).substring(0, 16);
  }
}
