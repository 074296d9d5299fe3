package klara.delivery;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What has become of each delivery so far, by its id. Kept beside the registers. */
public final class Ledger {
  /** Where a delivery stands. */
  public enum Status {
    /** Its rows are in the registers. */
    ACCEPTED,
    /** A later delivery replaces it. */
    SUPERSEDED,
    /** Waits for an operator. */
    HELD,
    /** Will not be read. */
    REJECTED
  }

  /**
   * One delivery.
   *
   * @param digest of the manifest when it was judged
   * @param fingerprint of what the judgement rests on: files, what rows are looked up in, code;
   *     empty where only other deliveries decided
   * @param status where it stands
   * @param reason why, where it is held or rejected
   * @param byOperator whether a person said so
   * @param rows that the manifest promises
   */
  public record Entry(
      String digest,
      String fingerprint,
      Status status,
      String reason,
      @JsonProperty("by_operator") boolean byOperator,
      long rows) {}

  private static final ObjectMapper MAPPER =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  private final TreeMap<String, Entry> entries;

  private Ledger(Map<String, Entry> entries) {
    this.entries = new TreeMap<>(entries);
  }

  public static Ledger empty() {
    return new Ledger(Map.of());
  }

  public static Ledger parse(String json) {
    try {
      return new Ledger(
          MAPPER.readValue(
              json,
              MAPPER.getTypeFactory().constructMapType(TreeMap.class, String.class, Entry.class)));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Cannot read the ledger of deliveries: not JSON as written");
    }
  }

  public String json() {
    try {
      return MAPPER.writeValueAsString(entries) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  public Optional<Entry> entry(String id) {
    return Optional.ofNullable(entries.get(id));
  }

  public void enter(String id, Entry entry) {
    entries.put(id, entry);
  }

  /** Every delivery by id, in order. */
  public Map<String, Entry> entries() {
    return new TreeMap<>(entries);
  }

  /** Forgets deliveries that no longer lie in the inbox. */
  public void keepOnly(Collection<String> ids) {
    entries.keySet().retainAll(ids);
  }
}
