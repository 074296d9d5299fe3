package klara.delivery;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException.Reference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * What a sender says of a delivery; written last, so that a delivery without one is not ready.
 *
 * @param tabell the register, by the sender's name
 * @param period what the rows are about: 2024/25, 2025H2, 2024, a day
 * @param version 1, 2, …; the highest counts
 * @param kind full: replaces all rows of register, period and scope; delta: changes some
 * @param baseVersion the version that a delta changes; 0, and not written, in a full delivery
 * @param scope riket, kommun:CODE or skolenhet:CODE
 * @param deliveredAt ISO 8601 with offset
 * @param schemaVersion of the input contract
 * @param encoding of text files; declared, never guessed
 * @param delimiter between the columns of text files
 * @param decimal the decimal mark of text files
 * @param nullTokens texts that stand for nothing
 * @param files the data files beside the manifest
 */
@JsonPropertyOrder({
  "tabell",
  "period",
  "version",
  "kind",
  "base_version",
  "scope",
  "delivered_at",
  "schema_version",
  "encoding",
  "delimiter",
  "decimal",
  "null_tokens",
  "files"
})
public record Manifest(
    String tabell,
    String period,
    int version,
    String kind,
    @JsonProperty("base_version") @JsonInclude(JsonInclude.Include.NON_DEFAULT) int baseVersion,
    String scope,
    @JsonProperty("delivered_at") String deliveredAt,
    @JsonProperty("schema_version") String schemaVersion,
    String encoding,
    String delimiter,
    String decimal,
    @JsonProperty("null_tokens") List<String> nullTokens,
    List<DataFile> files) {

  /** The file that makes a delivery ready. */
  public static final String FILE_NAME = "manifest.json";

  public static final String FULL = "full";

  public static final String DELTA = "delta";

  private static final String NOT_AS_AGREED = "manifest.json is not as agreed: ";

  private static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
          .build();
  private static final ObjectReader READER =
      MAPPER
          .readerFor(Manifest.class)
          .with(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .with(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
          .with(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES);
  private static final ObjectWriter WRITER =
      MAPPER.writerFor(Manifest.class).with(SerializationFeature.INDENT_OUTPUT);

  /**
   * A data file.
   *
   * @param name file name without folder
   * @param bytes its size
   * @param sha256 SHA-256 in hex
   * @param rows data rows, the header not counted
   */
  public record DataFile(String name, long bytes, String sha256, long rows) {}

  /** The same delivery with other files. */
  public Manifest withFiles(List<DataFile> others) {
    return new Manifest(
        tabell,
        period,
        version,
        kind,
        baseVersion,
        scope,
        deliveredAt,
        schemaVersion,
        encoding,
        delimiter,
        decimal,
        nullTokens,
        others);
  }

  /** A full delivery. */
  public Manifest(
      String tabell,
      String period,
      int version,
      String scope,
      String deliveredAt,
      String schemaVersion,
      String encoding,
      String delimiter,
      String decimal,
      List<String> nullTokens,
      List<DataFile> files) {
    this(
        tabell,
        period,
        version,
        FULL,
        0,
        scope,
        deliveredAt,
        schemaVersion,
        encoding,
        delimiter,
        decimal,
        nullTokens,
        files);
  }

  /**
   * Reads a manifest.
   *
   * @throws IllegalArgumentException which says what is missing or wrong, without the text itself
   */
  public static Manifest parse(String json) {
    try {
      if (!(MAPPER.readTree(json) instanceof ObjectNode told)) {
        throw new IllegalArgumentException(NOT_AS_AGREED + "it is not a JSON object");
      }
      if (!told.has("base_version")) {
        told.put("base_version", 0);
      }
      Manifest manifest = READER.readValue(told);
      if (manifest.nullTokens().contains(null) || manifest.files().contains(null)) {
        throw new IllegalArgumentException(NOT_AS_AGREED + "a list has an empty place");
      }
      return manifest;
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(NOT_AS_AGREED + shortly(e));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The manifest as JSON. */
  public String json() {
    try {
      return WRITER.writeValueAsString(this) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  @JsonIgnore
  public boolean isDelta() {
    return kind.equals(DELTA);
  }

  /** The delimiter as a character; a comma where the files have none. */
  public char delimiterChar() {
    return delimiter.isEmpty() ? ',' : delimiter.charAt(0);
  }

  /** The folder of a period: 2024/25 lies in 2024_25. */
  public String periodFolder() {
    return period.replace('/', '_');
  }

  /** Where it is wrong: a parser's own words may repeat what stands there. */
  private static String shortly(JsonProcessingException e) {
    if (e instanceof UnrecognizedPropertyException) {
      return "it has a key that is not agreed";
    }
    if (e instanceof MismatchedInputException mismatch) {
      String where =
          mismatch.getPath().stream()
              .map(Reference::getFieldName)
              .filter(Objects::nonNull)
              .collect(Collectors.joining("."));
      return (where.isEmpty() ? "a key" : where) + " is missing or not of its type";
    }
    boolean isSomewhere = e.getLocation() != null && e.getLocation().getLineNr() > 0;
    return !isSomewhere
        ? "a value cannot be read"
        : "it is not JSON from line %d, column %d"
            .formatted(e.getLocation().getLineNr(), e.getLocation().getColumnNr());
  }
}
