package klara.twin;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.TreeMap;
import klara.store.DeliveryTexts;
import klara.twin.FirstVersion.Changed;

/** What corrections changed, delivery by delivery. */
final class CorrectionTruth {
  private CorrectionTruth() {}

  static void write(Path folder, List<Changed> files) throws IOException {
    Map<String, long[]> counts = new TreeMap<>();
    for (Changed file : files) {
      String deliveries = file.first().id() + ";" + file.corrected().id() + ";" + file.column();
      long[] sum = counts.computeIfAbsent(deliveries, any -> new long[2]);
      sum[0] += file.late();
      sum[1] += file.wrong();
    }
    StringJoiner lines =
        new StringJoiner("\n", "delivery;corrected_by;column;rows_late;rows_wrong\n", "\n");
    counts.forEach((deliveries, sum) -> lines.add(Truth.line(deliveries, sum[0], sum[1])));
    DeliveryTexts.write(folder.resolve("corrections.csv"), lines.toString());
  }
}
