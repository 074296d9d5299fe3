package klara.history;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.array_distinct;
import static org.apache.spark.sql.functions.array_max;
import static org.apache.spark.sql.functions.array_min;
import static org.apache.spark.sql.functions.array_position;
import static org.apache.spark.sql.functions.array_remove;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.element_at;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.get;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.size;
import static org.apache.spark.sql.functions.slice;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.when;

import java.time.LocalDate;
import java.util.List;
import klara.register.IdentityChanges;
import klara.register.Person;
import klara.table.Field;
import klara.table.Table;
import klara.table.Zone;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Which ids are one person's: one row per id that is known under another, the newest.
 *
 * <p>Of several changes of one id the newest day counts. A circle is opened at its newest change,
 * whose new id is the person's. What dates cannot settle merges nothing: two new ids on one day, a
 * circle whose newest day has two changes, and an id more than {@link #MOST_CHANGES} changes away
 * from the newest; {@link #unsettled} counts them. Source: D4, idbyte. The registers keep their
 * rows as delivered, so another version of the delivery undoes a merge.
 */
public final class SamePersons {
  /** The longest chain that is followed, in changes: eight ids of one person. */
  static final int MOST_CHANGES = 7;

  public static final Field PERSON_ID =
      Person.STUDENT_ID.named("person_id", "The person's newest id");

  /**
   * Names those whom any change known today joins, however old the history that is built, circles
   * that dates cannot open among them: what protects one of them protects all.
   */
  static final Field KIN_ID =
      Person.STUDENT_ID.named("kin_id", "The same for all ids that are one person's today");

  /** Every id of any change, with its person and its kin: {@link #concerned}. */
  public static final Table TABLE =
      new Table(
          Zone.HISTORIES,
          "same_persons",
          "one row per id of any change",
          List.of(Person.STUDENT_ID),
          List.of(Person.STUDENT_ID, PERSON_ID, KIN_ID));

  private static final LocalDate WHENEVER = LocalDate.of(9999, 12, 31);
  private static final int DOUBLINGS = 3;
  private static final Column ID = Person.STUDENT_ID.col();
  private static final Column PATH = col("path");
  private static final Column NO_PATH = array().cast("array<struct<changed_on: date, id: string>>");

  private SamePersons() {}

  /**
   * The ids that are known under another.
   *
   * @param changes {@link IdentityChanges}
   * @param asOf the last day whose changes count; later ones leave no trace
   * @return student_id and {@link #PERSON_ID}, which differ
   */
  public static Dataset<Row> from(Dataset<Row> changes, LocalDate asOf) {
    return followed(changes, asOf).where(PERSON_ID.col().notEqual(ID)).select(ID, PERSON_ID.col());
  }

  /**
   * The ids whose changes merge nothing, because dates cannot settle them.
   *
   * @param changes {@link IdentityChanges}
   * @param asOf the last day whose changes count
   * @return student_id, once each
   */
  public static Dataset<Row> unsettled(Dataset<Row> changes, LocalDate asOf) {
    return followed(changes, asOf).where(PERSON_ID.col().isNull()).select(ID);
  }

  /**
   * Every id of any change, whenever it was made.
   *
   * @param changes {@link IdentityChanges}
   * @param asOf the last day whose changes merge histories
   * @return {@link #TABLE}, in which nothing is null
   */
  public static Dataset<Row> concerned(Dataset<Row> changes, LocalDate asOf) {
    Dataset<Row> ids =
        changes
            .where(isChange())
            .select(
                explode(array(IdentityChanges.OLD_ID.col(), IdentityChanges.NEW_ID.col()))
                    .as(Person.STUDENT_ID.name()))
            .distinct();
    Dataset<Row> kin = followed(changes, WHENEVER).select(ID, KIN_ID.col());
    String[] key = {Person.STUDENT_ID.name()};
    return ids.join(from(changes, asOf), key, "left_outer")
        .join(kin, key, "left_outer")
        .select(
            ID,
            coalesce(PERSON_ID.col(), ID).as(PERSON_ID.name()),
            coalesce(KIN_ID.col(), ID).as(KIN_ID.name()));
  }

  private static Column isChange() {
    return IdentityChanges.OLD_ID.col().notEqual(IdentityChanges.NEW_ID.col());
  }

  /** Each changed id with its person, null where that is not settled, and its kin. */
  private static Dataset<Row> followed(Dataset<Row> changes, LocalDate asOf) {
    Dataset<Row> paths = firstSteps(changes, asOf);
    for (int i = 0; i < DOUBLINGS; i++) {
      paths = twiceAsFar(paths);
    }
    Column ids = ids(PATH);
    // Where one id leads is always the same, so what follows a repeated id repeats as well.
    Column different = size(array_distinct(ids));
    Column met = get(ids, different);
    Column entry = array_position(ids, met).cast("int");
    Dataset<Row> circles =
        paths
            .withColumn("met", met)
            .withColumn("circle", slice(PATH, entry, different.plus(1).minus(entry)));
    Column days = col("circle.changed_on");
    Column isOpened = size(days).minus(size(array_remove(days, array_max(days)))).equalTo(1);
    Column isSettled = size(PATH).between(1, MOST_CHANGES);
    Column person =
        when(col("met").isNull(), when(isSettled, last(PATH)))
            .when(isOpened, array_max(col("circle")).getField("id"))
            .when(col("met").notEqual(ID), col("met"));
    return circles
        .withColumn(PERSON_ID.name(), person)
        .withColumn(KIN_ID.name(), coalesce(array_min(col("circle.id")), PERSON_ID.col()))
        .select(ID, PERSON_ID.col(), KIN_ID.col());
  }

  /** Each old id's newest change, as a path of one step; of none where there are two that day. */
  private static Dataset<Row> firstSteps(Dataset<Row> changes, LocalDate asOf) {
    Column oldId = IdentityChanges.OLD_ID.col();
    Column changedOn = IdentityChanges.CHANGED_ON.col();
    Column newId = IdentityChanges.NEW_ID.col();
    Column step = struct(col("newest.changed_on"), col("newest.id"));
    return changes
        .where(isChange().and(changedOn.leq(lit(asOf))))
        .groupBy(oldId, changedOn)
        .agg(min(newId).as("id"), max(newId).as("other"))
        .groupBy(oldId.as(Person.STUDENT_ID.name()))
        .agg(max(struct(changedOn, col("id"), col("other"))).as("newest"))
        .select(
            ID,
            when(col("newest.id").equalTo(col("newest.other")), array(step))
                .otherwise(NO_PATH)
                .as("path"));
  }

  private static Dataset<Row> twiceAsFar(Dataset<Row> paths) {
    Dataset<Row> onward = paths.select(ID.as("reached"), PATH.as("onward"));
    return paths
        .join(onward.hint("broadcast"), last(PATH).equalTo(col("reached")), "left_outer")
        .select(ID, concat(PATH, coalesce(col("onward"), NO_PATH)).as("path"));
  }

  /** The ids of a path, the one it begins at first. */
  private static Column ids(Column path) {
    return concat(array(ID), path.getField("id"));
  }

  private static Column last(Column path) {
    return element_at(ids(path), -1);
  }
}
