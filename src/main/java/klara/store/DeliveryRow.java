package klara.store;

import java.util.Arrays;

/** The values of one row on its way into a file; used again for the next row. */
public final class DeliveryRow {
  private final Text[] texts;
  private final int[] numbers;
  private final boolean[] isPresent;

  public DeliveryRow(int columns) {
    texts = new Text[columns];
    Arrays.fill(texts, Text.EMPTY);
    numbers = new int[columns];
    isPresent = new boolean[columns];
  }

  /** A row with the same values. */
  public DeliveryRow copy() {
    DeliveryRow copy = new DeliveryRow(texts.length);
    System.arraycopy(texts, 0, copy.texts, 0, texts.length);
    System.arraycopy(numbers, 0, copy.numbers, 0, numbers.length);
    System.arraycopy(isPresent, 0, copy.isPresent, 0, isPresent.length);
    return copy;
  }

  public void set(int column, Text value) {
    texts[column] = value;
    isPresent[column] = true;
  }

  public void set(int column, int value) {
    numbers[column] = value;
    isPresent[column] = true;
  }

  /** Leaves the column without a value. */
  public void clear(int column) {
    isPresent[column] = false;
  }

  public boolean isPresent(int column) {
    return isPresent[column];
  }

  public Text text(int column) {
    return texts[column];
  }

  public int number(int column) {
    return numbers[column];
  }
}
