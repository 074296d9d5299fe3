package klara.store;

import com.univocity.parsers.csv.CsvWriter;
import com.univocity.parsers.csv.CsvWriterSettings;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A CSV file: UTF-8, semicolons, a header; an empty cell where there is no value. */
final class CsvDeliveryFile extends DeliveryFile {
  private final HashedOutput output;
  private final List<DeliveryColumn> columns;
  private final CsvWriter writer;
  private final @Nullable String[] cells;

  CsvDeliveryFile(String name, HashedOutput output, List<DeliveryColumn> columns) {
    super(name, output);
    this.output = output;
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
      cells[i] = row.isPresent(i) ? columns.get(i).text(row, i) : null;
    }
    writer.writeRow(cells);
  }

  @Override
  void append(byte[] line) throws IOException {
    writer.flush();
    output.write(line);
    output.write('\n');
  }

  @Override
  void finish() {
    writer.close();
  }
}
