package klara.disparity;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import klara.register.Municipalities;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

class AreaClustersTest extends DisparityTest {
  private static final List<String> NORTH_EAST = List.of("1256", "1273", "1290", "1293", "1272");

  private Dataset<Row> clusters(String counts, String official) {
    return local(AreaClusters.TABLE, AreaClusters.of(figures(counts, official)));
  }

  @Test
  void knowsTheMap() {
    // counted on the outlines: 75 borders, Bromölla touching Kristianstad alone
    Neighbours neighbours = Neighbours.ours();

    assertThat(CODES).hasSize(33);
    assertThat(CODES.stream().mapToInt(area -> neighbours.count(area, List.of(area))).sum())
        .isZero();
    assertThat(CODES.stream().mapToInt(area -> neighbours.count(area, CODES)).sum())
        .isEqualTo(2 * 75);
    assertThat(neighbours.joined(List.of("1272"), CODES)).hasSize(1);
    assertThat(neighbours.count("1272", CODES)).isEqualTo(1);
    assertThat(neighbours.count("1273", neighbours.adjacent())).isEqualTo(3);
    assertThat(neighbours.adjacent()).isEqualTo(Municipalities.ADJACENT);
    assertThat(neighbours.among(CODES, List.of())).isPresent();
    assertThat(neighbours.among(CODES, neighbours.adjacent())).isPresent();
  }

  @Test
  void findsACornerOfTheMapThatIsWorse() {
    Dataset<Row> clusters =
        clusters(
            each(
                i ->
                    told(
                        CODES.get(i),
                        2023,
                        "not_in_upper_secondary",
                        2000,
                        (NORTH_EAST.contains(CODES.get(i)) ? 400 : 100) + i % 3)),
            "");

    assertThat(
            clusters
                .where("area_level = 'county' and is_cluster and form_of_rates = 'stabilised'")
                .count())
        .isEqualTo(1);
    assertThat(
            clusters
                .where("is_cluster and kind = 'high_high'")
                .select("area_code")
                .collectAsList()
                .stream()
                .map(row -> row.getString(0)))
        .isNotEmpty()
        .isSubsetOf(NORTH_EAST);
    assertThat(clusters.where("moran_expected = -1.0 / 32").count()).isEqualTo(1);
  }

  @Test
  void hasTheMeanOfTheLocalIndicesAsThatOfSkane() {
    Dataset<Row> clusters =
        clusters(
            each(i -> told(CODES.get(i), 2023, "not_in_upper_secondary", 300 + i, 20 + i * 7 % 13)),
            "");

    double skane =
        clusters.where("area_level = 'county'").select("moran_index").head().getDouble(0);
    double mean =
        clusters
            .where("area_level = 'municipality'")
            .selectExpr("avg(moran_index)")
            .head()
            .getDouble(0);

    assertThat(mean).isCloseTo(skane, org.assertj.core.data.Offset.offset(1e-12));
  }

  @Test
  void takesOffTheMapWhoseOnlyNeighbourIsNotTold() {
    Dataset<Row> clusters =
        clusters(
            each(
                i ->
                    CODES.get(i).equals("1290")
                        ? withheld("1290", 2023, "not_in_upper_secondary")
                        : told(CODES.get(i), 2023, "not_in_upper_secondary", 300, 20 + i)),
            "");

    assertRows(
        AreaClusters.TABLE,
        """
        area_code | moran_index | areas_compared | status
        1290      |             |                | suppressed
        1272      |             |                | not_applicable
        """,
        clusters.where("area_code in ('1290', '1272')"));
    assertThat(clusters.where("areas_compared = 31").count()).isEqualTo(32);
  }

  @Test
  void hasNeighboursBeyondTheCountyLineOnTheMap() {
    String laholm = beyond(told("1381", 2023, "not_in_upper_secondary", 300, 40));
    String ours =
        each(i -> told(CODES.get(i), 2023, "not_in_upper_secondary", 300 + i, 20 + i * 7 % 13));

    Dataset<Row> without = clusters(ours, "").where("cohorts = 1");
    Dataset<Row> with = clusters(ours + laholm, "").where("cohorts = 1");
    Dataset<Row> withheld =
        clusters(ours + beyond(withheld("1381", 2023, "not_in_upper_secondary")), "")
            .where("cohorts = 1");

    assertThat(without.where("areas_compared = 33 and neighbours_outside = 0").count())
        .isEqualTo(33);
    assertThat(with.where("areas_compared = 34").count()).isEqualTo(34);
    assertThat(with.where("area_code = '1381'").count()).isZero();
    assertThat(with.where("moran_expected = -1D / 33D").count()).isEqualTo(1);
    assertThat(
            with.where("neighbours_outside = 1").select("area_code").collectAsList().stream()
                .map(row -> row.getString(0)))
        .containsExactlyInAnyOrder("1257", "1278", "1292");
    assertThat(withheld.exceptAll(without).count()).isZero();
  }

  private static String beyond(String line) {
    return line.replaceFirst("municipality", "adjacent_municipality");
  }

  @Test
  void takesSharesAsTheyStandWhereStudentsAreNotTold() {
    Dataset<Row> clusters =
        clusters(
            "", each(i -> share(CODES.get(i), "2024/25", "andel_behoriga_yrkes", "" + (60 + i))));

    assertThat(clusters.where("form_of_rates = 'raw'").count()).isEqualTo(34);
  }

  @Test
  void findsACornerOfTheMapWithLowerMeans() {
    Dataset<Row> clusters =
        local(
            AreaClusters.TABLE,
            AreaClusters.of(
                figuresOfPoints(
                    each(
                        i -> {
                          String code = CODES.get(i);
                          double mean = (NORTH_EAST.contains(code) ? 190 : 225) + i % 3;
                          return points(code, 2023, 400, mean, 3);
                        }))));

    assertThat(
            clusters
                .where("area_level = 'county' and is_cluster and form_of_rates = 'stabilised'")
                .count())
        .isEqualTo(1);
    assertThat(
            clusters
                .where("is_cluster and kind = 'low_low'")
                .select("area_code")
                .collectAsList()
                .stream()
                .map(row -> row.getString(0)))
        .isNotEmpty()
        .isSubsetOf(NORTH_EAST);
  }

  @Test
  void takesOfficialMeansAsTheyStand() {
    Dataset<Row> clusters =
        clusters(
            "",
            each(
                i ->
                    share(CODES.get(i), "2024/25", "meritvarde_17", "" + (200 + i))
                        + share(CODES.get(i), "2024/25", "elever_ak9", "250")));

    assertThat(clusters.where("form_of_rates = 'raw' and outcome = 'merit_value_17'").count())
        .isEqualTo(34);
  }

  @Test
  void isUnreliableWhereAllHaveTheSame() {
    assertThat(
            clusters(each(i -> told(CODES.get(i), 2023, "not_in_upper_secondary", 300, 30)), "")
                .where("status = 'unreliable' and moran_index is null")
                .count())
        .isEqualTo(34);
  }
}
