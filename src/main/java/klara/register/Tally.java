package klara.register;

import java.util.Arrays;
import org.apache.spark.util.AccumulatorV2;

/** Rows by file and verdict: how many, how many that open a line, and how many with a warning. */
public final class Tally extends AccumulatorV2<long[], long[]> {
  private static final long serialVersionUID = 1;
  private static final int VERDICTS = Verdict.ALL.size();
  private static final int COUNTS = 3;

  private final long[] counts;

  /** For the rows of so many files. */
  public Tally(int files) {
    this(new long[files * VERDICTS * COUNTS]);
  }

  private Tally(long[] counts) {
    this.counts = counts;
  }

  /** Counts for a task to count in, which it then adds. */
  long[] none() {
    return new long[counts.length];
  }

  static void count(long[] counts, int file, int verdict, boolean opensLine, boolean isWarned) {
    int at = (file * VERDICTS + verdict) * COUNTS;
    counts[at]++;
    counts[at + 1] += opensLine ? 1 : 0;
    counts[at + 2] += isWarned ? 1 : 0;
  }

  public long rows(int file, Verdict verdict) {
    return counts[(file * VERDICTS + verdict.number()) * COUNTS];
  }

  /** Lines that the rows came from: the wide form makes several of one. */
  public long lines(int file, Verdict verdict) {
    return counts[(file * VERDICTS + verdict.number()) * COUNTS + 1];
  }

  /** Whether any row breaks a rule, be it one that is only counted. */
  public boolean isAnyBroken() {
    for (int at = 0; at < counts.length; at += COUNTS) {
      boolean isRejected = Verdict.ALL.get(at / COUNTS % VERDICTS).isRejected();
      if ((isRejected && counts[at] > 0) || counts[at + 2] > 0) {
        return true;
      }
    }
    return false;
  }

  /** Rows that break a rule whatever other rows say. */
  public long brokenByThemselves() {
    long broken = 0;
    for (int at = 0; at < counts.length; at += COUNTS) {
      boolean isUnsound = Verdict.ALL.get(at / COUNTS % VERDICTS) == Verdict.UNSOUND;
      broken += isUnsound ? counts[at] : counts[at + 2];
    }
    return broken;
  }

  @Override
  public boolean isZero() {
    for (long count : counts) {
      if (count != 0) {
        return false;
      }
    }
    return true;
  }

  @Override
  public Tally copy() {
    return new Tally(counts.clone());
  }

  @Override
  public void reset() {
    Arrays.fill(counts, 0);
  }

  @Override
  public void add(long[] more) {
    for (int i = 0; i < counts.length; i++) {
      counts[i] += more[i];
    }
  }

  @Override
  public void merge(AccumulatorV2<long[], long[]> other) {
    add(other.value());
  }

  @Override
  public long[] value() {
    return counts.clone();
  }
}
