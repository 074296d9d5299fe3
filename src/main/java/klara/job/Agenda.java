package klara.job;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import klara.delivery.Arrivals;
import klara.delivery.Delivery;
import klara.delivery.Ledger;
import klara.delivery.Ledger.Entry;
import klara.delivery.Ledger.Status;
import klara.delivery.Plan;
import klara.register.Register;
import klara.register.Registers;
import klara.store.Inbox;
import klara.store.Storage;

/**
 * What counts tonight: what lies in the inbox, less what has been judged and found wanting. Worked
 * out register by register in the order in which they are taken in, since what rows are looked up
 * in decides what becomes of them: a delivery that was held for unknown school units is judged
 * again when the register of units has changed.
 */
final class Agenda {
  private static final int SHORT = 16;

  private final Arrivals arrivals;
  private final Ledger ledger;
  private final Inbox inbox;
  private final Settings settings;
  private final KeyFile key;
  private final String codeVersion;
  private final Map<Period, List<Delivery>> byPeriod;
  private final Map<String, String> files = new HashMap<>();
  private final Set<String> leftOut = new HashSet<>();

  Agenda(
      Arrivals arrivals,
      Ledger ledger,
      Inbox inbox,
      Settings settings,
      KeyFile key,
      String codeVersion) {
    this.arrivals = arrivals;
    this.ledger = ledger;
    this.inbox = inbox;
    this.settings = settings;
    this.key = key;
    this.codeVersion = codeVersion;
    this.byPeriod = arrivals.deliveries().stream().collect(Collectors.groupingBy(Period::of));
    List<String> ids = new ArrayList<>(arrivals.refused().keySet());
    arrivals.deliveries().forEach(delivery -> ids.add(delivery.id()));
    ledger.keepOnly(ids);
    arrivals
        .refused()
        .forEach(
            (id, reason) -> ledger.enter(id, new Entry("", "", Status.REJECTED, reason, false, 0)));
  }

  /** A register, by the sender's name, and what the rows of a delivery are about. */
  private record Period(String tabell, String period) {
    static Period of(Delivery delivery) {
      return new Period(delivery.manifest().tabell(), delivery.manifest().period());
    }
  }

  /**
   * What counts.
   *
   * @param plans by register
   * @param versions by register and period: what the period is made from
   * @param lookups by register: what its rows are looked up in
   */
  record Tonight(
      Map<Register, Plan> plans,
      Map<Register, Map<String, String>> versions,
      Map<Register, String> lookups) {

    List<Delivery> counting() {
      return plans.values().stream().map(Plan::counting).flatMap(List::stream).toList();
    }

    Map<String, List<Delivery>> periods(Register register) {
      Plan plan = plans.get(register);
      return plan == null ? Map.of() : plan.periods();
    }

    Map<String, String> versions(Register register) {
      return versions.getOrDefault(register, Map.of());
    }
  }

  /** Works out what counts as things stand, and enters what does not. */
  Tonight tonight() {
    Map<Register, Plan> plans = new LinkedHashMap<>();
    Map<Register, Map<String, String>> versions = new LinkedHashMap<>();
    Map<Register, String> lookups = new LinkedHashMap<>();
    List<String> reference = new ArrayList<>();
    for (Register register : Registers.ALL) {
      String lookedUpIn = Storage.digest(reference);
      lookups.put(register, lookedUpIn);
      Plan plan = plan(register, lookedUpIn);
      plans.put(register, plan);
      Map<String, String> periods = new TreeMap<>();
      plan.periods()
          .forEach((period, chain) -> periods.put(period, version(register, chain, lookedUpIn)));
      versions.put(register, periods);
      if (Registers.REFERENCE.contains(register)) {
        periods.forEach((period, version) -> reference.add(period + "=" + version));
      }
    }
    return new Tonight(plans, versions, lookups);
  }

