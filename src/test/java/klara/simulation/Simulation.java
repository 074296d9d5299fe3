package klara.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** Tries a claim on many counties, on all cores and with the same answer on any number of them. */
final class Simulation {
  private Simulation() {}

  /**
   * The rows of a claim.
   *
   * @param counties how many are drawn
   * @param seed of all random numbers
   */
  static List<Finding> run(Claim claim, int counties, long seed) {
    // In order: sums of fractions must not depend on which county was ready first.
    List<Scores> scores =
        IntStream.range(0, counties)
            .parallel()
            .mapToObj(county -> tryOn(claim, seed(seed, claim.name(), county)))
            .toList();
    List<Finding> findings = new ArrayList<>();
    claim.rows().forEach((row, goal) -> findings.add(Finding.of(row, scores, goal)));
    return findings;
  }

  private static Scores tryOn(Claim claim, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    Scores scores = new Scores();
    claim.tryOn(County.draw(claim.plan(), random), random.nextLong(), scores);
    return scores;
  }

  /** Of a county of a claim; the first number of a stream mixes what the stream was begun with. */
  private static long seed(long seed, String claim, int county) {
    long ofClaim = new SplittableRandom(seed ^ claim.hashCode()).nextLong();
    return new SplittableRandom(ofClaim + county).nextLong();
  }
}
