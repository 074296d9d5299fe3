package klara.disclosure;

/**
 * The counts of events that the rules treat alike in one cell: none, few, all but few, all, or
 * neither few nor nearly all. Among students too few for a share every count is hidden, so the
 * rules say nothing about it.
 *
 * @param lower the least of these counts
 * @param upper the greatest
 */
record Band(long lower, long upper) {
  /** The band of a count of events among students. */
  static Band of(long events, long students) {
    if (students < SmallCells.FEWEST_FOR_SHARE) {
      return new Band(0, students);
    }
    if (events == 0 || events == students) {
      return new Band(events, events);
    }
    if (SmallCells.isFew(events)) {
      return new Band(1, SmallCells.FEWEST - 1);
    }
    if (SmallCells.isFew(students - events)) {
      return new Band(students - SmallCells.FEWEST + 1, students - 1);
    }
    return new Band(SmallCells.FEWEST, students - SmallCells.FEWEST);
  }
}
