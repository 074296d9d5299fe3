package klara.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import klara.stats.ExpectedMeans;

/** Residuals where municipalities and schools do nothing, but are made up differently. */
final class NullResiduals implements Claim {
  /** Where a residual is called, if it is in two of three years. */
  private static final double CALLED = 2;

  private final Residuals residuals;
  private final String flagged;

  private NullResiduals(Residuals residuals) {
    this.residuals = residuals;
    this.flagged = "null %s: called by |z| above 2".formatted(residuals.words());
  }

  /** Of every sort of residual that is told. */
  static List<Claim> all() {
    List<Claim> all = new ArrayList<>();
    Residuals.ALL.forEach(each -> all.add(new NullResiduals(each)));
    return all;
  }

  @Override
  public String name() {
    return "null " + residuals.words();
  }

  @Override
  public Map<String, Goal> rows() {
    return Rows.of(flagged, Goal.SELDOM).all();
  }

  @Override
  public CountyPlan plan() {
    return CountyPlan.ordinary().withSpreads(0, 0);
  }

  @Override
  public void tryOn(County county, long seed, Scores scores) {
    for (ExpectedMeans.Area area : residuals.of(county, new SplittableRandom(seed)).areas()) {
      scores.count(flagged, Math.abs(area.z()) > CALLED);
    }
  }
}
