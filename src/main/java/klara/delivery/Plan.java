package klara.delivery;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Which deliveries count: for each register and period the newest version of each scope. It follows
 * from what lies in the inbox alone, not from the order in which it came.
 *
 * @param chains by register (the sender's name) and period folder: the deliveries that count, older
 *     first; a later one replaces the rows of its scope
 * @param superseded deliveries of which no row counts any more
 * @param refused id and reason of deliveries that cannot count
 */
public record Plan(
    Map<String, Map<String, List<Delivery>>> chains,
    List<Delivery> superseded,
    Map<String, String> refused) {

  private static final Comparator<Delivery> BY_VERSION =
      Comparator.comparingInt((Delivery delivery) -> delivery.manifest().version())
          .thenComparing(Delivery::id);

  /** Less than this share of the rows of the version before waits for an operator. */
  public static final double LEAST_SHARE_OF_ROWS = 0.8;

  /** Plans with everything that may count. */
  public static Plan of(List<Delivery> deliveries) {
    Map<String, Map<String, List<Delivery>>> chains = new TreeMap<>();
    List<Delivery> superseded = new ArrayList<>();
    Map<String, String> refused = new TreeMap<>();
    Map<String, Map<String, List<Delivery>>> grouped =
        deliveries.stream()
            .collect(
                Collectors.groupingBy(
                    delivery -> delivery.manifest().tabell(),
                    TreeMap::new,
                    Collectors.groupingBy(Delivery::period, TreeMap::new, Collectors.toList())));
    grouped.forEach(
        (tabell, periods) ->
            periods.forEach(
                (period, arrived) -> {
                  List<Delivery> chain = chain(arrived, superseded, refused);
                  if (!chain.isEmpty()) {
                    chains.computeIfAbsent(tabell, any -> new TreeMap<>()).put(period, chain);
                  }
                }));
    return new Plan(chains, superseded, refused);
  }

  private static List<Delivery> chain(
      List<Delivery> arrived, List<Delivery> superseded, Map<String, String> refused) {
    Map<String, Delivery> newest = new LinkedHashMap<>();
    Map<String, Delivery> versions = new LinkedHashMap<>();
    for (Delivery delivery : arrived.stream().sorted(BY_VERSION).toList()) {
      String scope = delivery.manifest().scope();
      Delivery same = versions.putIfAbsent(scope + "#" + delivery.manifest().version(), delivery);
      if (same != null) {
        if (same.manifest().files().equals(delivery.manifest().files())) {
          superseded.add(delivery);
        } else {
          refused.put(
              delivery.id(),
              "version %d came before with other content (%s)"
                  .formatted(delivery.manifest().version(), same.id()));
        }
        continue;
      }
      if (delivery.isWholeCountry()) {
        superseded.addAll(newest.values());
        newest.clear();
      }
      Delivery older = newest.remove(scope);
      if (older != null) {
        superseded.add(older);
      }
      newest.put(scope, delivery);
    }
    return List.copyOf(newest.values());
  }

  /** Every delivery that counts. */
  public List<Delivery> counting() {
    return chains.values().stream()
        .flatMap(periods -> periods.values().stream())
        .flatMap(List::stream)
        .toList();
  }

  /** The periods of a register and what counts for each; empty where nothing was delivered. */
  public Map<String, List<Delivery>> periods(String tabell) {
    return chains.getOrDefault(tabell, Map.of());
  }
}
