package klara.twin;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import java.util.stream.Stream;
import klara.twin.Cell.Background;
import klara.twin.Cell.Parents;
import org.assertj.core.data.Offset;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ExpectedGradesTest {
  private static final int DRAWS = 20_000;

  static Stream<Arguments> students() {
    return Stream.of(
        Arguments.of(-1.5, Background.SWEDISH, Grading.PLAIN),
        Arguments.of(0.7, Background.SWEDISH, Grading.PLAIN),
        Arguments.of(0.7, Background.FOREIGN, new Grading(20, -15)),
        Arguments.of(1.3, Background.FOREIGN, new Grading(-10, 25)),
        Arguments.of(2.0, Background.SWEDISH, new Grading(-10, 25)));
  }

  /** Draws are the reference: five standard errors of so many. */
  @ParameterizedTest
  @MethodSource("students")
  void isWhatDrawingGradesComesTo(double ability, Background background, Grading grading) {
    Cell cell = new Cell(false, background, Parents.UPPER_SECONDARY);
    ExpectedGrades expected = new ExpectedGrades(ability, cell.isForeign(), grading);
    SplittableRandom random = new SplittableRandom(2025);
    GradeSheet sheet = new GradeSheet();
    double eligible = 0;
    double passedAll = 0;
    double merit = 0;
    double squares = 0;
    for (int i = 0; i < DRAWS; i++) {
      GradeModel.draw(ability, cell, grading, random, sheet);
      double points = sheet.meritValue17();
      eligible += sheet.isEligibleForVocational() ? 1 : 0;
      passedAll += sheet.isPassedInAll() ? 1 : 0;
      merit += points;
      squares += points * points;
    }

    assertThat(eligible / DRAWS).isCloseTo(expected.eligible(), ofShare(expected.eligible()));
    assertThat(passedAll / DRAWS).isCloseTo(expected.passedAll(), ofShare(expected.passedAll()));
    double mean = expected.merit().mean();
    double variance = expected.merit().square() - mean * mean;
    assertThat(merit / DRAWS).isCloseTo(mean, Offset.offset(5 * Math.sqrt(variance / DRAWS)));
    // the points of seventeen subjects are nearly normal, but for few, whose tail is longer
    assertThat(squares / DRAWS - Math.pow(merit / DRAWS, 2))
        .isCloseTo(variance, Offset.offset(7 * variance * Math.sqrt(2.0 / DRAWS)));
  }

  private static Offset<Double> ofShare(double share) {
    return Offset.offset(5 * Math.sqrt(Math.max(share * (1 - share), 1.0 / DRAWS) / DRAWS));
  }
}
