package klara.store;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FSError;
import org.apache.hadoop.fs.FileContext;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Options;
import org.apache.hadoop.fs.Path;

/** Files and folders on any Hadoop file system, local ones without checksum files beside them. */
public final class Storage {
  private final Configuration configuration;

  public Storage() {
    this(new Configuration());
  }

  Storage(Configuration configuration) {
    this.configuration = new Configuration(configuration);
    this.configuration.set("fs.file.impl", "org.apache.hadoop.fs.RawLocalFileSystem");
    this.configuration.setBoolean("fs.file.impl.disable.cache", true);
  }

  /**
   * A file or folder as its listing shows it.
   *
   * @param isPlain whether it is what lies there, not a link to something else, a pipe or a device
   */
  public record Item(
      String name, String path, boolean isFolder, boolean isPlain, long bytes, long modifiedAt) {}

  /** The folder's content by name; empty where there is no such folder. */
  public List<Item> list(String folder) {
    try {
      FileSystem system = system(folder);
      FileStatus[] found = system.listStatus(new Path(folder));
      List<Item> items = new ArrayList<>();
      for (FileStatus status : found) {
        items.add(
            new Item(
                status.getPath().getName(),
                folder + "/" + status.getPath().getName(),
                status.isDirectory(),
                isPlain(system, status),
                status.getLen(),
                status.getModificationTime()));
      }
      items.sort(Comparator.comparing(Item::name));
      return items;
    } catch (FileNotFoundException e) {
      return List.of();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isPlain(FileSystem system, FileStatus status) {
    if (!system.getUri().getScheme().equals("file")) {
      return !status.isSymlink();
    }
    java.nio.file.Path path = java.nio.file.Path.of(status.getPath().toUri().getPath());
    return Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)
        || Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS);
  }

  public boolean exists(String path) {
    try {
      return system(path).exists(new Path(path));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A file's text; empty where there is no such file. */
  public Optional<String> text(String path) {
    try (InputStream in = system(path).open(new Path(path))) {
      return Optional.of(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (FileNotFoundException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The first bytes of a file, at most as many as asked for. */
  public byte[] head(String path, int bytes) {
    try (InputStream in = system(path).open(new Path(path))) {
      return in.readNBytes(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Writes a small file so that readers see the old text or the new, never part of one: on a local
   * disk and on HDFS by a rename over it, on an object store by its single put.
   */
  public void replace(String path, String text) {
    Path target = new Path(path);
    try {
      FileSystem system = system(path);
      system.mkdirs(target.getParent());
      if (isObjectStore(system)) {
        put(system, target, text);
        return;
      }
      Path next = new Path(target.getParent(), "." + target.getName() + ".next");
      put(system, next, text);
      if (system.getUri().getScheme().equals("file")) {
        Files.move(
            java.nio.file.Path.of(next.toUri().getPath()),
            java.nio.file.Path.of(target.toUri().getPath()),
            StandardCopyOption.ATOMIC_MOVE);
      } else {
        FileContext.getFileContext(target.toUri(), configuration)
            .rename(next, target, Options.Rename.OVERWRITE);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot write " + path + ": " + e.getMessage(), e);
    } catch (FSError e) {
      // What Hadoop throws where a local disk fails, or is full.
      throw new UncheckedIOException(
          "Cannot write " + path + ": " + e.getMessage(), new IOException(e));
    }
  }

  /** A new file, for as long a text as may be; an old one of that name is gone. */
  OutputStream create(String path) throws IOException {
    return system(path).create(new Path(path), true);
  }

  private static void put(FileSystem system, Path path, String text) throws IOException {
    try (OutputStream out = system.create(path, true)) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
  }

  private static boolean isObjectStore(FileSystem system) {
    return List.of("s3a", "s3", "gs", "abfs", "abfss", "wasb", "wasbs")
        .contains(system.getUri().getScheme());
  }

  public void delete(String path) {
    try {
      system(path).delete(new Path(path), true);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public void createFolder(String path) {
    try {
      system(path).mkdirs(new Path(path));
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot create folder " + path + ": " + e.getMessage(), e);
    }
  }

  /** Moves a folder to a place that must not exist yet. */
  public void move(String from, String to) {
    try {
      FileSystem system = system(from);
      Path target = new Path(to);
      system.mkdirs(target.getParent());
      if (system.exists(target) || !system.rename(new Path(from), target)) {
        throw new IOException("Cannot move a folder to " + to + ": it exists or cannot be written");
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** SHA-256 of a file, in hex. */
  public String sha256(String path) {
    try (InputStream in = system(path).open(new Path(path), 1 << 20)) {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      byte[] buffer = new byte[1 << 20];
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        digest.update(buffer, 0, read);
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** SHA-256 of texts, in hex; where one ends and the next begins matters. */
  public static String digest(Iterable<String> texts) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (String text : texts) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        digest.update(Integer.toString(bytes.length).getBytes(StandardCharsets.UTF_8));
        digest.update((byte) ':');
        digest.update(bytes);
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** SHA-256 of texts, in hex. */
  public static String digest(String... texts) {
    return digest(Arrays.asList(texts));
  }

  /** A file from its beginning; the stream can be moved to any byte. */
  FSDataInputStream open(String path) throws IOException {
    return system(path).open(new Path(path), 1 << 18);
  }

  Configuration configuration() {
    return configuration;
  }

  FileSystem system(String path) throws IOException {
    return FileSystem.get(
        new Path(path).toUri().getScheme() == null
            ? java.net.URI.create("file:///")
            : new Path(path).toUri(),
        configuration);
  }
}
