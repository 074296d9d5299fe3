package klara.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import klara.stats.ExpectedMeans;
import klara.stats.Normal;

/** How far an area is from what the others' students of the same sort do. */
final class ExpectedCoverage implements Claim {
  private final Residuals residuals;
  private final String chance;
  private final String usual;

  private ExpectedCoverage(Residuals residuals) {
    this.residuals = residuals;
    this.chance = "expected-%s: to the others as they are, by chance".formatted(residuals.words());
    this.usual = "expected-%s: 0, chance and variance between areas".formatted(residuals.words());
  }

  /** Of every sort of residual that is told. */
  static List<Claim> all() {
    List<Claim> all = new ArrayList<>();
    Residuals.ALL.forEach(each -> all.add(new ExpectedCoverage(each)));
    return all;
  }

  @Override
  public String name() {
    return "expected " + residuals.words();
  }

  @Override
  public Map<String, Goal> rows() {
    return Rows.of(chance, Goal.COVERS).and(usual, Goal.COVERS).all();
  }

  @Override
  public CountyPlan plan() {
    return CountyPlan.ordinary();
  }

  @Override
  public void tryOn(County county, long seed, Scores scores) {
    Residuals.Drawn drawn = residuals.of(county, new SplittableRandom(seed));
    for (ExpectedMeans.Area area : drawn.areas()) {
      scores.count(chance, area.interval().contains(drawn.truth(area.area())));
      scores.count(usual, Math.abs(area.zAmongAreas()) <= Normal.Z);
    }
  }
}