  private Plan plan(Register register, String lookedUpIn) {
    List<Delivery> usable = new ArrayList<>();
    Set<String> released = new HashSet<>();
    Set<String> out = new HashSet<>();
    for (Delivery delivery : arrivals.deliveries()) {
      boolean isOther = !delivery.manifest().tabell().equals(register.tabell());
      if (isOther || leftOut.contains(delivery.id())) {
        continue;
      }
      Optional<Entry> entry = ledger.entry(delivery.id());
      if (entry.filter(one -> isOut(one, delivery, lookedUpIn)).isPresent()) {
        out.add(delivery.id());
      }
      if (entry.filter(one -> isReleased(one, delivery)).isPresent()) {
        released.add(delivery.id());
      }
      usable.add(asAccepted(delivery, entry));
    }
    Plan plan = Plan.of(usable, out, released);
    plan.superseded().stream()
        .filter(delivery -> !isRejectedByOperator(delivery))
        .forEach(delivery -> enter(delivery, Status.SUPERSEDED, ""));
    for (Delivery delivery : usable) {
      String held = plan.held().get(delivery.id());
      String refused = plan.refused().get(delivery.id());
      if (held != null) {
        enter(delivery, Status.HELD, held);
      } else if (refused != null) {
        enter(delivery, Status.REJECTED, refused);
      }
    }
    for (Delivery delivery : plan.counting()) {
      if (ledger.entry(delivery.id()).filter(one -> one.status() == Status.ACCEPTED).isEmpty()) {
        enter(delivery, Status.ACCEPTED, "");
      }
    }
    return plan;
  }

  private boolean isOut(Entry entry, Delivery delivery, String lookedUpIn) {
    boolean isRefused = entry.status() == Status.HELD || entry.status() == Status.REJECTED;
    return isRejectedByOperator(delivery)
        || (isRefused && entry.fingerprint().equals(basis(delivery, lookedUpIn)));
  }

  private boolean isRejectedByOperator(Delivery delivery) {
    return ledger
        .entry(delivery.id())
        .filter(one -> one.byOperator() && one.status() == Status.REJECTED)
        .filter(one -> one.digest().equals(delivery.digest()))
        .isPresent();
  }

  static boolean isReleased(Entry entry, Delivery delivery) {
    return entry.byOperator()
        && entry.status() != Status.REJECTED
        && entry.digest().equals(delivery.digest());
  }

  /**
   * What was accepted stays, although the sender has since put other content in its place: a
   * correction needs a version of its own.
   */
  private Delivery asAccepted(Delivery delivery, Optional<Entry> entry) {
    boolean isChanged =
        entry
            .filter(one -> one.status() == Status.ACCEPTED)
            .filter(one -> !one.digest().equals(delivery.digest()))
            .isPresent();
    if (!isChanged) {
      return delivery;
    }
    Entry accepted = entry.get();
    ledger.enter(
        delivery.id(),
        new Entry(
            accepted.digest(),
            accepted.fingerprint(),
            Status.ACCEPTED,
            "its content has changed since it was accepted; what was accepted stays, a correction"
                + " needs a new version",
            accepted.byOperator(),
            accepted.rows()));
    return new Delivery(delivery.id(), delivery.folder(), delivery.manifest(), accepted.digest());
  }

  /** What the plan says is worked out anew each night, and so needs no basis. */
  private void enter(Delivery delivery, Status status, String reason) {
    boolean byOperator =
        ledger.entry(delivery.id()).filter(one -> isReleased(one, delivery)).isPresent();
    ledger.enter(
        delivery.id(),
        new Entry(delivery.digest(), "", status, reason, byOperator, delivery.promisedRows()));
  }

  /**
   * What a judgement of a delivery's files rests on: another basis, another judgement. A later
   * version may settle what was wrong with an earlier one, so all of the period are part of it.
   */
  String basis(Delivery delivery, String lookedUpIn) {
    List<String> parts = new ArrayList<>();
    parts.add(files.computeIfAbsent(delivery.id(), any -> inbox.fingerprint(delivery)));
    parts.addAll(List.of(lookedUpIn, codeVersion, String.valueOf(settings.badRowsShare())));
    byPeriod.getOrDefault(Period.of(delivery), List.of()).stream()
        .filter(other -> !leftOut.contains(other.id()))
        .map(other -> other.id() + " " + other.digest())
        .sorted()
        .forEach(parts::add);
    return Storage.digest(parts);
  }

  /** Whether its files lie as they did when the night began. */
  boolean isUntouched(Delivery delivery) {
    return inbox.fingerprint(delivery).equals(files.get(delivery.id()));
  }

  /** For the rest of this night. */
  void leaveOut(Delivery delivery) {
    leftOut.add(delivery.id());
  }

  /** What a period of a register is made from. */
  private String version(Register register, List<Delivery> chain, String lookedUpIn) {
    List<String> parts = new ArrayList<>(List.of(codeVersion, register.tabell()));
    if (register.isAboutPersons() || register.hasPersonIds()) {
      parts.add(key.fingerprint());
      parts.add(String.valueOf(settings.buckets()));
    }
    parts.add(lookedUpIn);
    chain.forEach(delivery -> parts.add(delivery.id() + " " + delivery.digest()));
    return Storage.digest(parts).substring(0, SHORT);
  }
}
