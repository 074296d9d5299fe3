package klara.history;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.spark.sql.SparkSession;

/**
 * Runs large plans over few rows as they are written: compiling their code and planning them anew
 * takes minutes, the rows do not. What comes out is the same.
 */
final class PlainPlans {
  private static final Map<String, String> SETTINGS =
      Map.of(
          "spark.sql.codegen.wholeStage", "false",
          "spark.sql.codegen.factoryMode", "NO_CODEGEN",
          "spark.sql.adaptive.enabled", "false",
          "spark.sql.shuffle.partitions", "1");

  private PlainPlans() {}

  /** What a session makes so; its settings are afterwards what they were. */
  static <T> T in(SparkSession spark, Supplier<T> made) {
    Map<String, String> before = new LinkedHashMap<>();
    SETTINGS.forEach(
        (name, value) -> {
          before.put(name, spark.conf().get(name));
          spark.conf().set(name, value);
        });
    try {
      return made.get();
    } finally {
      before.forEach((name, value) -> spark.conf().set(name, value));
    }
  }
}
