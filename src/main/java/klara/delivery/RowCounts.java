package klara.delivery;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;

/**
 * What became of the rows of some deliveries, file by file, and which rules they broke.
 *
 * @param files by delivery and file
 * @param broken rows by delivery and rule
 */
public record RowCounts(
    Map<String, Map<String, OfFile>> files, Map<String, Map<String, Long>> broken) {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  /**
   * The rows of one file.
   *
   * @param lines lines that they came from, counted as they were read
   * @param fates rows by what became of them
   */
  public record OfFile(long lines, Map<String, Long> fates) {
    static OfFile none() {
      return new OfFile(0, Map.of());
    }

    OfFile with(String fate, long rows, long moreLines) {
      Map<String, Long> more = new TreeMap<>(fates);
      more.merge(fate, rows, Long::sum);
      return new OfFile(lines + moreLines, more);
    }

    /** Rows of some fate. */
    public long rows(String fate) {
      return fates.getOrDefault(fate, 0L);
    }

    /** Rows read. */
    public long read() {
      return fates.values().stream().mapToLong(Long::longValue).sum();
    }
  }

  public static RowCounts none() {
    return new RowCounts(new TreeMap<>(), new TreeMap<>());
  }

  /** A file whose rows are counted, though it may have none. */
  public void addFile(String delivery, String file) {
    files.computeIfAbsent(delivery, any -> new TreeMap<>()).putIfAbsent(file, OfFile.none());
  }

  /** Adds rows of a file. */
  public void add(String delivery, String file, String fate, long rows, long lines) {
    addFile(delivery, file);
    files
        .getOrDefault(delivery, Map.of())
        .computeIfPresent(file, (any, before) -> before.with(fate, rows, lines));
  }

  /** Adds rows that broke a rule. */
  public void addBroken(String delivery, String rule, long rows) {
    broken.computeIfAbsent(delivery, any -> new TreeMap<>()).merge(rule, rows, Long::sum);
  }

  /** A delivery as if it were one file. */
  public OfFile whole(String delivery) {
    OfFile whole = OfFile.none();
    for (OfFile file : files.getOrDefault(delivery, Map.of()).values()) {
      whole = new OfFile(whole.lines() + file.lines(), whole.fates());
      for (Map.Entry<String, Long> fate : file.fates().entrySet()) {
        whole = whole.with(fate.getKey(), fate.getValue(), 0);
      }
    }
    return whole;
  }

  /** Rows of a delivery that broke a rule, by rule. */
  public Map<String, Long> broken(String delivery) {
    return broken.getOrDefault(delivery, Map.of());
  }

  /** Rows read of all of them. */
  public long read() {
    return files.keySet().stream().mapToLong(delivery -> whole(delivery).read()).sum();
  }

  /** Rows of some fate of all of them. */
  public long rows(String fate) {
    return files.keySet().stream().mapToLong(delivery -> whole(delivery).rows(fate)).sum();
  }

  /** Those of some deliveries. */
  public RowCounts of(Collection<String> deliveries) {
    RowCounts some = none();
    for (String delivery : deliveries) {
      some.files.put(delivery, files.getOrDefault(delivery, Map.of()));
      some.broken.put(delivery, broken(delivery));
    }
    return some;
  }

  /** Those of other deliveries as well. */
  public void addAll(RowCounts others) {
    files.putAll(others.files);
    broken.putAll(others.broken);
  }

  /** As JSON, to lie beside the rows. */
  public String json() {
    try {
      return MAPPER.writeValueAsString(this);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /** What {@link #json} gave. */
  public static RowCounts parse(String json) {
    try {
      return MAPPER.readValue(json, RowCounts.class);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Cannot read the counts of a register: not as written");
    }
  }
}
