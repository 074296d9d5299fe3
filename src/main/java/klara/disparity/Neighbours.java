package klara.disparity;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import klara.stats.Contiguity;
import klara.table.YamlPart;
import org.jspecify.annotations.Nullable;

/** Which municipalities of Skåne touch which: reference data, {@code neighbours.yaml}. */
final class Neighbours {
  private static final String FILE = "neighbours.yaml";

  private static final Neighbours OURS = read();

  private final Map<String, List<String>> touching = new TreeMap<>();
  private final Map<String, List<String>> outside = new TreeMap<>();

  private Neighbours() {}

  /** Those that come with Klara. */
  static Neighbours ours() {
    return OURS;
  }

  private static Neighbours read() {
    try (InputStream in = Neighbours.class.getResourceAsStream(FILE)) {
      if (in == null) {
        throw new IllegalStateException("no " + FILE + " beside " + Neighbours.class.getName());
      }
      return of(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Neighbours of(String yaml) {
    List<String> faults = new ArrayList<>();
    Neighbours neighbours = new Neighbours();
    for (YamlPart part : YamlPart.of(yaml, faults).items()) {
      Map<String, YamlPart> entries = part.entries("area", "touches", "outside");
      String area = YamlPart.text(entries, "area").orElse("");
      neighbours.touching.put(area, codes(entries.get("touches")));
      neighbours.outside.put(area, codes(entries.get("outside")));
    }
    if (!faults.isEmpty()) {
      throw new IllegalStateException("Invalid " + FILE + ": " + String.join("; ", faults));
    }
    return neighbours;
  }

  private static List<String> codes(@Nullable YamlPart part) {
    return part == null ? List.of() : part.items().stream().map(YamlPart::text).toList();
  }

  List<String> areas() {
    return List.copyOf(touching.keySet());
  }

  /** Neighbours in other counties, of whom nothing is told. */
  int outside(String area) {
    return outside.getOrDefault(area, List.of()).size();
  }

  /**
   * How the given areas touch, in their order.
   *
   * @return empty where one of them touches none of the others
   */
  Optional<Contiguity> among(List<String> areas) {
    List<List<Integer>> lists = new ArrayList<>();
    for (String area : areas) {
      lists.add(
          touching.getOrDefault(area, List.of()).stream()
              .map(areas::indexOf)
              .filter(place -> place >= 0)
              .toList());
    }
    return lists.stream().anyMatch(List::isEmpty)
        ? Optional.empty()
        : Optional.of(Contiguity.of(lists));
  }

  /** Those of the given areas that touch another of them. */
  List<String> joined(List<String> areas) {
    return areas.stream()
        .filter(area -> touching.getOrDefault(area, List.of()).stream().anyMatch(areas::contains))
        .toList();
  }
}
