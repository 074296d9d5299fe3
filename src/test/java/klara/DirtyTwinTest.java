package klara;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import klara.FaultScore.OfRule;
import klara.job.Progress;
import klara.store.DeliveryFile.Format;
import klara.store.DeliveryTexts;
import klara.twin.Twin;
import klara.twin.TwinSettings;
import klara.twin.TwinSettings.Faultiness;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What one night finds of the faults that were planted: every one, and nothing else. */
class DirtyTwinTest {
  private static final TwinSettings TWIN =
      TwinSettings.sample()
          .withStudentsPerCohort(1200)
          .withCohorts(6)
          .with(Format.CSV)
          .with(Faultiness.DIRTY);

  private static final int SOME_DELIVERIES_REFUSED = 10;

  private static Path folder = Path.of("target");
  private static String said = "";
  private static int code;

  @BeforeAll
  static void takeInADirtyTwin(@TempDir Path temporary) throws IOException {
    folder = temporary;
    Twin.generate(TWIN, Path.of("data-samples/inbox"), folder);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
    Map<String, String> settings = new TreeMap<>();
    settings.put("inbox", folder.resolve("inbox").toString());
    settings.put("warehouse", folder.resolve("warehouse").toString());
    code = Main.run(settings, new Progress(out, false), out, "run", "accept-deliveries");
    said = bytes.toString(StandardCharsets.UTF_8);
  }

  private static FaultScore score() {
    return new FaultScore(folder, folder.resolve("warehouse"));
  }

  @Test
  void findsEveryFaultOfEveryRuleAndNothingElse() throws SQLException {
    List<OfRule> rules = score().rules();

    System.out.print(FaultScore.table(rules));
    assertThat(rules)
        .extracting(OfRule::rule)
        .containsExactly(
            "R01", "R02", "R03", "R04", "R05", "R06", "R07", "R08", "R09", "R10", "R11", "R12",
            "R13", "R14", "R15", "R16", "R17", "R18", "R19", "R20");
    assertThat(rules).allMatch(rule -> rule.planted() > 0);
    assertThat(rules)
        .as(FaultScore.table(rules))
        .allMatch(rule -> rule.precision() == 1 && rule.recall() == 1);
  }

  @Test
  void countsTheFaultsOfEachDelivery() throws SQLException {
    assertThat(score().qualityCounts()).isEqualTo(score().plantedCounts());
  }

  @Test
  void losesNoRow() throws Exception {
    Map<String, List<String>> deliveries =
        score()
            .deliveries(
                "delivery_status",
                "rows_read",
                "rows_accepted",
                "rows_rejected",
                "rows_superseded",
                "lines_counted");

    assertThat(deliveries).hasSizeGreaterThan(50);
    for (Map.Entry<String, List<String>> delivery : deliveries.entrySet()) {
      List<String> is = delivery.getValue();
      long read = Long.parseLong(is.get(1));
      assertThat(is.subList(2, 5).stream().mapToLong(Long::parseLong).sum())
          .as(delivery.getKey())
          .isEqualTo(read);
      if (is.get(0).equals("accepted")) {
        assertThat(read).as(delivery.getKey()).isEqualTo(score().dataLines(delivery.getKey()));
        assertThat(is.get(5)).as(delivery.getKey()).isEqualTo(String.valueOf(read));
      }
    }
  }

  @Test
  void refusesHoldsOrPassesOverEachFaultyDelivery() throws Exception {
    Map<String, List<String>> known = score().deliveries("delivery_status");
    List<String> expected = new ArrayList<>();
    List<String> found = new ArrayList<>();

    for (Map<String, String> row : DeliveryTexts.rows(folder.resolve("truth/deliveries.csv"))) {
      String id = row.getOrDefault("delivery", "");
      expected.add(row.get("fault") + " " + row.get("expected"));
      boolean isNotReady = said.contains("not ready             " + id + ":");
      found.add(
          row.get("fault")
              + " "
              + (isNotReady ? "not_ready" : known.getOrDefault(id, List.of("unknown")).get(0)));
    }

    assertThat(expected).hasSize(11);
    assertThat(found).as(said).isEqualTo(expected);
    assertThat(code).isEqualTo(SOME_DELIVERIES_REFUSED);
  }

  @Test
  void acceptsEveryDeliveryThatIsNotFaultyAsAWhole() throws Exception {
    List<String> faulty = new ArrayList<>();
    for (Map<String, String> row : DeliveryTexts.rows(folder.resolve("truth/deliveries.csv"))) {
      faulty.add(row.getOrDefault("delivery", ""));
    }

    Map<String, List<String>> others = score().deliveries("delivery_status");
    others.keySet().removeAll(faulty);

    assertThat(others)
        .isNotEmpty()
        .allSatisfy((id, is) -> assertThat(is.get(0)).isEqualTo("accepted"));
  }
}
