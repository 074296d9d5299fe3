package klara.twin;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import klara.delivery.Manifest;
import klara.register.AggregateFigures;
import klara.register.CodeLists;
import klara.register.Municipalities;
import klara.register.Register;
import klara.store.DeliveryTexts;
import klara.store.WrittenFile;

/**
 * The deliveries that a twin does not invent: municipalities, code lists and official figures.
 *
 * @param inbox where they lie
 */
record Reference(Path inbox) {
  /** When the oldest codes begin: the day of Gy11 and Lgr11. */
  static final LocalDate BEGIN = LocalDate.of(2011, 7, 1);

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

  /**
   * Lays them in another inbox, byte for byte; but where cohorts are older than the code lists,
   * these begin with them. No twin knows another curriculum than that of {@link #BEGIN}.
   *
   * @param from the first day on which a code is needed
   */
  void copyTo(Path other, LocalDate from) throws IOException {
    if (other.toAbsolutePath().normalize().equals(inbox.toAbsolutePath().normalize())) {
      return;
    }
    for (Register register : REGISTERS) {
      DeliveryTexts.copy(inbox.resolve(register.tabell()), other.resolve(register.tabell()));
    }
    if (from.isBefore(BEGIN)) {
      begin(other.resolve(CodeLists.REGISTER.tabell()), from);
    }
  }

  private static void begin(Path codeLists, LocalDate from) throws IOException {
    for (Path file : DeliveryTexts.filesBelow(codeLists)) {
      if (file.endsWith(Manifest.FILE_NAME)) {
        Manifest manifest = Manifest.parse(DeliveryTexts.text(file));
        List<Manifest.DataFile> files = new ArrayList<>();
        for (Manifest.DataFile data : manifest.files()) {
          Path list = file.resolveSibling(data.name());
          DeliveryTexts.write(list, DeliveryTexts.text(list).replace(column(BEGIN), column(from)));
          WrittenFile written = DeliveryTexts.described(list, data.rows());
          files.add(
              new Manifest.DataFile(
                  written.name(), written.bytes(), written.sha256(), written.rows()));
        }
        DeliveryTexts.write(file, manifest.withFiles(files).json());
      }
    }
  }

  private static String column(LocalDate day) {
    return ";" + day + ";";
  }
}
