package klara.job;

import java.util.Locale;

/** How a job is called on the command line: its class in kebab-case. */
final class JobName {
  private JobName() {}

  static String of(Class<?> job) {
    return job.getSimpleName().replaceAll("(?<=[a-z])(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
  }
}
