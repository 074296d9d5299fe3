package klara;

import static klara.TinyInbox.LUND_UNIT;
import static klara.TinyInbox.MALMO_UNIT;
import static klara.TinyInbox.NEW_UNIT;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import klara.TinyInbox.Ran;
import klara.TinyInbox.Sent;
import klara.delivery.DeliveryQuality;
import klara.delivery.Ledger;
import klara.delivery.Ledger.Status;
import klara.register.Conform;
import klara.release.ReleaseManifest;
import klara.release.ReleaseManifest.TableEntry;
import klara.release.ReleaseTables;
import klara.testing.SparkTest;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.lifecycle.BeforeProperty;

/**
 * Night after night upon what came in between, against one night in a fresh warehouse upon all that
 * lies there in the end: the same rows, the same quarantine, the same account of every delivery.
 */
class IncrementalNightsTest extends SparkTest {
  private static final String COUNTRY = "riket";
  private static final String LUND = "kommun:1281";

  /** Corrections, parts of the country, deltas with gaps, copies, and what is held or refused. */
  private static final List<Sent> DELIVERIES =
      List.of(
          TinyInbox.units("v02_20230701", LUND_UNIT, MALMO_UNIT, NEW_UNIT),
          TinyInbox.students(
              "ak9/2021_22/v01_20220925", 0, COUNTRY, of("8 %N 0", "9 %N 0", "10 %L 0")),
          TinyInbox.students(
              "ak9/2022_23/v01_20230925",
              0,
              COUNTRY,
              of("1 %L 0", "2 %L 0", "3 %M 0", "4 %M 0", "5 %N 0", "6 %L 1")),
          TinyInbox.students(
              "ak9/2022_23/v02_20231001",
              0,
              COUNTRY,
              of("1 %L 1", "2 %L 0", "3 %M 0", "4 %M 0", "5 %N 1")),
          TinyInbox.students("ak9/2022_23/v03_20231002", 0, COUNTRY, of("1 %L 0", "2 %L 0")),
          TinyInbox.students(
              "ak9/2022_23/v04_20231003", 2, COUNTRY, of("U 1 %L 0", "D 2 %L 0", "I 7 %M 0")),
          TinyInbox.students(
              "ak9/2023_24/v01_20240925",
              0,
              COUNTRY,
              of("11 %L 0", "12 %L 0", "13 %M 0", "13 %M 0", "14 %M 1")),
          TinyInbox.students(
              "ak9/2023_24/v01_20240926",
              0,
              COUNTRY,
              of("11 %L 0", "12 %L 0", "13 %M 0", "13 %M 0", "14 %M 1")),
          TinyInbox.students(
              "ak9/2023_24/v01_20240927", 0, COUNTRY, of("11 %L 1", "12 %L 1", "13 %M 1")),
          TinyInbox.students("ak9/2023_24/v02_20241001", 0, LUND, of("11 %L 1", "15 %L 0")),
          TinyInbox.students(
              "ak9/2023_24/v03_20241002", 1, COUNTRY, of("D 15 %L 0", "I 16 %M 0", "I 16 %M 1")),
          TinyInbox.students("ak9/2023_24/v04_20241003", 3, COUNTRY, of("U 16 %M 0")),
          TinyInbox.grades(
              "ak9_betyg/2022_23/v01_20230925",
              0,
              COUNTRY,
              of("1 %L MA A", "1 %L SV B", "2 %L MA E", "3 %M MA F", "3 %M SV 9", "5 %N MA C")),
          TinyInbox.grades(
              "ak9_betyg/2022_23/v02_20231001",
              0,
              "skolenhet:" + LUND_UNIT,
              of("1 %L MA B", "2 %L MA E", "2 %L SV D")),
          TinyInbox.grades(
              "ak9_betyg/2023_24/v01_20240925", 0, COUNTRY, of("11 %L MA Q", "12 %L MA A")),
          TinyInbox.grades(
              "ak9_betyg/2023_24/v02_20241001", 0, COUNTRY, of("11 %L MA C", "12 %L MA A")));

