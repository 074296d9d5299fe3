package klara.job;

/** How a run ended, one code a cause; cron and wrappers rely on them. */
public enum ExitCode {
  DONE(0),
  BUG(1),
  WRONG_SETTINGS(2),
  ALREADY_RUNNING(3),
  DELIVERY_REFUSED(10),
  NO_INPUT(11),
  BROKEN_RESULT(12);

  private final int code;

  ExitCode(int code) {
    this.code = code;
  }

  public int code() {
    return code;
  }
}
