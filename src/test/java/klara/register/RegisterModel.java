package klara.register;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Contract 7.1 read aloud: one period of one register as a map by key, to which deliveries are
 * applied one version after the other. Slow, and with nothing in it that could be wrong.
 */
final class RegisterModel {

  /**
   * A delivered line.
   *
   * @param op what a delta does with it
   * @param place its school unit, or where the register has none its municipality
   * @param variant what it says besides
   */
  record Line(String op, String student, String place, int variant, Trait trait) {
    enum Trait {
      NONE,
      /** Breaks a rule by itself. */
      BROKEN,
      /** Has a TF number: every line is a person of its own. */
      TEMPORARY,
      /** Says another birth year than the other lines, where the register has one. */
      OTHER_BIRTH_YEAR
    }
  }

  /** A delivery; one whose base is 0 is full. */
  record Sent(int version, int base, String scope, List<Line> lines) {
    boolean isDelta() {
      return base > 0;
    }
  }

  /** A line that has been put in. */
  private record Held(String where, Line line) {}

  private final boolean isOfUnits;
  private final Map<String, String> municipalities;
  private final TreeMap<String, List<Held>> state = new TreeMap<>();
  private final TreeMap<String, String> fates = new TreeMap<>();

  /**
   * An empty register.
   *
   * @param isOfUnits whether rows are of school units, which then belong to the key
   * @param municipalities of school units
   */
  RegisterModel(boolean isOfUnits, Map<String, String> municipalities) {
    this.isOfUnits = isOfUnits;
    this.municipalities = municipalities;
  }

  /**
   * Applies deliveries by version; those of one version, which no version parts, at once. A full
   * version begins its scope anew: it unsays the deltas of that scope before it, also where they
   * reached beyond the scope.
   */
  void apply(Map<String, Sent> deliveries) {
    TreeMap<Integer, TreeMap<String, Sent>> versions = new TreeMap<>();
    deliveries.forEach(
        (id, sent) -> {
          if (!isUnsaid(sent, deliveries.values())) {
            versions.computeIfAbsent(sent.version(), any -> new TreeMap<>()).put(id, sent);
          }
        });
    versions.values().forEach(this::applyAtOnce);
  }

  private static boolean isUnsaid(Sent delta, Collection<Sent> all) {
    return delta.isDelta()
        && all.stream()
            .anyMatch(
                full ->
                    !full.isDelta()
                        && full.scope().equals(delta.scope())
                        && full.version() > delta.version());
  }

  private void applyAtOnce(Map<String, Sent> deliveries) {
    deliveries.forEach((id, sent) -> takeAway(sent));
    deliveries.forEach(
        (id, sent) -> {
          for (int i = 0; i < sent.lines().size(); i++) {
            Line line = sent.lines().get(i);
            String where = id + "#" + (i + 2);
            boolean isGone = sent.isDelta() && line.op().equals("D");
            fates.put(where, isSound(sent, line) ? Conform.SUPERSEDED : Conform.REJECTED);
            if (isSound(sent, line) && !isGone) {
              state
                  .computeIfAbsent(key(line, where), any -> new ArrayList<>())
                  .add(new Held(where, line));
            }
          }
        });
  }

  /** A full delivery takes away what lies in its scope, a delta what it has a line of. */
  private void takeAway(Sent sent) {
    if (sent.isDelta()) {
      sent.lines().stream()
          .filter(line -> isSound(sent, line))
          .forEach(line -> state.remove(key(line, "")));
    } else {
      state.values().forEach(held -> held.removeIf(one -> lies(one.line(), sent.scope())));
    }
  }

  private String key(Line line, String where) {
    if (line.trait() == Line.Trait.TEMPORARY) {
      return "TF " + where;
    }
    return line.student() + (isOfUnits ? " " + line.place() : "");
  }

  private boolean isSound(Sent sent, Line line) {
    boolean isTemporary = line.trait() == Line.Trait.TEMPORARY;
    boolean isKnownOperation = !sent.isDelta() || !line.op().equals("X");
    boolean isLinkedByTemporaryId = sent.isDelta() && isTemporary && !line.op().equals("I");
    return line.trait() != Line.Trait.BROKEN
        && isKnownOperation
        && !isLinkedByTemporaryId
        && lies(line, sent.scope());
  }

  private boolean lies(Line line, String scope) {
    String municipality = municipalities.getOrDefault(line.place(), line.place());
    return scope.equals("riket")
        || scope.equals("kommun:" + municipality)
        || scope.equals("skolenhet:" + line.place());
  }

  /** What became of each line, by delivery and line, the header being line 1. */
  Map<String, String> fates() {
    TreeMap<String, TreeSet<Boolean>> births = new TreeMap<>();
    state.forEach(
        (key, held) ->
            held.forEach(
                one ->
                    births
                        .computeIfAbsent(person(one, key), any -> new TreeSet<>())
                        .add(one.line().trait() == Line.Trait.OTHER_BIRTH_YEAR)));
    state.forEach(
        (key, held) -> {
          boolean isContradicted = held.stream().map(this::said).distinct().count() > 1;
          for (int i = 0; i < held.size(); i++) {
            boolean isOfTwo =
                isOfUnits
                    && births.getOrDefault(person(held.get(i), key), new TreeSet<>()).size() > 1;
            fates.put(
                held.get(i).where(),
                isContradicted || isOfTwo
                    ? Conform.REJECTED
                    : i == 0 ? Conform.ACCEPTED : Conform.SUPERSEDED);
          }
        });
    return fates;
  }

  private static String person(Held held, String key) {
    return held.line().trait() == Line.Trait.TEMPORARY ? key : held.line().student();
  }

  private List<Object> said(Held held) {
    Line line = held.line();
    boolean isOther = isOfUnits && line.trait() == Line.Trait.OTHER_BIRTH_YEAR;
    return List.of(line.place(), line.variant(), isOther);
  }
}
