package klara.disclosure;

import static klara.disclosure.Status.IMMATURE;
import static klara.disclosure.Status.MISSING;
import static klara.disclosure.Status.NOT_APPLICABLE;
import static klara.disclosure.Status.PUBLISHED;
import static klara.disclosure.Status.SUPPRESSED;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class StatusTest {
  @Test
  void tellsAFigureOfSeveralWhereAllOfThemAreTold() {
    assertThat(Status.ofSeveral(List.of(PUBLISHED, PUBLISHED))).isEqualTo(PUBLISHED);
    assertThat(Status.ofSeveral(List.of(PUBLISHED, NOT_APPLICABLE, SUPPRESSED)))
        .isEqualTo(NOT_APPLICABLE);
  }

  /** The last of three cohorts is too young: withholding the first is not what they lack. */
  @Test
  void saysFirstWhatIsNotThereYet() {
    assertThat(Status.ofSeveral(List.of(SUPPRESSED, PUBLISHED, IMMATURE))).isEqualTo(IMMATURE);
    assertThat(Status.ofSeveral(List.of(SUPPRESSED, MISSING))).isEqualTo(MISSING);
    assertThat(Status.ofSeveral(List.of(MISSING, IMMATURE))).isEqualTo(IMMATURE);
  }
}
