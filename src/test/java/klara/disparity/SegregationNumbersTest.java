package klara.disparity;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import klara.disclosure.Status;
import klara.disparity.SegregationCase.Unit;
import klara.region.AreaOutcomes;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SegregationNumbersTest {
  private static final long FEWEST_OF_GROUP = 50;
  private static final long SEED = 20_251;

  /**
   * What the intruder knows beside the rules: how many students there are in each of five units.
   */
  private static final class Area {
    private final String perspective;
    private final double steps;
    private final long[] sizes;

    private Area(String perspective, double steps, long... sizes) {
      this.perspective = perspective;
      this.steps = steps;
      this.sizes = sizes;
    }

    private long students() {
      return Arrays.stream(sizes).sum();
    }

    private SegregationCase with(long... group) {
      List<Unit> units = new ArrayList<>();
      for (int i = 0; i < sizes.length; i++) {
        units.add(new Unit("1280", "1000000" + i, List.of(group[i], sizes[i] - group[i])));
      }
      return new SegregationCase(perspective, 2023, 1, units, List.of());
    }

    /** The two of the numbers that are soonest made, as they are told: not all need be tried. */
    private List<Long> first(long... group) {
      double all = (double) Arrays.stream(group).sum();
      double dissimilarity = 0;
      double isolation = 0;
      for (int i = 0; i < sizes.length; i++) {
        double its = (double) group[i];
        double others = (double) (sizes[i] - group[i]);
        dissimilarity += Math.abs(its / all - others / ((double) students() - all)) / 2;
        isolation += its / all * its / (its + others);
      }
      return List.of(Math.round(steps * dissimilarity), Math.round(steps * isolation));
    }

    private List<Set<Long>> possible(long... group) {
      List<?> told = SegregationNumbers.of(with(group), 0, false);
      List<Long> firstTold = first(group);
      long all = Arrays.stream(group).sum();
      List<Set<Long>> possible = new ArrayList<>();
      for (int i = 0; i < sizes.length; i++) {
        possible.add(new TreeSet<>());
      }
      for (long a = 0; a <= sizes[0]; a++) {
        for (long b = 0; b <= sizes[1]; b++) {
          for (long c = 0; c <= sizes[2]; c++) {
            for (long d = 0; d <= sizes[3]; d++) {
              long[] one = {a, b, c, d, all - a - b - c - d};
              if (one[4] >= 0
                  && one[4] <= sizes[4]
                  && possible.stream().anyMatch(values -> values.size() < 3)
                  && first(one).equals(firstTold)
                  && SegregationNumbers.of(with(one), 0, false).equals(told)) {
                for (int i = 0; i < sizes.length; i++) {
                  possible.get(i).add(one[i]);
                }
              }
            }
          }
        }
      }
      return possible;
    }
  }

  /**
   * The intruder knows how large units are and the group is, and tries all there could be. They are
   * as small as units may be of which anything is told.
   */
  @ParameterizedTest
  @ValueSource(strings = {AreaOutcomes.HOME, AreaOutcomes.SCHOOL})
  void leavesAnIntruderAtLeastThreeValuesOfEveryUnit(String perspective) {
    assertThreeValues(new Area(perspective, 20, 38, 40, 42, 44, 46), 20);
  }

  private static void assertThreeValues(Area area, int times) {
    Random random = new Random(SEED);
    int tried = 0;
    while (tried < times) {
      long[] group = new long[area.sizes.length];
      for (int i = 0; i < group.length; i++) {
        double share = 1 / (1 + Math.exp(0.5 - 0.7 * random.nextGaussian()));
        group[i] = random.doubles(area.sizes[i]).filter(drawn -> drawn < share).count();
      }
      long all = Arrays.stream(group).sum();
      if (Math.min(all, area.students() - all) >= FEWEST_OF_GROUP
          && area.with(group).status(0).equals(Status.PUBLISHED)) {
        List<Set<Long>> possible = area.possible(group);

        System.out.printf("Segregation, seed %d: an intruder is left with %s%n", SEED, possible);
        assertThat(possible).allMatch(values -> values.size() >= 3);
        tried++;
      }
    }
  }
}
