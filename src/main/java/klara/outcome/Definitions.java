package klara.outcome;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.MonthDay;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import klara.outcome.Outcome.Break;
import klara.outcome.Outcome.Lack;
import klara.outcome.Outcome.Measure;
import klara.outcome.Outcome.Population;
import klara.outcome.Outcome.Words;
import klara.table.YamlPart;

/** Reads {@code definitions.yaml}; every fault in it is said at once, with its line. */
final class Definitions {
  private static final String FILE = "definitions.yaml";
  private static final String NAME = "[a-z][a-z0-9_]*";

  private final Set<String> faults = new LinkedHashSet<>();

  private Definitions() {}

  /** Those that come with Klara. */
  static List<Outcome> ours() {
    try (InputStream in = Definitions.class.getResourceAsStream(FILE)) {
      if (in == null) {
        throw new IllegalStateException("no " + FILE + " beside " + Definitions.class.getName());
      }
      return of(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Those of a text.
   *
   * @throws IllegalArgumentException with every fault, where there are any
   */
  static List<Outcome> of(String yaml) {
    Definitions definitions = new Definitions();
    List<Outcome> outcomes = new ArrayList<>();
    Set<String> names = new LinkedHashSet<>();
    for (YamlPart part : YamlPart.of(yaml, definitions.faults).items()) {
      Outcome outcome = definitions.outcome(part);
      outcomes.add(outcome);
      if (!names.add(outcome.code())) {
        part.fault("'%s' is defined twice".formatted(outcome.code()));
      }
    }
    if (!definitions.faults.isEmpty()) {
      throw new IllegalArgumentException(
          "Invalid definitions of outcomes:\n  " + String.join("\n  ", definitions.faults));
    }
    return List.copyOf(outcomes);
  }

  private Outcome outcome(YamlPart part) {
    Map<String, YamlPart> parts =
        part.entries(
            "outcome",
            "version",
            "population",
            "measure",
            "counted",
            "value",
            "lack",
            "dropping_out",
            "matures",
            "silence",
            "words",
            "numerator",
            "exclusions",
            "breaks",
            "source");
    String code = required(part, parts, "outcome");
    if (!code.matches(NAME)) {
      part.fault("expected a name of small letters, digits and _, found: " + code);
    }
    return new Outcome(
        code,
        number(part, required(part, parts, "version")),
        one(part, Population.class, required(part, parts, "population")).orElse(Population.YEAR9),
        one(part, Measure.class, required(part, parts, "measure")).orElse(Measure.SHARE),
        YamlPart.text(parts, "counted").orElse("true"),
        required(part, parts, "value"),
        one(part, Lack.class, required(part, parts, "lack")).orElse(Lack.NONE),
        only("yes", "dropping_out", part, parts),
        maturity(part, parts),
        only("missing", "silence", part, parts),
        new Words(
            required(part, parts, "words"),
            required(part, parts, "numerator"),
            required(part, parts, "exclusions"),
            breaks(parts),
            required(part, parts, "source")));
  }

  private static String required(YamlPart part, Map<String, YamlPart> parts, String name) {
    Optional<String> text = YamlPart.text(parts, name).filter(value -> !value.isBlank());
    if (text.isEmpty()) {
      part.fault("'%s' is missing".formatted(name));
    }
    return text.orElse("");
  }

  private static int number(YamlPart part, String text) {
    if (!text.matches("[0-9]{1,4}")) {
      part.fault("expected a whole number, found: " + text);
      return 0;
    }
    return Integer.parseInt(text);
  }

  private static <E extends Enum<E>> Optional<E> one(YamlPart part, Class<E> all, String text) {
    for (E one : all.getEnumConstants()) {
      if (one.name().toLowerCase(Locale.ROOT).equals(text)) {
        return Optional.of(one);
      }
    }
    part.fault("'%s' is none of %s".formatted(text, words(all)));
    return Optional.empty();
  }

  private static <E extends Enum<E>> String words(Class<E> all) {
    List<String> words = new ArrayList<>();
    for (E one : all.getEnumConstants()) {
      words.add(one.name().toLowerCase(Locale.ROOT));
    }
    return String.join(", ", words);
  }

  private static Outcome.Maturity maturity(YamlPart part, Map<String, YamlPart> parts) {
    YamlPart matures = parts.get("matures");
    if (matures == null) {
      part.fault("'matures' is missing");
      return new Outcome.Maturity(0, MonthDay.of(1, 1));
    }
    Map<String, YamlPart> told = matures.entries("years", "on");
    int years = number(matures, required(matures, told, "years"));
    String day = required(matures, told, "on");
    try {
      return new Outcome.Maturity(years, MonthDay.parse("--" + day));
    } catch (DateTimeException e) {
      matures.fault("expected a month and a day such as 10-01, found: " + day);
      return new Outcome.Maturity(years, MonthDay.of(1, 1));
    }
  }

  /** Whether a key is there; it can say one thing only. */
  private static boolean only(String word, String key, YamlPart part, Map<String, YamlPart> parts) {
    Optional<String> said = YamlPart.text(parts, key);
    said.filter(text -> !text.equals(word))
        .ifPresent(text -> part.fault("%s can only be %s, found: %s".formatted(key, word, text)));
    return said.isPresent();
  }

  private static List<Break> breaks(Map<String, YamlPart> parts) {
    List<Break> breaks = new ArrayList<>();
    YamlPart listed = parts.get("breaks");
    if (listed != null) {
      for (YamlPart one : listed.items()) {
        Map<String, YamlPart> told = one.entries("from", "what");
        String day = required(one, told, "from");
        try {
          breaks.add(new Break(LocalDate.parse(day), required(one, told, "what")));
        } catch (DateTimeException e) {
          one.fault("expected a day such as 2018-07-01, found: " + day);
        }
      }
    }
    return breaks;
  }
}