  private static final List<String> BEHIND_THE_RELEASE =
      List.of(
          "histories/students",
          "histories/student_years",
          "analysis/outcome_cells",
          "analysis/pathway_cells",
          "analysis/area_outcomes");

  private static String[] of(String... lines) {
    return Arrays.stream(lines)
        .map(
            line -> line.replace("%L", LUND_UNIT).replace("%M", MALMO_UNIT).replace("%N", NEW_UNIT))
        .toArray(String[]::new);
  }

  @BeforeProperty
  void startSpark() {
    runBefore();
  }

  /** What happens once a delivery has come. */
  private enum Then {
    NOTHING,
    NIGHT,
    NIGHT_AND_RELEASE,
    NIGHT_AND_REJECT,
    WITHDRAWAL
  }

  /**
   * A delivery comes, and then something happens to one of those that it could happen to.
   *
   * @param which of them
   */
  private record Step(Sent sent, Then then, int which) {
    @Override
    public String toString() {
      return sent.id() + " " + then + " " + which;
    }
  }

  @Provide
  Arbitrary<List<Step>> histories() {
    Arbitrary<Then> then =
        Arbitraries.of(
            Then.NOTHING,
            Then.NOTHING,
            Then.NOTHING,
            Then.NOTHING,
            Then.NIGHT,
            Then.NIGHT,
            Then.NIGHT_AND_RELEASE,
            Then.NIGHT_AND_REJECT,
            Then.WITHDRAWAL);
    return Combinators.combine(
            Arbitraries.shuffle(DELIVERIES),
            then.list().ofSize(DELIVERIES.size()),
            Arbitraries.integers().between(0, 100).list().ofSize(DELIVERIES.size()),
            Arbitraries.integers().between(4, DELIVERIES.size()))
        .as(
            (deliveries, thens, which, length) -> {
              List<Step> steps = new ArrayList<>();
              for (int i = 0; i < length; i++) {
                steps.add(new Step(deliveries.get(i), thens.get(i), which.get(i)));
              }
              return steps;
            });
  }

  /** Units that are there from the first night; a new one comes late or never. */
  private static TinyInbox inbox() {
    TinyInbox inbox = TinyInbox.make();
    inbox.put(TinyInbox.units("v01_20110701", LUND_UNIT, MALMO_UNIT));
    return inbox;
  }

  /** Lives through a history in warehouse {@code a}; what the operator decided of what is there. */
  private static Map<String, Status> live(TinyInbox inbox, List<Step> history, String... night) {
    Map<String, Status> decisions = new TreeMap<>();
    List<String> there = new ArrayList<>();
    for (Step step : history) {
      inbox.put(step.sent());
      there.add(step.sent().id());
      switch (step.then()) {
        case NOTHING -> {}
        case NIGHT -> sound(inbox.run("a", night));
        case NIGHT_AND_RELEASE, NIGHT_AND_REJECT -> {
          sound(inbox.run("a", night));
          boolean isRelease = step.then() == Then.NIGHT_AND_RELEASE;
          List<String> held =
              inbox.ledger("a").entries().entrySet().stream()
                  .filter(entry -> entry.getValue().status() == Status.HELD)
                  // There is nothing to decide of a delta that lacks the version below it.
                  .filter(entry -> !entry.getValue().reason().startsWith("changes version"))
                  .map(Map.Entry::getKey)
                  .toList();
          if (!held.isEmpty()) {
            String id = held.get(step.which() % held.size());
            assertThat(inbox.run("a", "deliveries", isRelease ? "release" : "reject", id).code())
                .isZero();
            decisions.put(id, isRelease ? Status.ACCEPTED : Status.REJECTED);
          }
        }
        case WITHDRAWAL -> {
          String id = there.remove(step.which() % there.size());
          inbox.withdraw(id);
          // Seen by a night, so that the decision is forgotten with it.
          decisions.remove(id);
        }
      }
    }
    sound(inbox.run("a", night));
    return decisions;
  }

  /** Done, or done with something held or rejected. */
  private static void sound(Ran night) {
    assertThat(night.code()).as(night.said()).isIn(0, 10);
  }

