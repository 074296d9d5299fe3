package klara.history;

import java.util.List;

/**
 * Where a young person is on a 15 October: one state each, and every state has a word. Later ones
 * here hold only where no earlier one does: {@link #UNKNOWN} is what is left.
 */
public final class States {
  public static final String DIED = "died";

  public static final String NATIONAL_PREPARATORY = "national_preparatory";
  public static final String NATIONAL_VOCATIONAL = "national_vocational";

  /** International Baccalaureate and programmes that the code list says no more of. */
  public static final String NATIONAL_OTHER = "national_other";

  /** IMV, programinriktat val. */
  public static final String INTRODUCTION_PROGRAMME_CHOICE = "introduction_programme_choice";

  /** IMA and IMIND, individuellt alternativ. */
  public static final String INTRODUCTION_INDIVIDUAL = "introduction_individual";

  /** IMY and IMYRK, yrkesintroduktion. */
  public static final String INTRODUCTION_VOCATIONAL = "introduction_vocational";

  /** IMS and IMSPR, språkintroduktion. */
  public static final String INTRODUCTION_LANGUAGE = "introduction_language";

  /** Introductory programmes of before, IMPRE and IMPRO among them. */
  public static final String INTRODUCTION_OTHER = "introduction_other";

  /** In compulsory school, the school year of leaving it included. */
  public static final String COMPULSORY = "compulsory";

  public static final String MOVED_ABROAD = "moved_abroad";

  /** Municipal adult education and folk high school. */
  public static final String ADULT_EDUCATION = "adult_education";

  /** Higher and higher vocational education, and studies of no known form. */
  public static final String STUDY = "study";

  public static final String WORK = "work";

  /** Registered under the municipal activity responsibility (KAA), and nothing of the above. */
  public static final String ACTIVITY_RESPONSIBILITY = "activity_responsibility";

  public static final String NEITHER = "neither";

  /** No register says. */
  public static final String UNKNOWN = "unknown";

  /** Every state, in the order that tables list them. */
  public static final List<String> ALL =
      List.of(
          COMPULSORY,
          NATIONAL_PREPARATORY,
          NATIONAL_VOCATIONAL,
          NATIONAL_OTHER,
          INTRODUCTION_PROGRAMME_CHOICE,
          INTRODUCTION_INDIVIDUAL,
          INTRODUCTION_VOCATIONAL,
          INTRODUCTION_LANGUAGE,
          INTRODUCTION_OTHER,
          ADULT_EDUCATION,
          STUDY,
          WORK,
          ACTIVITY_RESPONSIBILITY,
          NEITHER,
          MOVED_ABROAD,
          DIED,
          UNKNOWN);

  /** Those of a student enrolled in upper secondary school. */
  public static final List<String> ENROLLED =
      List.of(
          NATIONAL_PREPARATORY,
          NATIONAL_VOCATIONAL,
          NATIONAL_OTHER,
          INTRODUCTION_PROGRAMME_CHOICE,
          INTRODUCTION_INDIVIDUAL,
          INTRODUCTION_VOCATIONAL,
          INTRODUCTION_LANGUAGE,
          INTRODUCTION_OTHER);

  /** Those that the register of occupations tells of. */
  public static final List<String> OF_OCCUPATIONS = List.of(ADULT_EDUCATION, STUDY, WORK, NEITHER);

  private States() {}
}
