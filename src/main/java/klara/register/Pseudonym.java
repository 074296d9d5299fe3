package klara.register;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.Objects;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.expressions.UserDefinedFunction;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.jspecify.annotations.Nullable;

/**
 * HMAC-SHA-256 of an id under the house's key, its first 128 bits in hex (RFC 2104). The one
 * user-defined function of the house: as an expression the key would stand in every query plan and
 * event log.
 */
public final class Pseudonym {
  private static final int KEPT_BYTES = 16;

  private Pseudonym() {}

  /**
   * The pseudonym of a text column.
   *
   * @param id normalised id with its domain; null gives null
   * @param key the secret; goes to the executors inside the task and stands in no plan
   */
  static Column of(Column id, byte[] key) {
    UserDefinedFunction hmac = functions.udf(new Hmac(key), DataTypes.StringType);
    return hmac.withName("pseudonym").apply(id);
  }

  /** Says which key was used without saying the key. */
  public static String fingerprint(byte[] key) {
    return Objects.requireNonNull(new Hmac(key).call("klara key fingerprint"));
  }

  private static final class Hmac implements UDF1<@Nullable String, @Nullable String> {
    private final byte[] key;
    private transient @Nullable Mac mac;
    // A student's rows lie together in most deliveries: the last answer serves most rows.
    private transient @Nullable String lastId;
    private transient @Nullable String lastPseudonym;

    Hmac(byte[] key) {
      this.key = key.clone();
    }

    @Override
    public @Nullable String call(@Nullable String id) {
      if (id == null) {
        return null;
      }
      if (!id.equals(lastId)) {
        byte[] digest = mac().doFinal(id.getBytes(StandardCharsets.UTF_8));
        lastPseudonym = HexFormat.of().formatHex(digest, 0, KEPT_BYTES);
        lastId = id;
      }
      return lastPseudonym;
    }

    private Mac mac() {
      Mac ready = mac;
      if (ready == null) {
        try {
          ready = Mac.getInstance("HmacSHA256");
          ready.init(new SecretKeySpec(key, "HmacSHA256"));
        } catch (GeneralSecurityException e) {
          throw new IllegalStateException("Cannot make pseudonyms: no HmacSHA256", e);
        }
        mac = ready;
      }
      return ready;
    }
  }
}
