package klara.store;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.util.HadoopInputFile;

/**
 * What one look at the bytes of a delivered file says, before any parser sees it: its SHA-256, how
 * many rows it must give, and where lines begin. Rows are counted here by line ends alone (LF, CR
 * LF or CR), so that what the parser gives can be held against it.
 *
 * @param sha256 of the file as it lies there, in hex
 * @param rows of a text file: lines with anything on them, the header not counted; of a Parquet
 *     file: what its footer says
 * @param stretches of a text file, in order, each from the beginning of a line
 * @param fault why the file cannot be what its name says, where it cannot
 */
record FileFacts(String sha256, long rows, List<Stretch> stretches, Optional<String> fault) {
  private static final int BUFFER = 1 << 18;
  private static final long STRETCH_BYTES = 8L << 20;

  /** Longer than any row of any register; a line is held in memory. */
  static final int LONGEST_LINE = 64 << 20;

  /** Text packs ten to twenty times; what packs more than this was made to fill the disk. */
  private static final long MOST_PACKED = 200;

  private static final long PACKED_GRACE = 64L << 20;

  /**
   * Some whole lines of a file.
   *
   * @param start byte where the first line begins
   * @param end byte after the last line
   * @param firstLine number of the first line, the header being 1
   */
  record Stretch(long start, long end, long firstLine) implements Serializable {}

  static boolean isParquet(String path) {
    return path.endsWith(".parquet");
  }

  static boolean isPacked(String path) {
    return path.endsWith(".gz");
  }

  /** Looks at a file. */
  static FileFacts of(Storage storage, String path) throws IOException {
    return of(storage, path, STRETCH_BYTES);
  }

  /** Looks at a file, for stretches of at least so many bytes. */
  static FileFacts of(Storage storage, String path, long stretchBytes) throws IOException {
    byte[] head = storage.head(path, 4);
    Optional<String> fault = nameFault(path, head);
    if (fault.isPresent() || isParquet(path)) {
      long rows = fault.isPresent() ? 0 : parquetRows(storage, path);
      Optional<String> unreadable =
          rows < 0 ? Optional.of("cannot be opened as Parquet: it is cut short or damaged") : fault;
      return new FileFacts(storage.sha256(path), Math.max(rows, 0), List.of(), unreadable);
    }
    MessageDigest digest = newDigest();
    try (InputStream file = new DigestInputStream(storage.open(path), digest)) {
      Lines lines = new Lines(isPacked(path) ? Long.MAX_VALUE : stretchBytes);
      try {
        lines.read(isPacked(path) ? unpacked(file) : file);
      } catch (PackedTooTightException e) {
        fault = Optional.of("unpacks to more than %d times its size".formatted(MOST_PACKED));
      } catch (IOException e) {
        if (!isPacked(path)) {
          throw e;
        }
        fault = Optional.of("cannot be unpacked: it is cut short or damaged");
      }
      byte[] rest = new byte[BUFFER];
      while (file.read(rest) >= 0) {
        // what an unpacker leaves unread belongs to the digest too
      }
      return new FileFacts(
          HexFormat.of().formatHex(digest.digest()),
          lines.rows(),
          lines.stretches,
          fault.or(lines::fault));
    }
  }

  private static Optional<String> nameFault(String path, byte[] head) {
    boolean isGzip = begins(head, 0x1f, 0x8b);
    boolean isParquet = begins(head, 'P', 'A', 'R', '1');
    if (isParquet(path)) {
      return isParquet ? Optional.empty() : Optional.of("is not Parquet");
    }
    if (isPacked(path)) {
      return isGzip ? Optional.empty() : Optional.of("is not gzip");
    }
    if (begins(head, 'P', 'K', 3, 4)) {
      return Optional.of("is a workbook or an archive, not text");
    }
    if (begins(head, 0xff, 0xfe) || begins(head, 0xfe, 0xff)) {
      return Optional.of("is UTF-16; text must be UTF-8, Windows-1252 or ISO-8859-1");
    }
    return isGzip || isParquet
        ? Optional.of("is " + (isGzip ? "gzip" : "Parquet") + ", which its name does not say")
        : Optional.empty();
  }

