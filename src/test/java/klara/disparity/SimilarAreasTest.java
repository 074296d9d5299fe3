package klara.disparity;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import klara.disclosure.Status;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

class SimilarAreasTest extends DisparityTest {
  private Dataset<Row> similar(String lines) {
    return local(SimilarAreas.TABLE, SimilarAreas.of(counts(lines)));
  }

  private static String group(String code, int cohort, String group, int students) {
    return "municipality | %s | M%s | home | %d | eligible_vocational | %s | %d | 0 | | published%n"
        .formatted(code, code, cohort, group, students);
  }

  /** Students of one cohort: all, and those with each circumstance. */
  private static String cohort(
      String code, int cohort, int students, int postSecondary, int foreign) {
    return group(code, cohort, "all | all", students)
        + group(code, cohort, "parental_education | post_secondary", postSecondary)
        + group(code, cohort, "background | foreign", foreign);
  }

  private static String threeCohorts(int area, int students, int postSecondary, int foreign) {
    return IntStream.rangeClosed(2021, 2023)
        .mapToObj(year -> cohort(CODES.get(area), year, students, postSecondary, foreign))
        .collect(Collectors.joining());
  }

  /** Municipalities with 0, 10, 20 … per cent of parents with post-secondary education. */
  private static String inSteps(int areas) {
    return IntStream.range(0, areas)
        .mapToObj(area -> threeCohorts(area, 100, 10 * area, 20))
        .collect(Collectors.joining());
  }

  private static List<Row> of(Dataset<Row> similar, int area) {
    return similar
        .where("area_code = '%s'".formatted(CODES.get(area)))
        .orderBy("similarity_rank")
        .collectAsList();
  }

  private static List<String> neighbours(Dataset<Row> similar, int area) {
    return of(similar, area).stream().map(row -> row.<String>getAs("similar_area_code")).toList();
  }

  @Test
  void findsTheFiveThatAreLeastUnlikeInAllThreeValues() {
    // post-secondary 0, 0.1 … 0.9: variance 0.01 * 99/12 = 0.0825, (0.1 k)^2 / 0.0825 = 0.121212
    // k^2
    // foreign 0.2 (even) or 0.6, students ln 300 = 5.704 (0, 1, 4, 5, 8) or ln 600 = 6.397: half
    // and half each, so two standard deviations apart, squared 4
    // from the first: 4th 16 * 0.121212, 1st 0.121212 + 4, 2nd 0.484848 + 4, 5th 3.030303 + 4,
    // 8th 7.757576; then 6th 4.363636 + 4, 3rd 1.090909 + 8
    List<Integer> small = List.of(0, 1, 4, 5, 8);
    Dataset<Row> similar =
        similar(
            IntStream.range(0, 10)
                .mapToObj(
                    area -> {
                      int size = small.contains(area) ? 1 : 2;
                      return threeCohorts(
                          area, 100 * size, 10 * area * size, (area % 2 == 0 ? 20 : 60) * size);
                    })
                .collect(Collectors.joining()));

    assertThat(similar.count()).isEqualTo(50);
    assertRows(
        SimilarAreas.TABLE,
        """
        cohort | cohorts | area_level   | area_code | similarity_rank | similar_area_code | similar_area_name | distance | post_secondary_rate | foreign_background_rate | log_students | status
        2023   | 3       | municipality | area0     | 1               | area4             | Marea4            | 1.392621 | 0.0                 | 0.2                     | 5.704        | published
        2023   | 3       | municipality | area0     | 2               | area1             | Marea1            | 2.030077 | 0.0                 | 0.2                     | 5.704        | published
        2023   | 3       | municipality | area0     | 3               | area2             | Marea2            | 2.117746 | 0.0                 | 0.2                     | 5.704        | published
        2023   | 3       | municipality | area0     | 4               | area5             | Marea5            | 2.651472 | 0.0                 | 0.2                     | 5.704        | published
        2023   | 3       | municipality | area0     | 5               | area8             | Marea8            | 2.785242 | 0.0                 | 0.2                     | 5.704        | published
        """
            .transform(SimilarAreasTest::coded),
        similar.where("area_code = '%s'".formatted(CODES.get(0))));
  }

  /** Codes for the numbers of areas. */
  private static String coded(String text) {
    String coded = text;
    for (int area = 0; area < 10; area++) {
      coded = coded.replace("area" + area, CODES.get(area));
    }
    return coded;
  }

  @Test
  void putsTheLowerCodeFirstWhereTwoAreAsNear() {
    Dataset<Row> similar = similar(inSteps(10));

    assertThat(neighbours(similar, 2))
        .containsExactly(CODES.get(1), CODES.get(3), CODES.get(0), CODES.get(4), CODES.get(5));
    assertThat(of(similar, 2))
        .map(row -> row.<Double>getAs("distance"))
        .containsExactly(0.348155, 0.348155, 0.696311, 0.696311, 1.044466);
  }

