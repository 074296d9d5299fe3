package klara.disclosure;

import java.util.List;

/**
 * One cell is the sum of others: a county of its municipalities, all students of girls and boys.
 *
 * @param total the index of the cell that is the sum
 * @param parts the indices of the cells that it is the sum of; they share no student
 * @param mayHoldMore whether there may be students in the total who are in none of the parts
 */
public record Sum(int total, List<Integer> parts, boolean mayHoldMore) {
  public Sum {
    parts = List.copyOf(parts);
  }

  /** A total that holds its parts and nobody else. */
  public Sum(int total, List<Integer> parts) {
    this(total, parts, false);
  }

  /** A total that may hold more: students without a sex, identities that only the county counts. */
  public static Sum orMore(int total, List<Integer> parts) {
    return new Sum(total, parts, true);
  }

  /** The same, with the parts listed one by one. */
  public static Sum of(int total, Integer... parts) {
    return new Sum(total, List.of(parts));
  }
}
