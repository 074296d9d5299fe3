package klara;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import klara.delivery.Arrivals;
import klara.delivery.Delivery;
import klara.job.Progress;
import klara.store.Inbox;
import klara.store.Storage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WrapCommandTest {
  private static final String EXPORT =
      """
      \uFEFFStatistik från Skolverket, https://www.skolverket.se

      Grundskola - Elever
      Valt läsår: 2024/25

      Kommun;Kommun-kod;Län;Läns-kod;Typ av huvudman;Elever;Andel (%) flickor;
      Lund;1281;Skåne län;12;Samtliga;4 102;~100;
      Lund;1281;Skåne län;12;Enskild;..;.;

      Rapportbeskrivning
      """;

  private final Path folder;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream errors = new ByteArrayOutputStream();

  WrapCommandTest(@TempDir Path folder) {
    this.folder = folder;
  }

  private int wrap(Path... files) {
    List<String> arguments =
        new ArrayList<>(List.of("wrap", "--inbox", folder.resolve("inbox").toString()));
    Stream.of(files).map(Path::toString).forEach(arguments::add);
    return Main.run(
        Map.of(),
        new Progress(new PrintStream(out, true, StandardCharsets.UTF_8), false),
        new PrintStream(errors, true, StandardCharsets.UTF_8),
        arguments.toArray(String[]::new));
  }

  private Path file(String name, String text, String changedAt) throws IOException {
    Path file = Files.writeString(folder.resolve(name), text);
    Files.setLastModifiedTime(file, FileTime.from(Instant.parse(changedAt)));
    return file;
  }

  private Arrivals arrivals() {
    return new Inbox(new Storage(), folder.resolve("inbox").toString()).arrivals();
  }

  @Test
  void makesADeliveryThatTheInboxAccepts() throws IOException {
    int code = wrap(file("a.csv", EXPORT, "2025-03-01T23:30:00Z"));

    assertThat(code).isZero();
    assertThat(out.toString(StandardCharsets.UTF_8))
        .contains("a.csv\n  4 figures in the file, 4 delivered; marks: . 1 · .. 1 · ~100 1\n")
        .contains("  lies in " + folder.resolve("inbox/skolverket_agg/2024-grundskola_elever"));
    assertThat(arrivals().deliveries())
        .singleElement()
        .satisfies(
            delivery -> {
              assertThat(delivery.id())
                  .isEqualTo("skolverket_agg/2024-grundskola_elever/v01_20250302");
              assertThat(delivery.manifest().deliveredAt()).isEqualTo("2025-03-02T00:00:00+01:00");
              assertThat(new Inbox(new Storage(), folder + "/inbox").examined(delivery).fault())
                  .isEmpty();
            });
    assertThat(
            folder.resolve(
                "inbox/skolverket_agg/2024-grundskola_elever/v01_20250302/skolverket_agg.csv"))
        .content()
        .isEqualTo(
            """
            kalla;tabell;lasar;niva;kod;huvudman;kon;matt;varde;marke;ra_text
            Skolverket;grundskola_elever;2024/25;skolkommun;1281;samtliga;T;elever;4102;;4 102
            Skolverket;grundskola_elever;2024/25;skolkommun;1281;samtliga;T;andel_flickor;;~100;~100
            Skolverket;grundskola_elever;2024/25;skolkommun;1281;enskild;T;elever;;..;..
            Skolverket;grundskola_elever;2024/25;skolkommun;1281;enskild;T;andel_flickor;;.;.
            """);
  }

  @Test
  void deliversTheSameFiguresOnceAndOthersAsTheNextVersion() throws IOException {
    wrap(file("a.csv", EXPORT, "2025-03-01T12:00:00Z"));
    int again = wrap(file("copy.csv", EXPORT, "2025-03-09T12:00:00Z"));
    int corrected = wrap(file("b.csv", EXPORT.replace("4 102", "4 103"), "2025-04-01T12:00:00Z"));

    assertThat(List.of(again, corrected)).containsOnly(0);
    assertThat(out.toString(StandardCharsets.UTF_8)).contains("  had been delivered: it lies in ");
    assertThat(arrivals().deliveries())
        .extracting(Delivery::id)
        .containsExactly(
            "skolverket_agg/2024-grundskola_elever/v01_20250301",
            "skolverket_agg/2024-grundskola_elever/v02_20250401");
  }

  @Test
  void doesNotLetAnOlderExtractReplaceANewerOne() throws IOException {
    String dated = EXPORT.replace("2024/25\n", "2024/25\nValt uttag: 2025-05-01\n");
    wrap(file("new.csv", dated, "2025-05-02T12:00:00Z"));
    int code =
        wrap(
            file(
                "old.csv",
                dated.replace("2025-05-01", "2025-02-12").replace("4 102", "4 000"),
                "2025-06-01T12:00:00Z"));

    assertThat(code).isEqualTo(2);
    assertThat(errors.toString(StandardCharsets.UTF_8))
        .contains("old.csv': it is of 2025-02-12, and a later one was delivered: ");
    assertThat(arrivals().deliveries()).hasSize(1);
  }

  @Test
  void namesWhatItDoesNotKnowAndWrapsTheOthers() throws IOException {
    int code =
        wrap(
            folder.resolve("missing.csv"),
            file("notes.txt", "Definitioner\n", "2025-03-01T12:00:00Z"),
            file("a.csv", EXPORT, "2025-03-01T12:00:00Z"));

    assertThat(code).isEqualTo(2);
    assertThat(errors.toString(StandardCharsets.UTF_8))
        .contains("missing.csv': there is no such file")
        .contains("notes.txt': it is not a known export (expected: ");
    assertThat(arrivals().deliveries()).hasSize(1);
  }
}
