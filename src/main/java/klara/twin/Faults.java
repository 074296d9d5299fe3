package klara.twin;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import klara.twin.Fault.Fate;

/** Plants faults at even distances in one file, rule after rule, and keeps a ledger of them. */
final class Faults {
  /**
   * A row that was planted.
   *
   * @param delivery its id
   * @param file of the delivery
   * @param line the header being 1
   * @param rule that it breaks
   * @param column that is wrong, "" for several
   * @param fate what must become of it
   */
  record Planted(String delivery, String file, long line, String rule, String column, Fate fate) {}

  private final List<List<Fault>> rules;
  private final int every;
  private final List<Planted> planted = new ArrayList<>();
  private int next;
  private int sinceLast;

  /**
   * Faults for one file.
   *
   * @param rules by rule, the ways to break it; empty for a file without faults
   * @param every of so many rows at most one is rejected
   * @param first which rule is the first
   */
  Faults(List<List<Fault>> rules, int every, int first) {
    this.rules = rules;
    this.every = every;
    next = first;
  }

  List<Planted> planted() {
    return planted;
  }

  /**
   * Writes the file's row, or what a fault makes of it.
   *
   * @return whether the row stands in the file as it is, alone
   */
  boolean write(RegisterFile file) throws IOException {
    sinceLast++;
    if (rules.isEmpty() || sinceLast < every) {
      file.writeSound();
      return true;
    }
    List<Fault> ways = rules.get(next % rules.size());
    Fault fault = ways.get(next / rules.size() % ways.size());
    if (sinceLast < every * fault.kind().cost()) {
      file.writeSound();
      return true;
    }
    Line line = file.line();
    if (!fault.fits(line)) {
      file.writeSound();
      return true;
    }
    plant(fault, line, file);
    return false;
  }

  private void plant(Fault fault, Line line, RegisterFile file) throws IOException {
    if (fault.kind().keepsTheSound()) {
      if (fault.kind() == Fault.Kind.BOTH) {
        note(file, fault.rule(), fault.column(), Fate.REJECTED);
      }
      file.writeSound();
    }
    note(file, fault.rule(), fault.column(), fault.kind().fate());
    file.write(fault.spoil().apply(line));
    sinceLast = 0;
    next++;
  }

  /** Enters the row that is written next. */
  void note(RegisterFile file, String rule, String column, Fate fate) {
    planted.add(
        new Planted(file.delivery().id(), file.name(), file.nextLine(), rule, column, fate));
  }
}
