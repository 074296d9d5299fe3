package klara.delivery;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Which deliveries of one register count: for each period and scope the newest full version and the
 * deltas upon it. It follows from what lies in the inbox alone, not from the order in which it
 * came.
 *
 * @param periods by period folder: the deliveries that count, older versions first; where two say
 *     something of the same row the later does
 * @param superseded deliveries of which no row counts any more
 * @param held id and reason of deliveries that wait: for a version before them, or for an operator
 * @param refused id and reason of deliveries that cannot count
 */
public record Plan(
    Map<String, List<Delivery>> periods,
    List<Delivery> superseded,
    Map<String, String> held,
    Map<String, String> refused) {

  private static final Comparator<Delivery> BY_VERSION =
      Comparator.comparingInt((Delivery delivery) -> delivery.manifest().version())
          .thenComparing(Delivery::id);

  /** A full version with less than this share of the rows of the one before waits. */
  public static final double LEAST_SHARE_OF_ROWS = 0.8;

  private static final double PERCENT = 100;

  /**
   * Plans with everything that may count.
   *
   * @param deliveries of one register
   * @param released ids that an operator takes in however few rows they have
   */
  public static Plan of(Collection<Delivery> deliveries, Set<String> released) {
    return of(deliveries, Set.of(), released);
  }

  /**
   * Plans with everything that has arrived.
   *
   * @param deliveries of one register
   * @param out ids of those that have been judged and cannot count. They are still what later
   *     versions are measured by, and a later version still replaces them: otherwise it would
   *     matter which was judged first
   * @param released as above
   */
  public static Plan of(Collection<Delivery> deliveries, Set<String> out, Set<String> released) {
    Plan plan = new Plan(new TreeMap<>(), new ArrayList<>(), new TreeMap<>(), new TreeMap<>());
    deliveries.stream()
        .collect(Collectors.groupingBy(Delivery::period, TreeMap::new, Collectors.toList()))
        .forEach(
            (period, arrived) -> {
              List<Delivery> chain = plan.chain(arrived, out, released);
              if (!chain.isEmpty()) {
                plan.periods.put(period, chain);
              }
            });
    return plan;
  }

  private List<Delivery> chain(List<Delivery> arrived, Set<String> out, Set<String> released) {
    Map<String, List<Delivery>> scopes = new LinkedHashMap<>();
    for (Delivery delivery : withoutCopies(arrived, out)) {
      scopes.computeIfAbsent(delivery.manifest().scope(), any -> new ArrayList<>()).add(delivery);
    }
    List<Delivery> counting = new ArrayList<>();
    for (List<Delivery> versions : scopes.values()) {
      counting.addAll(standing(versions, out, released));
    }
    int newestOfAll =
        counting.stream()
            .filter(delivery -> delivery.isWholeCountry() && !delivery.isDelta())
            .mapToInt(delivery -> delivery.manifest().version())
            .max()
            .orElse(0);
    List<Delivery> chain = new ArrayList<>();
    for (Delivery delivery : counting.stream().sorted(BY_VERSION).toList()) {
      (delivery.manifest().version() < newestOfAll ? superseded : chain).add(delivery);
    }
    return List.copyOf(chain);
  }

  /** A version of a scope counts once: the same again is no news, and something else is refused. */
  private List<Delivery> withoutCopies(List<Delivery> arrived, Set<String> out) {
    List<Delivery> kept = new ArrayList<>();
    Map<String, Delivery> versions = new LinkedHashMap<>();
    for (Delivery delivery : arrived.stream().sorted(BY_VERSION).toList()) {
      Manifest manifest = delivery.manifest();
      if (out.contains(delivery.id())) {
        kept.add(delivery);
        continue;
      }
      Delivery same = versions.putIfAbsent(manifest.scope() + "#" + manifest.version(), delivery);
      if (same != null && same.manifest().files().equals(manifest.files())) {
        superseded.add(delivery);
      } else if (same != null) {
        refused.put(
            delivery.id(),
            "version %d came before with other content (%s)"
                .formatted(manifest.version(), same.id()));
      } else {
        kept.add(delivery);
      }
    }
    return kept;
  }

  /** The newest full version of a scope that is not too small, and the unbroken deltas upon it. */
  private List<Delivery> standing(List<Delivery> versions, Set<String> out, Set<String> released) {
    Delivery measure = null;
    Delivery full = null;
    for (Delivery delivery : versions) {
      if (delivery.isDelta()) {
        continue;
      }
      boolean isReleased = released.contains(delivery.id());
      if (measure != null && isTooSmall(delivery, measure) && !isReleased) {
        held.put(delivery.id(), tooSmall(delivery, measure));
        continue;
      }
      measure = delivery;
      full = out.contains(delivery.id()) ? full : delivery;
    }
    List<Delivery> standing = new ArrayList<>();
    int newestFull = full == null ? 0 : full.manifest().version();
    int last = newestFull;
    for (Delivery delivery : versions) {
      int version = delivery.manifest().version();
      boolean isOut = out.contains(delivery.id());
      if (delivery.equals(full)) {
        standing.add(delivery);
      } else if (version < newestFull) {
        // One that waited waits no more: whatever an operator said, the newer would stand.
        held.remove(delivery.id());
        superseded.add(delivery);
      } else if (delivery.isDelta() && !isOut) {
        if (delivery.manifest().baseVersion() == last && last > 0) {
          standing.add(delivery);
          last = version;
        } else {
          held.put(delivery.id(), gap(delivery, last));
        }
      }
    }
    return standing;
  }

  private static boolean isTooSmall(Delivery delivery, Delivery before) {
    return delivery.promisedRows() < LEAST_SHARE_OF_ROWS * before.promisedRows();
  }

  private static String tooSmall(Delivery delivery, Delivery before) {
    return String.format(
        Locale.ROOT,
        "%d rows, %.1f %% fewer than the %d of %s; more than %.0f %% fewer waits for an operator",
        delivery.promisedRows(),
        PERCENT * (before.promisedRows() - delivery.promisedRows()) / before.promisedRows(),
        before.promisedRows(),
        before.id(),
        PERCENT * (1 - LEAST_SHARE_OF_ROWS));
  }

  private static String gap(Delivery delta, int last) {
    int base = delta.manifest().baseVersion();
    return base > last
        ? "changes version %d, which is not here yet%s".formatted(base, newest(last))
        : "changes version %d, which is not the newest%s".formatted(base, newest(last));
  }

  private static String newest(int last) {
    return last == 0 ? "" : " (newest: %d)".formatted(last);
  }

  /** Every delivery that counts. */
  public List<Delivery> counting() {
    return periods.values().stream().flatMap(List::stream).toList();
  }
}
