package klara.region;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;
import static org.apache.spark.sql.types.DataTypes.DoubleType;
import static org.apache.spark.sql.types.DataTypes.LongType;
import static org.apache.spark.sql.types.DataTypes.StringType;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import klara.disclosure.Status;
import klara.outcome.Outcome;
import klara.outcome.OutcomeCells;
import klara.outcome.Outcomes;
import klara.register.Municipalities;
import klara.stats.NestedVariance;
import klara.table.Field;
import klara.table.Rule;
import klara.table.Table;
import klara.table.Zone;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.jspecify.annotations.Nullable;

/**
 * How much of the variation between students of Skåne lies between municipalities, between schools
 * of the same municipality, and within schools; by where the school is. For shares the scale is the
 * observed one, 0 or 1.
 */
public final class VarianceComponents {
  private static final Field LEVEL =
      Field.of(
          "level",
          StringType,
          "municipality: between municipalities; school: between schools of a municipality;"
              + " student: within schools",
          new Rule.Known(),
          Rule.OneOf.of("municipality", "school", "student"));
  private static final Field VARIANCE =
      Field.of(
          "variance",
          DoubleType,
          "Variance component, in squared units of the outcome (rate or merit points); an unbiased"
              + " estimate can be negative");
  private static final Field VARIANCE_SHARE =
      share("variance_share", "Share of the total variance");
  private static final Field VARIANCE_SHARE_LOWER =
      share(
          "variance_share_lower", "Lower 95 % limit of the share (jackknife over municipalities)");
  private static final Field VARIANCE_SHARE_UPPER =
      share("variance_share_upper", "Upper 95 % limit of the share");
  private static final Field MUNICIPALITIES =
      Field.of("municipalities", LongType, "Municipalities with students");
  private static final Field SCHOOLS = Field.of("schools", LongType, "School units with students");
  private static final Field STUDENTS =
      Field.of("students", LongType, "Students counted, in tens; null unless published");

  public static final Table TABLE =
      new Table(
          Zone.ANALYSIS,
          "variance_components",
          "one row per outcome, cohort and level, for Skåne by where the school is",
          List.of(OutcomeCells.OUTCOME, OutcomeCells.COHORT, LEVEL),
          List.of(
              OutcomeCells.OUTCOME,
              OutcomeCells.COHORT,
              LEVEL,
              VARIANCE,
              VARIANCE_SHARE,
              VARIANCE_SHARE_LOWER,
              VARIANCE_SHARE_UPPER,
              MUNICIPALITIES,
              SCHOOLS,
              STUDENTS,
              Status.STATUS));

  /** Fewer municipalities or schools say nothing about a share, and too much about a school. */
  private static final int FEWEST_MUNICIPALITIES = 10;

  private static final double TENTHS = 10;

  private VarianceComponents() {}

  private static Field share(String name, String meaning) {
    return Field.of(
        name, DoubleType, meaning + ", 0 to 1; null unless published", Rule.Between.of("0", "1"));
  }

  /**
   * The sums of each school, which are all that the components need.
   *
   * @param cells {@link OutcomeCells#TABLE}
   */
  public static Dataset<Row> schools(Dataset<Row> cells) {
    Column place = OutcomeCells.SCHOOL_PLACE.col();
    Column units =
        when(OutcomeCells.POINTS.col().isNull(), OutcomeCells.STUDENTS.col())
            .otherwise(OutcomeCells.EVENTS.col());
    return cells
        .where(
            place
                .notEqual(OutcomeCells.ELSEWHERE)
                .and(place.notEqual(Municipalities.SKANE))
                .and(OutcomeCells.SCHOOL_UNIT_CODE.col().isNotNull()))
        .groupBy(
            OutcomeCells.OUTCOME.col(),
            OutcomeCells.COHORT.col(),
            place,
            OutcomeCells.SCHOOL_UNIT_CODE.col())
        .agg(
            sum(units).as("units"),
            sum(coalesce(OutcomeCells.POINTS.col(), OutcomeCells.EVENTS.col())).as("total"),
            sum(coalesce(OutcomeCells.SQUARED_POINTS.col(), OutcomeCells.EVENTS.col()))
                .as("squares"))
        .orderBy(
            OutcomeCells.OUTCOME.col(),
            OutcomeCells.COHORT.col(),
            place,
            OutcomeCells.SCHOOL_UNIT_CODE.col())
        .select(
            OutcomeCells.OUTCOME.col(),
            OutcomeCells.COHORT.col(),
            place,
            col("units"),
            col("total"),
            col("squares"));
  }

