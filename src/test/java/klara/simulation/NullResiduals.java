package klara.simulation;

import java.util.Map;
import klara.stats.ExpectedRates;

/** Residuals where municipalities and schools do nothing, but are made up differently. */
final class NullResiduals implements Claim {
  private static final String FLAGGED = "null residuals: called by |z| above 2";

  /** Where a residual is called, if it is in two of three years. */
  private static final double CALLED = 2;

  @Override
  public String name() {
    return "null residuals";
  }

  @Override
  public Map<String, Goal> rows() {
    return Rows.of(FLAGGED, Goal.SELDOM).all();
  }

  @Override
  public CountyPlan plan() {
    return CountyPlan.ordinary().withSpreads(0, 0);
  }

  @Override
  public void tryOn(County county, long seed, Scores scores) {
    for (ExpectedRates.Area area : ExpectedRates.of(ExpectedCoverage.cells(county)).areas()) {
      scores.count(FLAGGED, Math.abs(area.z()) > CALLED);
    }
  }
}
