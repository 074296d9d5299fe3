package klara.disclosure;

import java.util.List;

/**
 * What binds the cells of a {@link CellSystem} besides sums.
 *
 * @param ofStudents of their students; from these alone, since all outcomes over the same students
 *     must withhold the same ones
 * @param ofEvents of their events
 */
public record Balances(List<Balance> ofStudents, List<Balance> ofEvents) {
  /** Sums alone. */
  public static final Balances NONE = new Balances(List.of(), List.of());

  /** Copies what it is given. */
  public Balances {
    ofStudents = List.copyOf(ofStudents);
    ofEvents = List.copyOf(ofEvents);
  }
}
