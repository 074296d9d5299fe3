package klara.table;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.schema.FailsafeSchema;

/**
 * A part of a YAML file: a text, a list or a map, and nothing else. Every scalar is text as it
 * stands, so that the codes {@code NO} and {@code 0114} are themselves, and no object is ever made
 * of a tag. What is wrong is collected with the line it stands in.
 */
public final class YamlPart {
  private static final int MOST_CHARACTERS = 1_000_000;

  private final Node node;
  private final String path;
  private final Map<String, String> variables;
  private final Collection<String> faults;

  private YamlPart(
      Node node, String path, Map<String, String> variables, Collection<String> faults) {
    this.node = node;
    this.path = path;
    this.variables = variables;
    this.faults = faults;
  }

  /**
   * The whole of a text.
   *
   * @param faults takes up whatever is found wrong here and in the parts
   * @throws IllegalArgumentException where the text is no YAML, or has tags
   */
  public static YamlPart of(String text, Collection<String> faults) {
    LoadSettings settings =
        LoadSettings.builder()
            .setSchema(new FailsafeSchema())
            .setCodePointLimit(MOST_CHARACTERS)
            .build();
    Node root;
    try {
      List<Node> documents = new ArrayList<>();
      new Compose(settings).composeAllFromString(text).forEach(documents::add);
      if (documents.size() != 1) {
        throw new IllegalArgumentException(
            "it must hold one document, it has %d".formatted(documents.size()));
      }
      root = documents.get(0);
    } catch (MarkedYamlEngineException e) {
      String line = e.getProblemMark().map(mark -> "line %d: ".formatted(line(mark))).orElse("");
      throw new IllegalArgumentException(line + "it is not YAML: " + e.getProblem(), e);
    } catch (YamlEngineException e) {
      throw new IllegalArgumentException(
          "it is not YAML: " + String.valueOf(e.getMessage()).lines().findFirst().orElse(""), e);
    } catch (StackOverflowError e) {
      throw new IllegalArgumentException("it is nested too deeply", e);
    }
    TreeSet<String> tags = new TreeSet<>();
    addTags(root, tags, Collections.newSetFromMap(new IdentityHashMap<>()));
    if (!tags.isEmpty()) {
      throw new IllegalArgumentException(
          "it has tags, which are never followed: " + String.join(", ", tags));
    }
    return new YamlPart(root, "", Map.of(), faults);
  }

  private static void addTags(Node node, Set<String> tags, Set<Node> seen) {
    if (!seen.add(node)) {
      return;
    }
    if (!List.of(Tag.STR, Tag.SEQ, Tag.MAP).contains(node.getTag())) {
      tags.add(node.getTag().getValue());
    }
    if (node instanceof SequenceNode list) {
      list.getValue().forEach(item -> addTags(item, tags, seen));
    } else if (node instanceof MappingNode map) {
      for (NodeTuple entry : map.getValue()) {
        addTags(entry.getKeyNode(), tags, seen);
        addTags(entry.getValueNode(), tags, seen);
      }
    }
  }

  private static int line(Mark mark) {
    return mark.getLine() + 1;
  }

  /** The same part with {@code {name}} standing for a value in every text of it. */
  public YamlPart with(Map<String, String> values) {
    return new YamlPart(node, path, values, faults);
  }

  private YamlPart part(Node inner, String name) {
    return new YamlPart(inner, path.isEmpty() ? name : path + "." + name, variables, faults);
  }

  /** Notes that something is wrong here. */
  public void fault(String why) {
    String line = node.getStartMark().map(mark -> "line %d, ".formatted(line(mark))).orElse("");
    faults.add(line + (path.isEmpty() ? "" : path + ": ") + why);
  }

  public boolean isText() {
    return node instanceof ScalarNode;
  }

  public boolean isList() {
    return node instanceof SequenceNode;
  }

  /** The text; empty, and a fault, where it is something else. */
  public String text() {
    if (!(node instanceof ScalarNode scalar)) {
      fault("expected a text");
      return "";
    }
    String text = scalar.getValue();
    for (Map.Entry<String, String> variable : variables.entrySet()) {
      text = text.replace("{" + variable.getKey() + "}", variable.getValue());
    }
    return text;
  }

  /** The items of a list; a text or a map alone is a list of one. */
  public List<YamlPart> items() {
    if (!(node instanceof SequenceNode list)) {
      return List.of(this);
    }
    List<YamlPart> items = new ArrayList<>();
    for (Node item : list.getValue()) {
      items.add(part(item, String.valueOf(items.size() + 1)));
    }
    return items;
  }

  /** A map's entries, whatever their names. */
  public Map<String, YamlPart> entries() {
    Map<String, YamlPart> entries = new LinkedHashMap<>();
    if (!(node instanceof MappingNode map)) {
      fault("expected names with values (name: value)");
      return entries;
    }
    for (NodeTuple entry : map.getValue()) {
      if (!(entry.getKeyNode() instanceof ScalarNode key)) {
        fault("a name must be a text");
      } else if (entries.put(key.getValue(), part(entry.getValueNode(), key.getValue())) != null) {
        fault("'%s' stands twice".formatted(key.getValue()));
      }
    }
    return entries;
  }

  /** A map's entries, which may have these names only. */
  public Map<String, YamlPart> entries(String... known) {
    Map<String, YamlPart> entries = entries();
    for (String name : entries.keySet()) {
      if (!List.of(known).contains(name)) {
        fault("unknown key '%s' (there are: %s)".formatted(name, String.join(", ", known)));
      }
    }
    return entries;
  }

  /** An entry's text, where the entry is there. */
  public static Optional<String> text(Map<String, YamlPart> entries, String name) {
    return Optional.ofNullable(entries.get(name)).map(YamlPart::text);
  }
}
