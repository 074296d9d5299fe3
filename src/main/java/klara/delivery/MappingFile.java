package klara.delivery;

import java.nio.charset.Charset;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import klara.register.Identity;
import klara.register.Person;
import klara.register.Register;
import klara.register.Registers;
import klara.table.YamlPart;

/** A mapping as its YAML file has it; every fault is said at once, with its line. */
final class MappingFile {
  private static final String SCOPE = "riket|kommun:[0-9]{4}|skolenhet:[1-9][0-9]{7}";
  private static final String PERIOD = "[0-9]{4}[0-9A-Za-z_/.-]*";

  private final Set<String> faults = new LinkedHashSet<>();
  private final List<MappedTable> tables = new ArrayList<>();

  private MappingFile() {}

  static Mapping parse(String yaml) {
    MappingFile file = new MappingFile();
    Mapping mapping = file.mapping(yaml);
    if (!file.faults.isEmpty()) {
      throw new IllegalArgumentException(String.join("\n  ", file.faults));
    }
    return mapping;
  }

  private Mapping mapping(String yaml) {
    YamlPart root = YamlPart.of(yaml, faults);
    Map<String, YamlPart> parts = root.entries("source", "delivered", "id", "derived", "tables");
    YamlPart listed = parts.get("tables");
    if (listed == null) {
      root.fault("'tables' is missing: what is delivered");
    } else {
      for (YamlPart table : listed.items()) {
        expand(table, Optional.ofNullable(parts.get("id")));
      }
    }
    List<MappedColumn> derived = new ArrayList<>();
    YamlPart made = parts.get("derived");
    if (made != null) {
      made.entries().forEach((name, part) -> derived.add(MappedColumns.column(name, part)));
    }
    return new Mapping(
        Optional.ofNullable(parts.get("source"))
            .map(MappingFile::form)
            .orElseGet(
                () ->
                    new ExtractForm(
                        Optional.empty(), "utf-8", 1, Optional.empty(), List.of(), '.')),
        Optional.ofNullable(parts.get("delivered")).flatMap(MappingFile::day),
        derived,
        tables);
  }

  private static Optional<LocalDate> day(YamlPart part) {
    try {
      return Optional.of(LocalDate.parse(part.text()));
    } catch (DateTimeParseException e) {
      part.fault("expected a date such as 2024-10-15, found: " + part.text());
      return Optional.empty();
    }
  }

  private static ExtractForm form(YamlPart part) {
    Map<String, YamlPart> parts =
        part.entries("delimiter", "encoding", "header", "sheet", "nulls", "decimal");
    String delimiter = YamlPart.text(parts, "delimiter").orElse("").replace("\\t", "\t");
    if (parts.containsKey("delimiter") && delimiter.length() != 1) {
      part.fault("delimiter must be one character (\"\\t\" is a tab)");
    }
    String encoding = YamlPart.text(parts, "encoding").orElse("utf-8");
    try {
      Charset.forName(encoding);
    } catch (IllegalArgumentException e) {
      part.fault("unknown encoding '%s' (such as utf-8, windows-1252)".formatted(encoding));
    }
    String header = YamlPart.text(parts, "header").orElse("1");
    if (!header.matches("[0-9]{1,4}")) {
      part.fault("header must be the number of a line, or 0 for none, found: " + header);
      header = "1";
    }
    String decimal = YamlPart.text(parts, "decimal").orElse(".");
    if (!List.of(".", ",").contains(decimal)) {
      part.fault("decimal must be \".\" or \",\", found: " + decimal);
    }
    YamlPart nulls = parts.get("nulls");
    return new ExtractForm(
        delimiter.isEmpty() ? Optional.empty() : Optional.of(delimiter.charAt(0)),
        encoding,
        Integer.parseInt(header),
        YamlPart.text(parts, "sheet"),
        nulls == null ? List.of() : nulls.items().stream().map(YamlPart::text).toList(),
        decimal.equals(",") ? ',' : '.');
  }

  // ------------------------------------------------------------------ tables

  /** One table for each item of {@code for-each}, or one. */
  private void expand(YamlPart part, Optional<YamlPart> id) {
    YamlPart each = part.entries().get("for-each");
    if (each == null) {
      table(part, id, Map.of());
      return;
    }
    for (Map<String, String> variables : variables(each)) {
      table(part.with(variables), id.map(its -> its.with(variables)), variables);
    }
  }

  /** {@code {year: [2019, 2020]}} or {@code [{year: 2019, n: 1}, …]}. */
  private static List<Map<String, String>> variables(YamlPart each) {
    List<Map<String, String>> all = new ArrayList<>();
    if (each.isList()) {
      for (YamlPart item : each.items()) {
        Map<String, String> variables = new LinkedHashMap<>();
        item.entries().forEach((name, value) -> variables.put(name, value.text()));
        all.add(variables);
      }
    } else {
      Map<String, YamlPart> entries = each.entries();
      if (entries.size() != 1) {
        each.fault("expected one name with its values, or a list of names with a value each");
      }
      entries.forEach(
          (name, values) -> values.items().forEach(value -> all.add(Map.of(name, value.text()))));
    }
    if (all.isEmpty()) {
      each.fault("it has nothing to go through");
    }
    return all;
  }

