package klara.region;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import klara.disclosure.CellSystem;
import klara.disclosure.Status;
import klara.history.Students;
import klara.register.Municipalities;
import klara.testing.SparkTest;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

class DefinitionAgreementTest extends SparkTest {
  /** Both of the pair below are known of those who left in June 2023, 2022 and 2021. */
  private static final LocalDate AS_OF = LocalDate.of(2024, 12, 31);

  /**
   * Bit n is the year 1990 + n: 2^33 (8589934592) is 2023. Of Lund's three, a was never enrolled, b
   * was enrolled at once and not again, c went on; d lives in Malmö and was never enrolled either,
   * but left too early to count.
   */
  private static final String STUDENTS =
      """
      student_id | cohort | year9_school_year | left_home_municipality_code | start_school_year | enrolled_years | is_protected
      a          | 2022   | 2022              | 1281                        |                   | 0              | false
      b          | 2022   | 2022              | 1281                        | 2023              | 8589934592     | false
      c          | 2021   | 2021              | 1281                        | 2022              | 12884901888    | false
      d          | 2019   | 2019              | 1280                        |                   | 0              | false
      e          | 2022   | 2022              | 1280                        |                   | 0              | true
      """;

  private Dataset<Row> agreement() {
    return agreement(AS_OF);
  }

  private Dataset<Row> agreement(LocalDate asOf) {
    return DefinitionAgreement.from(
        whole(Students.TABLE, STUDENTS),
        rows(
            Municipalities.REGISTER.table(),
            """
            municipality_code | valid_from | municipality_name | subregion_code
            1280              | 2011-07-01 | Malmö             | ML
            1281              | 2011-07-01 | Lund              | ML
            """),
        asOf);
  }

  private static Dataset<Row> of(Dataset<Row> rows, String definition, String other) {
    return rows.where(DefinitionAgreement.DEFINITION.col().equalTo(definition))
        .where(DefinitionAgreement.OTHER_DEFINITION.col().equalTo(other));
  }

  /** a, b and c left with no grades known, so all are ineligible; of them a was not enrolled. */
  @Test
  void countsThoseWhomOneDefinitionHasDroppedOutAndTheOtherNot() {
    Dataset<Row> rows = agreement();

    assertRows(
        DefinitionAgreement.TABLE,
        """
        area_level      | area_code       | first_cohort | last_cohort | students | events | status
        municipality    | 1281            | 2021         | 2023        | 3        | 2      | published
        municipality    | 1280            | 2021         | 2023        | 0        | 0      | published
        subregion       | ML              | 2021         | 2023        | 3        | 2      | published
        county          | 12              | 2021         | 2023        | 4        | 2      | published
        rest_of_country | rest_of_country | 2021         | 2023        |          |        | missing
        country         | 0000            | 2021         | 2023        |          |        | missing
        """,
        of(rows, "eligible_vocational", "not_in_upper_secondary"));
    assertThat(
            of(rows, "not_in_upper_secondary", "eligible_vocational")
                .where(DefinitionAgreement.EVENTS.col().gt(0))
                .isEmpty())
        .isTrue();
  }

  /**
   * Who began in autumn 2023 was not enrolled a year later, and in April 2025 is known to be
   * neither dead nor abroad; who never began is not asked.
   */
  @Test
  void asksOnlyOfThoseWhomBothDefinitionsCount() {
    assertRows(
        DefinitionAgreement.TABLE,
        """
        area_level   | area_code | first_cohort | last_cohort | students | events
        municipality | 1281      | 2020         | 2022        | 2        | 1
        """,
        of(agreement(LocalDate.of(2025, 4, 1)), "interruption", "not_in_upper_secondary")
            .where(Areas.AREA_CODE.col().equalTo("1281")));
  }

  /** 2018 to 2020 are old enough, but of 2018 nobody is known. */
  @Test
  void namesTheFirstCohortThatIsThere() {
    assertRows(
        DefinitionAgreement.TABLE,
        """
        area_level   | area_code | first_cohort | last_cohort | students | events
        municipality | 1280      | 2019         | 2020        | 1        | 0
        """,
        of(agreement(LocalDate.of(2021, 11, 1)), "eligible_vocational", "not_in_upper_secondary")
            .where(Areas.AREA_CODE.col().equalTo("1280")));
  }

  @Test
  void tellsNothingWhereARegisterToldOfNobody() {
    assertThat(
            of(agreement(), "eligible_vocational", "in_activity_responsibility")
                .select(Status.STATUS.col())
                .distinct()
                .collectAsList())
        .extracting(row -> row.getString(0))
        .containsExactly("missing");
  }

  /** A protected identity is the county's alone: what it holds beyond its parts is a cell too. */
  @Test
  void addsUpWithWhatTheCountyAloneCounts() {
    List<Row> rows =
        of(agreement(), "eligible_vocational", "not_in_upper_secondary")
            .where(Status.STATUS.col().equalTo(Status.PUBLISHED))
            .select(DefinitionAgreement.TABLE.select())
            .collectAsList();

    CellSystem cells = AgreementSums.COUNTS.cells(rows);

    assertThat(cells.sums())
        .extracting(sum -> rows.get(sum.total()).getString(1))
        .containsExactly("12", "ML");
    assertThat(cells.size()).isEqualTo(rows.size() + 1);
    assertThat(cells.students(rows.size())).isEqualTo(1);
    assertThat(cells.sums().get(0).parts()).contains(rows.size());
  }
}
