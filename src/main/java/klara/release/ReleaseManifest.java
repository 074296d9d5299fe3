package klara.release;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.util.List;
import java.util.Map;

/** What a release is and what it was made from: {@code manifest.json}. */
public record ReleaseManifest(
    @JsonProperty("release_id") String releaseId,
    @JsonProperty("created_at") String createdAt,
    @JsonProperty("as_of") String asOf,
    @JsonProperty("schema_version") String schemaVersion,
    @JsonProperty("code_version") String codeVersion,
    @JsonProperty("spark_version") String sparkVersion,
    Map<String, String> settings,
    List<Input> inputs,
    List<TableEntry> tables) {

  /** Of the published tables; grows when a column changes its meaning. */
  public static final String SCHEMA_VERSION = "1";

  public static final String FILE_NAME = "manifest.json";

  private static final ObjectMapper MAPPER =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  /** A delivery that counts, and the SHA-256 of its manifest, which holds those of its files. */
  public record Input(String delivery, String sha256) {}

  /** A table: its columns, its rows, and a hash of its content that no order or layout changes. */
  public record TableEntry(
      String name,
      long rows,
      @JsonProperty("content_hash") String contentHash,
      List<ColumnEntry> columns,
      List<FileEntry> files) {}

  /** A column. */
  public record ColumnEntry(String name, String type) {}

  /** A file below the release's folder. */
  public record FileEntry(String path, long bytes, long rows, String sha256) {}

  public String json() {
    try {
      return MAPPER.writeValueAsString(this) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Reads one; throws where it is not as written. */
  public static ReleaseManifest parse(String json) {
    try {
      return MAPPER.readValue(json, ReleaseManifest.class);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("manifest.json of the release is not as written");
    }
  }
}
