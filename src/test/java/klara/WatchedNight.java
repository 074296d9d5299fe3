package klara;

import static java.nio.file.StandardWatchEventKinds.ENTRY_CREATE;
import static java.nio.file.StandardWatchEventKinds.ENTRY_MODIFY;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A command in a process of its own, as cron starts it, and every file that ever lay in its
 * temporary folders: each is linked elsewhere as it appears, so that its bytes outlive it. What
 * Spark would pack is left plain, and it spills and exchanges whatever it can, so that there are
 * bytes to search.
 *
 * @param folder holds everything that the process may write beside the warehouse
 */
record WatchedNight(Path folder) {
  /** After how many rows a sort goes to disk. */
  static final String SPILLED_AFTER = "spark.shuffle.spill.numElementsForceSpillThreshold";

  /** So few rows that whatever is sorted goes to disk. */
  static final String EVERYTHING = "3";

  private static final Map<String, String> PLAIN_AND_SPILLING =
      Map.ofEntries(
          Map.entry("spark.shuffle.compress", "false"),
          Map.entry("spark.shuffle.spill.compress", "false"),
          Map.entry("spark.broadcast.compress", "false"),
          Map.entry(SPILLED_AFTER, EVERYTHING),
          Map.entry("spark.sql.windowExec.buffer.in.memory.threshold", "1"),
          Map.entry("spark.sql.windowExec.buffer.spill.threshold", "2"),
          Map.entry("spark.sql.autoBroadcastJoinThreshold", "-1"),
          Map.entry("spark.eventLog.enabled", "true"),
          Map.entry("spark.eventLog.compress", "false"),
          Map.entry("spark.master", "local[2]"),
          Map.entry("spark.driver.host", "localhost"));

  Path temporary() {
    return folder.resolve("temporary");
  }

  Path local() {
    return folder.resolve("local");
  }

  Path eventLog() {
    return folder.resolve("events");
  }

  /** What was written to the streams, byte by byte. */
  Path out() {
    return folder.resolve("out");
  }

  Path errors() {
    return folder.resolve("errors");
  }

  /** Links to all files of the temporary folders, those that are gone too. */
  Path seen() {
    return folder.resolve("seen");
  }

  /**
   * Runs to the end.
   *
   * @param properties of Spark and of ours
   * @return the exit code
   */
  int run(Map<String, String> properties, String... arguments) throws IOException {
    for (Path one : List.of(temporary(), local(), eventLog(), seen())) {
      Files.createDirectories(one);
    }
    Map<String, String> all = new HashMap<>(PLAIN_AND_SPILLING);
    all.putAll(properties);
    all.put("java.io.tmpdir", temporary().toString());
    all.put("spark.local.dir", local().toString());
    all.put("spark.eventLog.dir", eventLog().toUri().toString());
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(argument -> argument.startsWith("--add-opens"))
        .forEach(command::add);
    all.forEach((key, value) -> command.add("-D" + key + "=" + value));
    // Each spill of a window that is read back takes a megabyte: 2 GB were too few.
    command.addAll(List.of("-Xmx6g", "-cp", System.getProperty("java.class.path"), "klara.Main"));
    command.addAll(List.of(arguments));
    try (Watch watch = new Watch()) {
      watch.look(temporary());
      watch.look(local());
      Process process =
          new ProcessBuilder(command)
              .directory(Path.of("").toAbsolutePath().toFile())
              .redirectOutput(out().toFile())
              .redirectError(errors().toFile())
              .start();
      while (process.isAlive()) {
        watch.await();
      }
      return process.exitValue();
    }
  }

  /** Sees every file that appears, in folders that appear too. */
  private final class Watch implements AutoCloseable {
    private final WatchService service;
    private final Map<WatchKey, Path> folders = new HashMap<>();

    Watch() throws IOException {
      service = folder.getFileSystem().newWatchService();
    }

    void look(Path at) throws IOException {
      folders.put(at.register(service, ENTRY_CREATE, ENTRY_MODIFY), at);
      // What came before the registration is not told of.
      try (Stream<Path> found = Files.list(at)) {
        found.forEach(this::see);
      }
    }

    private void see(Path path) {
      try {
        if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
          look(path);
        } else {
          Files.createLink(
              seen().resolve(path.getFileName() + "-" + Files.getAttribute(path, "unix:ino")),
              path);
        }
      } catch (NoSuchFileException | FileAlreadyExistsException e) {
        return; // gone already, or seen already
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    void await() throws IOException {
      WatchKey key;
      try {
        key = service.poll(1, TimeUnit.SECONDS);
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
      if (key != null) {
        Path at = folders.getOrDefault(key, folder);
        key.pollEvents().stream()
            .filter(event -> event.context() instanceof Path)
            .forEach(event -> see(at.resolve((Path) event.context())));
        key.reset();
      }
    }

    @Override
    public void close() throws IOException {
      service.close();
    }
  }
}
