package klara.table;

import java.util.Locale;

/** The folders of the warehouse; all but the releases are restricted. */
public enum Zone {
  REGISTERS,
  QUARANTINE,
  HISTORIES,
  ANALYSIS,
  RELEASES;

  public String folder() {
    return name().toLowerCase(Locale.ROOT);
  }
}
