package klara.delivery;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import klara.register.Origin;

/**
 * A delivery that has a manifest.
 *
 * @param id register/period/version, which is its folder below the inbox
 * @param folder where it lies
 * @param manifest what the sender says of it
 * @param digest SHA-256 of the manifest, which holds the SHA-256 of every file
 */
public record Delivery(String id, String folder, Manifest manifest, String digest) {

  /** The folder name of the period. */
  public String period() {
    return manifest.periodFolder();
  }

  /** The day it was delivered, where the sender is. */
  public LocalDate deliveredOn() {
    return OffsetDateTime.parse(manifest.deliveredAt()).toLocalDate();
  }

  /** Rows that the manifest promises. */
  public long promisedRows() {
    return manifest.files().stream().mapToLong(Manifest.DataFile::rows).sum();
  }

  public boolean isDelta() {
    return manifest.isDelta();
  }

  /** What the rows of one of its files remember of it. */
  public Origin origin(String file) {
    return new Origin(id, period(), file, manifest.version(), isDelta(), manifest.scope());
  }

  boolean isWholeCountry() {
    return manifest.scope().equals(Origin.COUNTRY);
  }
}
