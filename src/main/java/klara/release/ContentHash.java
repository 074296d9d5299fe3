package klara.release;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.conv;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sha2;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.substring;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.to_json;
import static org.apache.spark.sql.types.DataTypes.createDecimalType;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import klara.table.Field;
import klara.table.Table;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * What a table says, whatever the order of its rows, its files and the cores that made it: the
 * SHA-256 of each row as JSON, added up in four exact sums of 60 bits (a multiset hash: Clarke et
 * al. 2003, Incremental multiset hash functions).
 */
public final class ContentHash {
  private static final int PARTS = 4;
  private static final int DIGITS = 15;

  private ContentHash() {}

  /** The number of rows and the four sums, as text; the caller digests it. */
  public static String of(Table table, Dataset<Row> rows) {
    Column json =
        to_json(
            struct(table.columns().stream().map(Field::col).toArray(Column[]::new)),
            Map.of("ignoreNullFields", "false"));
    Dataset<Row> digests = rows.select(sha2(json.cast("binary"), 256).as("digest"));
    List<Column> sums = new ArrayList<>();
    for (int part = 0; part < PARTS; part++) {
      Column bits = conv(substring(digests.col("digest"), 1 + part * DIGITS, DIGITS), 16, 10);
      sums.add(
          coalesce(sum(bits.cast(createDecimalType(20, 0))), lit(0).cast(createDecimalType(30, 0)))
              .cast("string"));
    }
    Row summed = digests.agg(count(lit(1)), sums.toArray(Column[]::new)).head();
    List<String> texts = new ArrayList<>(List.of(String.valueOf(summed.getLong(0))));
    for (int part = 1; part <= PARTS; part++) {
      Collections.addAll(texts, summed.getString(part));
    }
    return String.join(" ", texts);
  }
}
