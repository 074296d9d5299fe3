package klara.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import klara.stats.ExpectedMeans;
import klara.stats.ExpectedRates;

/**
 * What is expected of some areas.
 *
 * @param isOfSchools or else of municipalities
 * @param isOfPoints of merit points, or else of an event
 */
record Residuals(boolean isOfSchools, boolean isOfPoints) {
  /** Every sort that is told of. */
  static final List<Residuals> ALL =
      List.of(
          new Residuals(false, false),
          new Residuals(true, false),
          new Residuals(false, true),
          new Residuals(true, true));

  /** As klara.disparity tells of no fewer. */
  private static final int FEWEST_STUDENTS = 50;

  /** Merit points of a student whose logit of the event is 0, and what one more on it adds. */
  private static final double POINTS = 160;

  private static final double POINTS_OF_LOGIT = 40;

  /** Standard deviation of the points of students who are alike. */
  private static final double SPREAD = 55;

  String words() {
    return isOfPoints
        ? (isOfSchools ? "points of schools" : "points")
        : (isOfSchools ? "residuals of schools" : "residuals");
  }

  /** Students of a pattern in an area: their values, and what those would be on average. */
  private static final class Kind {
    private double people;
    private double sum;
    private double squares;
    private double expected;

    private void add(double value, double onAverage) {
      people++;
      sum += value;
      squares += value * value;
      expected += onAverage;
    }
  }

  /** Draws what students have, and expects it of each area. */
  Drawn of(County county, SplittableRandom random) {
    Map<Integer, Kind[]> areas = new TreeMap<>();
    for (int municipality = 0; municipality < County.MUNICIPALITIES; municipality++) {
      for (Cell cell : county.cells(municipality)) {
        Kind[] its =
            areas.computeIfAbsent(
                isOfSchools ? cell.school() : municipality, any -> new Kind[Patterns.COUNT]);
        if (its[cell.pattern()] == null) {
          its[cell.pattern()] = new Kind();
        }
        draw(cell, its[cell.pattern()], random);
      }
    }
    return new Drawn(areas, expected(areas).areas());
  }

  private void draw(Cell cell, Kind kind, SplittableRandom random) {
    double logit = Math.log(cell.probability() / (1 - cell.probability()));
    double onAverage = isOfPoints ? POINTS + POINTS_OF_LOGIT * logit : cell.probability();
    for (int student = 0; student < cell.people(); student++) {
      double event = student < cell.events() ? 1 : 0;
      kind.add(isOfPoints ? onAverage + SPREAD * random.nextGaussian() : event, onAverage);
    }
  }

  private ExpectedMeans expected(Map<Integer, Kind[]> areas) {
    List<ExpectedMeans.Cell> means = new ArrayList<>();
    List<ExpectedRates.Cell> rates = new ArrayList<>();
    areas.forEach(
        (area, kinds) -> {
          for (int pattern = 0; pattern < kinds.length; pattern++) {
            Kind kind = kinds[pattern];
            if (kind != null) {
              List<String> covariates = Patterns.covariates(pattern);
              means.add(
                  new ExpectedMeans.Cell(area, covariates, kind.people, kind.sum, kind.squares));
              rates.add(new ExpectedRates.Cell(area, covariates, kind.people, kind.sum));
            }
          }
        });
    return isOfPoints ? ExpectedMeans.of(means) : ExpectedRates.of(rates);
  }

  /** Areas with what is expected of them, and what is true. */
  static final class Drawn {
    private final Map<Integer, Kind[]> kinds;
    private final List<ExpectedMeans.Area> areas;
    private final Kind[] all = new Kind[Patterns.COUNT];

    private Drawn(Map<Integer, Kind[]> kinds, List<ExpectedMeans.Area> areas) {
      this.kinds = kinds;
      this.areas = areas;
      for (int pattern = 0; pattern < all.length; pattern++) {
        all[pattern] = new Kind();
        for (Kind[] its : kinds.values()) {
          if (its[pattern] != null) {
            all[pattern].people += its[pattern].people;
            all[pattern].expected += its[pattern].expected;
          }
        }
      }
    }

    /** Those that are told of. */
    List<ExpectedMeans.Area> areas() {
      return areas.stream().filter(area -> people(area.area()) >= FEWEST_STUDENTS).toList();
    }

    private double people(int area) {
      double people = 0;
      for (Kind kind : kinds.getOrDefault(area, new Kind[0])) {
        people += kind == null ? 0 : kind.people;
      }
      return people;
    }

    /** The area's true mean less that of its patterns in all others. */
    double truth(int area) {
      Kind[] its = kinds.getOrDefault(area, new Kind[0]);
      double apart = 0;
      for (int pattern = 0; pattern < its.length; pattern++) {
        Kind own = its[pattern];
        if (own != null) {
          double others =
              (all[pattern].expected - own.expected) / (all[pattern].people - own.people);
          apart += own.expected - own.people * others;
        }
      }
      return apart / people(area);
    }
  }
}