  /** An outcome of a cohort. */
  private record Case(String outcome, int cohort) implements Comparable<Case> {
    @Override
    public int compareTo(Case other) {
      int byOutcome = outcome.compareTo(other.outcome);
      return byOutcome != 0 ? byOutcome : Integer.compare(cohort, other.cohort);
    }
  }

  /**
   * Components of each outcome and cohort.
   *
   * @param schools {@link #schools}, collected
   * @param asOf decides which cohorts are old enough
   * @return rows of {@link #TABLE}
   */
  public static List<Row> of(List<Row> schools, LocalDate asOf) {
    Map<Case, List<Row>> cases = new TreeMap<>();
    for (Row school : schools) {
      cases
          .computeIfAbsent(
              new Case(school.getString(0), school.getInt(1)), any -> new ArrayList<>())
          .add(school);
    }
    List<Row> rows = new ArrayList<>();
    cases.forEach((one, itsSchools) -> rows.addAll(of(one, itsSchools, asOf)));
    return rows;
  }

  private static List<Row> of(Case one, List<Row> schools, LocalDate asOf) {
    Outcome outcome =
        Outcomes.ALL.stream()
            .filter(any -> any.code().equals(one.outcome()))
            .findFirst()
            .orElseThrow();
    TreeSet<String> municipalities = new TreeSet<>();
    schools.forEach(school -> municipalities.add(school.getString(2)));
    if (one.cohort() > outcome.lastMatureCohort(asOf)) {
      return without(one, Status.IMMATURE);
    }
    if (municipalities.size() < FEWEST_MUNICIPALITIES) {
      return without(one, Status.UNRELIABLE);
    }
    double unit = outcome.measure() == Outcome.Measure.SHARE ? 1 : TENTHS;
    List<String> codes = List.copyOf(municipalities);
    List<NestedVariance.Group> groups = new ArrayList<>();
    long students = 0;
    for (Row school : schools) {
      students += school.getLong(3);
      groups.add(
          new NestedVariance.Group(
              codes.indexOf(school.getString(2)),
              school.getLong(3),
              school.getLong(4) / unit,
              school.getLong(5) / (unit * unit)));
    }
    Optional<NestedVariance> found = NestedVariance.of(groups);
    if (found.isEmpty()) {
      return without(one, Status.UNRELIABLE);
    }
    return List.of(
        row(
            one,
            "municipality",
            found.get().outer(),
            codes.size(),
            schools.size(),
            students / 10 * 10),
        row(one, "school", found.get().inner(), codes.size(), schools.size(), students / 10 * 10),
        row(one, "student", found.get().unit(), codes.size(), schools.size(), students / 10 * 10));
  }

  private static Row row(
      Case one,
      String level,
      NestedVariance.Level found,
      long municipalities,
      long schools,
      long students) {
    return RowFactory.create(
        one.outcome(),
        one.cohort(),
        level,
        number(found.variance()),
        number(found.share()),
        number(found.lower()),
        number(found.upper()),
        municipalities,
        schools,
        students,
        Status.PUBLISHED);
  }

  /** Null for what cannot be estimated, such as limits when one municipality decides it all. */
  private static @Nullable Double number(double value) {
    return Double.isFinite(value) ? value : null;
  }

  private static List<Row> without(Case one, String status) {
    List<Row> rows = new ArrayList<>();
    for (String level : List.of("municipality", "school", "student")) {
      rows.add(
          RowFactory.create(
              one.outcome(),
              one.cohort(),
              level,
              null,
              null,
              null,
              null,
              null,
              null,
              null,
              status));
    }
    return rows;
  }
}
