package klara.store;

import java.nio.charset.StandardCharsets;
import org.apache.parquet.io.api.Binary;

/** A text value of a delivered row, encoded once however many rows it stands in. */
public final class Text {
  static final Text EMPTY = new Text("");

  private final String value;
  private final Binary binary;

  private Text(String value) {
    this.value = value;
    this.binary = Binary.fromConstantByteArray(value.getBytes(StandardCharsets.UTF_8));
  }

  public static Text of(String value) {
    return new Text(value);
  }

  Binary binary() {
    return binary;
  }

  @Override
  public String toString() {
    return value;
  }
}
