package klara.register;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A row with something in every column, as it is delivered, of each register. */
public record GoodRow(Register register, String period, List<String> cells) {
  /** Register, folder of the period, and cells. */
  private static final String GOOD_ROWS =
      """
      kommun                 ; 2024       ; 1281 | 2011-07-01 | Lund | B3 | ML
      kodlistor              ; 2024       ; betyg | A | 2011-07-01 | 2030-06-30 | Betyget A | x | 20
      skolenhet              ; 2024-07-01 ; 12345678 | 2011-07-01 | 2030-06-30 | Åskolan | 1281 | 2120001132 | KOMMUN | GR,GRAN | AKTIV | 87654321,11111111
      idbyte                 ; 2024-07-01 ; 200901879981 | 2024-03-01 | 200901279984 | personnummer
      skolverket_agg         ; 2025       ; Skolverket | slutbetyg | 2024/25 | hemkommun | 1281 | samtliga | T | andel | 89,5 | ~100 | 89,5
      insats                 ; 2025       ; i1 | Läxhjälp | Lund | kommun | 1281 | 8,9 | 2025-08-01 | 2026-06-30 | alla | narvaro,merit | 2025-06-01
      ak9                    ; 2024_25    ; 200901279984 | PNR | 2024/25 | 12345678 | 0114 | 2 | 2009 | 0 | 1
      ak9_betyg              ; 2024_25    ; 200901279984 | PNR | 2024/25 | 12345678 | M2 | SPA | A | 1
      ak6_betyg              ; 2024_25    ; 200901279984 | PNR | 2024/25 | 12345678 | M2 | SPA | A
      skolplikt_upphord      ; 2024_25    ; 200901279984 | PNR | 2024/25 | 12345678 | 8
      gy_sokande             ; 2025       ; 200901279984 | PNR | 2025 | 1 | 12345678 | MA25F | 1 | 287,5
      gy_elev                ; 2025_26    ; 200901279984 | PNR | 2025/26 | 12345678 | MA25F0L0N | 1 | 1281 | 2 | 2009 | 0
      gy_betygsdok           ; 2027_28    ; 200901279984 | PNR | 12345678 | 2028-06-07 | L | MA25F | 2500 | 0 | GY25
      gy_betyg               ; 2027_28    ; 200901279984 | PNR | 2028-06-07 | MATE | 1 | A | 100
      franvaro               ; 2024_25    ; 200901279984 | PNR | 2024/25 | HT | 12345678 | GR | 9 | 12,5 | 3,25 | 410 | 0,95
      kaa                    ; 2025H2     ; 200901279984 | PNR | 2025H2 | 1281 | 2025-09-01 | avbrott | 2025-11-30 | program | 1 | arbete
      kaa_atgard             ; 2025H2     ; 200901279984 | PNR | 1281 | 2025H2 | praktik | 2025-09-01 | 2025-11-30 | arbete
      bakgrund               ; 2024       ; 200901279984 | PNR | 2024 | 1281 | EU/EFTA | 2015 | U | 6 | 3 | 0 | 1 | 2 | stad | 1281R001 | 2023 | 2022
      sysselsattning         ; 2024       ; 200901279984 | PNR | 2024 | studier | komvux
      folkbokforing_handelse ; 2024       ; 200901279984 | PNR | 2024-05-01 | flytt | 1281
      """;

  /** One of each register. */
  public static Stream<GoodRow> all() {
    return GOOD_ROWS
        .lines()
        .map(line -> line.split(";", 3))
        .map(
            parts ->
                new GoodRow(
                    Registers.named(parts[0].strip()).orElseThrow(),
                    parts[1].strip(),
                    Arrays.stream(parts[2].split("\\|", -1)).map(String::strip).toList()));
  }

  /** Its cells, with another text in one column. */
  public String with(String column, String text) {
    List<String> columns = register.delivered();
    return IntStream.range(0, columns.size())
        .mapToObj(i -> columns.get(i).equals(column) ? text : cells.get(i))
        .collect(Collectors.joining(" | "));
  }

  String without(List<String> absent) {
    List<String> columns = register.delivered();
    return IntStream.range(0, columns.size())
        .mapToObj(i -> absent.contains(columns.get(i)) ? "" : cells.get(i))
        .collect(Collectors.joining(" | "));
  }

  @Override
  public String toString() {
    return register.tabell();
  }
}
