package klara.store;

import com.univocity.parsers.csv.CsvWriter;
import com.univocity.parsers.csv.CsvWriterSettings;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A CSV file: UTF-8, semicolons, a header; an empty cell where there is no value. */
final class CsvDeliveryFile extends DeliveryFile {
  private final List<DeliveryColumn> columns;
  private final CsvWriter writer;
  private final @Nullable String[] cells;

  CsvDeliveryFile(String name, HashedOutput output, List<DeliveryColumn> columns) {
    super(name, output);
    this.columns = columns;
    cells = new String[columns.size()];
    CsvWriterSettings settings = new CsvWriterSettings();
    settings.getFormat().setDelimiter(DeliveryTexts.DELIMITER);
    settings.getFormat().setLineSeparator("\n");
    writer = new CsvWriter(new OutputStreamWriter(output, StandardCharsets.UTF_8), settings);
    writer.writeHeaders(columns.stream().map(DeliveryColumn::name).toList());
  }

  @Override
  void append(DeliveryRow row) {
    for (int i = 0; i < cells.length; i++) {
      cells[i] = row.isPresent(i) ? cell(row, i) : null;
    }
    writer.writeRow(cells);
  }

  private String cell(DeliveryRow row, int column) {
    return switch (columns.get(column).kind()) {
      case TEXT -> row.text(column).toString();
      case NUMBER -> Integer.toString(row.number(column));
      case DAY -> LocalDate.ofEpochDay(row.number(column)).toString();
    };
  }

  @Override
  void finish() {
    writer.close();
  }
}
