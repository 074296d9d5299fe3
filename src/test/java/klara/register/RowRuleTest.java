package klara.register;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class RowRuleTest {
  @Test
  void standsInTheReadmeOnceEach() throws IOException {
    List<String> told =
        Files.readAllLines(Path.of("README.md")).stream()
            .filter(line -> line.matches("\\| R[0-9]{2} \\|.*"))
            .map(line -> line.substring(2, 5))
            .toList();

    assertThat(told)
        .containsExactlyElementsOf(Arrays.stream(RowRule.values()).map(RowRule::name).toList());
  }
}
