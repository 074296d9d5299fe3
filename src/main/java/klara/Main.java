package klara;

import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import klara.job.AlreadyRunningException;
import klara.job.ExitCode;
import klara.job.Jobs;
import klara.job.Night;
import klara.job.Night.Wish;
import klara.job.NoInputException;
import klara.job.Progress;
import klara.job.Settings;
import klara.job.SettingsException;
import klara.store.RunRecords;
import klara.store.Session;
import klara.store.Storage;
import klara.store.Warehouse;
import klara.table.ContractException;
import org.apache.hadoop.fs.FSError;
import org.apache.spark.SparkConf;
import org.apache.spark.sql.AnalysisException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import scala.Tuple2;

/** The edge: command line and Spark properties to settings, settings to jobs, and an exit code. */
@Command(
    name = "klara",
    description = "Where, when and among whom young people in Skåne do not make it through school.",
    mixinStandardHelpOptions = true,
    version = "klara 1",
    subcommands = {
      NightlyCommand.class,
      RunCommand.class,
      GenerateCommand.class,
      WrapCommand.class,
      DeliveriesCommand.class,
      VerifyCommand.class,
      StatusCommand.class
    },
    footer = {
      "",
      "Settings are Spark properties spark.klara.…: options here come first, then --conf, then the",
      "job file. --master and every --conf go through to Spark.",
      "",
      "Exit codes: 0 done · 2 wrong settings or command line, or a disk or permission in the way ·",
      "3 another night is running · 10 a delivery was held or rejected, the release is made from what",
      "is good · 11 no usable input, no release · 12 a result breaks its own contract or the disclosure",
      "audit, no release · 1 our bug"
    })
public final class Main implements Runnable {
  private static final String OUR_CODE = "klara.";
  private static final int WIDTH_OF_HELP = 100;

  private final Map<String, String> properties;
  private final Progress progress;
  private final PrintStream errors;

  private Main(Map<String, String> properties, Progress progress, PrintStream errors) {
    this.properties = properties;
    this.progress = progress;
    this.errors = errors;
  }

  /** Runs one command and ends the process with its exit code. */
  @SuppressWarnings(
      "SystemConsoleNull") // where it is not null without a terminal, only looks suffer
  public static void main(String... arguments) {
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    PrintStream errors = new PrintStream(System.err, true, StandardCharsets.UTF_8);
    SparkConf conf = new SparkConf();
    Map<String, String> properties = new TreeMap<>();
    for (Tuple2<String, String> property : conf.getAll()) {
      if (property._1().startsWith(Settings.PREFIX)) {
        properties.put(property._1().substring(Settings.PREFIX.length()), property._2());
      }
    }
    Progress progress = new Progress(out, System.console() != null);
    int code = new Main(properties, progress, errors).execute(arguments);
    boolean isOnCluster = conf.get("spark.submit.deployMode", "client").equals("cluster");
    if (code == ExitCode.DONE.code()) {
      return;
    }
    if (isOnCluster) {
      // System.exit would turn a failure into a success there.
      throw new IllegalStateException("klara ended with exit code " + code);
    }
    System.exit(code);
  }

  /** Runs one command, for those who have a process of their own. */
  static int run(
      Map<String, String> properties, Progress progress, PrintStream errors, String... arguments) {
    return new Main(properties, progress, errors).execute(arguments);
  }

  private int execute(String... arguments) {
    CommandLine line = new CommandLine(this);
    line.setExecutionExceptionHandler((problem, command, parsed) -> explained(problem));
    line.setCaseInsensitiveEnumValuesAllowed(true);
    line.setUsageHelpWidth(WIDTH_OF_HELP);
    line.setOut(utf8(System.out));
    line.setErr(utf8(errors));
    return line.execute(arguments.length == 0 ? ofJobFile() : arguments);
  }

  /** A job file that is submitted by hand names its job; it needs no arguments. */
  private String[] ofJobFile() {
    String job = properties.getOrDefault("job", "");
    if (job.isEmpty()) {
      return new String[] {"--help"};
    }
    return job.equals("nightly") ? new String[] {"nightly"} : new String[] {"run", job};
  }

