package klara.delivery;

import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import klara.delivery.MappedColumn.Constant;
import klara.delivery.MappedColumn.From;
import klara.delivery.MappedColumn.Nothing;
import klara.delivery.MappedColumn.NumberForm;
import klara.delivery.MappedColumn.Origin;
import klara.delivery.MappedColumn.Otherwise;
import klara.delivery.MappedColumn.Refused;
import klara.delivery.MappedColumn.Replaced;
import klara.delivery.MappedColumn.Same;
import klara.delivery.MappedColumn.Sql;
import klara.register.Person;
import klara.register.Register;
import klara.table.YamlPart;

/** The columns of a mapping file. */
final class MappedColumns {
  private static final Pattern YEAR_WITHOUT_CENTURY = Pattern.compile("(?<![yu])[yu]{2}(?![yu])");

  private MappedColumns() {}

  /** Columns of a table, each by its name in the input contract. */
  static List<MappedColumn> columns(YamlPart part, Register register) {
    List<String> known =
        register.delivered().stream()
            .filter(name -> !register.isAboutPersons() || !isOfPerson(name))
            .toList();
    List<MappedColumn> columns = new ArrayList<>();
    part.entries(known.toArray(String[]::new))
        .forEach((name, inner) -> columns.add(column(name, inner)));
    return columns;
  }

  private static boolean isOfPerson(String name) {
    return List.of(Person.ID, Person.ID_TYPE).contains(name);
  }

  static MappedColumn column(String name, YamlPart part) {
    Map<String, YamlPart> parts =
        part.entries("from", "sql", "constant", "recode", "otherwise", "number", "date");
    List<Origin> origins = new ArrayList<>();
    YamlPart.text(parts, "from").ifPresent(text -> origins.add(new From(text)));
    YamlPart.text(parts, "sql").ifPresent(text -> origins.add(new Sql(text)));
    YamlPart.text(parts, "constant").ifPresent(text -> origins.add(new Constant(text.strip())));
    if (origins.size() != 1) {
      part.fault("expected one of: from, sql, constant");
      origins.add(new Constant(""));
    }
    Map<String, String> recode = new LinkedHashMap<>();
    YamlPart codes = parts.get("recode");
    if (codes != null) {
      codes.entries().forEach((code, ours) -> recode.put(code.strip(), ours.text().strip()));
      if (recode.isEmpty()) {
        codes.fault("it has no codes");
      }
    } else if (parts.containsKey("otherwise")) {
      part.fault("otherwise is said of codes that recode does not have: recode is missing");
    }
    return new MappedColumn(
        name,
        origins.get(0),
        recode,
        otherwise(parts),
        number(parts),
        dates(Optional.ofNullable(parts.get("date"))));
  }

  private static Otherwise otherwise(Map<String, YamlPart> parts) {
    YamlPart part = parts.get("otherwise");
    if (part == null) {
      return new Refused();
    }
    if (!part.isText()) {
      return new Replaced(YamlPart.text(part.entries("constant"), "constant").orElse(""));
    }
    return switch (part.text()) {
      case "error" -> new Refused();
      case "null" -> new Nothing();
      case "same" -> new Same();
      default -> {
        part.fault("expected error, null, same or {constant: …}, found: " + part.text());
        yield new Refused();
      }
    };
  }

  private static Optional<NumberForm> number(Map<String, YamlPart> parts) {
    YamlPart part = parts.get("number");
    if (part == null) {
      return Optional.empty();
    }
    for (NumberForm form : NumberForm.values()) {
      if (form.name().toLowerCase(Locale.ROOT).equals(part.text())) {
        return Optional.of(form);
      }
    }
    part.fault("expected whole or decimal, found: " + part.text());
    return Optional.empty();
  }

  private static List<String> dates(Optional<YamlPart> part) {
    List<String> forms = new ArrayList<>();
    for (YamlPart item : part.map(YamlPart::items).orElse(List.of())) {
      String form = item.text();
      if (!isDateForm(form)) {
        item.fault("expected the form of a date such as dd/MM/yyyy, found: " + form);
      }
      if (YEAR_WITHOUT_CENTURY.matcher(form).find()) {
        item.fault("a year of two digits has no century: make the date with sql");
      } else if (form.contains("Y") || form.contains("D") || !form.contains("M")) {
        item.fault("years are yyyy, months MM and days dd, found: " + form);
      }
      forms.add(form);
    }
    return forms;
  }

  private static boolean isDateForm(String form) {
    try {
      return !DateTimeFormatter.ofPattern(form, Locale.ROOT).toString().isEmpty();
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  static boolean isYes(Map<String, YamlPart> parts, String name) {
    YamlPart part = parts.get(name);
    if (part == null || List.of("no", "false").contains(part.text())) {
      return false;
    }
    if (!List.of("yes", "true").contains(part.text())) {
      part.fault("expected yes or no, found: " + part.text());
    }
    return true;
  }
}
