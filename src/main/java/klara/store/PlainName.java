package klara.store;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Names in an inbox that may be repeated: in messages, in tables and as folders of the warehouse.
 * All others stay where they are, since a name can say anything, a pupil's number for one.
 */
enum PlainName {
  /** A register's folder; whether there is such a register is another matter. */
  REGISTER("[a-z][a-z0-9_]*"),
  /** A period's folder: 2024_25, 2025H2, 2024, a day, 2024-grundskola_elever. */
  PERIOD("[0-9]{4}[0-9A-Za-z_.-]*"),
  VERSION("v[0-9]{2,4}_[12][0-9]{3}(0[1-9]|1[0-2])(0[1-9]|[12][0-9]|3[01])"),
  /** A data file beside the manifest. */
  FILE("[A-Za-z0-9_-][A-Za-z0-9_.-]*");

  private static final int LONGEST = 100;

  /** Six or eight digits that are a date, or sixty days more, and four digits. */
  static final String CIVIC =
      "(?<![0-9])(?:1[89]|20)?[0-9]{2}(?:0[1-9]|1[0-2])(?:[06][1-9]|[1278][0-9]|[39][01])"
          + "%s[0-9]{4}(?![0-9])";

  private static final Pattern CIVIC_IN_NAME = Pattern.compile(CIVIC.formatted("[-+_.]?"));

  private final Pattern form;

  PlainName(String form) {
    this.form = Pattern.compile(form);
  }

  boolean isFormOf(String name) {
    return name.length() <= LONGEST && form.matcher(name).matches() && !isOfPerson(name);
  }

  /** Whether a civic number stands in a name; one in ten dates with a time of day looks so. */
  private static boolean isOfPerson(String name) {
    Matcher found = CIVIC_IN_NAME.matcher(name);
    while (found.find()) {
      String digits = found.group().replaceAll("[^0-9]", "");
      if (isChecked(digits.substring(digits.length() - 10))) {
        return true;
      }
    }
    return false;
  }

  /** Luhn, weights 2, 1, 2, … */
  private static boolean isChecked(String ten) {
    int sum = 0;
    for (int i = 0; i < ten.length(); i++) {
      int weighted = (ten.charAt(i) - '0') * (i % 2 == 0 ? 2 : 1);
      sum += weighted > 9 ? weighted - 9 : weighted;
    }
    return sum % 10 == 0;
  }
}
