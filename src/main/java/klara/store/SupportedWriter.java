package klara.store;

import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.io.OutputFile;

/** Makes writers of Parquet from what knows how to write a row, which Parquet's own cannot. */
final class SupportedWriter<T> extends ParquetWriter.Builder<T, SupportedWriter<T>> {
  private final WriteSupport<T> support;

  SupportedWriter(OutputFile file, WriteSupport<T> support) {
    super(file);
    this.support = support;
  }

  @Override
  protected SupportedWriter<T> self() {
    return this;
  }

  @Override
  protected WriteSupport<T> getWriteSupport(Configuration conf) {
    return support;
  }
}
