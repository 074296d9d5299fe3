package klara.stats;

/** People, the sum of their values and that of the squares, by pattern and by each margin. */
final class PatternSums {
  private final Margins margins;
  private final double[] people;
  private final double[] sums;
  private final double[] squares;

  PatternSums(Margins margins) {
    this.margins = margins;
    this.people = new double[margins.count()];
    this.sums = new double[margins.count()];
    this.squares = new double[margins.count()];
  }

  void add(ExpectedMeans.Cell cell) {
    int margin = margins.of(cell.pattern());
    while (true) {
      people[margin] += cell.people();
      sums[margin] += cell.sum();
      squares[margin] += cell.squares();
      if (margin == Margins.EVERYBODY) {
        return;
      }
      margin = margins.coarser(margin);
    }
  }

  /** These less those of one area. */
  PatternSums without(PatternSums area) {
    PatternSums others = new PatternSums(margins);
    for (int margin = 0; margin < people.length; margin++) {
      others.people[margin] = people[margin] - area.people[margin];
      others.sums[margin] = sums[margin] - area.sums[margin];
      others.squares[margin] = squares[margin] - area.squares[margin];
    }
    return others;
  }

  Margins margins() {
    return margins;
  }

  double people(int margin) {
    return people[margin];
  }

  double sum(int margin) {
    return sums[margin];
  }

  /** Sum of the squares of values less a number. */
  double squaresAbout(double centre, int margin) {
    return squares[margin] - 2 * centre * sums[margin] + people[margin] * centre * centre;
  }

  double mean(int margin) {
    return sums[margin] / people[margin];
  }

  /** About the margin's mean, divided by the people: r(1 − r) of a rate. */
  double variance(int margin) {
    double mean = mean(margin);
    return Math.max(0, squares[margin] / people[margin] - mean * mean);
  }

  /** The finest margin of a pattern that enough people have; everybody, if none. */
  int enough(int pattern) {
    int margin = pattern;
    while (margin != Margins.EVERYBODY && people[margin] < ExpectedMeans.FEWEST) {
      margin = margins.coarser(margin);
    }
    return margin;
  }
}
