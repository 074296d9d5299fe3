package klara.store;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import klara.delivery.ExtractForm;
import klara.delivery.Sheet;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** One sheet of a workbook as rows of text. */
record WorkbookExtract(SparkSession spark) {
  Dataset<Row> rows(Path file, ExtractForm form) throws IOException {
    List<Sheet> sheets = ExportFile.workbookSheets(file);
    List<String> names = sheets.stream().map(Sheet::name).toList();
    Sheet sheet =
        sheets.stream()
            .filter(one -> form.sheet().map(one.name()::equals).orElseGet(() -> sheets.size() == 1))
            .findFirst()
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "say which sheet it is (there are: %s)"
                            .formatted(String.join(", ", names))));
    List<List<String>> lines = sheet.rows();
    if (lines.size() < form.header()) {
      throw new IllegalArgumentException("line %d has no headings".formatted(form.header()));
    }
    int widest = lines.stream().mapToInt(List::size).max().orElse(0);
    List<String> headings =
        form.header() == 0 ? ExtractReader.numbered(widest) : lines.get(form.header() - 1);
    StructType schema = new StructType();
    for (int i = 0; i < headings.size(); i++) {
      schema = schema.add(Extract.positional(i, headings.get(i)), DataTypes.StringType);
    }
    schema =
        schema
            .add(Extract.ROW, DataTypes.LongType)
            .add(ExtractReader.IS_RAGGED, DataTypes.BooleanType);
    List<Row> rows = new ArrayList<>();
    for (int i = form.header(); i < lines.size(); i++) {
      List<String> line = lines.get(i);
      Object[] cells = new Object[headings.size() + 2];
      for (int cell = 0; cell < headings.size(); cell++) {
        cells[cell] = cell < line.size() ? line.get(cell) : "";
      }
      cells[headings.size()] = (long) i + 1 - form.header();
      cells[headings.size() + 1] =
          line.stream().skip(headings.size()).anyMatch(cell -> !cell.isEmpty());
      rows.add(RowFactory.create(cells));
    }
    return spark.createDataFrame(rows, schema);
  }
}
