package klara;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import klara.job.ExitCode;
import klara.job.Progress;
import klara.outcome.Outcome;
import klara.outcome.Outcomes;
import klara.testing.SqlRows;
import klara.twin.Twin;
import klara.twin.TwinSettings;
import klara.twin.TwinSettings.Extent;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A night, beside the same numbers from the same registers in SQL, on an engine that is not Spark.
 * With as many students as one likes: {@code mvn -B -q -o test -Dtest=OracleTest
 * -Dklara.oracle.students=200000}.
 */
class OracleTest {
  /** After the report of 15 October, before the rest of what the twin's registers know. */
  private static final String AS_OF = "2024-11-15";

  /** So many that the first is told of in the year of turning twenty-four. */
  private static final int COHORTS = 12;

  private static final TwinSettings TWIN =
      TwinSettings.sample()
          .with(Extent.COUNTRY)
          .withStudentsPerCohort(Integer.getInteger("klara.oracle.students", 24_500) / COHORTS)
          .withCohorts(COHORTS)
          .withSeed(5);

  private static Path warehouse = Path.of("target");
  private static Connection duckdb = connected();

  private static Connection connected() {
    try {
      return DriverManager.getConnection("jdbc:duckdb:");
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  @BeforeAll
  static void runTheNight(@TempDir Path folder) throws Exception {
    warehouse = folder.resolve("warehouse");
    Twin.generate(TWIN, Path.of("data-samples/inbox"), folder);
    try (Statement statement = duckdb.createStatement()) {
      new RareLives(folder.resolve("inbox"), statement).put();
    }
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    PrintStream out = new PrintStream(said, true, StandardCharsets.UTF_8);

    int code =
        Main.run(
            Map.of(
                "inbox", folder.resolve("inbox").toString(),
                "warehouse", warehouse.toString(),
                "as-of", AS_OF),
            new Progress(out, false),
            out,
            "run",
            "accept-deliveries",
            "merge-students",
            "build-students",
            "build-student-years",
            "count-outcomes",
            "measure-areas");

    assertThat(code).as(said.toString(StandardCharsets.UTF_8)).isEqualTo(ExitCode.DONE.code());
    try (Statement statement = duckdb.createStatement()) {
      Peer.view(statement, warehouse, AS_OF);
      statement.execute("create table theirs as " + Peer.sql(AS_OF));
      statement.execute(
          """
          create table all_of_ours as
          select * from read_parquet('%s/analysis/area_outcomes/*/*.parquet')
          """
              .formatted(warehouse));
      statement.execute(
          "create table ours as select * from all_of_ours where status = 'published'");
    }
  }

  @AfterAll
  static void disconnect() throws SQLException {
    duckdb.close();
  }

  @Test
  void countsWhatTheOracleCountsInEveryRow() throws SQLException {
    List<String> differing =
        rows(
            """
            select
              area_level, area_code, perspective, cohort, outcome, group_dimension, group_value,
              ours.students || ' is not ' || theirs.students as students,
              ours.events || ' is not ' || theirs.events as events,
              ours.mean_merit_points || ' is not ' || theirs.mean_merit_points as means,
              ours.activity_responsibility_coverage || ' is not ' || theirs.coverage as coverage
            from ours
            join theirs
              using (area_level, area_code, perspective, cohort, outcome, group_dimension, group_value)
            where ours.students is distinct from theirs.students
              or ours.events is distinct from theirs.events
              or (ours.mean_merit_points is null) <> (theirs.mean_merit_points is null)
              or abs(ours.mean_merit_points - theirs.mean_merit_points)
                > if(ours.students < 50, 0.25, 0.05) + 1e-9
              or (ours.activity_responsibility_coverage is null) <> (theirs.coverage is null)
              or abs(ours.activity_responsibility_coverage - theirs.coverage) > 1e-9
            """);

    assertThat(differing).as(sizes()).isEmpty();
  }

  @Test
  void knowsTheRowsThatTheOracleKnowsAndNoOthers() throws SQLException {
    List<String> alone =
        rows(
            """
            select
              if(theirs.students is null, 'ours alone', 'theirs alone') as whose,
              area_level, perspective, cohort, outcome, group_dimension, count(*) as rows
            from ours
            full join theirs
              using (area_level, area_code, perspective, cohort, outcome, group_dimension, group_value)
            where ours.students is null or theirs.students is null
            group by all
            """);

    assertThat(alone).as(sizes()).isEmpty();
  }

  /** 2013 to 2023: the year 9 of 2024/25 is not over. */
  @Test
  void comparesEveryKindOfAreaAndCohort() throws SQLException {
    assertThat(
            rows(
                """
                select
                  count(distinct area_level),
                  count(distinct area_code)
                    filter (area_level not in ('school', 'neighbourhood')),
                  count(distinct cohort),
                  count(*) filter (events > 0 and events < students) > 10000
                from theirs
                """))
        .containsExactly("8 | 45 | 11 | true");
  }

  @Test
  void comparesRowsOfEveryOutcomeThatSomeHadAndOthersHadNot() throws SQLException {
    List<String> compared =
        rows(
            """
            select outcome
            from ours
            join theirs
              using (area_level, area_code, perspective, cohort, outcome, group_dimension, group_value)
            where theirs.events > 0 and theirs.events < theirs.students
            group by outcome
            """);

    assertThat(compared)
        .as(sizes())
        .containsExactlyInAnyOrderElementsOf(Outcomes.ALL.stream().map(Outcome::code).toList());
  }

  @Test
  void comparesTheCoverageOfBothKindsOfFigureThatTheActivityResponsibilityTells()
      throws SQLException {
    List<String> compared =
        rows(
            """
            select outcome, count(*) > 100
            from theirs
            where coverage > 0 and coverage < 1
            group by outcome
            order by outcome
            """);

    assertThat(compared)
        .containsExactly(
            "in_activity_responsibility | true", "in_activity_responsibility_16_20 | true");
  }

  @Test
  void isSilentWhereTheOracleIsOnCohortsOfWhomNothingWasTold() throws SQLException {
    List<String> silent =
        rows(
            """
            select distinct outcome, cohort, count(theirs.outcome)
            from all_of_ours
            left join theirs using (area_level, cohort, outcome)
            where all_of_ours.status = 'missing'
            group by all
            order by 1, 2
            """);

    assertThat(silent)
        .containsExactly(
            "in_activity_responsibility | 2013 | 0",
            "in_activity_responsibility_16_20 | 2018 | 0",
            // Absence is delivered from 2019 on.
            "long_absence | 2013 | 0",
            "long_absence | 2014 | 0",
            "long_absence | 2015 | 0",
            "long_absence | 2016 | 0",
            "long_absence | 2017 | 0",
            "long_absence | 2018 | 0",
            "moved_abroad_within_1_year | 2014 | 0",
            // Cohorts begin in 2013: before 2022 not every age from 16 to 24 is there.
            "neither_work_nor_study_16_24 | 2018 | 0",
            "neither_work_nor_study_16_24 | 2019 | 0",
            "neither_work_nor_study_16_24 | 2020 | 0",
            "neither_work_nor_study_16_24 | 2021 | 0");
  }

  /** Both engines would agree, were nobody to change id between two registers. */
  @Test
  void meetsStudentsWhoseIdChangedAtUpperSecondarySchool() throws SQLException {
    List<String> old =
        rows(
            """
            select count(distinct student_id)
            from read_parquet('%s/registers/upper_secondary_enrolments/*/*/*.parquet')
            semi join persons using (student_id)
            """
                .formatted(warehouse));

    assertThat(Integer.parseInt(old.get(0))).isGreaterThan(100);
  }

  @Test
  void asksAWarehouseOfNothingAndFindsNothing(@TempDir Path empty) throws Exception {
    try (Connection another = connected();
        Statement statement = another.createStatement()) {
      Peer.view(statement, empty, AS_OF);

      try (ResultSet found = statement.executeQuery(Peer.sql(AS_OF))) {
        assertThat(found.next()).isFalse();
      }
    }
  }

  private String sizes() throws SQLException {
    return "rows of ours and theirs: "
        + rows("select (select count(*) from ours), (select count(*) from theirs)");
  }

  private static List<String> rows(String sql) throws SQLException {
    return SqlRows.of(duckdb, sql);
  }
}
