package klara.pathway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import klara.disclosure.Protected;
import klara.register.Municipalities;
import klara.testing.SparkTest;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

/**
 * Five lives whose first 15 October out of school is year 2; all were born 15 years before. A sixth
 * elsewhere says that registrations have been delivered to year 4.
 */
class ReentryTest extends SparkTest {
  private static final List<Life> LIVES =
      List.of(
          Life.of("a", 2010, "1281", "C EK N EK EK EK+ S S S S"),
          Life.of("b", 2010, "1281", "C EK N N! W N A N N N"),
          Life.of("c", 2010, "1281", "C EK N N D D D D D D"),
          Life.of("d", 2010, "1281", "C EK N N N N~ N N N N"),
          Life.of("e", 2010, "1281", "C EK W W W W W W W W"),
          Life.of("f", 2010, "1291", "C EK N N N!"));

  private Dataset<Row> reentry(List<Life> lives) {
    Dataset<Row> municipalities =
        rows(
            Municipalities.REGISTER.table(),
            """
            municipality_code | valid_from | municipality_name | subregion_code
            1281              | 2011-07-01 | Lund              | ML
            1291              | 2011-07-01 | Simrishamn        | SÖ
            """);
    List<Row> rows =
        Reentry.of(
            Life.studentYears(spark(), lives), Life.students(spark(), lives), municipalities);
    return spark().createDataFrame(rows, Reentry.TABLE.schema());
  }

  private static Dataset<Row> lund(Dataset<Row> reentry, String to) {
    return reentry
        .where("area_code = '1281' and cohorts = 'all'")
        .where(Reentry.GOAL.col().equalTo(to));
  }

  @Test
  void drawsEachCurveAsByHand() {
    Dataset<Row> reentry = reentry(LIVES).cache();

    // a at 1: F = 1/5, S = 4/5; c dies at 2: S = 4/5 · 3/4; d is last seen then, for nobody knows
    // what d did the year after; b at 4: F = 1/5 + 3/5 · 1/2; e never
    assertRows(
        Reentry.TABLE,
        """
        years_since | at_risk | events | competing | cumulative_incidence | status
        0           | 5       | 0      | 0         | 0.0                  | published
        1           | 5       | 1      | 0         | 0.2                  | published
        2           | 4       | 0      | 1         | 0.2                  | published
        3           | 2       | 0      | 0         | 0.2                  | published
        4           | 2       | 1      | 0         | 0.5                  | published
        5           | 1       | 0      | 0         | 0.5                  | published
        6           | 1       | 0      | 0         | 0.5                  | published
        """,
        lund(reentry, "study"));
    // e at 0: F = 1/5; b at 2, when c dies: F = 1/5 + 4/5 · 1/4, S = 4/5 · 2/4; a's diploma at 3
    assertRows(
        Reentry.TABLE,
        """
        years_since | at_risk | events | competing | cumulative_incidence | status
        0           | 5       | 1      | 0         | 0.2                  | published
        1           | 4       | 0      | 0         | 0.2                  | published
        2           | 4       | 1      | 1         | 0.4                  | published
        3           | 1       | 0      | 1         | 0.4                  | published
        4           | 0       | 0      | 0         | 0.4                  | published
        5           | 0       | 0      | 0         | 0.4                  | published
        6           | 0       | 0      | 0         | 0.4                  | published
        """,
        lund(reentry, "work"));
    // b at 1, when a is enrolled again; c dies at 2, when d and e are 19 and last followed
    assertRows(
        Reentry.TABLE,
        """
        years_since | at_risk | events | competing | cumulative_incidence | activity_responsibility_coverage | status
        0           | 5       | 0      | 0         | 0.0                  | 0.0833                           | published
        1           | 5       | 1      | 1         | 0.2                  | 0.0833                           | published
        2           | 3       | 0      | 1         | 0.2                  | 0.0833                           | published
        3           |         |        |           |                      |                                  | immature
        4           |         |        |           |                      |                                  | immature
        5           |         |        |           |                      |                                  | immature
        6           |         |        |           |                      |                                  | immature
        """,
        lund(reentry, "contact"));
    // b at 1 after coming back in year 6; a's diploma two years after coming back in year 3
    assertRows(
        Reentry.TABLE,
        """
        years_since | at_risk | events | competing | cumulative_incidence | status
        0           | 2       | 0      | 0         | 0.0                  | published
        1           | 2       | 1      | 0         | 0.5                  | published
        2           | 1       | 0      | 1         | 0.5                  | published
        3           | 0       | 0      | 0         | 0.5                  | published
        4           | 0       | 0      | 0         | 0.5                  | published
        5           | 0       | 0      | 0         | 0.5                  | published
        6           | 0       | 0      | 0         | 0.5                  | published
        """,
        lund(reentry, "left_again"));
    assertThat(
            lund(reentry, "study")
                .where("years_since = 4")
                .where("cumulative_incidence_lower < 0.5 and cumulative_incidence_upper > 0.5")
                .count())
        .isEqualTo(1);
    // 2 municipalities, 2 sub-regions, county, rest and country; a block and all; 4 goals; 0 to 6
    assertThat(Reentry.TABLE.require(reentry)).isEqualTo(7 * 2 * 4 * 7);
  }

