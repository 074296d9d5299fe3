package klara.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import klara.stats.LifeTable.Row;
import klara.stats.LifeTable.Step;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What the curves promise of any persons whatever. */
class SurvivalPropertiesTest {
  private static final int CAUSES = 3;

  /**
   * At risk after entry, until exit; outcome 0 is censored, else the cause, up to {@code CAUSES}.
   */
  record Person(int entry, int exit, int outcome) {}

  @Provide
  Arbitrary<List<Person>> persons() {
    return Combinators.combine(
            Arbitraries.of(0, 0, 0, 1, 2, 5),
            Arbitraries.integers().between(1, 8),
            Arbitraries.integers().between(0, CAUSES))
        .as((entry, length, outcome) -> new Person(entry, entry + length, outcome))
        .list()
        .ofMinSize(1)
        .ofMaxSize(40);
  }

  private static LifeTable table(List<Person> persons) {
    return LifeTable.ofPersons(
        persons.stream().mapToDouble(Person::entry).toArray(),
        persons.stream().mapToDouble(Person::exit).toArray(),
        persons.stream().mapToInt(Person::outcome).toArray());
  }

  @Property
  void countsAtRiskWhoEnteredBeforeAndLeavesNotBefore(@ForAll("persons") List<Person> persons) {
    for (Step step : table(persons).steps()) {
      assertThat(step.atRisk())
          .isEqualTo(
              persons.stream()
                  .filter(one -> one.entry() < step.time() && step.time() <= one.exit())
                  .count());
    }
  }

  @Property
  void incidencesNeverFallAndAddUpToOneMinusSurvival(@ForAll("persons") List<Person> persons) {
    double[] before = new double[CAUSES];
    for (AalenJohansen.Point point : AalenJohansen.of(table(persons)).points()) {
      double sum = point.survival().value();
      for (int cause = 0; cause < point.incidences().size(); cause++) {
        double incidence = point.incidences().get(cause).value();
        assertThat(incidence).isGreaterThanOrEqualTo(before[cause]);
        before[cause] = incidence;
        sum += incidence;
      }
      assertThat(sum).isCloseTo(1, within(1e-12));
    }
  }

  @Property
  void survivalOfAllCausesIsKaplanMeiers(@ForAll("persons") List<Person> persons) {
    List<KaplanMeier.Point> expected = KaplanMeier.of(table(persons)).points();
    List<AalenJohansen.Point> found = AalenJohansen.of(table(persons)).points();

    for (int i = 0; i < expected.size(); i++) {
      assertSame(found.get(i).survival(), expected.get(i).survival());
    }
  }

  @Property
  void varianceIsTheClosedFormula(@ForAll("persons") List<Person> persons) {
    LifeTable table = table(persons);
    AalenJohansen curves = AalenJohansen.of(table);
    for (int cause = 0; cause < table.causes(); cause++) {
      for (int last = 0; last < table.steps().size(); last++) {
        Estimate found = curves.points().get(last).incidences().get(cause);
        double variance = variance(table, curves, cause, last);
        if (!Double.isNaN(found.standardError()) && !Double.isNaN(variance)) {
          assertThat(found.standardError() * found.standardError())
              .isCloseTo(variance, within(1e-10));
        }
      }
    }
  }

  /** Term by term as Marubini and Valsecchi (1995) write it. */
  private static double variance(LifeTable table, AalenJohansen curves, int cause, int last) {
    double end = curves.points().get(last).incidences().get(cause).value();
    double survival = 1;
    double sum = 0;
    for (int i = 0; i <= last; i++) {
      Step step = table.steps().get(i);
      double n = step.atRisk();
      double d = step.allEvents();
      double k = step.events().get(cause);
      double rest = end - curves.points().get(i).incidences().get(cause).value();
      if (d > 0) {
        sum += rest == 0 ? 0 : rest * rest * d / (n * (n - d));
        sum += survival * survival * k * (n - k) / (n * n * n);
        sum -= 2 * rest * survival * k / (n * n);
      }
      survival = curves.points().get(i).survival().value();
    }
    return sum;
  }

