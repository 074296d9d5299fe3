package klara.twin;

import klara.twin.Programme.Kind;
import org.apache.commons.math3.distribution.NormalDistribution;

/**
 * Those of a municipality and cohort who begin upper secondary school, by their latent value
 * without the municipality's intercept; IB is left out, as in Kolada N17445 and N17461. Who leaves
 * the country, or life, has no diploma, nor have those who begin without final grades of year 9.
 */
final class Finishers {
  private static final Curve NORMAL = Curve.of(new NormalDistribution()::cumulativeProbability);
  private static final Finish NO_INTERCEPT = new Finish(0, 0, 0);

  private static final double MOST_CERTIFICATES = 0.9;

  private final Histogram national = new Histogram();
  private final Histogram introductory = new Histogram();
  private final Histogram nationalFor3 = new Histogram();
  private double students;

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
          double in4 = LifeModel.stays(isForeign, 4);
          double others = weight * (1 - share) * (1 - start.absentOthers());
          finishers.introductory.add(
              NO_INTERCEPT.latent(ability, isGirl, isForeign, Kind.IM), others * in4);
          finishers.students += others + weight * Student.BESIDE_WHO_BEGIN;
          for (Kind kind : new Kind[] {Kind.HF, Kind.YRK}) {
            double latent = NO_INTERCEPT.latent(ability, isGirl, isForeign, kind);
            double begin =
                weight * share * (1 - start.absentEligible()) * Start.share(kind, ability, isGirl);
            finishers.national.add(latent, begin * in4);
            finishers.nationalFor3.add(latent, begin * LifeModel.stays(isForeign, 3));
            finishers.students += begin;
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
    return share(nationalFor3.sum(x -> NORMAL.at(x + finish.intercept() - finish.gap())));
  }

  /**
   * The share of those in national programmes who never have a diploma that must have a study
   * certificate, if so many are to have either within four years.
   */
  double certificate(Finish finish, double eitherWithin4) {
    double least = finish.intercept() + Effects.FINISH_FIFTH_YEAR;
    double introductory =
        Course.INTRODUCTORY_WITH_CERTIFICATE * this.introductory.sum(x -> 1 - NORMAL.at(x + least));
    double never = nationalFor3.sum(x -> 1 - NORMAL.at(x + least));
    double wanted = (eitherWithin4 - within4(finish)) * students - introductory;
    return never == 0 ? 0 : Math.max(0, Math.min(MOST_CERTIFICATES, wanted / never));
  }

  private double share(double diplomas) {
    return students == 0 ? 0 : diplomas / students;
  }
}
