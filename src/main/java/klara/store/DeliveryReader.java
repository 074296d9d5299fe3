package klara.store;

import com.univocity.parsers.common.TextParsingException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import klara.delivery.Delivery;
import klara.delivery.Manifest.DataFile;
import klara.register.Conform;
import klara.register.Origin;
import klara.register.Register;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * Delivered files as rows of text: one column for each delivered column, trimmed, null where
 * nothing was said; and which file and line the row came from.
 */
public final class DeliveryReader {
  private static final String ENCODING_AGREED =
      "encoding must be utf-8, windows-1252 or iso-8859-1";
  private static final List<String> ENCODINGS = List.of("UTF-8", "windows-1252", "ISO-8859-1");
  private static final long TASK_BYTES = 16L << 20;

  private final SparkSession spark;
  private final Storage storage;

  public DeliveryReader(SparkSession spark, Storage storage) {
    this.spark = spark;
    this.storage = storage;
  }

  /**
   * Rows of some deliveries.
   *
   * @param rows all of {@link Register#delivered} as text, {@link Conform#OP} where there are
   *     deltas, {@link Conform#ORIGIN}, {@link Conform#LINE}, {@link Conform#OPENS_LINE}, {@link
   *     Conform#LINE_RULE}
   * @param origins what {@link Conform#ORIGIN} counts in
   */
  public record Delivered(Dataset<Row> rows, List<Origin> origins) {}

  /**
   * All rows of some deliveries of one register.
   *
   * @throws UnreadableDeliveryException where a file cannot be read as the manifest says
   */
  public Delivered rows(Register register, List<Examined> deliveries) {
    List<Examined> inOrder =
        deliveries.stream().sorted(Comparator.comparing(one -> one.delivery().id())).toList();
    List<String> columns = new ArrayList<>(register.delivered());
    if (inOrder.stream().anyMatch(one -> one.delivery().isDelta())) {
      columns.add(Conform.OP);
    }
    List<Origin> origins = new ArrayList<>();
    List<TextRows.Stretch> stretches = new ArrayList<>();
    ParquetRows parquet = new ParquetRows(spark, columns);
    for (Examined examined : inOrder) {
      Delivery delivery = examined.delivery();
      for (int i = 0; i < delivery.manifest().files().size(); i++) {
        DataFile file = delivery.manifest().files().get(i);
        String path = delivery.folder() + "/" + file.name();
        int origin = origins.size();
        origins.add(delivery.origin(file.name()));
        if (FileFacts.isParquet(path)) {
          parquet.add(register, delivery, path, origin, nullTokens(delivery));
        } else {
          TextRows.Form form = form(register, delivery, path, columns);
          for (FileFacts.Stretch lines : examined.files().get(i).stretches()) {
            stretches.add(new TextRows.Stretch(path, origin, form, lines));
          }
        }
      }
    }
    Optional<Dataset<Row>> ofParquet = parquet.rows();
    Dataset<Row> all =
        ofParquet
            .map(rows -> stretches.isEmpty() ? rows : text(columns, stretches).unionByName(rows))
            .orElseGet(() -> text(columns, stretches));
    return new Delivered(FreeText.checked(register, all), origins);
  }

  // ------------------------------------------------------------------ what stands where

  private Header header(Register register, Delivery delivery, String path) {
    try {
      return Header.of(
          register,
          delivery,
          TextRows.header(storage, path, charset(delivery), delivery.manifest().delimiterChar()));
    } catch (TextParsingException e) {
      throw unreadable(delivery, "a header has more columns than are read");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Charset charset(Delivery delivery) {
    Charset charset;
    try {
      charset = Charset.forName(delivery.manifest().encoding());
    } catch (IllegalArgumentException e) {
      throw unreadable(delivery, ENCODING_AGREED);
    }
    if (!ENCODINGS.contains(charset.name())) {
      throw unreadable(delivery, ENCODING_AGREED);
    }
    return charset;
  }

  private static Set<String> nullTokens(Delivery delivery) {
    Set<String> tokens = new LinkedHashSet<>();
    delivery.manifest().nullTokens().forEach(token -> tokens.add(token.strip()));
    tokens.remove("");
    return tokens;
  }

  private static UnreadableDeliveryException unreadable(Delivery delivery, String why) {
    return new UnreadableDeliveryException(delivery.id(), why);
  }

  // ------------------------------------------------------------------ text

  private TextRows.Form form(
      Register register, Delivery delivery, String path, List<String> columns) {
    Header header = header(register, delivery, path);
    return new TextRows.Form(
        charset(delivery).name(),
        delivery.manifest().delimiterChar(),
        new HashSet<>(nullTokens(delivery)),
        header.names().size(),
        header.positions(columns),
        header.wide(columns));
  }

  private Dataset<Row> text(List<String> columns, List<TextRows.Stretch> stretches) {
    StructType schema = new StructType();
    for (String column : columns) {
      schema = schema.add(column, DataTypes.StringType);
    }
    schema =
        schema
            .add(Conform.ORIGIN, DataTypes.IntegerType, false)
            .add(Conform.LINE, DataTypes.LongType, false)
            .add(Conform.OPENS_LINE, DataTypes.BooleanType, false)
            .add(Conform.LINE_RULE, DataTypes.StringType);
    if (stretches.isEmpty()) {
      return spark.createDataFrame(List.of(), schema);
    }
    long bytes = stretches.stream().mapToLong(one -> one.lines().end() - one.lines().start()).sum();
    long tasks =
        Math.min(
            stretches.size(),
            Math.max(
                bytes / TASK_BYTES,
                Math.min(spark.sparkContext().defaultParallelism(), 1 + bytes / 65536)));
    return TextRelation.rows(spark, schema, stretches, Math.toIntExact(tasks));
  }

  /**
   * Deliveries whose Parquet files cannot be read to their ends: where one of many is damaged, all
   * of them together cannot be read.
   */
  public List<Delivery> damaged(Register register, List<Examined> deliveries) {
    List<Delivery> damaged = new ArrayList<>();
    for (Examined examined : deliveries) {
      Delivery delivery = examined.delivery();
      boolean isParquet =
          delivery.manifest().files().stream().anyMatch(file -> FileFacts.isParquet(file.name()));
      if (isParquet && !isReadable(rows(register, List.of(examined)).rows())) {
        damaged.add(delivery);
      }
    }
    return damaged;
  }

  private boolean isReadable(Dataset<Row> rows) {
    try {
      rows.write().format("noop").mode(SaveMode.Overwrite).save();
      return true;
    } catch (Exception e) {
      if (spark.sparkContext().isStopped()) {
        throw e;
      }
      return false;
    }
  }
}
