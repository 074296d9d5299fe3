package klara.twin;

import java.util.HashMap;
import java.util.Map;
import klara.store.Text;

/** Codes that stand in many rows, each encoded once; for one thread. */
final class Codes {
  private final Map<String, Text> texts = new HashMap<>();

  Text text(String code) {
    return texts.computeIfAbsent(code, Text::of);
  }
}
