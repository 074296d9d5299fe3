package klara.job;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import klara.delivery.DeliveryQuality;
import klara.register.Register;
import klara.register.Registers;
import klara.release.Published;
import klara.release.ReleaseTables;
import klara.table.Table;

/**
 * The jobs of the night in order; the first and the last are the edges, which read and write files.
 */
public final class Jobs {
  /** Deliveries to registers. */
  public static final String ACCEPT_DELIVERIES = "accept-deliveries";

  /** Analysis to a release. */
  public static final String PUBLISH_RELEASE = "publish-release";

  private Jobs() {}

  /** Those between the edges. */
  static List<Job> between(LocalDate asOf) {
    return List.of(
        new MergeStudents(asOf),
        new BuildStudents(asOf),
        new BuildStudentYears(asOf),
        new CountOutcomes(),
        new CountPathways(),
        new FollowPathways(),
        new MeasureAreas(asOf),
        new CompareDefinitions(asOf),
        new MeasureDisparities(asOf),
        new MeasureSegregation(),
        new MeasureExpectations(),
        new FindRisks(asOf),
        new ReconcileFigures());
  }

  /** Every job's name, in the order of the night. */
  public static List<String> names() {
    List<String> names = new ArrayList<>(List.of(ACCEPT_DELIVERIES));
    between(LocalDate.EPOCH).forEach(job -> names.add(job.name()));
    names.add(PUBLISH_RELEASE);
    return names;
  }

  /** What each job would read and write, one line each. */
  static List<String> described() {
    List<String> lines = new ArrayList<>();
    String registers =
        Registers.ALL.stream()
            .map(Register::table)
            .map(Table::name)
            .collect(Collectors.joining(", "));
    lines.add(line(ACCEPT_DELIVERIES, "inbox", registers + ", " + DeliveryQuality.TABLE.name()));
    for (Job job : between(LocalDate.EPOCH)) {
      lines.add(line(job.name(), names(job.reads()), names(job.writes())));
    }
    lines.add(
        line(
            PUBLISH_RELEASE,
            names(ReleaseTables.FROM_ANALYSIS),
            names(ReleaseTables.ALL.stream().map(Published::of).toList())));
    return lines;
  }

  private static String line(String job, String reads, String writes) {
    return "%-20s reads %s%n%-20s writes %s".formatted(job, reads, "", writes);
  }

  private static String names(List<Table> tables) {
    return tables.stream().map(Table::name).collect(Collectors.joining(", "));
  }

  /** Whether a name is a job's. */
  public static boolean isJob(String name) {
    return Set.copyOf(names()).contains(name);
  }
}
