package klara.store;

import static java.util.Objects.requireNonNull;
import static org.apache.parquet.schema.LogicalTypeAnnotation.dateType;
import static org.apache.parquet.schema.LogicalTypeAnnotation.stringType;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.BINARY;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.INT32;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.format.ColumnChunk;
import org.apache.parquet.format.Encoding;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.RowGroup;
import org.apache.parquet.format.Util;
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

  /** The footer's length and Parquet's mark, at the end of every file. */
  private static final int END_BYTES = 8;

  private final ParquetWriter<DeliveryRow> writer;

  /** The whole file, a few megabytes, until its footer can be put in order. */
  private final ByteArrayOutputStream held = new ByteArrayOutputStream();

  private final HashedOutput output;

  ParquetDeliveryFile(String name, HashedOutput output, List<DeliveryColumn> columns)
      throws IOException {
    super(name, output);
    this.output = output;
    writer =
        new SupportedWriter<>(new HashedOutput(held).asOutputFile(), new Rows(columns))
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
    byte[] file = held.toByteArray();
    ByteBuffer end = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
    int footer = file.length - END_BYTES - end.getInt(file.length - END_BYTES);
    output.write(file, 0, footer);
    writeFooter(new ByteArrayInputStream(file, footer, file.length - END_BYTES - footer));
    output.write(file, file.length - END_BYTES, END_BYTES);
  }

  /**
   * The writer names the encodings of a column in the order of a set's hashes, which are another in
   * every process; in one order the same rows are the same bytes.
   */
  private void writeFooter(InputStream footer) throws IOException {
    FileMetaData data = Util.readFileMetaData(footer);
    for (RowGroup group : data.getRow_groups()) {
      for (ColumnChunk column : group.getColumns()) {
        column.getMeta_data().getEncodings().sort(Comparator.comparing(Encoding::getValue));
      }
    }
    Util.writeFileMetaData(data, output);
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
