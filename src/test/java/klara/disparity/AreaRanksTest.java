package klara.disparity;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

class AreaRanksTest extends DisparityTest {
  private Dataset<Row> ranks(String counts, String official) {
    return local(AreaRanks.TABLE, AreaRanks.of(figures(counts, official)));
  }

  @Test
  void leavesNoDoubtBetweenThoseFarApartAndAllDoubtBetweenThoseAlike() {
    // sixteen alike at 95 %, seventeen alike at 60 %; a failure is not to be eligible
    Dataset<Row> ranks =
        ranks(
            each(i -> told(CODES.get(i), 2023, "eligible_vocational", 500, i < 16 ? 475 : 300)),
            "");

    List<Row> best = ranks.where("rate > 0.9").collectAsList();
    List<Row> worst = ranks.where("rate < 0.9").collectAsList();

    assertThat(best).hasSize(16).allMatch(row -> upper(row) <= 16 && worstQuarter(row) == 0);
    assertThat(worst).hasSize(17).allMatch(row -> lower(row) >= 17);
    assertThat(best).allMatch(row -> upper(row) - lower(row) > 10);
    // eight of the seventeen are in the worst quarter, each as likely as the other
    assertThat(worst).allMatch(row -> Math.abs(worstQuarter(row) - 8 / 17.0) < 0.06);
    assertThat(ranks.select("areas_ranked").distinct().collectAsList())
        .singleElement()
        .matches(row -> row.getInt(0) == 33);
  }

  @Test
  void hasTheLowestRateFirstWhereAnEventIsTheFailure() {
    Dataset<Row> ranks =
        ranks(each(i -> told(CODES.get(i), 2020, "not_in_upper_secondary", 900, 10 + 20 * i)), "");

    assertRows(
        AreaRanks.TABLE,
        """
        area_code | rank_lower | status
        %s        | 1          | published
        """
            .formatted(CODES.get(0)),
        ranks.where("area_code = '" + CODES.get(0) + "'"));
  }

  @Test
  void ranksNobodyOfWhomNothingIsTold() {
    String outcome = "eligible_vocational";
    Dataset<Row> ranks =
        ranks(
            each(
                i ->
                    i < 3
                        ? withheld(CODES.get(i), 2023, outcome)
                        : told(CODES.get(i), 2023, outcome, 400, 300 + i)),
            "");

    assertThat(ranks.where("status = 'suppressed'").collectAsList())
        .hasSize(3)
        .allMatch(row -> row.isNullAt(row.fieldIndex("rank_lower")))
        .allMatch(row -> row.isNullAt(row.fieldIndex("rate")));
    assertThat(ranks.where("areas_ranked = 30 and rank_upper <= 30").count()).isEqualTo(30);
  }

  @Test
  void saysThatAnOrderOfFewIsUnreliable() {
    String outcome = "eligible_vocational";
    Dataset<Row> ranks =
        ranks(
            each(
                i ->
                    i < 17
                        ? withheld(CODES.get(i), 2023, outcome)
                        : told(CODES.get(i), 2023, outcome, 400, 300 + i)),
            "");

    assertThat(ranks.where("rank_lower is not null or rate is not null").count()).isZero();
    assertThat(ranks.where("status = 'unreliable'").count()).isEqualTo(16);
  }

  @Test
  void poolsThreeCohortsOfWhichAllAreTold() {
    String outcome = "eligible_vocational";
    String counts =
        each(
            i ->
                told(CODES.get(i), 2021, outcome, 100, 60)
                    + (i == 0
                        ? withheld(CODES.get(i), 2022, outcome)
                        : told(CODES.get(i), 2022, outcome, 200, 150))
                    + told(CODES.get(i), 2023, outcome, 100, 90));

    Dataset<Row> pooled = ranks(counts, "").where("cohorts = 3");

    // (60 + 150 + 90) of (100 + 200 + 100)
    assertRows(
        AreaRanks.TABLE,
        """
        cohort | area_code | students | rate   | status
        2023   | %s        |          |        | suppressed
        2023   | %s        | 400      | 0.7500 | published
        """
            .formatted(CODES.get(0), CODES.get(1)),
        pooled.where("area_code in ('%s', '%s')".formatted(CODES.get(0), CODES.get(1))));
  }

  @Test
  void ranksOfficialSharesWhereTheirStudentsArePublishedToo() {
    String counted =
        each(
            i ->
                share(CODES.get(i), "2024/25", "andel_behoriga_yrkes", String.valueOf(60 + i))
                    + share(CODES.get(i), "2024/25", "elever_ak9", "250"));
    String uncounted =
        each(
            i ->
                share(CODES.get(i), "2024/25", "andel_godkant_alla_amnen", "" + (50 + i))
                    .replace("tabell", "annan"));

    Dataset<Row> ranks = ranks("", counted + uncounted);

    assertThat(ranks.select("source", "outcome", "cohort").distinct().collectAsList())
        .containsExactly(
            org.apache.spark.sql.RowFactory.create("official", "eligible_vocational", 2024));
    assertThat(ranks.where("students = 250 and rank_upper > rank_lower").count()).isEqualTo(33);
  }

