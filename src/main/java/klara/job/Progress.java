package klara.job;

import java.io.PrintStream;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.Supplier;

/** What a run says on its way: one line a step; a terminal sees the running step as well. */
public final class Progress {
  private final PrintStream out;
  private final boolean isTerminal;

  public Progress(PrintStream out, boolean isTerminal) {
    this.out = out;
    this.isTerminal = isTerminal;
  }

  public void say(String line) {
    out.println(line);
  }

  /** A number as people read it, three digits at a time. */
  public static String counted(long number) {
    return String.format(Locale.ROOT, "%,d", number).replace(',', ' ');
  }

  /** Says of a step that there was nothing to do. */
  void unchanged(String name) {
    say("%-28s unchanged".formatted(name));
  }

  /** Does a step and says how it went. */
  void step(String name, Supplier<String> work) {
    step(name, work, Function.identity());
  }

  /** Does a step, says what its result says, and returns it. */
  <T> T step(String name, Supplier<T> work, Function<T, String> words) {
    long start = System.nanoTime();
    Thread ticker = isTerminal ? ticker(name, start) : new Thread(() -> {});
    try {
      T result = work.get();
      end(ticker);
      out.printf(Locale.ROOT, "%-28s %6.1f s  %s%n", name, seconds(start), words.apply(result));
      return result;
    } finally {
      end(ticker);
    }
  }

  private Thread ticker(String name, long start) {
    Thread ticker =
        new Thread(
            () -> {
              try {
                while (true) {
                  out.printf(Locale.ROOT, "\r%-28s %6.1f s … ", name, seconds(start));
                  out.flush();
                  Thread.sleep(200);
                }
              } catch (InterruptedException e) {
                out.print("\r\033[K");
              }
            },
            "progress");
    ticker.setDaemon(true);
    ticker.start();
    return ticker;
  }

  private static void end(Thread ticker) {
    ticker.interrupt();
    try {
      ticker.join(1000);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static double seconds(long start) {
    return (System.nanoTime() - start) / 1e9;
  }
}
