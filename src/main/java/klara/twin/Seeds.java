package klara.twin;

import java.util.SplittableRandom;

/**
 * Random numbers that depend on what they are for and on nothing else: not on the order in which,
 * nor on the thread where, they are drawn. The mixer is the finaliser of SplitMix64.
 *
 * @see <a href="https://doi.org/10.1145/2660193.2660195">Steele, Lea and Flood (2014)</a>
 */
final class Seeds {
  /** What a stream of random numbers is for. */
  enum Purpose {
    STUDENT,
    GRADES,
    UPPER_SECONDARY,
    SCHOOLS,
    MUNICIPALITIES,
    IDENTITIES,
    KEY,
    ABSENCE,
    ACTIVITY_RESPONSIBILITY,
    IDENTITY_CHANGES,
    FAULTS,
    LIFE,
    OCCUPATIONS,
    YEAR6,
    ENDED_SCHOOLING,
    COVERAGE,
    REORGANISATIONS
  }

  private Seeds() {}

  static SplittableRandom random(long seed, Purpose purpose, long first, long second) {
    return new SplittableRandom(mix(mix(mix(seed, purpose.name().hashCode()), first), second));
  }

  private static long mix(long state, long value) {
    long z = state * 0x9E3779B97F4A7C15L + value + 0x632BE59BD9B4E019L;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
