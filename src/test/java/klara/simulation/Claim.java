package klara.simulation;

import java.util.Map;

/** Something that is said of our statistics, tried on one county at a time. */
interface Claim {
  /** One word, from which with the seed and a county's number its random numbers follow. */
  String name();

  /** What is asked of each row of the report, in its order. */
  Map<String, Goal> rows();

  /** By what law its counties are drawn. */
  CountyPlan plan();

  /**
   * Asks our statistics about the county and compares what they say with the truth.
   *
   * @param county drawn from {@link #plan}
   * @param seed of what the statistics draw themselves
   * @param scores takes the result, under the names of {@link #rows}
   */
  void tryOn(County county, long seed, Scores scores);
}
