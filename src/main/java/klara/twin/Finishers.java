package klara.twin;

import klara.twin.Programme.Kind;
import org.apache.commons.math3.distribution.NormalDistribution;

/**
 * Those of a municipality and cohort who begin upper secondary school, by their latent value
 * without the municipality's intercept; IB is left out, as in Kolada N17445 and N17461.
 */
final class Finishers {
  private static final Curve NORMAL = Curve.of(new NormalDistribution()::cumulativeProbability);
  private static final Finish NO_INTERCEPT = new Finish(0, 0);

  private final Histogram national = new Histogram();
  private final Histogram introductory = new Histogram();

  private Finishers() {}

  /**
   * @param eligible probability of being eligible for a national programme
   */
  static Finishers of(Abilities atHome, Start start, Abilities.Value eligible) {
    Finishers finishers = new Finishers();
    atHome.visit(
        (ability, group, weight) -> {
          double share = eligible.of(ability, group);
          boolean isGirl = Abilities.isGirls(group);
          boolean isForeign = Abilities.isForeign(group);
          finishers.introductory.add(
              NO_INTERCEPT.latent(ability, isGirl, isForeign, Kind.IM),
              weight * (1 - share) * (1 - start.absentOthers()));
          for (Kind kind : new Kind[] {Kind.HF, Kind.YRK}) {
            finishers.national.add(
                NO_INTERCEPT.latent(ability, isGirl, isForeign, kind),
                weight * share * (1 - start.absentEligible()) * Start.share(kind, ability, isGirl));
          }
        });
    return finishers;
  }

  /** Expected share with a diploma within four years. */
  double within4(Finish finish) {
    return share(
        national.sum(x -> NORMAL.at(x + finish.intercept()))
            + introductory.sum(x -> NORMAL.at(x + finish.intercept())));
  }

  /** Expected share with a diploma within three years. */
  double within3(Finish finish) {
    return share(national.sum(x -> NORMAL.at(x + finish.intercept() - finish.gap())));
  }

  private double share(double diplomas) {
    double all = national.total() + introductory.total();
    return all == 0 ? 0 : diplomas / all;
  }
}
