package klara.job;

import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What a run is told, all of it Spark properties {@code spark.klara.…}; options of the command line
 * come first, then {@code --conf}, then the job file.
 *
 * @param inbox folder of the deliveries
 * @param warehouse folder of everything that is made
 * @param asOf the last day whose facts count; without one, the day of the newest delivery that
 *     counts, official figures aside
 * @param keyFile the secret of the pseudonyms; without one, {@code sample.key} beside the inbox,
 *     which serves invented persons only
 * @param buckets in how many parts each table with students lies
 * @param badRowsShare more rejected rows than this share of a delivery and it waits for an operator
 */
public record Settings(
    String inbox,
    String warehouse,
    Optional<LocalDate> asOf,
    Optional<String> keyFile,
    int buckets,
    double badRowsShare) {

  /** All keys begin with this. */
  public static final String PREFIX = "spark.klara.";

  /** Every key and what it says; {@code job} names what a job file runs. */
  public static final Map<String, String> KEYS =
      new TreeMap<>(
          Map.of(
              "job", "the job that a job file runs",
              "inbox", "folder of the deliveries",
              "warehouse", "folder of everything that is made",
              "as-of", "last day whose facts count, such as 2024-06-30",
              "key-file", "file with the secret of the pseudonyms",
              "buckets", "parts that each table with students lies in",
              "bad-rows-share", "share of rejected rows above which a delivery is held",
              "full", "true to make everything anew",
              "dry-run", "true to say what would be done, and do nothing"));

  private static final int MOST_BUCKETS = 10_000;

  /** How a path on a named file system begins: hdfs:, s3a:, file: */
  private static final Pattern SCHEME = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]+:");

  /**
   * Reads settings.
   *
   * @param values by key without prefix
   * @throws SettingsException with all faults at once
   */
  public static Settings of(Map<String, String> values) {
    List<String> faults = new ArrayList<>();
    TreeSet<String> unknown = new TreeSet<>(values.keySet());
    unknown.removeAll(KEYS.keySet());
    for (String key : unknown) {
      faults.add(
          "Invalid setting %s%s: no such setting (there are: %s)"
              .formatted(PREFIX, key, String.join(", ", KEYS.keySet())));
    }
    Optional<LocalDate> asOf = Optional.empty();
    String date = values.getOrDefault("as-of", "");
    if (!date.isEmpty()) {
      try {
        asOf = Optional.of(LocalDate.parse(date));
      } catch (DateTimeParseException e) {
        faults.add(invalid("as-of", "a date such as 2024-06-30", date));
      }
    }
    int buckets = whole(values.getOrDefault("buckets", "8"), faults);
    double share = share(values.getOrDefault("bad-rows-share", "0.01"), faults);
    for (String flag : List.of("full", "dry-run")) {
      if (!List.of("true", "false").contains(values.getOrDefault(flag, "false"))) {
        faults.add(invalid(flag, "true or false", values.getOrDefault(flag, "")));
      }
    }
    String inbox = located(values.getOrDefault("inbox", "data-samples/inbox"));
    String warehouse = located(values.getOrDefault("warehouse", "warehouse"));
    if (inbox.equals(warehouse)) {
      faults.add("Invalid setting spark.klara.warehouse: it must not be the inbox");
    }
    if (!faults.isEmpty()) {
      throw new SettingsException(faults.stream().collect(Collectors.joining("\n")));
    }
    return new Settings(
        inbox,
        warehouse,
        asOf,
        Optional.ofNullable(values.get("key-file")).filter(file -> !file.isEmpty()),
        buckets,
        share);
  }

  private static int whole(String text, List<String> faults) {
    try {
      int value = Integer.parseInt(text);
      if (value >= 1 && value <= MOST_BUCKETS) {
        return value;
      }
    } catch (NumberFormatException e) {
      // said below, with the range
    }
    faults.add(invalid("buckets", "a whole number from 1 to " + MOST_BUCKETS, text));
    return 1;
  }

  private static double share(String text, List<String> faults) {
    try {
      double value = Double.parseDouble(text);
      if (value >= 0 && value <= 1) {
        return value;
      }
    } catch (NumberFormatException e) {
      // said below, with the range
    }
    faults.add(invalid("bad-rows-share", "a share from 0 to 1", text));
    return 0;
  }

  private static String invalid(String key, String expected, String found) {
    return "Invalid setting %s%s: expected %s, found: %s".formatted(PREFIX, key, expected, found);
  }

  /** Local paths become absolute, so that they mean the same to every part of Spark. */
  private static String located(String folder) {
    if (SCHEME.matcher(folder).lookingAt()) {
      return folder.replaceAll("/+$", "");
    }
    return Path.of(folder).toAbsolutePath().normalize().toString();
  }

  /** The folder that the inbox lies in. */
  String besideInbox(String name) {
    return inbox.substring(0, inbox.lastIndexOf('/')) + "/" + name;
  }
}
