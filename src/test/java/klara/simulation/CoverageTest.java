package klara.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/**
 * The claims of {@code scripts/coverage} on a few counties: a goal may be missed by three errors.
 * An interval is then told from one of 93 to 97 % where it covers the rate of municipalities, of
 * which there are 33 to a county, in fewer than some 91 %; the parts of a whole county in fewer
 * than some 83 %.
 */
class CoverageTest {
  private static final int COUNTIES = 40;
  private static final long SEED = 20_251;
  private static final double ERRORS = 3;

  @SuppressWarnings("unused") // by the name in @FieldSource
  private static final List<Claim> CLAIMS = Coverage.CLAIMS;

  @ParameterizedTest
  @FieldSource("CLAIMS")
  void holdsWhatIsClaimed(Claim claim) {
    List<Finding> findings = Simulation.run(claim, COUNTIES, SEED);

    System.out.printf("%s: %d counties, seed %d%n", claim.name(), COUNTIES, SEED);
    findings.forEach(finding -> System.out.println(finding.line()));
    assertThat(findings).isNotEmpty().allMatch(finding -> finding.cases() > 0);
    assertThat(findings).allMatch(finding -> finding.holds(ERRORS));
  }
}
