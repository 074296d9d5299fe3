package klara.register;

import klara.table.Rule;

/**
 * What codes look like that no list of ours confines: wide enough for every code in use, and too
 * narrow for a sentence or a name and a surname. A single word can be a code; that it is a name
 * instead no form can tell.
 */
final class CodeForms {
  /** A word of letters, or characters too few to be a date of birth. */
  private static final String ONE_WORD =
      "[\\p{IsLatin}0-9._/-]{1,5}|\\p{IsLatin}(?:[\\p{IsLatin}_/-]{0,22}\\p{IsLatin})?";

  /**
   * A code, as numbers (Skolverket, KAA) or as a word; or one of the reasons, measures and ends in
   * the words of Skolverket's collection and Kolada's indicators.
   */
  static final Rule REASON =
      new Rule.Matches(
          "^(?:"
              + ONE_WORD
              + "|(?iu:avbrott (?:på )?(?:nationellt program|introduktionsprogram|gymnasieprogram)"
              + "|aldrig börjat(?: gymnasieskola)?|nationellt program|fyllt 20(?: år)?|komvux eller folkhögskola"
              + "|ej längre folkbokförd|stöd i kontakt med andra myndigheter"
              + "|hjälp att söka (?:jobb|praktik|jobb/praktik)|subventionerad anställning"
              + "|fingerade personuppgifter))$",
          "a code of one word, or a reason or measure in the words of the collection");

  /** Any other code of which only this is known. */
  static final Rule WORD = new Rule.Matches("^(?:" + ONE_WORD + ")$", "a code of one word");

  static final Rule LANGUAGE =
      new Rule.Matches("^[A-Za-z]{3}$", "three letters (ISO 639-3, and older codes)");

  static final Rule NEIGHBOURHOOD =
      new Rule.Matches("^[0-9]{4}R[0-9]{3}$", "a RegSO code such as 1280R001");

  static final Rule SCHOOL_FORM = new Rule.Matches("^[A-Z]{2,7}$", "two to seven capital letters");

  /** Nine positions, and two more for those that carry the 25 of Gy25. */
  static final Rule STUDY_PATH =
      new Rule.Matches("^[0-9A-ZÅÄÖ]{2,11}$", "two to eleven capital letters and digits");

  static final Rule COURSE =
      new Rule.Matches(
          "^[\\p{IsLatin}0-9_-]{2,15}$", "two to fifteen letters and digits, no spaces");

  static final Rule LEVEL =
      new Rule.Matches("^(?:[Nn]ivå )?[0-9][0-9A-Za-z]{0,3}$", "a level such as 1 or 1a");

  /** The third digit is 2 or more, which no month of birth begins with. */
  static final Rule ORGANISATION =
      new Rule.Matches(
          "^(?:16)?[0-9]{2}[2-9][0-9]{3}-?[0-9]{4}$", "an organisation number of ten digits");

  static final Rule LISTED =
      new Rule.Matches("^[\\p{IsLatin}0-9_/.+-]{1,40}$", "at most forty characters, no spaces");

  static final Rule LIST_NAME =
      new Rule.Matches("^[a-zåäö][a-zåäö0-9_]{0,30}$", "a word in small letters");

  static final Rule MUNICIPALITY_GROUP =
      new Rule.Matches("^[A-Z][0-9]{1,2}$", "a letter and a number");

  static final Rule SUBREGION = new Rule.Matches("^[0-9A-ZÅÄÖ]{1,5}$", "capital letters");

  static final Rule STUDY_YEARS =
      new Rule.Matches("^[0-9F](?:[0-9F ,–-]{0,28}[0-9])?$", "years such as 7–9 or 1,2");

  private CodeForms() {}
}
