package klara.pathway;

import static org.apache.spark.sql.types.DataTypes.DoubleType;
import static org.apache.spark.sql.types.DataTypes.IntegerType;
import static org.apache.spark.sql.types.DataTypes.LongType;
import static org.apache.spark.sql.types.DataTypes.StringType;

import java.util.ArrayList;
import java.util.List;
import klara.disclosure.Status;
import klara.region.AreaOutcomes;
import klara.region.Areas;
import klara.register.Municipalities;
import klara.stats.AalenJohansen;
import klara.stats.Estimate;
import klara.stats.LifeTable;
import klara.table.Field;
import klara.table.Rule;
import klara.table.Table;
import klara.table.Zone;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.jspecify.annotations.Nullable;

/**
 * From leaving upper secondary school without a diploma to contact, study, work, and to leaving
 * again: the share whom it has happened to by each 15 October, where a diploma, death or a move
 * abroad may come first (Aalen and Johansen). {@link ReentryCells} says who is followed and how.
 */
public final class Reentry {
  /** The municipality reached the young person under its activity responsibility. */
  public static final String CONTACT = "contact";

  /** Enrolled again, or in adult, higher or other education. */
  public static final String STUDY = "study";

  public static final String WORK = "work";

  /** After a return to study: out of it without a diploma. */
  public static final String LEFT_AGAIN = "left_again";

  static final List<String> GOALS = List.of(CONTACT, STUDY, WORK, LEFT_AGAIN);

  /** The clock's last year. */
  static final int LONGEST = 6;

  /** All cohorts together. */
  static final String ALL = "all";

  public static final Field COHORTS =
      Field.of(
          "cohorts",
          StringType,
          "School years of leaving compulsory school, three together: 2016-2018, of which those"
              + " count that are delivered; in the analysis zone also all",
          new Rule.Known());
  public static final Field GOAL =
      Field.of(
          "goal",
          StringType,
          "contact: reached by the municipality under the activity responsibility; study: enrolled"
              + " again, or in adult, higher or other education; work; left_again: after a return to"
              + " study, out of it without a diploma",
          new Rule.Known(),
          new Rule.OneOf(GOALS));
  public static final Field YEARS_SINCE =
      Field.of(
          "years_since",
          IntegerType,
          "15 Octobers since the first one after leaving, which is 0; for left_again since the"
              + " first one back in study",
          new Rule.Known(),
          Rule.Between.of("0", String.valueOf(LONGEST)));
  public static final Field STUDENTS =
      counted(
          "students",
          "Students who left without a diploma, and whom the register of the goal can follow: of"
              + " contact to the last registrations, of study and work to the last occupations, so"
              + " that they differ by goal; for left_again: who came back");
  public static final Field AT_RISK = counted("at_risk", "Students not yet there and still seen");
  public static final Field EVENTS =
      counted("events", "Students whom it happened to between the 15 October before and this one");
  public static final Field COMPETING =
      counted(
          "competing",
          "Students with a diploma, dead or abroad since the 15 October before instead; for contact"
              + " also enrolled again");
  public static final Field INCIDENCE =
      share("cumulative_incidence", "Share whom it has happened to (Aalen-Johansen)");
  public static final Field INCIDENCE_LOWER =
      share(
          "cumulative_incidence_lower",
          "Lower 95 % limit (log-log), which an incidence of 0 has not");
  public static final Field INCIDENCE_UPPER =
      share("cumulative_incidence_upper", "Upper 95 % limit (log-log)");
  public static final Field COVERAGE =
      share(
          "activity_responsibility_coverage",
          "Share of the target group of the activity responsibility (under 20, not enrolled, no"
              + " diploma, alive and in the country) that is registered under it, of the same area"
              + " and cohorts; null where there is no target group");

  /** Before protection: for the restricted zone. */
  public static final Table TABLE =
      new Table(
          Zone.ANALYSIS,
          "reentry",
          "one row per area, perspective, cohorts, goal and year since leaving",
          List.of(
              Areas.AREA_LEVEL,
              Areas.AREA_CODE,
              AreaOutcomes.PERSPECTIVE,
              COHORTS,
              GOAL,
              YEARS_SINCE),
          List.of(
              Areas.AREA_LEVEL,
              Areas.AREA_CODE,
              Areas.AREA_NAME,
              Municipalities.SUBREGION_CODE,
              AreaOutcomes.PERSPECTIVE,
              COHORTS,
              GOAL,
              YEARS_SINCE,
              STUDENTS,
              AT_RISK,
              EVENTS,
              COMPETING,
              INCIDENCE,
              INCIDENCE_LOWER,
              INCIDENCE_UPPER,
              COVERAGE,
              Status.STATUS));

