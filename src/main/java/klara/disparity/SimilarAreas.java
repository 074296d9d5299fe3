package klara.disparity;

import static org.apache.spark.sql.types.DataTypes.DoubleType;
import static org.apache.spark.sql.types.DataTypes.IntegerType;
import static org.apache.spark.sql.types.DataTypes.StringType;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import klara.disclosure.Status;
import klara.outcome.OutcomeCells;
import klara.region.AreaOutcomes;
import klara.region.Areas;
import klara.region.PooledCohorts;
import klara.stats.StandardisedDistances;
import klara.table.Field;
import klara.table.Rule;
import klara.table.Table;
import klara.table.Zone;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/**
 * Whom a municipality may learn from: the five others whose students are most like its own, by a
 * rule that a reader can follow with a pencil.
 *
 * <p>Of those who left year 9 and live there, three cohorts as one: the share whose parents have
 * post-secondary education, the share with foreign background (each of all students, the few of
 * whom it is not known among them) and the natural logarithm of the number of students, all three
 * rounded to 0.001. The distance of two municipalities is the root of the sum of the three squared
 * differences, each divided by the value's standard deviation over the municipalities that are told
 * ({@link StandardisedDistances}). The least distance is first; where two are the same to 0.000001,
 * the lower code is.
 *
 * <p>Newly arrived students are no fourth value: in most municipalities they are so few a year that
 * their number is withheld, and with it hardly anybody could be told.
 *
 * <p>Likeness is in who the students are, never in how they fare. A municipality of which a number
 * is withheld in any of the three cohorts has no neighbours and is nobody's.
 */
public final class SimilarAreas {
  private static final Field SIMILARITY_RANK =
      Field.of(
          "similarity_rank",
          IntegerType,
          "1 the most similar municipality, 5 the fifth; 1 where none is told",
          new Rule.Known(),
          Rule.Between.of("1", "5"));
  private static final Field SIMILAR_AREA_CODE =
      Field.of(
          "similar_area_code",
          StringType,
          "SCB's four digits of the similar municipality; null unless published");
  private static final Field SIMILAR_AREA_NAME =
      Field.of("similar_area_name", StringType, "Its name; null unless published");
  private static final Field DISTANCE =
      Field.of(
          "distance",
          DoubleType,
          "How unlike the two are: of post_secondary_rate, foreign_background_rate and"
              + " log_students, each as it stands here, the difference divided by its standard"
              + " deviation over the municipalities published (root of the mean squared deviation);"
              + " the three squared, added and the root taken, to 0.000001;"
              + " the least first, ties by code; null unless published");
  private static final Field POST_SECONDARY_RATE =
      share("post_secondary_rate", "whose parents have post-secondary education");
  private static final Field FOREIGN_BACKGROUND_RATE =
      share("foreign_background_rate", "with foreign background");
  private static final Field LOG_STUDENTS =
      Field.of(
          "log_students",
          DoubleType,
          "Natural logarithm of the area's students, to 0.001; null unless published");

  public static final Table TABLE =
      new Table(
          Zone.ANALYSIS,
          "similar_areas",
          "one row per three cohorts that left year 9, municipality of residence and the five most"
              + " similar to it; one where they are not told",
          List.of(OutcomeCells.COHORT, AreaFigures.COHORTS, Areas.AREA_CODE, SIMILARITY_RANK),
          List.of(
              OutcomeCells.COHORT,
              AreaFigures.COHORTS,
              Areas.AREA_LEVEL,
              Areas.AREA_CODE,
              Areas.AREA_NAME,
              SIMILARITY_RANK,
              SIMILAR_AREA_CODE,
              SIMILAR_AREA_NAME,
              DISTANCE,
              POST_SECONDARY_RATE,
              FOREIGN_BACKGROUND_RATE,
              LOG_STUDENTS,
              Status.STATUS));

  /** With fewer, the nearest of those left need not be near. */
  static final int FEWEST_AREAS = 10;

  private static final int MOST_SIMILAR = 5;

  private SimilarAreas() {}

  private static Field share(String name, String who) {
    return Field.of(
        name,
        DoubleType,
        "Share of the area's students "
            + who
            + ", of all, those of whom it is not known among them, to 0.001; null unless published",
        Rule.Between.of("0", "1"));
  }

  /**
   * Finds the most similar of each municipality, in every three cohorts.
   *
   * @param areaOutcomes {@link AreaOutcomes#TABLE}, protected
   * @return rows of {@link #TABLE}
   */
  public static List<Row> of(Dataset<Row> areaOutcomes) {
    List<Row> rows = new ArrayList<>();
    StudentProfile.byCohorts(areaOutcomes).forEach(areas -> rows.addAll(compared(areas)));
    return rows;
  }

  private static List<Row> compared(List<StudentProfile> areas) {
    List<StudentProfile> told = areas.stream().filter(StudentProfile::isTold).toList();
    if (told.size() < FEWEST_AREAS) {
      return areas.stream()
          .map(one -> untold(one, one.isTold() ? Status.UNRELIABLE : one.status()))
          .toList();
    }
    double[][] distances =
        StandardisedDistances.of(
            IntStream.range(0, StudentProfile.VALUES)
                .mapToObj(value -> told.stream().mapToDouble(one -> one.values().get(value)))
                .map(values -> values.toArray())
                .toList());
    List<Row> rows = new ArrayList<>();
    for (StudentProfile one : areas) {
      if (one.isTold()) {
        int place = told.indexOf(one);
        rows.addAll(mostSimilar(place, told, distances[place]));
      } else {
        rows.add(untold(one, one.status()));
      }
    }
    return rows;
  }

  private static List<Row> mostSimilar(int place, List<StudentProfile> told, double[] distances) {
    StudentProfile one = told.get(place);
    List<Integer> nearest =
        IntStream.range(0, told.size())
            .boxed()
            .filter(other -> other != place)
            .sorted(
                Comparator.comparingDouble(other -> StudentProfile.rounded(distances[other], 1e6)))
            .limit(MOST_SIMILAR)
            .toList();
    List<Row> rows = new ArrayList<>();
    for (int other : nearest) {
      rows.add(
          RowFactory.create(
              one.cohort(),
              PooledCohorts.COHORTS,
              one.area().level(),
              one.area().code(),
              one.area().name(),
              rows.size() + 1,
              told.get(other).area().code(),
              told.get(other).area().name(),
              StudentProfile.rounded(distances[other], 1e6),
              one.values().get(0),
              one.values().get(1),
              one.values().get(2),
              Status.PUBLISHED));
    }
    return rows;
  }

  private static Row untold(StudentProfile one, String status) {
    AreaFigure.Area area = one.area();
    return TABLE.untold(
        status, one.cohort(), PooledCohorts.COHORTS, area.level(), area.code(), area.name(), 1);
  }
}
