package klara.disparity;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import klara.disparity.SegregationCase.Unit;
import klara.region.AreaOutcomes;
import org.junit.jupiter.api.Test;

class SegregationNumbersTest {
  private static final double STEPS = 50;
  private static final long[] SIZES = {30, 25, 28, 22, 35};
  private static final long STUDENTS = Arrays.stream(SIZES).sum();
  private static final long FEWEST_OF_GROUP = 50;
  private static final long SEED = 20_251;

  private static SegregationCase schools(long... group) {
    List<Unit> schools = new ArrayList<>();
    for (int i = 0; i < SIZES.length; i++) {
      schools.add(new Unit("1280", "1000000" + i, List.of(group[i], SIZES[i] - group[i])));
    }
    return new SegregationCase(AreaOutcomes.SCHOOL, 2023, 1, schools, List.of());
  }

  /** The two of the numbers that are soonest made, as they are told: not all need be tried. */
  private static List<Long> first(long... group) {
    double all = (double) Arrays.stream(group).sum();
    double dissimilarity = 0;
    double isolation = 0;
    for (int i = 0; i < SIZES.length; i++) {
      double its = (double) group[i];
      double others = (double) (SIZES[i] - group[i]);
      dissimilarity += Math.abs(its / all - others / ((double) STUDENTS - all)) / 2;
      isolation += its / all * its / (its + others);
    }
    return List.of(Math.round(STEPS * dissimilarity), Math.round(STEPS * isolation));
  }

  private static List<Set<Long>> possible(long... group) {
    List<?> told = SegregationNumbers.of(schools(group), 0, false);
    List<Long> firstTold = first(group);
    long all = Arrays.stream(group).sum();
    List<Set<Long>> possible = new ArrayList<>();
    for (int i = 0; i < SIZES.length; i++) {
      possible.add(new TreeSet<>());
    }
    for (long a = 0; a <= SIZES[0]; a++) {
      for (long b = 0; b <= SIZES[1]; b++) {
        for (long c = 0; c <= SIZES[2]; c++) {
          for (long d = 0; d <= SIZES[3]; d++) {
            long[] one = {a, b, c, d, all - a - b - c - d};
            if (one[4] >= 0
                && one[4] <= SIZES[4]
                && first(one).equals(firstTold)
                && SegregationNumbers.of(schools(one), 0, false).equals(told)) {
              for (int i = 0; i < SIZES.length; i++) {
                possible.get(i).add(one[i]);
              }
            }
          }
        }
      }
    }
    return possible;
  }

  /** The intruder knows how large schools are and the group is, and tries all there could be. */
  @Test
  void leavesAnIntruderAtLeastThreeValuesOfEverySchool() {
    Random random = new Random(SEED);
    int tried = 0;
    while (tried < 12) {
      long[] group = new long[SIZES.length];
      for (int i = 0; i < SIZES.length; i++) {
        double share = 1 / (1 + Math.exp(0.5 - 0.7 * random.nextGaussian()));
        group[i] = random.doubles(SIZES[i]).filter(drawn -> drawn < share).count();
      }
      long all = Arrays.stream(group).sum();
      if (Math.min(all, STUDENTS - all) >= FEWEST_OF_GROUP) {
        List<Set<Long>> possible = possible(group);

        System.out.printf("Segregation, seed %d: an intruder is left with %s%n", SEED, possible);
        assertThat(possible).allMatch(values -> values.size() >= 3);
        tried++;
      }
    }
  }
}
