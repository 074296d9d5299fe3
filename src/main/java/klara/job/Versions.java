package klara.job;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import klara.delivery.Delivery;
import klara.delivery.DeliveryQuality;
import klara.delivery.Ledger;
import klara.register.AggregateFigures;
import klara.register.Register;
import klara.release.ReleaseManifest;
import klara.release.ReleaseTables;
import klara.store.Storage;
import klara.table.Table;

/**
 * What each table of tonight is made from, as a fingerprint, before anything is made: inputs,
 * settings and code. The same fingerprint is the same table.
 *
 * @param asOf the last day whose facts count
 * @param registers by register and period
 * @param tables of histories and analysis, by name
 * @param releaseId the release that they make
 */
record Versions(
    LocalDate asOf,
    Map<Register, Map<String, String>> registers,
    Map<String, String> tables,
    String releaseId) {
  /** The day somebody downloads these says nothing of how far students have been followed. */
  private static final String OFFICIAL_FIGURES = AggregateFigures.REGISTER.tabell();

  private static final int SHORT = 16;
  private static final int ID_DIGITS = 10;

  static Versions of(Agenda.Tonight tonight, Ledger ledger, Settings settings, String codeVersion) {
    LocalDate asOf =
        settings
            .asOf()
            .or(() -> newest(tonight, register -> !register.equals(OFFICIAL_FIGURES)))
            .or(() -> newest(tonight, register -> true))
            .orElse(LocalDate.EPOCH);
    Map<Register, Map<String, String>> registers = tonight.versions();
    Map<String, String> inputs = new TreeMap<>();
    registers.forEach(
        (register, periods) -> inputs.put(register.table().name(), Storage.digest(flat(periods))));
    Map<String, String> tables = new TreeMap<>();
    for (Job job : Jobs.between(asOf)) {
      List<String> parts = new ArrayList<>(List.of(codeVersion, job.name(), asOf.toString()));
      parts.add(String.valueOf(settings.buckets()));
      for (Table table : job.reads()) {
        parts.add(
            table.name()
                + " "
                + tables.getOrDefault(table.name(), inputs.getOrDefault(table.name(), "none")));
      }
      String fingerprint = Storage.digest(parts).substring(0, SHORT);
      job.writes().forEach(table -> tables.put(table.name(), fingerprint));
    }
    List<String> quality = new ArrayList<>(List.of(codeVersion));
    registers.forEach((register, periods) -> quality.addAll(flat(periods)));
    ledger
        .entries()
        .forEach((id, entry) -> quality.add(id + " " + entry.status() + " " + entry.reason()));
    tables.put(DeliveryQuality.TABLE.name(), Storage.digest(quality).substring(0, SHORT));
    List<String> released = new ArrayList<>(List.of(codeVersion, ReleaseManifest.SCHEMA_VERSION));
    for (Table table : ReleaseTables.FROM_ANALYSIS) {
      released.add(table.name() + " " + tables.get(table.name()));
    }
    String id = asOf + "-" + Storage.digest(released).substring(0, ID_DIGITS);
    return new Versions(asOf, registers, tables, id);
  }

  private static Optional<LocalDate> newest(Agenda.Tonight tonight, Predicate<String> isCounted) {
    return tonight.counting().stream()
        .filter(delivery -> isCounted.test(delivery.manifest().tabell()))
        .map(Delivery::deliveredOn)
        .max(LocalDate::compareTo);
  }

  private static List<String> flat(Map<String, String> periods) {
    return periods.entrySet().stream()
        .map(entry -> entry.getKey() + "=" + entry.getValue())
        .toList();
  }

  String of(Table table) {
    String fingerprint = tables.get(table.name());
    if (fingerprint == null) {
      throw new IllegalStateException("no version of " + table.name());
    }
    return fingerprint;
  }

  /** Tables by name, for those who verify the release later. */
  String json() {
    try {
      return new ObjectMapper().writeValueAsString(tables) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
