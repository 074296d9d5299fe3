package klara;

import java.util.List;
import java.util.concurrent.Callable;
import klara.job.Jobs;
import klara.job.Settings;
import klara.job.SettingsException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

@Command(
    name = "run",
    description =
        "One job of the night, or some of them in its order; what they read must have been made.",
    mixinStandardHelpOptions = true)
final class RunCommand implements Callable<Integer> {
  @ParentCommand private Main main;
  @Mixin private RunOptions options;

  @Parameters(
      paramLabel = "JOB",
      arity = "1..*",
      description = "a job of jobs/, such as build-students")
  private List<String> jobs;

  @Override
  public Integer call() {
    for (String job : jobs) {
      if (!Jobs.isJob(job)) {
        throw new SettingsException(
            "Invalid job: expected one of %s, found: %s"
                .formatted(String.join(", ", Jobs.names()), job));
      }
    }
    Settings settings = main.settings(options.settings());
    return main.recorded(
        settings, "run " + String.join(" ", jobs), options.wishes(main), night -> night.run(jobs));
  }
}