  @Property
  void rowsMayBeSplitAndShuffledWithinTheirTime(
      @ForAll("persons") List<Person> persons, @ForAll long seed) {
    LifeTable table = table(persons);
    List<Row> split = new ArrayList<>();
    long starting = table.atRisk(0);
    for (Step step : table.steps()) {
      List<Row> ofTime = new ArrayList<>();
      List<Long> none = Collections.nCopies(table.causes(), 0L);
      for (int cause = 0; cause < table.causes(); cause++) {
        for (long i = 0; i < step.events().get(cause); i++) {
          List<Long> one = new ArrayList<>(none);
          one.set(cause, 1L);
          ofTime.add(new Row(step.time(), one, 0, 0));
        }
      }
      ofTime.add(new Row(step.time(), none, step.censored(), 0));
      ofTime.add(new Row(step.time(), none, 0, step.entered()));
      Collections.shuffle(ofTime, new Random(seed));
      split.addAll(ofTime);
    }

    LifeTable same = LifeTable.of(starting, split);

    assertThat(same.steps()).isEqualTo(table.steps());
    assertThat(KaplanMeier.of(same)).isEqualTo(KaplanMeier.of(table));
    assertThat(AalenJohansen.of(same)).isEqualTo(AalenJohansen.of(table));
  }

  /** Who enters at 0 is at risk after it, so as one that starts where nobody leaves at 0. */
  @Property
  void enteringAtZeroIsTheSameAsStarting(@ForAll("persons") List<Person> persons) {
    LifeTable early = table(persons);
    List<Row> rows = new ArrayList<>();
    List<Long> none = Collections.nCopies(early.causes(), 0L);
    rows.add(new Row(0, none, 0, early.atRisk(0)));
    early
        .steps()
        .forEach(one -> rows.add(new Row(one.time(), one.events(), one.censored(), one.entered())));
    LifeTable late = LifeTable.of(0, rows);
    AalenJohansen found = AalenJohansen.of(late);
    AalenJohansen expected = AalenJohansen.of(early);

    for (double time = 1; time < 14; time++) {
      assertThat(late.atRisk(time)).isEqualTo(early.atRisk(time));
      for (int cause = 0; cause < early.causes(); cause++) {
        assertSame(found.incidenceAt(cause, time), expected.incidenceAt(cause, time));
      }
    }
  }

  /** A person split at a time into one censored and one entering there is the same person. */
  @Property
  void censoringAndEnteringAtOnceChangesNothing(
      @ForAll("persons") List<Person> persons, @ForAll boolean atHalf) {
    List<Person> split = new ArrayList<>();
    for (Person one : persons) {
      int start = Math.max(0, one.entry());
      int cut = start + (atHalf ? (one.exit() - start) / 2 : 1);
      if (one.entry() < cut && cut < one.exit()) {
        split.add(new Person(one.entry(), cut, 0));
        split.add(new Person(cut, one.exit(), one.outcome()));
      } else {
        split.add(one);
      }
    }

    KaplanMeier found = KaplanMeier.of(table(split));
    KaplanMeier expected = KaplanMeier.of(table(persons));
    for (double time = 1; time < 14; time++) {
      assertSame(found.at(time), expected.at(time));
    }
  }

  @Property
  void limitsLieAroundTheEstimateWithinZeroAndOne(
      @ForAll("persons") List<Person> persons, @ForAll Limits limits) {
    for (AalenJohansen.Point point : AalenJohansen.of(table(persons), limits).points()) {
      List<Estimate> all = new ArrayList<>(point.incidences());
      all.add(point.survival());
      for (Estimate one : all) {
        boolean isCertain = one.value() < 1e-12 || one.value() > 1 - 1e-12;
        assertThat(Double.isNaN(one.lower())).isEqualTo(isCertain);
        if (!isCertain) {
          assertThat(one.lower()).isBetween(0.0, one.value());
          assertThat(one.upper()).isBetween(one.value(), 1.0);
        }
      }
    }
  }

  private static void assertSame(Estimate found, Estimate expected) {
    double[] values = {found.value(), found.standardError(), found.lower(), found.upper()};
    double[] others = {
      expected.value(), expected.standardError(), expected.lower(), expected.upper()
    };
    assertThat(values).containsExactly(others, within(1e-9));
  }
}
