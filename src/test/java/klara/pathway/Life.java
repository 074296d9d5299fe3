package klara.pathway;

import static java.util.Map.entry;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import klara.history.States;
import klara.history.StudentYears;
import klara.history.Students;
import klara.register.Backgrounds;
import klara.register.Person;
import klara.register.SchoolYear;
import klara.table.Field;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/**
 * A life written as a word a year, from the school year of leaving compulsory school.
 *
 * <p>A word is a programme's code (EK, BF, IB, IMV, IMA, IMY, IMS), C compulsory school, A adult
 * education, S study, W work, K activity responsibility, N neither, X abroad, D died or U unknown.
 * After it may stand {@code +} (a diploma by now), {@code !} (reached by the municipality), {@code
 * ~} (nothing said of the occupation) and {@code @1280} (lives there from now on).
 */
record Life(
    String id,
    int cohort,
    @Nullable String home,
    String words,
    @Nullable String sex,
    @Nullable Integer immigrationYear,
    boolean isProtected) {

  private static final Map<String, String> STATES =
      Map.ofEntries(
          entry("C", States.COMPULSORY),
          entry("EK", States.NATIONAL_PREPARATORY),
          entry("NA", States.NATIONAL_PREPARATORY),
          entry("BF", States.NATIONAL_VOCATIONAL),
          entry("IB", States.NATIONAL_OTHER),
          entry("IMV", States.INTRODUCTION_PROGRAMME_CHOICE),
          entry("IMA", States.INTRODUCTION_INDIVIDUAL),
          entry("IMY", States.INTRODUCTION_VOCATIONAL),
          entry("IMS", States.INTRODUCTION_LANGUAGE),
          entry("A", States.ADULT_EDUCATION),
          entry("S", States.STUDY),
          entry("W", States.WORK),
          entry("K", States.ACTIVITY_RESPONSIBILITY),
          entry("N", States.NEITHER),
          entry("X", States.MOVED_ABROAD),
          entry("D", States.DIED),
          entry("U", States.UNKNOWN));

  private static final Pattern WORD = Pattern.compile("([A-Z]+)(\\+?)(!?)(~?)(?:@([0-9]{4}))?");

  /** Someone of whom nothing but the words matters. */
  static Life of(String id, int cohort, String home, String words) {
    return new Life(id, cohort, home, words, "girls", null, false);
  }

  /** What a word says of a year. */
  record Year(
      String state,
      @Nullable String programme,
      boolean hasDiploma,
      boolean isReached,
      boolean hasOccupation,
      @Nullable String home) {}

  List<Year> years() {
    List<Year> years = new ArrayList<>();
    boolean hasDiploma = false;
    String livesIn = home;
    for (String word : words.split(" ", -1)) {
      Matcher parts = WORD.matcher(word);
      if (!parts.matches()) {
        throw new IllegalArgumentException("Invalid word of a life: " + word);
      }
      String state = STATES.getOrDefault(parts.group(1), "");
      hasDiploma |= !parts.group(2).isEmpty();
      livesIn = parts.group(5) == null ? livesIn : parts.group(5);
      years.add(
          new Year(
              state,
              States.ENROLLED.contains(state) ? parts.group(1) : null,
              hasDiploma,
              !parts.group(3).isEmpty(),
              parts.group(4).isEmpty(),
              state.equals(States.MOVED_ABROAD) ? null : livesIn));
    }
    return years;
  }

  static Dataset<Row> studentYears(SparkSession spark, List<Life> lives) {
    List<Field> fields =
        List.of(
            Person.STUDENT_ID,
            SchoolYear.SCHOOL_YEAR,
            StudentYears.COHORT,
            StudentYears.STATE,
            StudentYears.SCHOOL_MUNICIPALITY_CODE,
            StudentYears.HOME_MUNICIPALITY_CODE,
            StudentYears.PROGRAMME_CODE,
            StudentYears.HAS_DIPLOMA,
            StudentYears.IS_IN_ACTIVITY_RESPONSIBILITY,
            StudentYears.IS_CONTACTED,
            StudentYears.OCCUPATION_STATUS);
    List<Row> rows = new ArrayList<>();
    for (Life life : lives) {
      List<Year> years = life.years();
      for (int k = 0; k < years.size(); k++) {
        Year year = years.get(k);
        boolean isRegistered = year.isReached() || year.state().equals("activity_responsibility");
        rows.add(
            RowFactory.create(
                life.id(),
                life.cohort() + k,
                life.cohort(),
                year.state(),
                "0114".equals(life.home()) ? "0180" : "1280",
                year.home(),
                year.programme(),
                year.hasDiploma(),
                isRegistered,
                isRegistered ? year.isReached() : null,
                year.hasOccupation() ? "neither" : null));
      }
    }
    return spark.createDataFrame(rows, schema(fields));
  }

  static Dataset<Row> students(SparkSession spark, List<Life> lives) {
    List<Field> fields =
        List.of(
            Person.STUDENT_ID,
            Person.SEX,
            Person.BIRTH_YEAR,
            Students.PARENTAL_EDUCATION,
            Students.BACKGROUND,
            Backgrounds.IMMIGRATION_YEAR,
            Students.IS_PROTECTED);
    List<Row> rows =
        lives.stream()
            .map(
                life ->
                    RowFactory.create(
                        life.id(),
                        life.sex(),
                        life.cohort() - 15,
                        "unknown",
                        life.immigrationYear() == null ? "swedish" : "foreign",
                        life.immigrationYear(),
                        life.isProtected()))
            .toList();
    return spark.createDataFrame(rows, schema(fields));
  }

  private static StructType schema(List<Field> fields) {
    StructType schema = new StructType();
    for (Field field : fields) {
      schema = schema.add(field.name(), field.type());
    }
    return schema;
  }
}
