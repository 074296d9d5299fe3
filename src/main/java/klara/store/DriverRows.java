package klara.store;

import static java.util.Objects.requireNonNull;
import static org.apache.parquet.schema.LogicalTypeAnnotation.stringType;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import klara.table.Field;
import klara.table.Table;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.hadoop.util.HadoopOutputFile;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.RecordConsumer;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Types;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.jspecify.annotations.Nullable;

/**
 * Rows that lie on the driver, as Parquet files that the driver writes itself: were they part of a
 * plan, every rule of Spark's would go through all of them.
 */
final class DriverRows {
  /** A file each, so that several cores write and read. */
  private static final int ROWS_OF_A_FILE = 100_000;

  private DriverRows() {}

  /**
   * Writes a table's rows into a folder that is not there yet.
   *
   * @throws IllegalArgumentException where a column is neither text, number nor truth value
   */
  static void write(Table table, List<Row> rows, String folder, Configuration configuration) {
    Type[] types = table.columns().stream().map(DriverRows::parquet).toArray(Type[]::new);
    MessageType schema = new MessageType(table.name(), types);
    int files = (rows.size() + ROWS_OF_A_FILE - 1) / ROWS_OF_A_FILE;
    IntStream.range(0, files)
        .parallel()
        .forEach(
            file -> {
              int from = file * ROWS_OF_A_FILE;
              int to = Math.min(rows.size(), from + ROWS_OF_A_FILE);
              Path path = new Path("%s/part-%05d.parquet".formatted(folder, file));
              writeFile(schema, rows.subList(from, to), path, configuration);
            });
  }

  private static void writeFile(
      MessageType schema, List<Row> rows, Path path, Configuration configuration) {
    try (ParquetWriter<Row> writer =
        new SupportedWriter<>(HadoopOutputFile.fromPath(path, configuration), new Rows(schema))
            .withConf(configuration)
            .withCompressionCodec(CompressionCodecName.SNAPPY)
            .build()) {
      for (Row row : rows) {
        writer.write(row);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Type parquet(Field field) {
    DataType type = field.type();
    if (type.equals(DataTypes.StringType)) {
      return Types.optional(PrimitiveTypeName.BINARY).as(stringType()).named(field.name());
    }
    PrimitiveTypeName name =
        Map.of(
                DataTypes.IntegerType, PrimitiveTypeName.INT32,
                DataTypes.LongType, PrimitiveTypeName.INT64,
                DataTypes.DoubleType, PrimitiveTypeName.DOUBLE,
                DataTypes.BooleanType, PrimitiveTypeName.BOOLEAN)
            .get(type);
    if (name == null) {
      throw new IllegalArgumentException(
          "Cannot lay rows aside: column %s is %s"
              .formatted(field.name(), field.type().catalogString()));
    }
    return Types.optional(name).named(field.name());
  }

  private static final class Rows extends WriteSupport<Row> {
    private final MessageType schema;
    private @Nullable RecordConsumer consumer;

    Rows(MessageType schema) {
      this.schema = schema;
    }

    @Override
    public WriteContext init(Configuration conf) {
      return new WriteContext(schema, Map.of());
    }

    @Override
    public void prepareForWrite(RecordConsumer recordConsumer) {
      consumer = recordConsumer;
    }

    @Override
    public void write(Row row) {
      RecordConsumer consumer = requireNonNull(this.consumer);
      consumer.startMessage();
      for (int i = 0; i < row.length(); i++) {
        Object value = row.get(i);
        if (value != null) {
          String name = schema.getFieldName(i);
          consumer.startField(name, i);
          write(consumer, value);
          consumer.endField(name, i);
        }
      }
      consumer.endMessage();
    }

    private static void write(RecordConsumer consumer, Object value) {
      if (value instanceof String text) {
        consumer.addBinary(Binary.fromString(text));
      } else if (value instanceof Integer number) {
        consumer.addInteger(number);
      } else if (value instanceof Long number) {
        consumer.addLong(number);
      } else if (value instanceof Double number) {
        consumer.addDouble(number);
      } else {
        consumer.addBoolean((Boolean) value);
      }
    }
  }
}
