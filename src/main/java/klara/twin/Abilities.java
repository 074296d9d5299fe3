package klara.twin;

import java.util.ArrayList;
import java.util.List;

/** Expected numbers of students by ability, sex and background, of a cohort of a municipality. */
final class Abilities {
  private static final int GROUPS = 4;

  private final List<Histogram> students = new ArrayList<>();

  Abilities() {
    for (int g = 0; g < GROUPS; g++) {
      students.add(new Histogram());
    }
  }

  private static int group(Cell cell) {
    return (cell.isGirl() ? 2 : 0) + (cell.isForeign() ? 1 : 0);
  }

  static boolean isGirls(int group) {
    return group >= 2;
  }

  static boolean isForeign(int group) {
    return group % 2 == 1;
  }

  /** Adds students of a cell round a mean. */
  void add(Cell cell, double mean, double count) {
    students.get(group(cell)).add(mean, count);
  }

  void addAll(Abilities others, double share) {
    for (int g = 0; g < GROUPS; g++) {
      students.get(g).addAll(others.students.get(g), share);
    }
  }

  /** The same students with the differences between individuals round their means. */
  Abilities spread() {
    Abilities spread = new Abilities();
    for (int g = 0; g < GROUPS; g++) {
      spread.students.get(g).addAll(students.get(g).spread(Effects.SD_STUDENT), 1);
    }
    return spread;
  }

  /** A value that depends on ability and group. */
  @FunctionalInterface
  interface Value {
    double of(double ability, int group);
  }

  /** What to do with the students of a group at a point. */
  @FunctionalInterface
  interface Visit {
    void at(double ability, int group, double weight);
  }

  void visit(Visit visit) {
    for (int g = 0; g < GROUPS; g++) {
      int group = g;
      students.get(g).visit((ability, weight) -> visit.at(ability, group, weight));
    }
  }

  double sum(Value value) {
    double sum = 0;
    for (int g = 0; g < GROUPS; g++) {
      int group = g;
      sum += students.get(g).sum(ability -> value.of(ability, group));
    }
    return sum;
  }

  /** The mean of a value; 0 where there is nobody. */
  double mean(Value value) {
    double total = sum((ability, group) -> 1);
    return total == 0 ? 0 : sum(value) / total;
  }
}
