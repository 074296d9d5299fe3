package klara.delivery;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Map;

/** Names made from headings: small letters a to z, digits and underscores, the same every time. */
final class Names {
  private static final String OVER_TIME = "grundskola_jamforelse_av_betygsresultat_over_tid";
  private static final String ELIGIBILITY = "grundskola_behorighet_till_gymnasieskolan_fr_o_m_2011";
  private static final String FINAL_GRADES = "grundskola_slutbetyg_arskurs_9_samtliga_elever";

  /** By table and heading: measures that already have a name here, whatever a table calls them. */
  private static final Map<String, String> KNOWN =
      Map.ofEntries(
          Map.entry(OVER_TIME + "/totalt_antal_elever_arskurs_9", "elever_ak9"),
          Map.entry(OVER_TIME + "/andel_elever_med_utlandsk_bakgrund", "andel_utlandsk_bakgrund"),
          Map.entry(
              OVER_TIME + "/andel_med_foraldrar_med_eftergymnasial_utbildning",
              "andel_foraldrar_eftergymnasial"),
          Map.entry(OVER_TIME + "/genomsnittligt_meritvarde_16_amnen", "meritvarde_16"),
          Map.entry(OVER_TIME + "/genomsnittligt_meritvarde_17_amnen", "meritvarde_17"),
          Map.entry(OVER_TIME + "/andel_behoriga_till_yrkesprogram", "andel_behoriga_yrkes"),
          Map.entry(
              OVER_TIME + "/andel_som_fatt_godkant_betyg_i_alla_amnen", "andel_godkant_alla_amnen"),
          Map.entry(ELIGIBILITY + "/antal_elever", "elever_ak9"),
          Map.entry(ELIGIBILITY + "/andel_elever_behoriga_till_yrkesprog", "andel_behoriga_yrkes"),
          Map.entry(FINAL_GRADES + "/antal_elever", "elever_ak9"),
          Map.entry(FINAL_GRADES + "/andel_elever_behoriga_till_yrkesprog", "andel_behoriga_yrkes"),
          Map.entry(
              FINAL_GRADES + "/andel_elever_som_uppfyllt_betygskriterierna_i_alla_amnen",
              "andel_godkant_alla_amnen"),
          Map.entry(FINAL_GRADES + "/genomsnittligt_meritvarde_17_amnen", "meritvarde_17"),
          Map.entry("kolada_n02797/n02797", "andel_varken_arbete_eller_studier_16_24"),
          Map.entry("kolada_n15508/n15508", "andel_godkant_alla_amnen_hemkommun"),
          Map.entry("kolada_n17445/n17445", "andel_examen_3_ar"),
          Map.entry("kolada_n17457/n17457", "andel_examen_eller_studiebevis_4_ar"),
          Map.entry("kolada_n17461/n17461", "andel_examen_4_ar"),
          Map.entry("kolada_n17528/n17528", "andel_ej_i_gymnasiet_hosten_efter_ak9"),
          Map.entry("kolada_n18741/n18741", "andel_kaa_16_20"));

  private Names() {}

  /** {@code Andel (%) flickor, årskurs 1-9} is {@code andel_flickor_arskurs_1_9}. */
  static String of(String heading) {
    return Normalizer.normalize(heading, Normalizer.Form.NFD)
        .replaceAll("\\p{M}", "")
        .toLowerCase(Locale.ROOT)
        .replaceAll("[^a-z0-9]+", "_")
        .replaceAll("^_+|_+$", "");
  }

  /** The heading without anything that drifts: {@code Kommun-kod} and {@code Kommunkod} are one. */
  static String plain(String heading) {
    return of(heading).replace("_", "");
  }

  /** Whether a measure of a table is one that has a name here. */
  static boolean isKnown(String tabell, String derived) {
    return KNOWN.containsKey(tabell + "/" + derived);
  }

  /** The name of a measure: the one that it already has here, otherwise the derived one. */
  static String measure(String tabell, String derived) {
    return KNOWN.getOrDefault(tabell + "/" + derived, derived);
  }
}