  /** Nobody's occupation is known after year 3, and all turn 20 in year 5. */
  @Test
  void followsNobodyToWhereTheOthersCannotBeSeen() {
    List<Life> lives =
        List.of(
            Life.of("a", 2010, "1281", "C EK N N EK~ EK~"),
            Life.of("b", 2010, "1281", "C EK N N N+~ N+~"),
            Life.of("c", 2010, "1281", "C EK N S N~ EK~"),
            Life.of("d", 2010, "1281", "C EK N N N!~ N~"));
    Dataset<Row> reentry = reentry(lives).cache();

    // c at 1: F = 1/4; a is enrolled and b has a diploma at 2, when nobody can tell what d does
    assertRows(
        Reentry.TABLE,
        """
        years_since | at_risk | events | competing | cumulative_incidence | status
        0           | 4       | 0      | 0         | 0.0                  | published
        1           | 4       | 1      | 0         | 0.25                 | published
        2           |         |        |           |                      | immature
        3           |         |        |           |                      | immature
        4           |         |        |           |                      | immature
        5           |         |        |           |                      | immature
        6           |         |        |           |                      | immature
        """,
        lund(reentry, "study"));
    // at 2 d is reached, a enrolled, b has a diploma; that c is enrolled at 20 is no matter here
    assertRows(
        Reentry.TABLE,
        """
        years_since | at_risk | events | competing | cumulative_incidence | status
        0           | 4       | 0      | 0         | 0.0                  | published
        1           | 4       | 0      | 0         | 0.0                  | published
        2           | 4       | 1      | 2         | 0.25                 | published
        3           |         |        |           |                      | immature
        4           |         |        |           |                      | immature
        5           |         |        |           |                      | immature
        6           |         |        |           |                      | immature
        """,
        lund(reentry, "contact"));
  }

  /** Registrations end with year 3, enrolments with year 5, and all are 18 in year 3. */
  @Test
  void followsNobodyToContactWhereRegistrationsAreNotDelivered() {
    List<Life> lives =
        List.of(
            Life.of("a", 2010, "1281", "C EK N N! EK EK"),
            Life.of("b", 2010, "1281", "C EK N N N N"),
            Life.of("c", 2010, "1281", "C EK N N EK EK"));

    // a at 1: F = 1/3; registered in one of the six years out of school until then
    assertRows(
        Reentry.TABLE,
        """
        years_since | at_risk | events | competing | cumulative_incidence | activity_responsibility_coverage | status
        0           | 3       | 0      | 0         | 0.0                  | 0.1667                           | published
        1           | 3       | 1      | 0         | 0.3333               | 0.1667                           | published
        2           |         |        |           |                      |                                  | immature
        3           |         |        |           |                      |                                  | immature
        4           |         |        |           |                      |                                  | immature
        5           |         |        |           |                      |                                  | immature
        6           |         |        |           |                      |                                  | immature
        """,
        lund(reentry(lives), "contact"));
  }

  @Test
  void followsThoseOnlyWhoLeaveWithoutADiplomaAliveAndInTheCountry() {
    List<Life> lives =
        List.of(
            Life.of("a", 2010, "1281", "C EK S+ S"),
            Life.of("b", 2010, "1281", "C EK X N"),
            Life.of("c", 2010, "1281", "C EK D D"),
            Life.of("d", 2010, "1281", "C N N N"),
            Life.of("e", 2010, "1281", "C EK EK EK"),
            Life.of("f", 2010, "1281", "C EK"),
            Life.of("g", 2010, "1281", "C EK W W"));

    assertRows(
        Reentry.TABLE,
        """
        years_since | at_risk
        0           | 1
        1           | 1
        """,
        lund(reentry(lives), "study").where("status = 'published'"));
  }

