package klara.store;

import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import klara.delivery.Manifest;
import klara.delivery.Manifest.DataFile;
import klara.register.Conform;
import klara.register.Registers;

/** What a manifest must say to be one of the folder that it lies in. */
final class ManifestChecks {
  private static final Pattern PLAIN_ENDING =
      Pattern.compile("[.](csv|txt|tsv)([.]gz)?$|[.]parquet$");
  private static final int FIRST_YEAR = 1960;
  private static final int LAST_YEAR = 2100;

  private final Manifest manifest;
  private final List<String> faults = new ArrayList<>();

  private ManifestChecks(Manifest manifest) {
    this.manifest = manifest;
  }

  /**
   * Everything that is wrong, in words that repeat nothing of it.
   *
   * @param register name of the folder, and so on
   */
  static List<String> faults(Manifest manifest, String register, String period, String version) {
    ManifestChecks checks = new ManifestChecks(manifest);
    checks.ofFolders(register, period, version);
    checks.ofContent(register);
    checks.ofFiles();
    return checks.faults;
  }

  private void ofFolders(String register, String period, String version) {
    demand(manifest.tabell().equals(register), "tabell is not the folder's");
    demand(Registers.named(register).isPresent(), "tabell is not in the input contract");
    demand(manifest.periodFolder().equals(period), "period is not the folder's");
    demand(
        Integer.parseInt(version.substring(1, version.indexOf('_'))) == manifest.version(),
        "the folder must be named v<NN>_<YYYYMMDD> with the manifest's version");
  }

  private void ofContent(String register) {
    demand(
        List.of(Manifest.FULL, Manifest.DELTA).contains(manifest.kind()),
        "kind must be full or delta");
    demand(
        manifest.isDelta() == (manifest.baseVersion() > 0)
            && manifest.baseVersion() < manifest.version(),
        "base_version must name an earlier version in a delta, and stands in no other");
    if (!manifest.scope().matches("riket|kommun:[0-9]{4}|skolenhet:[1-9][0-9]{7}")) {
      faults.add("scope must be riket, kommun:CODE or skolenhet:CODE");
    } else {
      demand(
          Registers.named(register)
              .filter(one -> !Conform.isScope(one, manifest.scope()))
              .isEmpty(),
          "scope must be one that rows of this register can lie in");
    }
    demand(manifest.version() >= 1, "version must be 1 or more");
    demand(
        List.of("", ";", ",", "\t", "|").contains(manifest.delimiter()),
        "delimiter must be one character: ; or , or | or a tab");
    demand(isMoment(manifest.deliveredAt()), "delivered_at must be ISO 8601 with an offset");
  }

  private static boolean isMoment(String text) {
    try {
      int year = OffsetDateTime.parse(text).getYear();
      return year >= FIRST_YEAR && year <= LAST_YEAR;
    } catch (DateTimeParseException e) {
      return false;
    }
  }

  private void ofFiles() {
    List<String> names = manifest.files().stream().map(DataFile::name).toList();
    demand(!names.isEmpty(), "files must not be empty");
    demand(names.stream().distinct().count() == names.size(), "a file is named twice");
    demand(
        names.stream().allMatch(name -> PLAIN_ENDING.matcher(name).find()),
        "files must be .csv, .txt, .tsv, packed as .gz or not, or .parquet");
    demand(
        names.stream().allMatch(PlainName.FILE::isFormOf),
        "file names must be plain names beside the manifest, without a personal number");
  }

  private void demand(boolean isSo, String otherwise) {
    if (!isSo) {
      faults.add(otherwise);
    }
  }
}
