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
    List<YamlPart> parts = YamlPart.of(yaml, definitions.faults).items();
    for (YamlPart part : parts) {
      Outcome outcome = definitions.outcome(part);
      outcomes.add(outcome);
      if (!outcome.code().isBlank() && !names.add(outcome.code())) {
        part.fault("'%s' is defined twice".formatted(outcome.code()));
      }
    }
    for (int i = 0; i < outcomes.size(); i++) {
      requireNested(parts.get(i), outcomes.get(i), outcomes);
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
            "target",
            "lack",
            "within",
            "holds",
            "dropping_out",
            "matures",
            "silence",
            "words",
            "numerator",
            "exclusions",
            "breaks",
            "source");
    Told code = required(part, parts, "outcome");
    if (!code.isBlank() && !code.text().matches(NAME)) {
      code.fault("expected a name of small letters, digits and _, found: " + code.text());
    }
    return new Outcome(
        code.text(),
        number(required(part, parts, "version")),
        one(Population.class, required(part, parts, "population")).orElse(Population.YEAR9),
        one(Measure.class, required(part, parts, "measure")).orElse(Measure.SHARE),
        parts.containsKey("counted") ? required(part, parts, "counted").text() : "true",
        required(part, parts, "value").text(),
        parts.containsKey("target") ? required(part, parts, "target").text() : null,
        one(Lack.class, required(part, parts, "lack")).orElse(Lack.NONE),
        names("within", parts),
        names("holds", parts),
        only("yes", "dropping_out", parts),
        maturity(part, parts),
        only("missing", "silence", parts),
        new Words(
            required(part, parts, "words").text(),
            required(part, parts, "numerator").text(),
            required(part, parts, "exclusions").text(),
            breaks(parts),
            required(part, parts, "source").text()));
  }

  /** A text and where it stands; a blank one is a fault that has been told. */
  private record Told(YamlPart at, String text) {
    boolean isBlank() {
      return text.isBlank();
    }

    void fault(String why) {
      at.fault(why);
    }
  }

  private static Told required(YamlPart part, Map<String, YamlPart> parts, String name) {
    YamlPart one = parts.get(name);
    if (one == null) {
      part.fault("'%s' is missing".formatted(name));
      return new Told(part, "");
    }
    String text = one.text();
    if (one.isText() && text.isBlank()) {
      one.fault("'%s' is empty".formatted(name));
    }
    return new Told(one, text);
  }

  private static int number(Told number) {
    if (number.text().matches("[0-9]{1,4}")) {
      return Integer.parseInt(number.text());
    }
    if (!number.isBlank()) {
      number.fault("expected a whole number, found: " + number.text());
    }
    return 0;
  }

  private static <E extends Enum<E>> Optional<E> one(Class<E> all, Told word) {
    for (E one : all.getEnumConstants()) {
      if (one.name().toLowerCase(Locale.ROOT).equals(word.text())) {
        return Optional.of(one);
      }
    }
    if (!word.isBlank()) {
      word.fault("'%s' is none of %s".formatted(word.text(), words(all)));
    }
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
    int years = number(required(matures, told, "years"));
    Told day = required(matures, told, "on");
    try {
      return new Outcome.Maturity(years, MonthDay.parse("--" + day.text()));
    } catch (DateTimeException e) {
      if (!day.isBlank()) {
        day.fault("expected a month and a day such as 10-01, found: " + day.text());
      }
      return new Outcome.Maturity(years, MonthDay.of(1, 1));
    }
  }

  private static List<String> names(String key, Map<String, YamlPart> parts) {
    YamlPart listed = parts.get(key);
    return listed == null ? List.of() : listed.items().stream().map(YamlPart::text).toList();
  }

  /** Outcomes one of which is within the other must be shares of the same students. */
  private static void requireNested(YamlPart part, Outcome outcome, List<Outcome> all) {
    List<String> others = new ArrayList<>(outcome.within());
    others.addAll(outcome.holds());
    for (String code : others) {
      boolean isOfSame =
          all.stream()
              .filter(other -> other.code().equals(code) && !code.equals(outcome.code()))
              .filter(other -> other.measure() == outcome.measure())
              .filter(other -> other.population() == outcome.population())
              .anyMatch(other -> other.counted().equals(outcome.counted()));
      if (!isOfSame || outcome.measure() != Measure.SHARE) {
        part.fault(
            "cannot be within or hold '%s': both must be shares of the same students"
                .formatted(code));
      }
    }
  }

  /** Whether a key is there; it can say one thing only. */
  private static boolean only(String word, String key, Map<String, YamlPart> parts) {
    YamlPart said = parts.get(key);
    if (said != null && !said.text().equals(word)) {
      said.fault("%s can only be %s".formatted(key, word));
    }
    return said != null;
  }

  private static List<Break> breaks(Map<String, YamlPart> parts) {
    List<Break> breaks = new ArrayList<>();
    YamlPart listed = parts.get("breaks");
    if (listed != null) {
      for (YamlPart one : listed.items()) {
        Map<String, YamlPart> told = one.entries("from", "what");
        Told day = required(one, told, "from");
        Told what = required(one, told, "what");
        try {
          breaks.add(new Break(LocalDate.parse(day.text()), what.text()));
        } catch (DateTimeException e) {
          if (!day.isBlank()) {
            day.fault("expected a day such as 2018-07-01, found: " + day.text());
          }
        }
      }
    }
    return breaks;
  }
}