  /** Cron knows no language, and Skåne has its ring there too. */
  private static PrintWriter utf8(PrintStream stream) {
    return new PrintWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8), true);
  }

  @Override
  public void run() {
    new CommandLine(this).setUsageHelpWidth(WIDTH_OF_HELP).usage(utf8(System.out));
  }

  // ------------------------------------------------------------------ what commands share

  /** Settings of the command line over those of Spark. */
  Settings settings(Map<String, String> options) {
    Map<String, String> values = new TreeMap<>(properties);
    values.putAll(options);
    return Settings.of(values);
  }

  boolean isSet(String key) {
    return properties.getOrDefault(key, "false").equals("true");
  }

  Progress progress() {
    return progress;
  }

  PrintStream errors() {
    return errors;
  }

  static Session session() {
    return Session.start(new SparkConf());
  }

  static OffsetDateTime now() {
    return OffsetDateTime.now(ZoneId.of("Europe/Stockholm"));
  }

  /** Runs a night and leaves a record of it in the warehouse, however it ends. */
  int recorded(
      Settings settings, String command, Set<Wish> wishes, Function<Night, ExitCode> work) {
    OffsetDateTime started = now();
    int code = ExitCode.BUG.code();
    try (Night night = new Night(settings, wishes, Main::session, progress, started)) {
      code = work.apply(night).code();
    } catch (Exception | FSError e) {
      // Spark throws checked exceptions undeclared, and Hadoop an error where a disk fails.
      code = explained(e);
    } finally {
      if (!wishes.contains(Wish.DRY_RUN)) {
        new RunRecords(new Warehouse(new Storage(), settings.warehouse()))
            .keep(command, started, now(), code);
      }
    }
    return code;
  }

  private int explained(Throwable problem) {
    if (problem instanceof SettingsException) {
      errors.println("klara: " + problem.getMessage());
      return ExitCode.WRONG_SETTINGS.code();
    }
    if (problem instanceof AlreadyRunningException) {
      errors.println("klara: " + problem.getMessage());
      return ExitCode.ALREADY_RUNNING.code();
    }
    if (problem instanceof NoInputException) {
      errors.println("klara: " + problem.getMessage());
      return ExitCode.NO_INPUT.code();
    }
    if (problem instanceof ContractException) {
      errors.println("klara: " + problem.getMessage());
      return ExitCode.BROKEN_RESULT.code();
    }
    Optional<String> obstacle = Obstacle.in(problem);
    if (obstacle.isPresent()) {
      errors.printf(
          "klara: Cannot go on: %s; the newest release is as it was%n", obstacle.orElseThrow());
      places(problem).forEach(errors::println);
      return ExitCode.WRONG_SETTINGS.code();
    }
    errors.println("klara: this is a bug of ours; the newest release is as it was");
    places(problem).forEach(errors::println);
    return ExitCode.BUG.code();
  }

  private static List<String> places(Throwable problem) {
    List<String> lines = new ArrayList<>();
    for (Throwable cause = problem; cause != null; cause = cause.getCause()) {
      lines.add(saidSafely(cause));
    }
    return lines;
  }

  /** Where it happened, and what was said if it was us who said it: others may quote a row. */
  private static String saidSafely(Throwable cause) {
    StackTraceElement[] trace = cause.getStackTrace();
    boolean isOurs = trace.length > 0 && trace[0].getClassName().startsWith(OUR_CODE);
    // An analysis knows columns and types, but no rows.
    boolean isSafe = isOurs || cause instanceof AnalysisException;
    StringBuilder said = new StringBuilder("  " + cause.getClass().getName());
    if (isSafe) {
      said.append(": ").append(String.valueOf(cause.getMessage()).lines().findFirst().orElse(""));
    }
    for (StackTraceElement element : trace) {
      if (element.getClassName().startsWith(OUR_CODE)) {
        said.append("\n    at ").append(element);
      }
    }
    return said.toString();
  }

  static List<String> jobNames() {
    return Jobs.names();
  }
}
