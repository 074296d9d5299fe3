package klara.store;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.apache.parquet.io.OutputFile;
import org.apache.parquet.io.PositionOutputStream;

/** Bytes on their way to a file, counted and hashed as they pass. */
final class HashedOutput extends PositionOutputStream {
  private static final int BUFFER_BYTES = 1 << 16;

  private final OutputStream out;
  private final MessageDigest digest = sha256Digest();
  private long position;

  HashedOutput(OutputStream file) {
    out = new BufferedOutputStream(file, BUFFER_BYTES);
  }

  static MessageDigest sha256Digest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public long getPos() {
    return position;
  }

  @Override
  public void write(int b) throws IOException {
    digest.update((byte) b);
    out.write(b);
    position++;
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    digest.update(bytes, offset, length);
    out.write(bytes, offset, length);
    position += length;
  }

  @Override
  public void flush() throws IOException {
    out.flush();
  }

  @Override
  public void close() throws IOException {
    out.close();
  }

  /** The hash of all that has passed; may be asked for once. */
  String sha256() {
    return HexFormat.of().formatHex(digest.digest());
  }

  /** The same as Parquet wants it; a local file has no blocks. */
  OutputFile asOutputFile() {
    return new OutputFile() {
      @Override
      public PositionOutputStream create(long blockSizeHint) {
        return HashedOutput.this;
      }

      @Override
      public PositionOutputStream createOrOverwrite(long blockSizeHint) {
        return HashedOutput.this;
      }

      @Override
      public boolean supportsBlockSize() {
        return false;
      }

      @Override
      public long defaultBlockSize() {
        return 0;
      }
    };
  }
}
