package klara.disparity;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import klara.disclosure.Status;
import klara.outcome.OutcomeCells;
import klara.region.Areas;
import klara.stats.LinearMeans;
import klara.stats.LinearRates;
import klara.stats.Normal;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

/**
 * Why the rate, or mean points, of each municipality, and of Skåne, differs from that of Sweden
 * outside Skåne, by all that is known of the students at once, after Oaxaca and Blinder with the
 * slopes outside Skåne; {@link LinearMeans} and {@link LinearRates} say how. What is not known is a
 * category of its own. Students with protected identities are in Skåne's rate, but nothing is said
 * of who they are.
 *
 * <p>What goes with the make-up is told in steps, and for as many students as what is expected of
 * municipalities.
 */
final class IntakeGaps {

  /** With fewer outside Skåne they are not the rest of the country, and would be told of. */
  private static final int FEWEST_OF_REST = 1000;

  private IntakeGaps() {}

  /** What the students outside Skåne say of others. */
  @FunctionalInterface
  private interface Model {
    Optional<LinearMeans.Parts> difference(List<IntakeCase.Count> others);

    static Model of(IntakeCase one, List<IntakeCase.Count> students) {
      if (one.isShare()) {
        LinearRates rates = LinearRates.of(rates(students));
        return others -> rates.difference(rates(others));
      }
      LinearMeans means = LinearMeans.of(means(students));
      return others -> means.difference(means(others));
    }

    private static List<LinearRates.Cell> rates(List<IntakeCase.Count> counts) {
      return counts.stream()
          .map(
              count ->
                  new LinearRates.Cell(
                      count.pattern(), (double) count.students(), (double) count.sum()))
          .toList();
    }

    private static List<LinearMeans.Cell> means(List<IntakeCase.Count> counts) {
      return counts.stream()
          .map(
              count ->
                  new LinearMeans.Cell(
                      count.pattern(),
                      (double) count.students(),
                      (double) count.sum(),
                      (double) count.squares()))
          .toList();
    }
  }

  /** Rows of {@link GapDecomposition#TABLE}. */
  static Stream<Row> of(IntakeCase one) {
    List<AreaFigure> areas =
        Stream.of(Areas.COUNTY, Areas.MUNICIPALITY)
            .flatMap(level -> one.areas(level).stream())
            .toList();
    Optional<AreaFigure> rest = one.area(Areas.REST_OF_COUNTRY);
    if (rest.isEmpty() || !rest.get().isTold()) {
      String status = rest.map(AreaFigure::status).orElse(Status.MISSING);
      return areas.stream().map(area -> untold(area, area.isTold() ? status : area.status()));
    }
    List<IntakeCase.Count> theirs = counts(one, Areas.REST_OF_COUNTRY, "");
    boolean isThere = !theirs.isEmpty() && rest.get().people() >= FEWEST_OF_REST;
    Optional<Model> model = isThere ? Optional.of(Model.of(one, theirs)) : Optional.empty();
    return areas.stream().map(area -> row(one, area, rest.get(), model));
  }

  private static Row row(IntakeCase one, AreaFigure area, AreaFigure rest, Optional<Model> model) {
    if (!area.isTold()) {
      return untold(area, area.status());
    }
    List<IntakeCase.Count> counts = counts(one, area.area().level(), area.area().code());
    boolean isEnough = !counts.isEmpty() && area.people() >= Expectations.FEWEST_STUDENTS;
    Optional<LinearMeans.Parts> parts =
        isEnough ? model.flatMap(of -> of.difference(counts)) : Optional.empty();
    return parts
        .map(found -> row(area, told(one, area, rest, found), Status.PUBLISHED))
        .orElseGet(() -> untold(area, Status.UNRELIABLE));
  }

  /** The two parts add up to the difference of the rates or means as they are told. */
  private static GapDecomposition.Told told(
      IntakeCase one, AreaFigure area, AreaFigure rest, LinearMeans.Parts parts) {
    Steps steps = one.isShare() ? Steps.ofRate(area.people()) : Steps.ofPoints(area.people());
    double composition = steps.nearest(parts.composition() / one.unit());
    return new GapDecomposition.Told(
        Math.round(area.people()),
        area.share(),
        rest.share(),
        composition,
        steps.up(Normal.Z * parts.compositionError() / one.unit()),
        area.share() - rest.share() - composition,
        steps.up(Normal.Z * parts.ratesError() / one.unit()),
        area.coverage(),
        rest.coverage());
  }

  private static List<IntakeCase.Count> counts(IntakeCase one, String level, String code) {
    return one.counts().stream()
        .filter(count -> count.students() > 0 && isIn(count.place(), level, code))
        .toList();
  }

  private static boolean isIn(String place, String level, String code) {
    boolean isElsewhere = place.equals(OutcomeCells.ELSEWHERE);
    return switch (level) {
      case Areas.REST_OF_COUNTRY -> isElsewhere;
      case Areas.COUNTY -> !isElsewhere;
      default -> place.equals(code);
    };
  }

  private static Row untold(AreaFigure area, String status) {
    return row(area, null, status);
  }

  private static Row row(AreaFigure area, GapDecomposition.@Nullable Told told, String status) {
    return GapDecomposition.row(
        new GapDecomposition.Case(
            area.series().outcome(),
            area.series().perspective(),
            area.cohort(),
            area.cohorts(),
            GapDecomposition.ALL_KNOWN),
        GapDecomposition.OAXACA_BLINDER,
        area.area(),
        told,
        status);
  }
}
