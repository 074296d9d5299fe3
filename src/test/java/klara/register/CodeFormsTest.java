package klara.register;

import static org.apache.spark.sql.functions.col;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import klara.testing.SparkTest;
import org.apache.spark.sql.Row;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Columns of codes that no list confines take every code in use, and no name with a space. */
class CodeFormsTest extends SparkTest {
  /** Register, column, codes in use, and what is none. Names and reasons: domain, 3.2 to 3.5. */
  private static final String CASES =
      """
      ak9_betyg    ; sprak               ; SPA, FRE, GER, CHI, zho                       ; A, Spanska, E3A
      ak6_betyg    ; sprak               ; SPA, DEU                                      ; A, Spanska
      gy_elev      ; studievagskod       ; MA25F0L0N, NA25, MA25                         ; na25, MA25-F
      gy_betygsdok ; studievagskod       ; HVFRI0L0N, RLKOK11, NANAT, 9119, IB           ; Natur, NA/TE
      gy_betyg     ; kurs_eller_amneskod ; MATMAT01b, SVESVE01, MA1201, MATE, GYARNA     ; M
      gy_betyg     ; niva                ; 1, 1a, 2b, Nivå 1                             ; hög, Kajsa
      franvaro     ; skolform            ; GR, GRAN, GRS, FKLASS, OPPFTH, GYAN, VUX      ; Grundskola
      kaa          ; orsak               ; 1, 04, avbrott, studiebevis, aldrig börjat, okänd, avbrott nationellt program ; 890301, avbrott av Kajsa
      kaa          ; avreg_orsak         ; nationellt program, introduktionsprogram, fyllt 20, Ej längre folkbokförd ; fyllt 19890301
      kaa          ; sysselsattning      ; arbete, 12                                    ; arbetar hos Kajsa
      kaa_atgard   ; atgard              ; samtal, SYV, stöd i kontakt med andra myndigheter, friskvård, hjälp att söka jobb/praktik, subventionerad anställning, komvux/folkhögskola, annan ; samtal med Kajsa
      kaa_atgard   ; utfall              ; arbete, 7                                     ; arbete hos farbror
      bakgrund     ; omradestyp          ; stad, 5                                       ; nära skolan
      bakgrund     ; regso               ; 1281R001, 0114R012                            ; R001, 1281A001, Norra Fäladen
      idbyte       ; orsak               ; personnummer, fingerade personuppgifter       ; bytte namn
      skolenhet    ; org_nr              ; 2120001132, 212000-1132, 162120001132         ; 8903019993, 198903019993
      kommun       ; skr_grupp           ; A1, C9                                        ; storstad
      kommun       ; delregion           ; FH, SÖ                                        ; Söderslätt
      kodlistor    ; lista               ; program, kaa_orsak                            ; Lista
      kodlistor    ; kod                 ; -, x, MA25, 9119                              ; ÅÄÖ MA
      kodlistor    ; typ                 ; HF, core, ANPASSAD                            ; ett ord
      insats       ; insats_id           ; i1, laxhjalp-2025.malmo                       ; en insats
      insats       ; arskurser           ; 9, 7-9, 7–9, F-3, 1,2,3                       ; nian
      """;

  private static final List<String> NEVER =
      List.of("Kajsa Kanarin", "Kanarin, Kajsa", "K. Kanarin");

  record Case(GoodRow row, String column, List<String> codes, List<String> others) {
    @Override
    public String toString() {
      return row + " " + column;
    }
  }

  static Stream<Case> cases() {
    return CASES
        .lines()
        .map(line -> Arrays.stream(line.split(";", -1)).map(String::strip).toList())
        .map(
            cells ->
                new Case(
                    GoodRow.all()
                        .filter(row -> row.toString().equals(cells.get(0)))
                        .findFirst()
                        .orElseThrow(),
                    cells.get(1),
                    List.of(cells.get(2).split(", ", -1)),
                    List.of(cells.get(3).split(", ", -1))));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void takeEveryCodeInUseAndNoNameWithASpace(Case one) {
    List<String> values = new ArrayList<>(one.codes());
    values.addAll(one.others());
    values.addAll(NEVER);
    String lines =
        String.join(
            "\n", values.stream().map(value -> one.row().with(one.column(), value)).toList());
    Register register = one.row().register();
    Conform conform =
        new Conform(
            register,
            DeliveredRows.REFERENCE,
            DeliveredRows.origins(register, one.row().period()),
            false);

    List<Row> rows =
        conform
            .breached(DeliveredRows.of(spark(), register, lines))
            .orderBy("line")
            .select(col(Conform.BREACHES).cast("string"))
            .collectAsList();

    for (int i = 0; i < values.size(); i++) {
      boolean isCode = i < one.codes().size();
      String form = "{R08, " + one.column() + ", ";
      assertThat(rows.get(i).getString(0).contains(form)).as(values.get(i)).isEqualTo(!isCode);
      assertThat(rows.get(i).getString(0)).doesNotContain("Kajsa", "Kanarin");
    }
  }
}
