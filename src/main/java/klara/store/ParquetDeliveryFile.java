package klara.store;

import static java.util.Objects.requireNonNull;
import static org.apache.parquet.schema.LogicalTypeAnnotation.dateType;
import static org.apache.parquet.schema.LogicalTypeAnnotation.stringType;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.BINARY;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.INT32;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.api.RecordConsumer;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Types;
import org.jspecify.annotations.Nullable;

/** A Parquet file: codes by dictionary, zstd, one row group for as many rows as a chunk has. */
final class ParquetDeliveryFile extends DeliveryFile {
  /** Room for every id of a file: beyond it Parquet would write each out in full, row by row. */
  private static final int DICTIONARY_BYTES = 4 << 20;

  private static final int PAGE_ROWS = 500_000;

  private final ParquetWriter<DeliveryRow> writer;

  ParquetDeliveryFile(String name, HashedOutput output, List<DeliveryColumn> columns)
      throws IOException {
    super(name, output);
    writer =
        new SupportedWriter<>(output.asOutputFile(), new Rows(columns))
            .withConf(new Configuration(false))
            .withCompressionCodec(CompressionCodecName.ZSTD)
            .withDictionaryEncoding(true)
            .withDictionaryPageSize(DICTIONARY_BYTES)
            .withPageRowCountLimit(PAGE_ROWS)
            .build();
  }

  @Override
  void append(DeliveryRow row) throws IOException {
    writer.write(row);
  }

  @Override
  void append(byte[] line) {
    throw new IllegalStateException("a Parquet file has no lines");
  }

  @Override
  void finish() throws IOException {
    writer.close();
  }

  private static Type type(DeliveryColumn column) {
    return switch (column.kind()) {
      case TEXT -> Types.optional(BINARY).as(stringType()).named(column.name());
      case NUMBER -> Types.optional(INT32).named(column.name());
      case DAY -> Types.optional(INT32).as(dateType()).named(column.name());
    };
  }

  private static final class Rows extends WriteSupport<DeliveryRow> {
    private final List<DeliveryColumn> columns;
    private final boolean[] isText;
    private @Nullable RecordConsumer consumer;

    Rows(List<DeliveryColumn> columns) {
      this.columns = columns;
      isText = new boolean[columns.size()];
      for (int i = 0; i < isText.length; i++) {
        isText[i] = columns.get(i).kind() == DeliveryColumn.Kind.TEXT;
      }
    }

    @Override
    public WriteContext init(Configuration conf) {
      Type[] types = columns.stream().map(ParquetDeliveryFile::type).toArray(Type[]::new);
      return new WriteContext(new MessageType("delivery", types), Map.of());
    }

    @Override
    public void prepareForWrite(RecordConsumer recordConsumer) {
      consumer = recordConsumer;
    }

    @Override
    public void write(DeliveryRow row) {
      RecordConsumer consumer = requireNonNull(this.consumer);
      consumer.startMessage();
      for (int i = 0; i < isText.length; i++) {
        if (row.isPresent(i)) {
          String name = columns.get(i).name();
          consumer.startField(name, i);
          if (isText[i]) {
            consumer.addBinary(row.text(i).binary());
          } else {
            consumer.addInteger(row.number(i));
          }
          consumer.endField(name, i);
        }
      }
      consumer.endMessage();
    }
  }
}
