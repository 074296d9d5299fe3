package klara.store;

import java.math.BigDecimal;
import java.text.Normalizer;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.regex.Pattern;
import org.dhatim.fastexcel.reader.Cell;
import org.dhatim.fastexcel.reader.CellType;
import org.jspecify.annotations.Nullable;

/**
 * Cells of a workbook as the text that a person sees in them: an id of twelve digits is not {@code
 * 1.99E11}, and a day is not the number of days since 1900.
 */
final class WorkbookCells {
  /** What may have letters in a number's format without being a part of a date. */
  private static final Pattern NO_DATE_PART = Pattern.compile("\"[^\"]*\"|\\[[^\\]]*\\]|\\\\.|_.");

  private static final Pattern DATE_PART = Pattern.compile("[ydYD]");

  /** More than any floating-point number has, written out. */
  private static final int LONGEST_NUMBER = 400;

  private WorkbookCells() {}

  static String text(@Nullable Cell cell) {
    if (cell == null || cell.getType() == CellType.EMPTY) {
      return "";
    }
    String raw = cell.getRawValue();
    if (raw == null) {
      return "";
    }
    if (cell.getType() == CellType.NUMBER || cell.getType() == CellType.FORMULA) {
      return number(cell, raw);
    }
    return Normalizer.normalize(ExportFile.stripped(raw), Normalizer.Form.NFC);
  }

  private static String number(Cell cell, String raw) {
    if (raw.length() > LONGEST_NUMBER) {
      return ExportFile.stripped(raw);
    }
    BigDecimal number;
    try {
      number = new BigDecimal(raw.strip());
    } catch (NumberFormatException e) {
      return ExportFile.stripped(raw); // what a formula made of texts
    }
    if (cell.getType() == CellType.NUMBER && isDate(cell.getDataFormatString())) {
      LocalDateTime time = cell.asDate();
      return time.toLocalTime().equals(LocalTime.MIDNIGHT)
          ? time.toLocalDate().toString()
          : time.toString();
    }
    BigDecimal bare = number.stripTrailingZeros();
    // What a file may say, and no workbook: a digit and a thousand million zeros.
    return Math.abs((long) bare.scale()) > LONGEST_NUMBER
        ? ExportFile.stripped(raw)
        : bare.toPlainString();
  }

  private static boolean isDate(@Nullable String format) {
    return format != null && DATE_PART.matcher(NO_DATE_PART.matcher(format).replaceAll("")).find();
  }
}
