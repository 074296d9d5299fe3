package klara.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import klara.delivery.Manifest.DataFile;
import org.junit.jupiter.api.Test;

class PlanTest {
  private static final String LUND = "kommun:1281";

  private static Delivery delivery(String day, int version, String scope, String content) {
    return delivery(day, version, scope, content, 10);
  }

  private static Delivery delivery(
      String day, int version, String scope, String content, long rows) {
    String id = "ak9/2024_25/v%02d_%s".formatted(version, day);
    Manifest manifest =
        new Manifest(
            "ak9",
            "2024/25",
            version,
            scope,
            "2025-09-25T02:10:00+02:00",
            "1",
            "utf-8",
            ";",
            ",",
            List.of(),
            List.of(new DataFile("a.csv", 1, content, rows)));
    return new Delivery(id, "inbox/" + id, manifest, content);
  }

  private static List<String> counting(Plan plan) {
    return plan.counting().stream().map(Delivery::id).toList();
  }

  private static List<String> superseded(Plan plan) {
    return plan.superseded().stream().map(Delivery::id).toList();
  }

  private static List<List<Delivery>> orders(List<Delivery> deliveries) {
    if (deliveries.isEmpty()) {
      return List.of(List.of());
    }
    List<List<Delivery>> orders = new ArrayList<>();
    for (Delivery first : deliveries) {
      List<Delivery> rest = new ArrayList<>(deliveries);
      rest.remove(first);
      for (List<Delivery> order : orders(rest)) {
        List<Delivery> whole = new ArrayList<>(List.of(first));
        whole.addAll(order);
        orders.add(whole);
      }
    }
    return orders;
  }

  @Test
  void isTheSameInWhateverOrderDeliveriesArrive() {
    List<Delivery> deliveries =
        List.of(
            delivery("20250701", 1, "riket", "a"),
            delivery("20250702", 2, LUND, "b"),
            delivery("20250703", 3, LUND, "c"),
            delivery("20250704", 3, LUND, "other"),
            delivery("20250705", 4, "skolenhet:12345678", "d"));

    Plan plan = Plan.of(deliveries, Set.of());

    assertThat(counting(plan))
        .containsExactly(
            "ak9/2024_25/v01_20250701", "ak9/2024_25/v03_20250703", "ak9/2024_25/v04_20250705");
    assertThat(superseded(plan)).containsExactly("ak9/2024_25/v02_20250702");
    assertThat(plan.refused()).containsOnlyKeys("ak9/2024_25/v03_20250704");
    assertThat(orders(deliveries))
        .hasSize(120)
        .allSatisfy(order -> assertThat(Plan.of(order, Set.of())).isEqualTo(plan));
  }

  @Test
  void takesTheHighestVersionNotTheLatestDay() {
    Plan plan =
        Plan.of(
            List.of(
                delivery("20250601", 2, "riket", "b"),
                delivery("20250901", 1, "riket", "a"),
                delivery("20250701", 10, "riket", "j")),
            Set.of());

    assertThat(counting(plan)).containsExactly("ak9/2024_25/v10_20250701");
    assertThat(superseded(plan))
        .containsExactly("ak9/2024_25/v01_20250901", "ak9/2024_25/v02_20250601");
  }

  @Test
  void letsTheWholeCountryReplaceWhatIsNarrowerAndOlder() {
    Plan plan =
        Plan.of(
            List.of(
                delivery("20250701", 1, LUND, "a"),
                delivery("20250702", 2, "kommun:1280", "b"),
                delivery("20250703", 3, "riket", "c"),
                delivery("20250704", 4, LUND, "d")),
            Set.of());

    assertThat(counting(plan))
        .containsExactly("ak9/2024_25/v03_20250703", "ak9/2024_25/v04_20250704");
    assertThat(superseded(plan))
        .containsExactly("ak9/2024_25/v01_20250701", "ak9/2024_25/v02_20250702");
  }

  @Test
  void refusesAVersionThatCameBeforeWithOtherContentAndDropsOneWithTheSame() {
    Plan plan =
        Plan.of(
            List.of(
                delivery("20250701", 1, "riket", "a"),
                delivery("20250702", 1, "riket", "a"),
                delivery("20250703", 1, "riket", "b")),
            Set.of());

    assertThat(counting(plan)).containsExactly("ak9/2024_25/v01_20250701");
    assertThat(superseded(plan)).containsExactly("ak9/2024_25/v01_20250702");
    assertThat(plan.refused())
        .containsExactly(
            Collections.singletonMap(
                    "ak9/2024_25/v01_20250703",
                    "version 1 came before with other content (ak9/2024_25/v01_20250701)")
                .entrySet()
                .iterator()
                .next());
  }

  @Test
  void holdsAVersionMuchSmallerThanTheOneBeforeUntilANewerStandsInItsPlace() {
    Delivery first = delivery("20250701", 1, "riket", "a", 1000);
    Delivery half = delivery("20250702", 2, "riket", "b", 500);
    Delivery whole = delivery("20250703", 3, "riket", "c", 1001);

    Plan before = Plan.of(List.of(first, half), Set.of());
    assertThat(before.held()).containsOnlyKeys(half.id());
    assertThat(before.counting()).containsExactly(first);

    Plan after = Plan.of(List.of(first, half, whole), Set.of());
    assertThat(after.held()).isEmpty();
    assertThat(after.superseded()).containsExactly(first, half);
    assertThat(after.counting()).containsExactly(whole);
  }

  @Test
  void hasNoPeriodsWhereNothingWasDelivered() {
    assertThat(Plan.of(List.of(), Set.of()).periods()).isEmpty();
    assertThat(Plan.of(List.of(), Set.of()).counting()).isEmpty();
  }
}
