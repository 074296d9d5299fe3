package klara.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import klara.register.Register;
import klara.register.Registers;
import klara.release.ReleaseTables;
import klara.table.Table;
import klara.table.Zone;
import org.junit.jupiter.api.Test;

class JobsTest {
  private static final List<Job> BETWEEN = Jobs.between(LocalDate.of(2024, 6, 30));

  @Test
  void eachReadsOnlyWhatIsMadeBefore() {
    Set<Table> made = new HashSet<>();
    Registers.ALL.stream().map(Register::table).forEach(made::add);

    for (Job job : BETWEEN) {
      assertThat(made).as(job.name()).containsAll(job.reads());
      made.addAll(job.writes());
    }
  }

  @Test
  void noTableIsMadeTwice() {
    List<Table> made = BETWEEN.stream().flatMap(job -> job.writes().stream()).toList();

    assertThat(made).doesNotHaveDuplicates().noneMatch(table -> table.zone() == Zone.REGISTERS);
  }

  @Test
  void whatIsPublishedIsMadeByAJobOrByTheIntake() {
    List<String> made =
        BETWEEN.stream().flatMap(job -> job.writes().stream()).map(Table::name).toList();

    assertThat(ReleaseTables.FROM_ANALYSIS)
        .map(Table::name)
        .allMatch(name -> made.contains(name) || name.equals("delivery_quality"));
  }

  @Test
  void areNamedByTheirClassesInKebabCase() {
    assertThat(Jobs.names())
        .startsWith("accept-deliveries", "merge-students", "build-students")
        .endsWith("publish-release")
        .contains("measure-disparities")
        .allMatch(Jobs::isJob);
  }
}
