package klara.disclosure;

import static org.apache.spark.sql.functions.not;

import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import klara.table.Field;
import klara.table.Table;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Rows that may be read by anyone in the coalition: nothing else can be published. There is no way
 * to make one but through the ways named here.
 */
public final class Protected {
  private final Table table;
  private final Dataset<Row> rows;

  private Protected(Table table, Dataset<Row> rows) {
    this.table = table;
    this.rows = rows;
  }

  public Table table() {
    return table;
  }

  public Dataset<Row> rows() {
    return rows;
  }

  /** Counts of students that add up, protected against the intruder. */
  public static Protected counts(Table table, List<Row> rows, CountTable counts, LocalRows local) {
    return new Protected(table, local.dataset(table, counts.withoutSmallCells(rows)));
  }

  /** Likewise; rows that tell nothing anyhow do not pass the driver. */
  public static Protected counts(
      Table table, Dataset<Row> rows, CountTable counts, LocalRows local) {
    return told(table, rows, counts.status(), counts::withoutSmallCells, local);
  }

  /** Likewise, where some counts are within others. */
  public static Protected counts(
      Table table, Dataset<Row> rows, NestedCounts counts, LocalRows local) {
    return told(table, rows, counts.counts().status(), counts::withoutSmallCells, local);
  }

  private static Protected told(
      Table table,
      Dataset<Row> rows,
      Field status,
      UnaryOperator<List<Row>> withoutSmallCells,
      LocalRows local) {
    Column isTold = status.col().equalTo(Status.PUBLISHED);
    Column[] key = table.key().stream().map(Field::col).toArray(Column[]::new);
    List<Row> told = rows.where(isTold).orderBy(key).collectAsList();
    Dataset<Row> safe = local.dataset(table, withoutSmallCells.apply(told));
    return new Protected(table, safe.unionByName(rows.where(not(isTold))));
  }

  /** Made of protected rows alone: what is withheld there cannot be told from here. */
  public static Protected derived(Table table, Protected from, UnaryOperator<Dataset<Row>> made) {
    return new Protected(table, made.apply(from.rows));
  }

  /** Made of two tables of protected rows alone. */
  public static Protected derived(
      Table table,
      Protected one,
      Protected other,
      BiFunction<Dataset<Row>, Dataset<Row>, Dataset<Row>> made) {
    return new Protected(table, made.apply(one.rows, other.rows));
  }

  /** Several tables made of two tables of protected rows alone, on the driver. */
  public static List<Protected> derived(
      Protected one,
      Protected other,
      BiFunction<Dataset<Row>, Dataset<Row>, Map<Table, List<Row>>> made,
      LocalRows local) {
    return made.apply(one.rows, other.rows).entrySet().stream()
        .map(each -> new Protected(each.getKey(), local.dataset(each.getKey(), each.getValue())))
        .toList();
  }

  /**
   * Rows about whole areas, told where the areas' own counts are told: {@code withheld} takes away
   * what is said of an area that those counts are silent on.
   */
  public static Protected beside(
      Table table,
      Dataset<Row> rows,
      Protected counts,
      BiFunction<Dataset<Row>, Dataset<Row>, Dataset<Row>> withheld) {
    return new Protected(table, withheld.apply(rows, counts.rows));
  }

  /** Rows of one table from two ways of protecting them. */
  public static Protected united(Table table, Protected one, Protected other) {
    return new Protected(table, one.rows.unionByName(other.rows));
  }

  /**
   * Each row a table of two by two of its own (with and without a circumstance, with and without
   * the outcome): withheld where one of its four counts is one to four.
   */
  public static Protected twoByTwo(Table table, Dataset<Row> rows, TwoByTwo counts) {
    return new Protected(table, counts.withoutSmallCells(rows));
  }

  /** Curves over a clock, without the steps that few students took. */
  public static Protected curves(Table from, Dataset<Row> rows, Curves curves, LocalRows local) {
    Table table = curves.table();
    return new Protected(
        table, local.dataset(table, curves.withoutSmallSteps(from, rows.collectAsList())));
  }

  /**
   * Rows about no person: definitions, what was published before by those whose duty it is, row
   * counts of deliveries, and statistics over hundreds of schools.
   */
  public static Protected aboutNobody(Table table, Dataset<Row> rows) {
    return new Protected(table, rows);
  }
}
