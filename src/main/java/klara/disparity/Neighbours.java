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

/**
 * Which municipalities of Skåne touch which, and which of those beyond the county line: reference
 * data, {@code neighbours.yaml}.
 */
final class Neighbours {
  private static final String FILE = "neighbours.yaml";

  private static final Neighbours OURS = read();

  private final List<String> ours = new ArrayList<>();
  private final Map<String, List<String>> touching = new TreeMap<>();

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
      neighbours.ours.add(area);
      List<String> all = new ArrayList<>(codes(entries.get("touches")));
      for (String outside : codes(entries.get("outside"))) {
        all.add(outside);
        neighbours.touching.computeIfAbsent(outside, any -> new ArrayList<>()).add(area);
      }
      neighbours.touching.put(area, all);
    }
    if (!faults.isEmpty()) {
      throw new IllegalStateException("Invalid " + FILE + ": " + String.join("; ", faults));
    }
    return neighbours;
  }

  private static List<String> codes(@Nullable YamlPart part) {
    return part == null ? List.of() : part.items().stream().map(YamlPart::text).toList();
  }

  /** The areas of Skåne. */
  List<String> areas() {
    return List.copyOf(ours);
  }

  /** Those beyond the county line that touch one of them. */
  List<String> adjacent() {
    return touching.keySet().stream().filter(area -> !ours.contains(area)).toList();
  }

  /**
   * How areas touch, those that are measured first.
   *
   * @param measured the areas, in order
   * @param beyond those beyond the edge of what is measured
   * @return empty where one of them touches none of the others
   */
  Optional<Contiguity> among(List<String> measured, List<String> beyond) {
    List<String> areas = new ArrayList<>(measured);
    areas.addAll(beyond);
    List<List<Integer>> lists = new ArrayList<>();
    for (String area : areas) {
      lists.add(touchedBy(area).stream().map(areas::indexOf).filter(place -> place >= 0).toList());
    }
    return lists.stream().anyMatch(List::isEmpty)
        ? Optional.empty()
        : Optional.of(Contiguity.of(lists, measured.size()));
  }

  /** Those of the given areas that touch one of some. */
  List<String> joined(List<String> areas, List<String> some) {
    return areas.stream().filter(area -> count(area, some) > 0).toList();
  }

  /** How many of some an area touches. */
  int count(String area, List<String> some) {
    return (int) touchedBy(area).stream().filter(some::contains).count();
  }

  private List<String> touchedBy(String area) {
    return touching.getOrDefault(area, List.of());
  }
}
