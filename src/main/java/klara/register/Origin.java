package klara.register;

import java.io.Serializable;

/**
 * A delivered file, as its rows remember it: rows carry its number in a list, not its names.
 *
 * @param delivery register/period/version
 * @param period folder of the period, which begins with a year
 * @param file name of the file
 * @param version of the delivery; where two say different things the higher counts
 * @param isDelta whether its rows say what to do with rows that were there before
 * @param scope riket, kommun:CODE or skolenhet:CODE
 */
public record Origin(
    String delivery, String period, String file, int version, boolean isDelta, String scope)
    implements Serializable {
  /** The scope of everything. */
  public static final String COUNTRY = "riket";

  static final String MUNICIPALITY = "kommun:";
  static final String SCHOOL_UNIT = "skolenhet:";

  boolean isWholeCountry() {
    return scope.equals(COUNTRY);
  }

  /** The code after the colon. */
  String scopeCode() {
    return scope.substring(scope.indexOf(':') + 1);
  }
}
