package klara.twin;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import klara.delivery.Manifest;
import klara.register.AggregateFigures;
import klara.register.CodeLists;
import klara.register.Municipalities;
import klara.register.Register;
import klara.store.DeliveryTexts;

/**
 * The deliveries that a twin does not invent: municipalities, code lists and official figures.
 *
 * @param inbox where they lie
 */
record Reference(Path inbox) {
  private static final List<Register> REGISTERS =
      List.of(Municipalities.REGISTER, CodeLists.REGISTER, AggregateFigures.REGISTER);

  /** The rows as delivered; reference deliveries have one version. */
  List<Map<String, String>> rows(Register register) throws IOException {
    Path folder = inbox.resolve(register.tabell());
    if (!DeliveryTexts.exists(folder)) {
      throw new IllegalArgumentException(
          "Cannot read '%s': no folder %s".formatted(register.tabell(), folder));
    }
    List<Map<String, String>> rows = new ArrayList<>();
    for (Path file : DeliveryTexts.filesBelow(folder)) {
      if (file.endsWith(Manifest.FILE_NAME)) {
        for (Manifest.DataFile data : Manifest.parse(DeliveryTexts.text(file)).files()) {
          rows.addAll(DeliveryTexts.rows(file.resolveSibling(data.name())));
        }
      }
    }
    return rows;
  }

  /** Lays them in another inbox, byte for byte. */
  void copyTo(Path other) throws IOException {
    if (other.toAbsolutePath().normalize().equals(inbox.toAbsolutePath().normalize())) {
      return;
    }
    for (Register register : REGISTERS) {
      DeliveryTexts.copy(inbox.resolve(register.tabell()), other.resolve(register.tabell()));
    }
  }
}
