package klara.twin;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.StringJoiner;
import klara.store.DeliveryTexts;
import klara.twin.Faults.Planted;

/** The ledgers of what is wrong with a dirty twin: rows, and whole deliveries. */
final class FaultTruth {
  private FaultTruth() {}

  static void write(Path folder, List<Planted> rows, List<FaultyDeliveries.Planted> deliveries)
      throws IOException {
    StringJoiner ofRows =
        new StringJoiner("\n", "tabell;period;delivery;file;line;rule;column;fate\n", "\n");
    for (Planted row : rows) {
      String[] parts = row.delivery().split("/", -1);
      ofRows.add(
          Truth.line(
              parts[0],
              parts[1],
              row.delivery(),
              row.file(),
              row.line(),
              row.rule(),
              row.column(),
              row.fate().name().toLowerCase(Locale.ROOT)));
    }
    StringJoiner ofDeliveries = new StringJoiner("\n", "delivery;fault;expected;words\n", "\n");
    for (FaultyDeliveries.Planted one : deliveries) {
      ofDeliveries.add(Truth.line(one.delivery(), one.fault(), one.expected(), one.words()));
    }
    DeliveryTexts.write(folder.resolve("faults.csv"), ofRows.toString());
    DeliveryTexts.write(folder.resolve("deliveries.csv"), ofDeliveries.toString());
  }
}