  @Test
  void placesALifeWhereItIsLivedWhenSchoolIsLeft() {
    List<Life> lives =
        List.of(
            Life.of("a", 2010, "1281", "C EK N@1291 N"),
            Life.of("b", 2013, "1281", "C EK N N@1291"),
            new Life("c", 2013, "1281", "C EK N N", "girls", null, true));

    assertRows(
        Reentry.TABLE,
        """
        area_level   | area_code | cohorts   | at_risk
        municipality | 1291      | 2010-2012 | 1
        municipality | 1281      | 2010-2012 | 0
        municipality | 1291      | 2013-2015 | 0
        municipality | 1281      | 2013-2015 | 1
        county       | 12        | 2010-2012 | 1
        county       | 12        | 2013-2015 | 2
        """,
        reentry(lives)
            .where("goal = 'study' and years_since = 0 and cohorts != 'all'")
            .where("area_level in ('municipality', 'county')"));
  }

  @Test
  void saysThatContactIsMissingWhereNobodyIsRegistered() {
    List<String> words = new ArrayList<>();
    reentry(List.of(Life.of("a", 2010, "1281", "C EK N N")))
        .where("area_level in ('country', 'county') and cohorts = 'all' and years_since = 0")
        .select("area_level", "goal", "status")
        .collectAsList()
        .forEach(row -> words.add(row.mkString(" ")));

    assertThat(words)
        .containsExactlyInAnyOrder(
            "county contact missing",
            "county study published",
            "county work published",
            "county left_again published",
            "country contact missing",
            "country study missing",
            "country work missing",
            "country left_again missing");
  }

  private Dataset<Row> told(List<Life> lives) {
    return Protected.curves(
            Reentry.TABLE,
            PublishedReentry.of(reentry(lives)),
            PublishedReentry.CURVES,
            (table, rows) -> spark().createDataFrame(rows, table.schema()))
        .rows();
  }

  private static List<Life> lives(int back, int out) {
    List<Life> lives = new ArrayList<>();
    for (int i = 0; i < back + out; i++) {
      String way = i < back ? "C EK N EK EK EK" : "C EK N N N N";
      lives.add(Life.of("s" + i, 2010, "1281", way));
    }
    return lives;
  }

  @Test
  void tellsOfSkaneAloneAndNoStepThatAFewTook() {
    Dataset<Row> told = told(lives(3, 40));

    assertThat(PublishedReentry.TABLE.require(told)).isEqualTo(4 * 7);
    assertRows(
        PublishedReentry.TABLE,
        """
        area_level | area_code | years_since | students | cumulative_incidence | status
        county     | 12        | 0           | 43       | 0.0                  | published
        county     | 12        | 1           |          |                      | suppressed
        county     | 12        | 2           |          |                      | suppressed
        county     | 12        | 3           |          |                      | suppressed
        county     | 12        | 4           |          |                      | immature
        county     | 12        | 5           |          |                      | immature
        county     | 12        | 6           |          |                      | immature
        """,
        told.where("goal = 'study'"));
  }

  @Test
  void callsACurveUnreliableFromWhereFewerThanTwentyAreLeft() {
    assertRows(
        PublishedReentry.TABLE,
        """
        years_since | students | cumulative_incidence | status
        0           | 24       | 0.0                  | published
        1           | 24       | 0.415                | published
        2           |          |                      | unreliable
        3           |          |                      | unreliable
        4           |          |                      | immature
        5           |          |                      | immature
        6           |          |                      | immature
        """,
        told(lives(10, 14)).where("goal = 'study'"));
  }

  @Test
  void callsItTooEarlyWhereNothingIsKnownYetOfThoseWhoLeft() {
    List<Life> lives = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      lives.add(Life.of("s" + i, 2010, "1281", "C EK N~ N~"));
    }

    Dataset<Row> told = told(lives).where("goal = 'study'");

    assertThat(told.count()).isEqualTo(7);
    assertThat(told.where("status = 'immature' and students is null").count()).isEqualTo(7);
  }

  /** Of 24 who leave 10 are back the next year: 10/24 is 83.33 steps of 0.005. */
  @Test
  void tellsSharesInStepsAndLimitsOutsideOfWhatTheyWere() {
    Dataset<Row> exact =
        reentry(lives(10, 14)).where("area_code = '12' and cohorts != 'all' and goal = 'study'");

    Row told = PublishedReentry.of(exact).where("years_since = 1").head();
    Row was = exact.where("years_since = 1").head();

    assertThat(was.<Double>getAs("cumulative_incidence")).isCloseTo(10 / 24.0, within(1e-12));
    assertThat(told.<Double>getAs("cumulative_incidence")).isEqualTo(0.415);
    for (int limit : List.of(0, 1)) {
      String name = List.of("cumulative_incidence_lower", "cumulative_incidence_upper").get(limit);
      double outside = (limit == 0 ? 1 : -1) * (was.<Double>getAs(name) - told.<Double>getAs(name));
      assertThat(outside).isBetween(0.0, 0.005);
      assertThat(told.<Double>getAs(name) * 200 % 1).isZero();
    }
  }
}
