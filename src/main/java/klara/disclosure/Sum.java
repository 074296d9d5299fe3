package klara.disclosure;

import java.util.List;

/**
 * One cell is the sum of others: a county of its municipalities, all students of girls and boys.
 *
 * @param total the index of the cell that is the sum
 * @param parts the indices of the cells that it is the sum of; they share no student
 */
public record Sum(int total, List<Integer> parts) {
  public Sum {
    parts = List.copyOf(parts);
  }

  /** The same, with the parts listed one by one. */
  public static Sum of(int total, Integer... parts) {
    return new Sum(total, List.of(parts));
  }
}