  private static boolean begins(byte[] head, int... bytes) {
    for (int i = 0; i < bytes.length; i++) {
      if (head.length <= i || (head[i] & 0xff) != bytes[i]) {
        return false;
      }
    }
    return true;
  }

  /** Rows by the footer; −1 where there is none. */
  private static long parquetRows(Storage storage, String path) {
    try (ParquetFileReader reader =
        ParquetFileReader.open(
            HadoopInputFile.fromPath(
                new org.apache.hadoop.fs.Path(path), storage.configuration()))) {
      return reader.getRecordCount();
    } catch (IOException | RuntimeException e) {
      return -1;
    }
  }

  /** The text of a packed file, which may not be out of all proportion. */
  static InputStream unpacked(InputStream packed) throws IOException {
    Counted counted = new Counted(packed);
    return new Proportioned(new GZIPInputStream(counted, BUFFER), counted);
  }

  private static MessageDigest newDigest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static final class PackedTooTightException extends IOException {
    private static final long serialVersionUID = 1;
  }

  private static class Counted extends FilterInputStream {
    long bytes;

    Counted(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      int read = in.read();
      bytes += read < 0 ? 0 : 1;
      return read;
    }

    @Override
    public int read(byte[] into, int from, int most) throws IOException {
      int read = in.read(into, from, most);
      bytes += Math.max(read, 0);
      return read;
    }
  }

  private static final class Proportioned extends Counted {
    private final Counted packed;

    Proportioned(InputStream in, Counted packed) {
      super(in);
      this.packed = packed;
    }

    @Override
    public int read(byte[] into, int from, int most) throws IOException {
      int read = super.read(into, from, most);
      if (bytes > PACKED_GRACE && bytes / MOST_PACKED > packed.bytes) {
        throw new PackedTooTightException();
      }
      return read;
    }
  }

  /** Counts lines, and remembers where some of them begin. */
  private static final class Lines {
    private final List<Stretch> stretches = new ArrayList<>();
    private final long stretchBytes;
    private long position;
    private long lineStart;
    private long lines;
    private long told;
    private long stretchStart;
    private long stretchLine = 1;
    private long longest;
    private boolean isLineTold;
    private boolean isAfterReturn;

    Lines(long stretchBytes) {
      this.stretchBytes = stretchBytes;
    }

    void read(InputStream in) throws IOException {
      byte[] buffer = new byte[BUFFER];
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        take(buffer, read);
      }
      if (position > lineStart) {
        endLine(position);
      }
      if (position > stretchStart) {
        stretches.add(new Stretch(stretchStart, position, stretchLine));
      }
    }

    private void take(byte[] buffer, int read) {
      for (int i = 0; i < read; i++) {
        byte one = buffer[i];
        if (isAfterReturn) {
          isAfterReturn = false;
          if (one == '\n') {
            lineStart++;
          }
          beginStretch();
          if (one == '\n') {
            continue;
          }
        }
        if (one > '\r' && one != ' ') {
          isLineTold = true;
        } else if (one == '\n') {
          endLine(position + i + 1);
          beginStretch();
        } else if (one == '\r') {
          endLine(position + i + 1);
          isAfterReturn = true;
        } else if (one != ' ') {
          isLineTold = true;
        }
      }
      position += read;
    }

    private void endLine(long next) {
      longest = Math.max(longest, next - lineStart);
      lineStart = next;
      lines++;
      told += isLineTold && lines > 1 ? 1 : 0;
      isLineTold = false;
    }

    /** A packed file can only be read from its beginning, and so is one stretch. */
    private void beginStretch() {
      if (lineStart - stretchStart >= stretchBytes) {
        stretches.add(new Stretch(stretchStart, lineStart, stretchLine));
        stretchStart = lineStart;
        stretchLine = lines + 1;
      }
    }

    long rows() {
      return told;
    }

    Optional<String> fault() {
      return longest > LONGEST_LINE
          ? Optional.of("has a line of %,d MB".formatted(longest >> 20).replace(',', ' '))
          : Optional.empty();
    }
  }
}
