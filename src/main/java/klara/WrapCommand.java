package klara;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

@Command(name = "wrap", mixinStandardHelpOptions = true)
final class WrapCommand implements Callable<Integer> {
  @Override
  public Integer call() {
    return 2;
  }
}