  private void table(YamlPart part, Optional<YamlPart> commonId, Map<String, String> variables) {
    Map<String, YamlPart> parts =
        part.entries(
            "tabell",
            "period",
            "scope",
            "for-each",
            "where",
            "distinct",
            "id",
            "columns",
            "values");
    String tabell = YamlPart.text(parts, "tabell").orElse("");
    Optional<Register> found = Registers.named(tabell);
    if (found.isEmpty()) {
      part.fault(
          "unknown tabell '%s' (there are: %s)".formatted(tabell, String.join(", ", names())));
      return;
    }
    Register register = found.get();
    YamlPart period = parts.get("period");
    if (period == null) {
      part.fault("'period' of %s is missing: what the rows are about".formatted(tabell));
      return;
    }
    YamlPart values = parts.get("values");
    YamlPart columns = parts.get("columns");
    if ((values == null) == (columns == null)) {
      part.fault("%s needs either columns or values".formatted(tabell));
      return;
    }
    MappedTable table =
        new MappedTable(
            register,
            variables.isEmpty() ? tabell : tabell + " " + variables,
            scope(part, parts),
            period(period),
            YamlPart.text(parts, "where"),
            MappedColumns.isYes(parts, "distinct"),
            id(part, register, Optional.ofNullable(parts.get("id")), commonId),
            columns == null ? List.of() : MappedColumns.columns(columns, register),
            values == null ? List.of() : values(values, register));
    if (values != null && (parts.containsKey("where") || register.isAboutPersons())) {
      part.fault("values are rows of a table that is not about persons, and have no where");
    }
    if (values != null && !(table.period().origin() instanceof MappedColumn.Constant)) {
      period.fault("it must be a text where the rows are values");
    }
    requireDemanded(part, table);
    tables.add(table);
  }

  private static List<String> names() {
    return Registers.ALL.stream().map(Register::tabell).toList();
  }

  private static void requireDemanded(YamlPart part, MappedTable table) {
    List<String> missing =
        MappedTable.demanded(table.register()).stream()
            .filter(name -> !table.filled().contains(name))
            .toList();
    if (!missing.isEmpty()) {
      part.fault(
          "%s must have: %s".formatted(table.register().tabell(), String.join(", ", missing)));
    }
  }

  private static String scope(YamlPart part, Map<String, YamlPart> parts) {
    String scope = YamlPart.text(parts, "scope").orElse("riket");
    if (!scope.matches(SCOPE)) {
      part.fault("scope must be riket, kommun:CODE or skolenhet:CODE, found: " + scope);
    }
    return scope;
  }

  private static MappedColumn period(YamlPart part) {
    if (!part.isText()) {
      return MappedColumns.column("period", part);
    }
    if (!part.text().matches(PERIOD)) {
      part.fault("a period begins with a year, such as 2024/25 or 2024, found: " + part.text());
    }
    return MappedColumn.constant("period", part.text());
  }

  private static List<Map<String, String>> values(YamlPart part, Register register) {
    List<Map<String, String>> rows = new ArrayList<>();
    for (YamlPart item : part.items()) {
      Map<String, String> row = new LinkedHashMap<>();
      item.entries(register.delivered().toArray(String[]::new))
          .forEach((name, value) -> row.put(name, value.text().strip()));
      rows.add(row);
    }
    return rows;
  }

  // ------------------------------------------------------------------ ids

  private static Optional<MappedId> id(
      YamlPart table, Register register, Optional<YamlPart> own, Optional<YamlPart> common) {
    if (!register.isAboutPersons()) {
      own.ifPresent(part -> part.fault(register.tabell() + " is not about persons"));
      return Optional.empty();
    }
    if (own.isEmpty() && common.isEmpty()) {
      table.fault("'id' is missing: %s is about persons".formatted(register.tabell()));
    }
    return own.or(() -> common).map(MappingFile::id);
  }

  private static MappedId id(YamlPart part) {
    Map<String, YamlPart> parts = part.entries("from", "sql", "row-number", "prefix", "type");
    YamlPart from = parts.get("from");
    MappedId id =
        new MappedId(
            from == null ? List.of() : from.items().stream().map(YamlPart::text).toList(),
            YamlPart.text(parts, "sql"),
            MappedColumns.isYes(parts, "row-number"),
            YamlPart.text(parts, "prefix").orElse(""),
            YamlPart.text(parts, "type").orElse("LOP"));
    int ways =
        (id.from().isEmpty() ? 0 : 1) + (id.sql().isPresent() ? 1 : 0) + (id.isRowNumber() ? 1 : 0);
    if (ways != 1) {
      part.fault("an id needs one of: from, sql, row-number: yes");
    }
    if (!List.of("LOP", "PNR", "SAM", "TF").contains(id.type())) {
      part.fault("type of %s must be LOP, PNR, SAM or TF".formatted(Person.ID));
    }
    if (!id.prefix().isEmpty() && !id.type().equals("LOP")) {
      part.fault("a prefix is for ids of type LOP only");
    }
    if (id.prefix().startsWith(Identity.INVENTED)) {
      part.fault("prefix must not be '%s', which says invented".formatted(Identity.INVENTED));
    }
    return id;
  }
}
