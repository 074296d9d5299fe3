package klara.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A data file that is being written without Spark: the same rows give the same bytes. */
public abstract sealed class DeliveryFile implements AutoCloseable
    permits ParquetDeliveryFile, CsvDeliveryFile {
  private final String name;
  private final HashedOutput output;
  private long rows;

  DeliveryFile(String name, HashedOutput output) {
    this.name = name;
    this.output = output;
  }

  /** The form of a data file. */
  public enum Format {
    PARQUET,
    CSV;

    /** What a file's name ends with, without the dot. */
    public String ending() {
      return this == PARQUET ? "parquet" : "csv";
    }
  }

  /**
   * Begins a file.
   *
   * @param folder created where it is not there
   * @param name without ending
   */
  public static DeliveryFile open(
      Path folder, String name, Format format, List<DeliveryColumn> columns) throws IOException {
    String fileName = name + "." + format.ending();
    HashedOutput output =
        new HashedOutput(Files.newOutputStream(Files.createDirectories(folder).resolve(fileName)));
    return format == Format.PARQUET
        ? new ParquetDeliveryFile(fileName, output, columns)
        : new CsvDeliveryFile(fileName, output, columns);
  }

  abstract void append(DeliveryRow row) throws IOException;

  abstract void finish() throws IOException;

  /**
   * Adds a line to a text file as it stands.
   *
   * @throws IllegalStateException where the file is not one of text
   */
  abstract void append(byte[] line) throws IOException;

  public void write(DeliveryRow row) throws IOException {
    append(row);
    rows++;
  }

  /** Writes a line, without its end, that need be no row of the file's columns. */
  public void writeLine(byte[] line) throws IOException {
    append(line);
    rows++;
  }

  /** The line of a text file that is written next, the header being 1. */
  public long nextLine() {
    return rows + 2;
  }

  @Override
  public void close() throws IOException {
    finish();
    output.close();
  }

  /** What was written; to be asked for once the file is closed. */
  public WrittenFile written() {
    return new WrittenFile(name, output.getPos(), output.sha256(), rows);
  }
}
