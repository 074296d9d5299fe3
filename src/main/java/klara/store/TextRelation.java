package klara.store;

import java.util.Arrays;
import java.util.List;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.rdd.RDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SQLContext;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.sources.BaseRelation;
import org.apache.spark.sql.sources.PrunedScan;
import org.apache.spark.sql.types.StructType;

/**
 * Stretches of text files as Spark reads them: in its own form of a row, and only the columns that
 * a query asks for.
 */
final class TextRelation extends BaseRelation implements PrunedScan {
  private final SparkSession spark;
  private final StructType schema;
  private final List<TextRows.Stretch> stretches;
  private final int tasks;

  private TextRelation(
      SparkSession spark, StructType schema, List<TextRows.Stretch> stretches, int tasks) {
    this.spark = spark;
    this.schema = schema;
    this.stretches = List.copyOf(stretches);
    this.tasks = tasks;
  }

  /**
   * The rows of some stretches.
   *
   * @param schema all that {@link TextRows} can give
   * @param tasks how many read
   */
  static Dataset<Row> rows(
      SparkSession spark, StructType schema, List<TextRows.Stretch> stretches, int tasks) {
    return spark.baseRelationToDataFrame(new TextRelation(spark, schema, stretches, tasks));
  }

  @Override
  public SQLContext sqlContext() {
    return spark.sqlContext();
  }

  @Override
  public StructType schema() {
    return schema;
  }

  @Override
  public boolean needConversion() {
    return false;
  }

  /** Rows of Spark's own kind, which Spark takes as they are since they need no conversion. */
  @Override
  @SuppressWarnings("unchecked")
  public RDD<Row> buildScan(String[] columns) {
    int[] wanted = Arrays.stream(columns).mapToInt(schema::fieldIndex).toArray();
    RDD<?> rows =
        JavaSparkContext.fromSparkContext(spark.sparkContext())
            .parallelize(stretches, tasks)
            .flatMap(new ReadRows(wanted))
            .rdd();
    return (RDD<Row>) rows;
  }

  /** Reads where the task runs. */
  private static final class ReadRows implements FlatMapFunction<TextRows.Stretch, InternalRow> {
    private static final long serialVersionUID = 1;
    private final int[] wanted;

    ReadRows(int[] wanted) {
      this.wanted = wanted;
    }

    @Override
    public TextRows call(TextRows.Stretch stretch) {
      return new TextRows(new Storage(), stretch, wanted);
    }
  }
}
