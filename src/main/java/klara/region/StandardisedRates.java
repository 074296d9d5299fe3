package klara.region;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import klara.disclosure.Status;
import klara.outcome.OutcomeCells;
import klara.register.Municipalities;
import klara.stats.StandardisedRate;
import klara.table.Field;
import org.apache.spark.sql.Row;

/**
 * The rate that each area would have, were the parents of its students educated as those of all
 * Skåne's students in the cohort are. It is made of published counts alone; students whose parents'
 * education is not known are left out on both sides.
 */
final class StandardisedRates {
  private static final List<String> EDUCATIONS =
      List.of("pre_secondary", "upper_secondary", "post_secondary");

  private static final Map<String, Integer> AT = AreaOutcomes.TABLE.positions();

  /** An area seen from one side, of one outcome and cohort. */
  private record Case(String level, String code, String perspective, int cohort, String outcome) {
    static Case of(Row row) {
      return new Case(
          row.getString(at(Areas.AREA_LEVEL)),
          row.getString(at(Areas.AREA_CODE)),
          row.getString(at(AreaOutcomes.PERSPECTIVE)),
          row.getInt(at(OutcomeCells.COHORT)),
          row.getString(at(OutcomeCells.OUTCOME)));
    }

    Case ofSkane() {
      return new Case(Areas.COUNTY, Municipalities.SKANE, perspective, cohort, outcome);
    }
  }

  /** Of each education, in their order; 0 where it is not told. */
  private static final class Counts {
    private final double[] students = new double[EDUCATIONS.size()];
    private final double[] events = new double[EDUCATIONS.size()];

    boolean isOfEach() {
      return Arrays.stream(students).allMatch(each -> each > 0);
    }
  }

  private final Map<Case, Counts> counts = new HashMap<>();

  private StandardisedRates() {}

  /**
   * Takes up the counts by parental education.
   *
   * @param areaOutcomes rows of {@link AreaOutcomes#TABLE}, protected
   */
  static StandardisedRates of(List<Row> areaOutcomes) {
    StandardisedRates rates = new StandardisedRates();
    for (Row row : areaOutcomes) {
      int education = EDUCATIONS.indexOf(row.getString(at(Groups.GROUP_VALUE)));
      boolean isTold =
          row.getString(at(Groups.GROUP_DIMENSION)).equals(Groups.PARENTAL_EDUCATION)
              && row.getString(at(Status.STATUS)).equals(Status.PUBLISHED)
              && !row.isNullAt(at(AreaOutcomes.RATE));
      if (isTold && education >= 0) {
        Counts its = rates.counts.computeIfAbsent(Case.of(row), any -> new Counts());
        its.students[education] = row.getLong(at(AreaOutcomes.STUDENTS));
        its.events[education] = row.getLong(at(AreaOutcomes.EVENTS));
      }
    }
    return rates;
  }

  /**
   * The rate of a row for everyone in an area.
   *
   * @return nothing for rows of groups, and where an education has no student or is withheld in the
   *     area or in Skåne
   */
  Optional<StandardisedRate> rate(Row row) {
    if (!row.getString(at(Groups.GROUP_DIMENSION)).equals(Groups.ALL)
        || !row.getString(at(Status.STATUS)).equals(Status.PUBLISHED)) {
      return Optional.empty();
    }
    Case one = Case.of(row);
    Counts here = counts.getOrDefault(one, new Counts());
    Counts standard = counts.getOrDefault(one.ofSkane(), new Counts());
    return here.isOfEach() && standard.isOfEach()
        ? Optional.of(StandardisedRate.ofShares(here.events, here.students, standard.students))
        : Optional.empty();
  }

  private static int at(Field field) {
    return AT.getOrDefault(field.name(), -1);
  }
}
