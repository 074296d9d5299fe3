package klara.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import klara.delivery.MappedColumn.Constant;
import klara.delivery.MappedColumn.From;
import klara.delivery.MappedColumn.Replaced;
import org.junit.jupiter.api.Test;

class MappingTest {
  private static final String CODES =
      """
      tables:
        - tabell: kodlistor
          period: 2024-07-01
          columns:
            lista: {constant: program}
            kod: {from: Kod, recode: {NO: 0114, 010: yes, "": ~}, otherwise: {constant: 1.0}}
            giltig_fran: {from: Från, date: [dd/MM/yyyy, yyyy-MM-dd]}
      """;

  private static void assertRefused(String yaml, String... words) {
    assertThatThrownBy(() -> Mapping.parse(yaml))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContainingAll(words);
  }

  @Test
  void keepsEveryCodeAsItStands() {
    Mapping mapping = Mapping.parse(CODES);

    MappedColumn code = mapping.tables().get(0).columns().get(1);
    assertThat(code.recode()).isEqualTo(Map.of("NO", "0114", "010", "yes", "", "~"));
    assertThat(code.otherwise()).isEqualTo(new Replaced("1.0"));
    assertThat(mapping.tables().get(0).columns().get(2).dates())
        .containsExactly("dd/MM/yyyy", "yyyy-MM-dd");
  }

  @Test
  void makesNoObjectOfATag() {
    assertRefused(
        "tables: !!javax.script.ScriptEngineManager [!!java.net.URLClassLoader [[]]]\n",
        "it has tags, which are never followed:",
        "javax.script.ScriptEngineManager",
        "java.net.URLClassLoader");
    assertRefused("tables: [a: 1\n", "line ", "it is not YAML: ");
    assertRefused("[".repeat(100_000), "nested too deeply");
    assertRefused("", "it must hold one document, it has 0");
  }

  @Test
  void namesUnknownAndRepeatedKeysWithTheirLine() {
    assertRefused(
        CODES.replace("otherwise", "otherwize"),
        "line 6, tables.1.columns.kod: unknown key 'otherwize' (there are: from, sql, constant,");
    assertRefused(
        CODES.replace("lista:", "listan:"),
        "line 5, tables.1.columns: unknown key 'listan' (there are: lista, kod, giltig_fran,",
        "kodlistor must have: lista");
    assertRefused(CODES.replace("tables:", "a: 1\na: 2\ntables:"), "'a' stands twice");
    assertRefused(CODES.replace("tables:", "<<: {a: 1}\ntables:"), "unknown key '<<'");
  }

  @Test
  void saysAllThatIsWrongAtOnce() {
    assertRefused(
        """
        source: {delimiter: ";;", encoding: utf-9, header: first, decimal: "'"}
        delivered: 2024
        id: {from: nr, row-number: yes, prefix: twin-7, type: GUID}
        tables:
          - {tabell: gy_elever, period: 2024/25}
          - tabell: bakgrund
            period: ht 2024
            scope: Skåne
            columns:
              ar: {from: a, sql: b}
              bakgrund: {from: a, otherwise: null}
              fodelsegrupp: {from: a, recode: {1: 2}, otherwise: eror}
              syskon: {from: a, number: roman}
              invandringsar: {from: a, date: dd/MM/yy}
        """,
        "delimiter must be one character",
        "unknown encoding 'utf-9'",
        "header must be the number of a line",
        "decimal must be",
        "expected a date such as 2024-10-15, found: 2024",
        "an id needs one of: from, sql, row-number: yes",
        "must be LOP, PNR, SAM or TF",
        "prefix must not be 'twin-', which says invented",
        "unknown tabell 'gy_elever' (there are: kommun,",
        "a period begins with a year, such as 2024/25 or 2024, found: ht 2024",
        "scope must be riket",
        "columns.ar: expected one of: from, sql, constant",
        "columns.bakgrund: otherwise is said of codes that recode does not have",
        "expected error, null, same or {constant: …}, found: eror",
        "expected whole or decimal, found: roman",
        "a year of two digits has no century");
  }

  @Test
  void demandsAnIdOfPersonsAndWhatTheContractDoes() {
    assertRefused(
        "tables: [{tabell: gy_elev, period: 2024/25, columns: {kon: {from: a}}}]\n",
        "'id' is missing: gy_elev is about persons",
        "gy_elev must have: lasar, skolenhetskod, studievagskod");
  }

  @Test
  void makesATableForEachItemThatItGoesThrough() {
    Mapping mapping =
        Mapping.parse(
            """
            tables:
              - tabell: kommun
                for-each: [{year: 2023, n: 1}, {year: 2024, n: 2}]
                period: "{year}"
                where: kod_{n} rlike '^[0-9]{4}$'
                columns:
                  kod: {from: "kod_{n}"}
                  giltig_fran: {constant: "{year}-01-01"}
                  namn: {from: namn}
            """);

    assertThat(mapping.tables())
        .extracting(MappedTable::label)
        .containsExactly("kommun {year=2023, n=1}", "kommun {year=2024, n=2}");
    MappedTable second = mapping.tables().get(1);
    assertThat(second.period().origin()).isEqualTo(new Constant("2024"));
    assertThat(second.where()).contains("kod_2 rlike '^[0-9]{4}$'");
    assertThat(second.columns().stream().map(MappedColumn::origin).toList())
        .isEqualTo(List.of(new From("kod_2"), new Constant("2024-01-01"), new From("namn")));
  }
}
