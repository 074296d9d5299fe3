package klara.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import klara.delivery.Manifest.DataFile;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.jspecify.annotations.Nullable;

/** What the plan promises of any deliveries whatever, in any order. */
class PlanPropertiesTest {
  private static final String COUNTRY = "riket";
  private static final String LUND = "kommun:1281";
  private static final String MALMO = "kommun:1280";
  private static final String UNIT = "skolenhet:12345678";

  private static final int FIRST_DAY = 20250100;

  private static Delivery delivery(
      String period, int day, int version, int base, String scope, String content, int rows) {
    String id = "ak9/%s/v%02d_%d".formatted(period, version, FIRST_DAY + day);
    Manifest manifest =
        new Manifest(
            "ak9",
            period.replace('_', '/'),
            version,
            base > 0 ? Manifest.DELTA : Manifest.FULL,
            base,
            scope,
            "2025-09-25T02:10:00+02:00",
            "1",
            "utf-8",
            ";",
            ",",
            List.of(),
            List.of(new DataFile("a.csv", rows, content + " of " + rows + " on " + base, rows)));
    return new Delivery(id, "inbox/" + id, manifest, id + content);
  }

  private static Delivery redated(Delivery delivery, int day) {
    String id =
        "ak9/%s/v%02d_%d"
            .formatted(delivery.period(), delivery.manifest().version(), FIRST_DAY + day);
    return new Delivery(id, "inbox/" + id, delivery.manifest(), id);
  }

  /** Anything that may lie in an inbox; days are from 10 to 29, each of one delivery. */
  @Provide
  Arbitrary<List<Delivery>> deliveries() {
    Arbitrary<Delivery> one =
        Combinators.combine(
                Arbitraries.of("2023_24", "2024_25", "2024_25"),
                Arbitraries.integers().between(1, 6),
                Arbitraries.integers().between(-3, 3),
                Arbitraries.of(COUNTRY, COUNTRY, LUND, MALMO, UNIT),
                Arbitraries.of("a", "a", "b"),
                Arbitraries.of(10, 10, 8, 7, 20, 0))
            .as(
                (period, version, back, scope, content, rows) ->
                    delivery(
                        period, 0, version, back > 0 ? version - back : 0, scope, content, rows))
            .filter(delivery -> delivery.manifest().baseVersion() >= 0);
    return one.list()
        .ofMaxSize(20)
        .map(
            all ->
                IntStream.range(0, all.size()).mapToObj(i -> redated(all.get(i), 10 + i)).toList());
  }

  private static List<String> ids(Stream<Delivery> deliveries) {
    return deliveries.map(Delivery::id).sorted().toList();
  }

  private static List<String> counting(Plan plan) {
    return ids(plan.counting().stream());
  }

  /** What a delivery says, whenever it came. */
  private static String content(Delivery delivery) {
    Manifest manifest = delivery.manifest();
    return "%s %s %d %s"
        .formatted(delivery.period(), manifest.scope(), manifest.version(), manifest.files());
  }

  private static List<String> countingContents(Plan plan) {
    return plan.counting().stream().map(PlanPropertiesTest::content).sorted().toList();
  }

  private static List<Delivery> with(List<Delivery> deliveries, Delivery more) {
    List<Delivery> all = new ArrayList<>(deliveries);
    all.add(more);
    return all;
  }

  private static List<Delivery> without(List<Delivery> deliveries, Delivery one) {
    return deliveries.stream().filter(other -> !other.id().equals(one.id())).toList();
  }

  @Property
  void isTheSameInWhateverOrderDeliveriesCome(
      @ForAll("deliveries") List<Delivery> deliveries, @ForAll Random random) {
    Plan plan = Plan.of(deliveries, Set.of());

    for (int i = 0; i < 10; i++) {
      List<Delivery> order = new ArrayList<>(deliveries);
      Collections.shuffle(order, random);
      assertThat(Plan.of(order, Set.of())).isEqualTo(plan);
    }
  }

  @Property
  void knowsOfEveryDeliveryOnce(@ForAll("deliveries") List<Delivery> deliveries) {
    Plan plan = Plan.of(deliveries, Set.of());

    List<String> known = new ArrayList<>(counting(plan));
    known.addAll(ids(plan.superseded().stream()));
    known.addAll(plan.held().keySet());
    known.addAll(plan.refused().keySet());
    assertThat(known)
        .doesNotHaveDuplicates()
        .containsExactlyInAnyOrderElementsOf(ids(deliveries.stream()));
  }

  /** Two contents of one version are an error of both, and so left out of this. */
  @Property
  void letsNothingHeldOrRefusedChangeWhatElseCounts(
      @ForAll("deliveries") List<Delivery> deliveries) {
    Plan plan = Plan.of(deliveries, Set.of());

    for (Delivery delivery : deliveries) {
      boolean isRefused = plan.refused().containsKey(delivery.id());
      boolean isHeld = plan.held().containsKey(delivery.id());
      if (isRefused || (isHeld && !isContradicted(delivery, deliveries))) {
        Plan rest = Plan.of(without(deliveries, delivery), Set.of());
        assertThat(counting(rest)).as("without " + delivery.id()).isEqualTo(counting(plan));
      }
    }
  }

