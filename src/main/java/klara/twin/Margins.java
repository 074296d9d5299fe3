package klara.twin;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.OptionalDouble;
import java.util.TreeMap;
import klara.register.AggregateFigures;
import klara.table.Field;

/** The official figures that a twin must agree with, as delivered; shares are 0 to 1. */
final class Margins {
  /** What is read, by the publisher's name. */
  enum Measure {
    STUDENTS("elever_ak9", "skolkommun", 1),
    ELIGIBLE_VOCATIONAL("andel_behoriga_yrkes", "skolkommun", 100),
    PASSED_ALL("andel_godkant_alla_amnen", "skolkommun", 100),
    MERIT_17("meritvarde_17", "skolkommun", 1),
    GIRLS("andel_flickor", "skolkommun", 100),
    FOREIGN_BACKGROUND("andel_utlandsk_bakgrund", "skolkommun", 100),
    POST_SECONDARY_PARENT("andel_foraldrar_eftergymnasial", "skolkommun", 100),
    /** Kolada N17528. */
    NOT_ENROLLED("andel_ej_i_gymnasiet_hosten_efter_ak9", "hemkommun", 100),
    /** Kolada N17445; a figure of year Y is about those who began in the autumn of Y-3. */
    DIPLOMA_3_YEARS("andel_examen_3_ar", "hemkommun", 100),
    /** Kolada N17461; a figure of year Y is about those who began in the autumn of Y-4. */
    DIPLOMA_4_YEARS("andel_examen_4_ar", "hemkommun", 100),
    /** Kolada N17457, within four years; as N17461. */
    DIPLOMA_OR_CERTIFICATE("andel_examen_eller_studiebevis_4_ar", "hemkommun", 100),
    /** Kolada N02797, 16 to 24 years. */
    NEITHER("andel_varken_arbete_eller_studier_16_24", "hemkommun", 100),
    /** Kolada N18741: the second half of the year before and the first of the year. */
    ACTIVITY_RESPONSIBILITY("andel_kaa_16_20", "hemkommun", 100);

    private final String name;
    private final String areaKind;
    private final double scale;

    Measure(String name, String areaKind, double scale) {
      this.name = name;
      this.areaKind = areaKind;
      this.scale = scale;
    }
  }

  private static final String COUNTRY = "0000";

  private final Map<String, NavigableMap<Integer, Double>> series = new HashMap<>();

  private Margins() {}

  static Margins of(Reference reference) throws IOException {
    Margins margins = new Margins();
    for (Map<String, String> row : reference.rows(AggregateFigures.REGISTER)) {
      String value = cell(row, AggregateFigures.VALUE);
      boolean isOfAll =
          cell(row, AggregateFigures.PROVIDER).equals("samtliga")
              && cell(row, AggregateFigures.SEX).equals("T");
      if (isOfAll && !value.isEmpty()) {
        for (Measure measure : Measure.values()) {
          if (cell(row, AggregateFigures.MEASURE).equals(measure.name)) {
            String kind = cell(row, AggregateFigures.AREA_KIND);
            margins
                .series
                .computeIfAbsent(
                    key(measure, kind, cell(row, AggregateFigures.AREA_CODE)),
                    ignored -> new TreeMap<>())
                .put(
                    Integer.parseInt(cell(row, AggregateFigures.PERIOD).substring(0, 4)),
                    Double.parseDouble(value) / measure.scale);
          }
        }
      }
    }
    return margins;
  }

  /** The figure of a municipality, of the nearest year with one; a hidden figure is none. */
  OptionalDouble of(Measure measure, String municipality, int year) {
    return nearest(series.get(key(measure, measure.areaKind, municipality)), year);
  }

  /** The figure of the municipality where there is one, otherwise the country's. */
  double ofMunicipalityOrCountry(Measure measure, String municipality, int year) {
    return of(measure, municipality, year)
        .orElseGet(() -> nearest(series.get(key(measure, "riket", COUNTRY)), year).orElseThrow());
  }

  private static OptionalDouble nearest(
      @org.jspecify.annotations.Nullable NavigableMap<Integer, Double> figures, int year) {
    if (figures == null) {
      return OptionalDouble.empty();
    }
    Map.Entry<Integer, Double> before = figures.floorEntry(year);
    Map.Entry<Integer, Double> after = figures.ceilingEntry(year);
    if (before == null || after == null) {
      return OptionalDouble.of((before == null ? after : before).getValue());
    }
    return OptionalDouble.of(
        (year - before.getKey() <= after.getKey() - year ? before : after).getValue());
  }

  private static String key(Measure measure, String areaKind, String area) {
    return measure + " " + areaKind + " " + area;
  }

  private static String cell(Map<String, String> row, Field field) {
    return row.getOrDefault(AggregateFigures.REGISTER.source(field).column(), "");
  }
}
