package klara.simulation;

import java.util.List;
import java.util.stream.Stream;

/**
 * What our statistics say of counties whose truth is known, as a report: {@code scripts/coverage}.
 */
public final class Coverage {
  /** Everything that is claimed, in the order of the report. */
  static final List<Claim> CLAIMS =
      Stream.of(
              List.of(
                  new RateCoverage(),
                  new ClusteredRateCoverage(),
                  new StandardisedCoverage("few (3 %)", 3.9),
                  new StandardisedCoverage("many (22 %)", 1.6),
                  new GapCoverage(),
                  new MeritGapCoverage(),
                  new ComponentCoverage(),
                  new MeritCoverage(),
                  InequalityCoverage.ofAnOutcome(),
                  InequalityCoverage.ofARareOutcome(),
                  InequalityCoverage.ofPoints(),
                  new KitagawaCoverage(),
                  new KitagawaOfGroupsCoverage()),
              ExpectedCoverage.all(),
              List.of(
                  TrendCoverage.ofIndependentYears(),
                  TrendCoverage.ofYearsAlike(),
                  TrendCoverage.ofNoTrend(),
                  TrendCoverage.ofNoTrendButYearsAlike()),
              NullResiduals.all(),
              List.of(
                  Clusters.ofNone(),
                  Clusters.planted(),
                  new SegregationChance(),
                  SegregationCoverage.ofUnevenSchools(),
                  SegregationCoverage.ofEvenSchools(),
                  ShrunkenError.ofLikeAreas(),
                  ShrunkenError.ofUnlikeAreas(),
                  new RankCoverage()))
          .<Claim>flatMap(List::stream)
          .toList();

  private Coverage() {}

  /**
   * Prints the report; fails where a goal is missed by more than chance.
   *
   * @param arguments how many counties to each claim, and the seed
   */
  public static void main(String... arguments) {
    int counties = Integer.parseInt(arguments[0]);
    long seed = Long.parseLong(arguments[1]);
    System.out.printf("%d counties to each claim, seed %d%n", counties, seed);
    System.out.printf("%-70s %7s %8s %7s  %s%n", "claim", "of", "found", "error", "goal");
    int asked = 0;
    int missed = 0;
    for (Claim claim : CLAIMS) {
      for (Finding finding : Simulation.run(claim, counties, seed)) {
        System.out.println(finding.line());
        asked += finding.goal().isAsked() ? 1 : 0;
        missed += finding.verdict().equals(Finding.NOT) ? 1 : 0;
      }
    }
    System.out.printf("%d of %d goals missed by more than two errors%n", missed, asked);
    System.exit(missed > 0 ? 1 : 0);
  }
}
