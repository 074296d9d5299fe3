package klara.twin;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Where those go who move to another municipality. */
final class Destinations {
  /** Of moves while at school, those within the sub-region or county. */
  private static final double NEAR_AT_SCHOOL = 0.7;

  private static final double NEAR_LATER = 0.35;

  /** Of other moves once school is over, those out of a twin that is not the whole country. */
  private static final double OUT = 0.3;

  /** Malmö and Lund draw students. */
  private static final List<String> UNIVERSITY_TOWNS = List.of("1280", "1281");

  private static final double UNIVERSITY = 2.5;

  private final Geography geography;
  private final double[] sizes;
  private final double all;

  Destinations(Geography geography) {
    this.geography = geography;
    sizes = new double[geography.municipalities().size()];
    double sum = 0;
    for (Municipality municipality : geography.municipalities()) {
      sizes[municipality.index()] =
          geography.composition(0, municipality).students()
              * (UNIVERSITY_TOWNS.contains(municipality.code()) ? UNIVERSITY : 1);
      sum += sizes[municipality.index()];
    }
    all = sum;
  }

  /**
   * Where a move goes; the same municipality where it is none.
   *
   * @param from code of the municipality of residence
   * @param isAtSchool whether upper secondary school lies ahead
   */
  String draw(String from, boolean isAtSchool, SplittableRandom random) {
    double kind = random.nextDouble();
    double uniform = random.nextDouble();
    List<Municipality> near = geography.named(from).map(geography::neighbours).orElse(List.of());
    if (kind < (isAtSchool ? NEAR_AT_SCHOOL : NEAR_LATER) && !near.isEmpty()) {
      return draw(near, uniform);
    }
    List<String> outside = geography.outside();
    if (!isAtSchool && kind > 1 - OUT && !outside.isEmpty()) {
      return outside.get((int) (uniform * outside.size()));
    }
    double rest = uniform * all;
    for (Municipality municipality : geography.municipalities()) {
      rest -= sizes[municipality.index()];
      if (rest < 0) {
        return municipality.code();
      }
    }
    return from;
  }

  private String draw(List<Municipality> near, double uniform) {
    List<Municipality> choices = new ArrayList<>(near);
    double rest = uniform * choices.stream().mapToDouble(one -> sizes[one.index()]).sum();
    for (Municipality municipality : choices) {
      rest -= sizes[municipality.index()];
      if (rest < 0) {
        return municipality.code();
      }
    }
    return choices.get(choices.size() - 1).code();
  }
}