  @Test
  void ranksNothingThatHasNoBadSide() {
    assertThat(
            ranks(each(i -> told(CODES.get(i), 2020, "programme_change", 900, 10 + i)), "").count())
        .isZero();
  }

  /** The highest first, though no mean is a failure; half the limits 1.959964 · 2 = 3.92. */
  @Test
  void ranksMeansByTheirErrorsTheHighestFirst() {
    Dataset<Row> ranks =
        local(
            AreaRanks.TABLE,
            AreaRanks.of(
                figuresOfPoints(
                    each(i -> points(CODES.get(i), 2023, 400, i < 16 ? 240 : 200, 2)))));

    assertRows(
        AreaRanks.TABLE,
        """
        area_code | students | rate | rate_lower | mean_merit_points | mean_merit_points_lower | mean_merit_points_upper | areas_ranked | status
        %s        | 400      |      |            | 240.0             | 236.08                  | 243.92                  | 33           | published
        """
            .formatted(CODES.get(0)),
        ranks.where("area_code = '" + CODES.get(0) + "'"));
    assertThat(ranks.where("mean_merit_points > 220").collectAsList())
        .hasSize(16)
        .allMatch(row -> upper(row) <= 16 && upper(row) - lower(row) > 10);
    assertThat(ranks.where("mean_merit_points < 220").collectAsList())
        .hasSize(17)
        .allMatch(row -> lower(row) >= 17);
  }

  @Test
  void ranksNoMeanThatIsWithheldNorOfWhichNobodySaysHowSureItIs() {
    Dataset<Row> ranks =
        local(
            AreaRanks.TABLE,
            AreaRanks.of(
                figuresOfPoints(
                    each(
                        i ->
                            i < 3
                                ? withheldPoints(CODES.get(i), 2023)
                                : points(CODES.get(i), 2023, 400, 200 + i, 2)))));

    assertThat(ranks.where("status = 'suppressed'").collectAsList())
        .hasSize(3)
        .allMatch(row -> row.isNullAt(row.fieldIndex("mean_merit_points")))
        .allMatch(row -> row.isNullAt(row.fieldIndex("students")));
    assertThat(ranks.where("areas_ranked = 30").count()).isEqualTo(30);
    assertThat(
            ranks(
                    "",
                    each(
                        i ->
                            share(CODES.get(i), "2024/25", "meritvarde_17", "" + (200 + i))
                                + share(CODES.get(i), "2024/25", "elever_ak9", "250")))
                .count())
        .isZero();
  }

  @Test
  void isUnreliableOfOneMeanOfWhichItIsNotToldHowSureItIs() {
    String unsure =
        "municipality | %s | M | home | 2023 | merit_value_17 | all | all | 400 | 220.0 | | | published%n"
            .formatted(CODES.get(0));
    Dataset<Row> ranks =
        local(
            AreaRanks.TABLE,
            AreaRanks.of(
                figuresOfPoints(
                    unsure
                        + each(i -> i == 0 ? "" : points(CODES.get(i), 2023, 400, 200 + i, 2)))));

    assertRows(
        AreaRanks.TABLE,
        """
        area_code | mean_merit_points | rank_lower | status
        %s        |                   |            | unreliable
        """
            .formatted(CODES.get(0)),
        ranks.where("area_code = '" + CODES.get(0) + "'"));
    assertThat(ranks.where("areas_ranked = 32 and status = 'published'").count()).isEqualTo(32);
  }

  @Test
  void drawsTheSameWhateverTheOrderOfRows() {
    String lines = each(i -> told(CODES.get(i), 2023, "eligible_vocational", 90 + i, 60 + i % 7));
    String reversed =
        lines
            .lines()
            .sorted(java.util.Comparator.reverseOrder())
            .map(line -> line + "\n")
            .reduce("", String::concat);

    assertThat(ranks(lines, "").collectAsList())
        .containsExactlyElementsOf(ranks(reversed, "").collectAsList());
  }

  private static int lower(Row row) {
    return row.getInt(row.fieldIndex("rank_lower"));
  }

  private static int upper(Row row) {
    return row.getInt(row.fieldIndex("rank_upper"));
  }

  private static double worstQuarter(Row row) {
    return row.getDouble(row.fieldIndex("probability_worst_quarter"));
  }
}
