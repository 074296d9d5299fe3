package klara.disclosure;

/** What a cell may say too much about. */
public enum Quantity {
  /** How many there are. */
  STUDENTS {
    @Override
    public long of(CellSystem cells, int cell) {
      return cells.students(cell);
    }
  },
  /** How many of them had the outcome. */
  EVENTS {
    @Override
    public long of(CellSystem cells, int cell) {
      return cells.events(cell);
    }
  },
  /** How many of them did not; it tells as much about them as the events do. */
  COMPLEMENT {
    @Override
    public long of(CellSystem cells, int cell) {
      return cells.complement(cell);
    }
  };

  /** The true count of a cell. */
  public abstract long of(CellSystem cells, int cell);
}
