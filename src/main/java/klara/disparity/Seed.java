package klara.disparity;

import java.nio.charset.StandardCharsets;
import org.apache.spark.sql.catalyst.expressions.XXH64;
import org.apache.spark.unsafe.Platform;

/** Seeds of draws: of what is drawn for, and of nothing else. */
final class Seed {
  private Seed() {}

  /** The seed of one comparison, the same wherever it is made. */
  static long of(AreaFigure one, String what) {
    String name = String.join("|", one.series() + "", one.cohort() + "", one.cohorts() + "", what);
    byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
    return XXH64.hashUnsafeBytes(bytes, Platform.BYTE_ARRAY_OFFSET, bytes.length, 42);
  }
}
