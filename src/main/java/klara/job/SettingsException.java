package klara.job;

/** What the user asked for cannot be: exit code 2. */
public final class SettingsException extends RuntimeException {
  public SettingsException(String message) {
    super(message);
  }
}