  private static boolean isContradicted(Delivery delivery, List<Delivery> all) {
    Predicate<Delivery> isSameVersion =
        other ->
            other.period().equals(delivery.period())
                && other.manifest().version() == delivery.manifest().version()
                && other.manifest().scope().equals(delivery.manifest().scope());
    return all.stream()
        .filter(isSameVersion)
        .anyMatch(other -> !other.manifest().files().equals(delivery.manifest().files()));
  }

  @Property
  void takesACopyForNoNews(
      @ForAll("deliveries") List<Delivery> deliveries,
      @ForAll @IntRange(max = 19) int which,
      @ForAll boolean isEarlier) {
    Assume.that(!deliveries.isEmpty());
    Plan plan = Plan.of(deliveries, Set.of());
    Delivery original = deliveries.get(which % deliveries.size());
    Assume.that(!isEarlier || !plan.refused().containsKey(original.id()));

    Plan more = Plan.of(with(deliveries, redated(original, isEarlier ? 1 : 90)), Set.of());

    assertThat(countingContents(more)).isEqualTo(countingContents(plan));
    assertThat(more.held()).hasSameSizeAs(plan.held());
  }

  @Property
  void countsADeltaOnlyUponAnUnbrokenChain(@ForAll("deliveries") List<Delivery> deliveries) {
    Plan plan = Plan.of(deliveries, Set.of());

    for (Delivery delta : plan.counting()) {
      Delivery link = delta;
      while (link != null && link.isDelta()) {
        link = base(link, deliveries, plan);
      }
      assertThat(link).as("the full version below " + delta.id()).isNotNull();
    }
  }

  private static @Nullable Delivery base(Delivery delta, List<Delivery> all, Plan plan) {
    return all.stream()
        .filter(one -> one.period().equals(delta.period()))
        .filter(one -> one.manifest().scope().equals(delta.manifest().scope()))
        .filter(one -> one.manifest().version() == delta.manifest().baseVersion())
        .filter(one -> !plan.held().containsKey(one.id()) && !plan.refused().containsKey(one.id()))
        .findFirst()
        .orElse(null);
  }

  /** A full version and deltas, each upon the one before, their versions one to three apart. */
  @Provide
  Arbitrary<List<Delivery>> chains() {
    return Arbitraries.integers()
        .between(1, 3)
        .list()
        .ofMinSize(2)
        .ofMaxSize(7)
        .map(
            steps -> {
              List<Delivery> chain = new ArrayList<>();
              int before = 0;
              for (int i = 0; i < steps.size(); i++) {
                int version = before + steps.get(i);
                // Later versions on earlier days: the day says nothing.
                chain.add(delivery("2024_25", 50 - i, version, before, LUND, "a", 10));
                before = version;
              }
              return chain;
            });
  }

  @Property
  void holdsWhatComesAfterAGapUntilItIsFilled(
      @ForAll("chains") List<Delivery> chain,
      @ForAll("deliveries") List<Delivery> others,
      @ForAll @IntRange(max = 6) int missing) {
    List<Delivery> elsewhere =
        others.stream().filter(one -> one.manifest().scope().equals(MALMO)).toList();
    int gap = missing % chain.size();
    List<Delivery> broken = new ArrayList<>(elsewhere);
    broken.addAll(without(chain, chain.get(gap)));

    Plan waiting = Plan.of(broken, Set.of());
    Plan filled = Plan.of(with(broken, chain.get(gap)), Set.of());

    assertThat(counting(waiting))
        .containsAll(ids(chain.stream().limit(gap)))
        .doesNotContainAnyElementsOf(ids(chain.stream().skip(gap)));
    assertThat(waiting.held().keySet()).containsAll(ids(chain.stream().skip(gap + 1)));
    assertThat(counting(filled)).containsAll(ids(chain.stream()));
  }

  @Property
  void holdsAVersionThatIsTooSmallUntilAnOperatorTakesItIn(
      @ForAll @IntRange(min = 1, max = 200) int before,
      @ForAll @IntRange(max = 200) int after,
      @ForAll boolean isLaterFirst) {
    Delivery first = delivery("2024_25", isLaterFirst ? 2 : 1, 1, 0, COUNTRY, "a", before);
    Delivery second = delivery("2024_25", isLaterFirst ? 1 : 2, 2, 0, COUNTRY, "b", after);
    List<Delivery> both = isLaterFirst ? List.of(second, first) : List.of(first, second);

    Plan plan = Plan.of(both, Set.of());
    Plan released = Plan.of(both, Set.of(second.id()));

    // Contract 7.1 (g): a fifth fewer is taken in, more than a fifth fewer waits.
    boolean isHeld = 10 * after < 8 * before;
    assertThat(counting(plan)).containsExactly(isHeld ? first.id() : second.id());
    assertThat(plan.held().keySet())
        .isEqualTo(isHeld ? new TreeSet<>(Set.of(second.id())) : Set.of());
    assertThat(counting(released)).containsExactly(second.id());
    assertThat(released.held()).isEmpty();
  }
}
