package klara;

import static klara.TinyInbox.LUND_UNIT;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import klara.TinyInbox.Ran;
import klara.TinyInbox.Sent;
import klara.delivery.Ledger;
import klara.delivery.Ledger.Status;
import klara.delivery.Manifest;
import klara.testing.SparkTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What senders do to the inbox while a night runs (faults F7). Things happen once the night says
 * that it has taken in the school units, which come before the students.
 */
class ArrivalsDuringANightTest extends SparkTest {
  private static final String UNITS_TAKEN_IN = "school_units";

  private static final Sent UNITS = TinyInbox.units("v01_20110701", LUND_UNIT);
  private static final Sent STUDENTS =
      TinyInbox.students(
          "ak9/2023_24/v01_20240925", 0, "riket", "1 " + LUND_UNIT + " 0", "2 " + LUND_UNIT + " 0");
  private static final Sent CORRECTED =
      TinyInbox.students(
          "ak9/2023_24/v02_20241001", 0, "riket", "1 " + LUND_UNIT + " 1", "3 " + LUND_UNIT + " 0");

  /** Does something, once, as soon as a text has been said. */
  private static final class OnceSaid extends ByteArrayOutputStream {
    private final String text;
    private final Runnable action;
    private boolean isDone;

    OnceSaid(String text, Runnable action) {
      this.text = text;
      this.action = action;
    }

    @Override
    public synchronized void write(byte[] bytes, int from, int length) {
      super.write(bytes, from, length);
      if (!isDone && toString(StandardCharsets.UTF_8).contains(text)) {
        isDone = true;
        action.run();
      }
    }
  }

  private TinyInbox inbox;

  @BeforeEach
  void makeAnInbox() {
    inbox = TinyInbox.make();
    inbox.put(UNITS);
  }

  @AfterEach
  void removeTheInbox() {
    inbox.remove();
  }

  private Ran night() {
    return inbox.run("warehouse", "run", "accept-deliveries");
  }

  /** A night during which something happens. */
  private Ran nightWith(Runnable happening) {
    OnceSaid said = new OnceSaid(UNITS_TAKEN_IN, happening);
    Ran night = inbox.run(said, "warehouse", "run", "accept-deliveries", "--full");
    assertThat(said.isDone).as(night.said()).isTrue();
    return night;
  }

  private Status status(Sent sent) {
    return inbox.ledger("warehouse").entry(sent.id()).map(Ledger.Entry::status).orElseThrow();
  }

  private String reason(Sent sent) {
    return inbox.ledger("warehouse").entry(sent.id()).map(Ledger.Entry::reason).orElseThrow();
  }

  @Test
  void leavesToTheNextNightWhatComesDuringThisOne() {
    inbox.put(STUDENTS);

    Ran night = nightWith(() -> inbox.put(CORRECTED));

    assertThat(night.code()).as(night.said()).isZero();
    assertThat(status(STUDENTS)).isEqualTo(Status.ACCEPTED);
    assertThat(inbox.ledger("warehouse").entry(CORRECTED.id())).isEmpty();
    assertThat(night().code()).isZero();
    assertThat(status(CORRECTED)).isEqualTo(Status.ACCEPTED);
    assertThat(status(STUDENTS)).isEqualTo(Status.SUPERSEDED);
  }

  @Test
  void waitsForTheManifestOfADeliveryThatIsHalfCopied() {
    inbox.put(STUDENTS);
    inbox.putWithoutManifest(CORRECTED);

    Ran night = nightWith(() -> inbox.put(CORRECTED));

    assertThat(night.code()).as(night.said()).isZero();
    assertThat(night.said()).contains("not ready").contains(CORRECTED.id());
    assertThat(status(STUDENTS)).isEqualTo(Status.ACCEPTED);
    assertThat(inbox.ledger("warehouse").entry(CORRECTED.id())).isEmpty();
    assertThat(night().code()).isZero();
    assertThat(status(CORRECTED)).isEqualTo(Status.ACCEPTED);
  }

  @Test
  void takesInNothingOfADeliveryWhoseFileIsAnotherThanItsManifestSays() {
    inbox.put(STUDENTS);
    inbox.put(CORRECTED);
    Path rows = inbox.delivery(CORRECTED.id()).resolve("rows.csv");

    Ran night = nightWith(() -> TinyInbox.write(rows, STUDENTS.text().replace("twin-1", "twin-9")));

    assertThat(night.code()).as(night.said()).isEqualTo(10);
    assertThat(status(CORRECTED)).isEqualTo(Status.REJECTED);
    assertThat(status(STUDENTS)).isEqualTo(Status.ACCEPTED);
    TinyInbox.write(rows, CORRECTED.text());
    assertThat(night().code()).isZero();
    assertThat(status(CORRECTED)).isEqualTo(Status.ACCEPTED);
  }

  @Test
  void readsAgainTheNextNightWhatWasTouchedWhileItWasRead() {
    inbox.put(STUDENTS);
    inbox.put(CORRECTED);
    Path rows = inbox.delivery(CORRECTED.id()).resolve("rows.csv");
    TinyInbox.write(rows, STUDENTS.text());
    assertThat(night().code()).isEqualTo(10);
    // Rejected once, so that tonight begins with a look at its files.
    TinyInbox.write(rows, CORRECTED.text());

    Ran night = nightWith(() -> touch(rows));

    assertThat(night.code()).as(night.said()).isEqualTo(10);
    assertThat(reason(CORRECTED)).isEqualTo("its files changed while they were read");
    assertThat(status(STUDENTS)).isEqualTo(Status.ACCEPTED);
    assertThat(night().code()).isZero();
    assertThat(status(CORRECTED)).isEqualTo(Status.ACCEPTED);
  }

  private static void touch(Path file) {
    try {
      FileTime before = Files.getLastModifiedTime(file);
      Files.setLastModifiedTime(
          file, FileTime.from(before.toInstant().plus(Duration.ofMinutes(1))));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @Test
  void takesInNothingOfADeliveryWhoseManifestIsNoLongerTheOneThatWasListed() {
    inbox.put(STUDENTS);
    inbox.put(CORRECTED);
    Path manifest = inbox.delivery(CORRECTED.id()).resolve(Manifest.FILE_NAME);

    Ran night =
        nightWith(
            () ->
                TinyInbox.write(
                    manifest, CORRECTED.manifest().json().replace("2024-10-01", "2024-10-02")));

    assertThat(night.code()).as(night.said()).isEqualTo(10);
    assertThat(status(CORRECTED)).isEqualTo(Status.REJECTED);
    assertThat(status(STUDENTS)).isEqualTo(Status.ACCEPTED);
    assertThat(night().code()).isZero();
    assertThat(status(CORRECTED)).isEqualTo(Status.ACCEPTED);
  }
}
