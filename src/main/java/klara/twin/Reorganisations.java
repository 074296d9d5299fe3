package klara.twin;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Function;
import klara.store.Text;

/**
 * Units that start, close, split and merge, on 1 July. Students keep to the unit that they chose;
 * what changes is which unit that is in the register. After a merger or a split all parts have new
 * codes.
 */
final class Reorganisations {
  /** From year 6 to year 9. */
  private static final int YEARS_BEFORE = 3;

  /** Municipalities with fewer units of a stage keep them as they are. */
  private static final int FEWEST_UNITS = 4;

  private static final double SHARE = 0.08;
  private static final int MONTH = 7;

  private final TwinSettings settings;
  private final LocalDate firstDay;
  private final Map<String, Change> changes = new HashMap<>();
  private final List<Validity> units = new ArrayList<>();
  private final List<Event> events = new ArrayList<>();

  Reorganisations(TwinSettings settings) {
    this.settings = settings;
    this.firstDay = firstDay(settings);
  }

  /** When the register of units begins: with the codes, or before the oldest cohort's year 6. */
  static LocalDate firstDay(TwinSettings settings) {
    LocalDate oldest = LocalDate.of(settings.firstCohort() - YEARS_BEFORE, MONTH, 1);
    return oldest.isBefore(Reference.BEGIN) ? oldest : Reference.BEGIN;
  }

  /** What happens to units. */
  enum Kind {
    MERGER,
    SPLIT,
    START,
    CLOSURE
  }

  /**
   * Something that happened.
   *
   * @param schoolYear the first one in which it is so
   * @param kind what it was
   * @param before units until then; for a start the one where students went until then
   * @param after units since then; for a closure the one where students go since then
   */
  record Event(int schoolYear, Kind kind, List<School> before, List<School> after) {}

  /**
   * A unit in the register.
   *
   * @param unit it is about
   * @param from the first day
   * @param to the last day; empty while there is none
   * @param predecessors codes, after a merger or a split
   */
  record Validity(School unit, LocalDate from, Optional<LocalDate> to, List<String> predecessors) {}

  /** The unit that a chosen one is in another part of time. */
  private record Change(int schoolYear, Optional<School> before, Optional<School> after) {}

  /**
   * Draws what happens to the units of a municipality and stage.
   *
   * @param chosen the units, of which the first never changes
   * @param code gives a code that no unit has
   */
  void draw(List<School> chosen, Function<SplittableRandom, Text> code) {
    int next = 1;
    if (chosen.size() >= FEWEST_UNITS && settings.cohorts() > 1) {
      School host = chosen.get(0);
      SplittableRandom random =
          Seeds.random(
              settings.seed(),
              Seeds.Purpose.REORGANISATIONS,
              Integer.parseInt(host.municipality().code()),
              host.code().toString().hashCode());
      int wanted = Math.max(1, (int) Math.round(SHARE * chosen.size()));
      int first = random.nextInt(Kind.values().length);
      for (int i = 0; i < wanted && next + 1 < chosen.size(); i++) {
        int year = random.nextInt(settings.firstCohort() + 1, TwinSettings.LAST_COHORT + 1);
        Kind kind = Kind.values()[(first + i) % Kind.values().length];
        School one = chosen.get(next);
        switch (kind) {
          case MERGER -> merge(year, one, chosen.get(next + 1), code.apply(random));
          case SPLIT -> split(year, one, chosen.get(next + 1), code.apply(random));
          case START -> start(year, one, host);
          case CLOSURE -> close(year, one, host);
        }
        next += kind == Kind.MERGER || kind == Kind.SPLIT ? 2 : 1;
      }
    }
    for (School unit : chosen) {
      if (!changes.containsKey(unit.code().toString())) {
        units.add(new Validity(unit, firstDay, Optional.empty(), List.of()));
      }
    }
  }

  private void merge(int year, School one, School other, Text code) {
    School joint = joint(one, other, code);
    for (School part : List.of(one, other)) {
      change(part, new Change(year, Optional.empty(), Optional.of(joint)));
      units.add(until(part, year));
    }
    units.add(since(joint, year, one, other));
    events.add(new Event(year, Kind.MERGER, List.of(one, other), List.of(joint)));
  }

  private void split(int year, School one, School other, Text code) {
    School joint = joint(one, other, code);
    for (School part : List.of(one, other)) {
      change(part, new Change(year, Optional.of(joint), Optional.empty()));
      units.add(since(part, year, joint));
    }
    units.add(until(joint, year));
    events.add(new Event(year, Kind.SPLIT, List.of(joint), List.of(one, other)));
  }

  private void start(int year, School one, School host) {
    change(one, new Change(year, Optional.of(host), Optional.empty()));
    units.add(since(one, year));
    events.add(new Event(year, Kind.START, List.of(host), List.of(one)));
  }

  private void close(int year, School one, School host) {
    change(one, new Change(year, Optional.empty(), Optional.of(host)));
    units.add(until(one, year));
    events.add(new Event(year, Kind.CLOSURE, List.of(one), List.of(host)));
  }

  private void change(School unit, Change change) {
    changes.put(unit.code().toString(), change);
  }

  private static School joint(School one, School other, Text code) {
    return new School(
        code,
        one.name() + " och " + other.name(),
        one.municipality(),
        one.stage(),
        one.provider(),
        one.weight() + other.weight(),
        (one.intake() + other.intake()) / 2,
        (one.effect() + other.effect()) / 2);
  }

  private Validity until(School unit, int year) {
    LocalDate last = LocalDate.of(year, MONTH, 1).minusDays(1);
    return new Validity(unit, firstDay, Optional.of(last), List.of());
  }

  private static Validity since(School unit, int year, School... before) {
    List<String> codes = new ArrayList<>();
    for (School one : before) {
      codes.add(one.code().toString());
    }
    codes.sort(Comparator.naturalOrder());
    return new Validity(unit, LocalDate.of(year, MONTH, 1), Optional.empty(), List.copyOf(codes));
  }

  /** What a chosen unit is in the register of a school year. */
  School at(School chosen, int schoolYear) {
    Change change = changes.get(chosen.code().toString());
    if (change == null) {
      return chosen;
    }
    return (schoolYear < change.schoolYear() ? change.before() : change.after()).orElse(chosen);
  }

  /** Every unit that there is or has been, by code. */
  List<Validity> units() {
    return units.stream()
        .sorted(Comparator.comparing(validity -> validity.unit().code().toString()))
        .toList();
  }

  List<Event> events() {
    return events;
  }
}
