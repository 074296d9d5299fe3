package klara;

import static klara.HostileInbox.utf8;
import static klara.HostileInbox.with;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import klara.delivery.Manifest;
import klara.store.DeliveryTexts;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Two nights, and between them deliveries that come late, again or with other content. */
class ReplacedDeliveriesTest {
  private static final int SOME_DELIVERIES_REFUSED = 10;

  private static final String FIRST_NIGHT =
      """
      first         | accepted   | 3 3 3 0 0 | |
      duplicate     | superseded | 0 0 0 0 0 | |
      other content | rejected   | 0 0 0 0 0 | | version 1 came before with other content (ak9/2024_25/v01_
      gap           | held       | 0 0 0 0 0 | | changes version 2, which is not here yet (newest: 1)
      newer         | accepted   | 3 3 3 0 0 | |
      changed       | accepted   | 3 3 3 0 0 | |
      """;

  private static final String SECOND_NIGHT =
      """
      first         | accepted   | 3 3 3 0 0 | |
      duplicate     | superseded | 0 0 0 0 0 | |
      newer         | accepted   | 3 3 3 0 0 | |
      older         | superseded | 0 0 0 0 0 | |
      late manifest | accepted   | 3 3 3 0 0 | |
      changed       | accepted   | 3 3 3 0 0 | | its content has changed since it was accepted; what was accepted stays
      """;

  private static HostileInbox inbox;
  private static HostileInbox.Ran first = new HostileInbox.Ran(1, "");
  private static HostileInbox.Ran second = new HostileInbox.Ran(1, "");
  private static Map<String, List<String>> before = Map.of();
  private static Map<String, List<String>> after = Map.of();

  @BeforeAll
  static void twoNights(@TempDir Path folder) throws IOException, SQLException {
    inbox = new HostileInbox(folder);
    String scope = "skolenhet:" + inbox.school("first");
    String sound = inbox.sound("first", 3, "\n");
    lay("first", sound, 3, one -> one);
    lay("duplicate", sound, 3, one -> with(one, 1, 0, scope));
    lay("other content", inbox.sound("first", 4, "\n"), 4, one -> with(one, 1, 0, scope));
    lay("gap", sound, 3, one -> with(one, 3, 2, scope));
    String newer = "skolenhet:" + inbox.school("newer");
    lay("newer", inbox.sound("newer", 3, "\n"), 3, one -> with(one, 2, 0, newer));
    lay("late manifest", inbox.sound("late manifest", 3, "\n"), 3, one -> one);
    Path late = inbox.at("late manifest").resolve(Manifest.FILE_NAME);
    byte[] manifest = Files.readAllBytes(late);
    Files.delete(late);
    layChanged("1", 3);
    first = inbox.run(Map.of(), "run", "accept-deliveries");
    before = inbox.quality();

    DeliveryTexts.write(late, manifest);
    lay("older", inbox.sound("newer", 2, "\n"), 2, one -> with(one, 1, 0, newer));
    layChanged("2", 2);
    second = inbox.run(Map.of(), "run", "accept-deliveries");
    after = inbox.quality();
  }

  private static void lay(String name, String text, int rows, UnaryOperator<Manifest> told)
      throws IOException {
    inbox.lay(name, "a.csv", utf8(text), rows, told);
  }

  /** In a period of its own, which nothing else makes anew. */
  private static void layChanged(String sex, int rows) throws IOException {
    String text =
        inbox
            .sound("changed", rows, "\n")
            .replace("2024/25", "2023/24")
            .replace(";1;2009", ";" + sex + ";2009");
    String scope = "skolenhet:" + inbox.school("changed");
    inbox.lay("ak9", "2023/24", scope, "changed", utf8(text), rows, one -> one);
  }

  static Stream<String> firstNight() {
    return FIRST_NIGHT.lines();
  }

  static Stream<String> secondNight() {
    return SECOND_NIGHT.lines();
  }

  @ParameterizedTest
  @MethodSource("firstNight")
  void becomesWhatIsSaidInTheFirstNight(String expected) {
    inbox.requireFound(expected, before, first);
  }

  @ParameterizedTest
  @MethodSource("secondNight")
  void becomesWhatIsSaidInTheSecondNight(String expected) {
    inbox.requireFound(expected, after, second);
  }

  @Test
  void waitsForAManifestAndSaysSo() {
    assertThat(first.said())
        .contains("not ready             " + inbox.id("late manifest") + ": no manifest.json yet");
    assertThat(before).doesNotContainKey(inbox.id("late manifest"));
    assertThat(second.said()).doesNotContain("not ready");
  }

  @Test
  void endsBothNightsAsOnesThatRefusedSomething() {
    assertThat(first.code()).as(first.said()).isEqualTo(SOME_DELIVERIES_REFUSED);
    assertThat(second.code()).as(second.said()).isEqualTo(SOME_DELIVERIES_REFUSED);
  }
}
