package klara.table;

import static org.apache.spark.sql.functions.col;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import klara.testing.SparkTest;
import org.apache.spark.sql.Column;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RuleTest extends SparkTest {
  private static final Rule EIGHT = new Rule.Digits(8);

  @ParameterizedTest
  @ValueSource(strings = {"'10000000'", "'99999999'", "'12345678'", "cast(null as string)"})
  void takesAsManyDigitsAsItSays(String value) {
    assertThat(holds(EIGHT, value)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "''", "'1234567'", "'123456789'", "'01234567'", "'+1234567'", "'-1234567'", "' 1234567'",
        "'1234567 '", "'1234567.'", "'1234567a'", "'1e000007'", "'１２３４５６７８'", "'٤'",
            "'1234\\u0000567'"
      })
  void takesNothingElseForDigits(String value) {
    assertThat(holds(EIGHT, value)).isFalse();
  }

  @Test
  void takesTheLeastAndTheMostDigitsThatANumberHas() {
    assertThat(holds(new Rule.Digits(1), "'9'")).isTrue();
    assertThat(holds(new Rule.Digits(1), "'0'")).isFalse();
    assertThat(holds(new Rule.Digits(9), "'999999999'")).isTrue();
    assertThatThrownBy(() -> new Rule.Digits(10))
        .hasMessage("Cannot have a rule of 10 digits (expected 1 to 9)");
  }

  private boolean holds(Rule rule, String value) {
    Column held = rule.holds(col("value")).as("held");
    return spark().sql("select " + value + " as value").select(held).head().getBoolean(0);
  }
}
