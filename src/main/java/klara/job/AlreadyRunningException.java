package klara.job;

/** Another night holds the warehouse: exit code 3. */
public final class AlreadyRunningException extends RuntimeException {
  public AlreadyRunningException(String message) {
    super(message);
  }
}
