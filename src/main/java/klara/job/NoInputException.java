package klara.job;

/** There is nothing to make a release from: exit code 11. */
public final class NoInputException extends RuntimeException {
  public NoInputException(String message) {
    super(message);
  }
}
