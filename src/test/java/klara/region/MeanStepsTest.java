package klara.region;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.countDistinct;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import klara.testing.SparkTest;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

class MeanStepsTest extends SparkTest {
  @Test
  void tellsTenthsAndOfFewHalves() {
    Row row =
        spark()
            .sql("select 167.72222D as mean, 49L as few, 50L as many")
            .select(
                MeanSteps.nearest(col("mean"), col("few")),
                MeanSteps.nearest(col("mean"), col("many")))
            .head();

    assertThat(row.getDouble(0)).isEqualTo(167.5);
    assertThat(row.getDouble(1)).isEqualTo(167.7);
  }

  /** Sums of merit values are multiples of 2.5: each step is one that any number can have made. */
  @Test
  void doesNotTellHowManyOfTheStudentsHavePoints() {
    List<Row> steps =
        spark()
            .sql(
                """
                select students, people, sum * 2.5D / people as mean
                from (select explode(array(10L, 12L, 25L, 49L, 50L, 66L)) as students)
                lateral view explode(sequence(greatest(10L, students - 8L), students)) as people
                lateral view explode(sequence(199L * people * 2 div 5, 206L * people * 2 div 5)) as sum
                """)
            .withColumn("told", MeanSteps.nearest(col("mean"), col("students")))
            .where("told between 200 and 204.95")
            .groupBy("students", "people")
            .agg(countDistinct("told").as("steps"))
            .collectAsList();

    assertThat(steps)
        .hasSize(1 + 3 + 9 + 9 + 9 + 9)
        .allMatch(row -> row.getLong(2) == (row.getLong(0) < 50 ? 10 : 50));
  }
}