  @Property(tries = 3, shrinking = ShrinkingMode.OFF, edgeCases = EdgeCasesMode.NONE)
  void nightsSayTheSameAsOneNightUponAllThatLiesThere(@ForAll("histories") List<Step> history) {
    requireTheSame(history);
  }

  /** Two rows of version 3 dispute one student, whom version 4 settles a night later. */
  @Example
  void aHeldVersionIsJudgedAnewWithOneThatSettlesIt() {
    requireTheSame(
        Stream.of("v01_20240925", "v03_20241002", "v04_20241003")
            .map(version -> "ak9/2023_24/" + version)
            .map(id -> new Step(sent(id), Then.NIGHT, 0))
            .toList());
  }

  private static Sent sent(String id) {
    return DELIVERIES.stream().filter(one -> one.id().equals(id)).findFirst().orElseThrow();
  }

  private void requireTheSame(List<Step> history) {
    TinyInbox inbox = inbox();
    inbox.decided("fresh", live(inbox, history, "run", "accept-deliveries"));

    sound(inbox.run("fresh", "run", "accept-deliveries", "--full"));

    Set<String> readBefore = readBeforeReplaced(inbox);
    Map<String, String> expected = statuses(inbox.ledger("fresh"));
    Map<String, String> found = statuses(inbox.ledger("a"));
    expected.keySet().removeAll(readBefore);
    found.keySet().removeAll(readBefore);
    assertThat(found).isEqualTo(expected);
    List<Path> made = new ArrayList<>(versions(inbox.warehouse("fresh").resolve("registers")));
    made.addAll(versions(inbox.warehouse("fresh").resolve("quarantine")));
    assertThat(made).isNotEmpty();
    for (Path version : made) {
      Path inA = inbox.warehouse("a").resolve(inbox.warehouse("fresh").relativize(version));
      assertThat(rows(inA)).as(version.toString()).isEqualTo(rows(version));
    }
    assertThat(quality(inbox.warehouse("a"), readBefore))
        .isEqualTo(quality(inbox.warehouse("fresh"), readBefore));
    inbox.remove();
  }

  /**
   * Deliveries that were read, and found wanting, while they were the newest: they stay held when
   * one replaces them that makes them superseded where they come together. No row depends on it.
   */
  private static Set<String> readBeforeReplaced(TinyInbox inbox) {
    Map<String, Ledger.Entry> fresh = inbox.ledger("fresh").entries();
    Set<String> ids = new TreeSet<>();
    inbox
        .ledger("a")
        .entries()
        .forEach(
            (id, one) -> {
              Ledger.Entry other = fresh.get(id);
              boolean isReplaced = other != null && other.status() == Status.SUPERSEDED;
              if (isReplaced && one.status() == Status.HELD && !one.fingerprint().isEmpty()) {
                ids.add(id);
              }
            });
    return ids;
  }

  /** What is said last of every delivery but some. */
  private List<String> quality(Path warehouse, Set<String> without) {
    return rows(newest(warehouse.resolve("analysis/" + DeliveryQuality.TABLE.name()))).stream()
        .filter(row -> without.stream().noneMatch(id -> row.startsWith(id + " | ")))
        .toList();
  }

  private static Path newest(Path table) {
    return versions(table).stream()
        .max(Comparator.comparing(IncrementalNightsTest::completedAt))
        .orElseThrow();
  }