  /** What is known where nobody is followed. */
  private static final Estimate NOTHING =
      new Estimate(Double.NaN, Double.NaN, Double.NaN, Double.NaN);

  private Reentry() {}

  private static Field counted(String name, String meaning) {
    return Field.of(
        name,
        LongType,
        meaning + "; null unless the row is published",
        Rule.Between.of("0", "99999999"));
  }

  private static Field share(String name, String meaning) {
    return Field.of(
        name,
        DoubleType,
        meaning + ", 0 to 1; null unless the row is published",
        Rule.Between.of("0", "1"));
  }

  /**
   * The curves of every area.
   *
   * @param studentYears {@link klara.history.StudentYears#TABLE}
   * @param students {@link klara.history.Students#TABLE}
   * @param municipalities {@link Municipalities}
   * @return rows of {@link #TABLE}; only counts by place are brought to the driver
   */
  public static List<Row> of(
      Dataset<Row> studentYears, Dataset<Row> students, Dataset<Row> municipalities) {
    AreaEnds ends =
        AreaEnds.of(
            ReentryCells.from(studentYears, students).collectAsList(),
            ReentryCells.coverage(studentYears, students).collectAsList(),
            Areas.membership(municipalities).collectAsList());
    List<Row> rows = new ArrayList<>();
    for (AreaEnds.Area area : ends.areas()) {
      for (String cohorts : ends.cohorts()) {
        for (String to : GOALS) {
          rows.addAll(curve(ends, area, cohorts, to));
        }
      }
    }
    return rows;
  }

  private static List<Row> curve(AreaEnds ends, AreaEnds.Area area, String cohorts, String to) {
    List<LifeTable.Row> table = new ArrayList<>();
    long all = 0;
    for (int year = 0; year <= LONGEST; year++) {
      long events = ends.students(area, cohorts, to, year, ReentryCells.EVENT);
      long competing = ends.students(area, cohorts, to, year, ReentryCells.COMPETING);
      long censored = ends.students(area, cohorts, to, year, ReentryCells.CENSORED);
      table.add(new LifeTable.Row(year, List.of(events, competing), censored, 0));
      all += events + competing + censored;
    }
    List<AalenJohansen.Point> points = AalenJohansen.of(LifeTable.of(all, table)).points();
    String known = ends.isDelivered(area, to) ? Status.PUBLISHED : Status.MISSING;
    List<Row> rows = new ArrayList<>();
    long atRisk = all;
    for (int year = 0; year <= LONGEST; year++) {
      AalenJohansen.Point point = points.get(year);
      LifeTable.Row counts = table.get(year);
      boolean isUnseen = all > 0 && atRisk == 0 && point.survival().value() > 0;
      rows.add(
          row(
              area,
              List.of(cohorts, to),
              year,
              all,
              atRisk,
              counts,
              all == 0 ? NOTHING : point.incidences().get(0),
              ends.coverage(area, cohorts),
              isUnseen && known.equals(Status.PUBLISHED) ? Status.IMMATURE : known));
      atRisk -= counts.events().get(0) + counts.events().get(1) + counts.censored();
    }
    return rows;
  }

  private static Row row(
      AreaEnds.Area area,
      List<String> curve,
      int year,
      long students,
      long atRisk,
      LifeTable.Row counts,
      Estimate incidence,
      double coverage,
      String status) {
    boolean isTold = status.equals(Status.PUBLISHED);
    return RowFactory.create(
        area.level(),
        area.code(),
        area.name(),
        area.subregion(),
        AreaOutcomes.HOME,
        curve.get(0),
        curve.get(1),
        year,
        isTold ? students : null,
        isTold ? atRisk : null,
        isTold ? counts.events().get(0) : null,
        isTold ? counts.events().get(1) : null,
        number(isTold, incidence.value()),
        number(isTold, incidence.lower()),
        number(isTold, incidence.upper()),
        number(isTold, coverage),
        status);
  }

  private static @Nullable Double number(boolean isTold, double value) {
    return isTold && Double.isFinite(value) ? value : null;
  }
}
