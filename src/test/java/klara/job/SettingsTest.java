package klara.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SettingsTest {

  @Test
  void haveADefaultForEverything() {
    Settings settings = Settings.of(Map.of());

    assertThat(settings.inbox())
        .isEqualTo(Path.of("data-samples/inbox").toAbsolutePath().toString());
    assertThat(settings.warehouse()).isEqualTo(Path.of("warehouse").toAbsolutePath().toString());
    assertThat(settings.asOf()).isEmpty();
    assertThat(settings.keyFile()).isEmpty();
    assertThat(settings.buckets()).isEqualTo(8);
    assertThat(settings.badRowsShare()).isEqualTo(0.01);
  }

  @Test
  void readWhatTheyAreTold() {
    Settings settings =
        Settings.of(
            Map.of(
                "inbox", "hdfs://namn/in///",
                "warehouse", "/data/utdata [2024]/",
                "as-of", "2024-06-30",
                "key-file", "/keys/klara",
                "buckets", "64",
                "bad-rows-share", "0",
                "job", "nightly",
                "full", "true"));

    assertThat(settings)
        .isEqualTo(
            new Settings(
                "hdfs://namn/in",
                "/data/utdata [2024]",
                Optional.of(LocalDate.of(2024, 6, 30)),
                Optional.of("/keys/klara"),
                64,
                0));
  }

  @Test
  void nameEveryFaultAtOnceWithWhatWasExpected() {
    assertThatThrownBy(
            () ->
                Settings.of(
                    Map.of(
                        "as-of", "30/6 2024",
                        "buckets", "0",
                        "bad-rows-share", "1.5",
                        "full", "ja",
                        "inbox", "here",
                        "warehouse", "./here")))
        .isInstanceOf(SettingsException.class)
        .hasMessage(
            """
            Invalid setting spark.klara.as-of: expected a date such as 2024-06-30, found: 30/6 2024
            Invalid setting spark.klara.buckets: expected a whole number from 1 to 10000, found: 0
            Invalid setting spark.klara.bad-rows-share: expected a share from 0 to 1, found: 1.5
            Invalid setting spark.klara.full: expected true or false, found: ja
            Invalid setting spark.klara.warehouse: it must not be the inbox\
            """);
  }

  @Test
  void refuseAKeyThatThereIsNot() {
    assertThatThrownBy(() -> Settings.of(Map.of("inboxx", "here")))
        .isInstanceOf(SettingsException.class)
        .hasMessage(
            "Invalid setting spark.klara.inboxx: no such setting (there are: as-of,"
                + " bad-rows-share, buckets, dry-run, full, inbox, job, key-file, warehouse)");
  }

  @Test
  void takeNoNumberThatIsNone() {
    assertThatThrownBy(() -> Settings.of(Map.of("bad-rows-share", "NaN", "buckets", "många")))
        .hasMessageContaining("expected a whole number from 1 to 10000, found: många")
        .hasMessageContaining("expected a share from 0 to 1, found: NaN");
  }
}