  private static FileTime completedAt(Path version) {
    try {
      return Files.getLastModifiedTime(version.resolve("_KLARA.json"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Map<String, String> statuses(Ledger ledger) {
    Map<String, String> statuses = new TreeMap<>();
    ledger.entries().forEach((id, one) -> statuses.put(id, one.status() + " " + one.reason()));
    return statuses;
  }

  /** Every complete version below a folder. */
  private static List<Path> versions(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(file -> file.endsWith("_KLARA.json"))
          .map(file -> file.resolveSibling(""))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private List<String> rows(Path version) {
    assertThat(version.resolve("_KLARA.json")).exists();
    try (Stream<Path> files = Files.list(version)) {
      if (files.noneMatch(file -> file.toString().endsWith(".parquet"))) {
        return List.of();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    // Numbers of files and lines serve the night that wrote them.
    return spark()
        .read()
        .parquet(version.toString())
        .drop(Conform.ORIGIN, Conform.LINE, Conform.OPENS_LINE, Conform.KEY_RULE)
        .collectAsList()
        .stream()
        .map(row -> row.mkString(" | "))
        .sorted()
        .toList();
  }

  /**
   * A whole night is dear: one history, with a night on its way and one at its end. Of so few
   * people a release withholds nearly all, so the rows behind it are compared too.
   */
  @Property(tries = 1, shrinking = ShrinkingMode.OFF, edgeCases = EdgeCasesMode.NONE)
  void releasesHaveTheSameContent(@ForAll("histories") List<Step> history) {
    TinyInbox inbox = inbox();
    List<Step> two = new ArrayList<>();
    for (Step step : history) {
      boolean isHalfWay = two.size() == history.size() / 2;
      two.add(new Step(step.sent(), isHalfWay ? Then.NIGHT : Then.NOTHING, step.which()));
    }
    inbox.decided("fresh", live(inbox, two, "nightly"));

    sound(inbox.run("fresh", "nightly", "--full"));

    Map<String, String> expected = contentHashes(inbox.warehouse("fresh"));
    Map<String, String> found = contentHashes(inbox.warehouse("a"));
    assertThat(expected).hasSameSizeAs(ReleaseTables.ALL);
    if (!readBeforeReplaced(inbox).isEmpty()) {
      expected.remove(DeliveryQuality.TABLE.name());
      found.remove(DeliveryQuality.TABLE.name());
    }
    assertThat(found).isEqualTo(expected);
    for (String table : BEHIND_THE_RELEASE) {
      assertThat(rows(newest(inbox.warehouse("a").resolve(table))))
          .as(table)
          .isEqualTo(rows(newest(inbox.warehouse("fresh").resolve(table))));
    }
    inbox.remove();
  }

  private static Map<String, String> contentHashes(Path warehouse) {
    Path releases = warehouse.resolve("releases");
    try {
      String latest = Files.readString(releases.resolve("LATEST")).strip();
      String manifest = Files.readString(releases.resolve(latest).resolve("manifest.json"));
      return ReleaseManifest.parse(manifest).tables().stream()
          .collect(
              Collectors.toMap(
                  TableEntry::name, TableEntry::contentHash, (one, other) -> one, TreeMap::new));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Property(tries = 1)
  void aNightWritesOnlyThePeriodThatHasChanged() {
    TinyInbox inbox = inbox();
    DELIVERIES.stream()
        .filter(sent -> !sent.id().equals("ak9/2022_23/v02_20231001"))
        .forEach(inbox::put);
    sound(inbox.run("a", "run", "accept-deliveries"));
    Map<String, String> before = registers(inbox);

    inbox.put(
        DELIVERIES.stream()
            .filter(sent -> sent.id().equals("ak9/2022_23/v02_20231001"))
            .findFirst()
            .orElseThrow());
    sound(inbox.run("a", "run", "accept-deliveries"));

    Map<String, String> after = registers(inbox);
    List<String> written =
        after.entrySet().stream()
            .filter(file -> !file.getValue().equals(before.get(file.getKey())))
            .map(Map.Entry::getKey)
            .toList();
    assertThat(after).containsAllEntriesOf(before);
    assertThat(written)
        .isNotEmpty()
        .allMatch(file -> file.startsWith("year9_students/2022_23/"), "of the period");
    inbox.remove();
  }

  /** Files of the registers with when they were written; what is said of deliveries apart. */
  private static Map<String, String> registers(TinyInbox inbox) {
    Path registers = inbox.warehouse("a").resolve("registers");
    Map<String, String> files = new TreeMap<>();
    try (Stream<Path> found = Files.walk(registers)) {
      for (Path file :
          found.filter(Files::isRegularFile).sorted(Comparator.naturalOrder()).toList()) {
        if (!file.endsWith("deliveries.json")) {
          files.put(
              registers.relativize(file).toString(), Files.getLastModifiedTime(file).toString());
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return files;
  }
}