  @Test
  void poolsThreeCohorts() {
    // parents: 10 + 30 + 8 of 100 + 100 + 40 = 0.2; ln 240 = 5.481
    String code = CODES.get(2);
    String lines =
        inSteps(10).lines().filter(line -> !line.contains(code)).collect(Collectors.joining("\n"))
            + "\n"
            + cohort(code, 2021, 100, 10, 20)
            + cohort(code, 2022, 100, 30, 20)
            + cohort(code, 2023, 40, 8, 20);

    Row first = of(similar(lines), 2).get(0);

    assertThat(first.<Double>getAs("post_secondary_rate")).isEqualTo(0.2);
    assertThat(first.<Double>getAs("foreign_background_rate")).isEqualTo(0.25);
    assertThat(first.<Double>getAs("log_students")).isEqualTo(5.481);
  }

  private static String hidden(String line) {
    return line.replaceFirst("\\d+ \\| 0 \\| \\| published", " | | | suppressed");
  }

  @Test
  void leavesOutOnBothSidesWhereANumberOfAnyCohortIsWithheld() {
    String foreign = group(CODES.get(3), 2021, "background | foreign", 20);

    Dataset<Row> similar = similar(inSteps(11).replace(foreign, hidden(foreign)));

    assertRows(
        SimilarAreas.TABLE,
        """
        area_code | similarity_rank | similar_area_code | similar_area_name | distance | post_secondary_rate | foreign_background_rate | log_students | status
        area3     | 1               |                   |                   |          |                     |                         |              | suppressed
        """
            .transform(SimilarAreasTest::coded),
        similar.where("area_code = '%s'".formatted(CODES.get(3))));
    assertThat(neighbours(similar, 2))
        .containsExactly(CODES.get(1), CODES.get(0), CODES.get(4), CODES.get(5), CODES.get(6));
    assertThat(similar.where("similar_area_code = '%s'".formatted(CODES.get(3))).count()).isZero();
  }

  @Test
  void takesANumberThatAnotherOutcomeOfTheSameStudentsTells() {
    String foreign = group(CODES.get(3), 2021, "background | foreign", 20);
    String others =
        foreign.replace("eligible_vocational", "passed_all_subjects")
            + hidden(foreign).replace("eligible_vocational", "merit_value_16");
    String ofOthers = foreign.replace("eligible_vocational", "diploma_within_3_years");

    assertThat(neighbours(similar(inSteps(10).replace(foreign, hidden(foreign)) + others), 3))
        .isEqualTo(neighbours(similar(inSteps(10)), 3))
        .hasSize(5);
    assertThat(neighbours(similar(inSteps(11).replace(foreign, hidden(foreign)) + ofOthers), 3))
        .hasSize(1);
  }

  @Test
  void isUnreliableWithFewerThanTen() {
    String hidden =
        inSteps(10).replaceAll("(M" + CODES.get(3) + ".*all \\|) 100.*", "$1 | | | immature");

    List<Row> similar = similar(hidden).collectAsList();

    assertThat(similar).hasSize(10);
    assertThat(similar)
        .allSatisfy(
            row -> {
              assertThat(row.<Integer>getAs("similarity_rank")).isEqualTo(1);
              assertThat(row.isNullAt(row.fieldIndex("distance"))).isTrue();
              assertThat(row.isNullAt(row.fieldIndex("log_students"))).isTrue();
            });
    assertThat(similar)
        .filteredOn(row -> row.<String>getAs("status").equals(Status.UNRELIABLE))
        .hasSize(9);
    assertThat(similar)
        .filteredOn(row -> row.<String>getAs("status").equals(Status.IMMATURE))
        .map(row -> row.<String>getAs("area_code"))
        .containsExactly(CODES.get(3));
  }

  @Test
  void hasNoProfileOfAMunicipalityWithoutStudents() {
    String nobody = inSteps(11).replaceAll("(M" + CODES.get(3) + ".* \\|) \\d+ \\| 0", "$1 0 | 0");

    assertThat(of(similar(nobody), 3))
        .singleElement()
        .satisfies(row -> assertThat(row.<String>getAs("status")).isEqualTo(Status.NOT_APPLICABLE));
  }

  @Test
  void saysNothingOfCohortsThatAreNotThree() {
    String two =
        inSteps(10)
            .lines()
            .filter(line -> !line.contains("| 2022 |"))
            .collect(Collectors.joining("\n"));

    assertThat(similar(two).count()).isZero();
  }
}
