package klara.history;

import static org.apache.spark.sql.types.DataTypes.BooleanType;
import static org.apache.spark.sql.types.DataTypes.DateType;
import static org.apache.spark.sql.types.DataTypes.IntegerType;
import static org.apache.spark.sql.types.DataTypes.StringType;
import static org.apache.spark.sql.types.DataTypes.createDecimalType;

import java.util.List;
import klara.register.Occupations;
import klara.register.Person;
import klara.register.SchoolYear;
import klara.table.Field;
import klara.table.Rule;
import klara.table.Table;
import klara.table.Zone;

/**
 * Each student's timeline: one row a school year, without gaps, from the first year that a register
 * knows to the year of turning 26 or the last that is known as of the day, whichever comes first.
 * What a row says of a state is said of its 15 October.
 */
public final class StudentYears {
  public static final Field COHORT =
      Field.of(
          "cohort",
          IntegerType,
          "School year of leaving compulsory school: year 9, or years 7 to 9 without final grades;"
              + " null for those who never left it here");
  public static final Field STATE =
      Field.of(
          "state",
          StringType,
          "Where the student is on 15 October",
          new Rule.Known(),
          new Rule.OneOf(States.ALL));
  public static final Field STUDY_YEAR =
      Field.of(
          "study_year",
          IntegerType,
          "Year of study: 6 to 9 in compulsory school, 1 to 4 in upper secondary school; null where"
              + " not enrolled or unknown");
  public static final Field SCHOOL_UNIT_CODE =
      Field.of(
          "school_unit_code", StringType, "School unit on 15 October; null where not enrolled");
  public static final Field UNITS =
      Field.of(
          "units",
          IntegerType,
          "School units that report the student on 15 October; the one with the highest study year"
              + " counts, then the lowest code; null where not enrolled");
  public static final Field SCHOOL_MUNICIPALITY_CODE =
      Field.of(
          "school_municipality_code",
          StringType,
          "Municipality of the school unit; null where not enrolled or unknown");
  public static final Field HOME_MUNICIPALITY_CODE =
      Field.of(
          "home_municipality_code",
          StringType,
          "Municipality of residence, the latest known of; null where none is, and abroad");
  public static final Field PROGRAMME_CODE =
      Field.of("programme_code", StringType, "Programme on 15 October; null where not enrolled");
  public static final Field HAS_DIPLOMA =
      Field.of(
          "has_diploma",
          BooleanType,
          "Whether a diploma had been issued by 15 October",
          new Rule.Known());
  public static final Field AUTUMN_OFFERED_HOURS = hours("autumn_offered_hours", "offered, autumn");
  public static final Field AUTUMN_ABSENCE_HOURS =
      hours("autumn_absence_hours", "of absence, valid and invalid, autumn");
  public static final Field AUTUMN_INVALID_ABSENCE_HOURS =
      hours("autumn_invalid_absence_hours", "of invalid absence, autumn");
  public static final Field SPRING_OFFERED_HOURS = hours("spring_offered_hours", "offered, spring");
  public static final Field SPRING_ABSENCE_HOURS =
      hours("spring_absence_hours", "of absence, valid and invalid, spring");
  public static final Field SPRING_INVALID_ABSENCE_HOURS =
      hours("spring_invalid_absence_hours", "of invalid absence, spring");
  public static final Field IS_IN_ACTIVITY_RESPONSIBILITY =
      Field.of(
          "is_in_activity_responsibility",
          BooleanType,
          "Whether registered under the activity responsibility on 15 October",
          new Rule.Known());
  public static final Field IS_CONTACTED =
      Field.of(
          "is_contacted",
          BooleanType,
          "Whether the municipality reached the young person under a registration of that 15"
              + " October; null where not registered or not delivered");
  public static final Field OCCUPATION_STATUS =
      Field.of(
          "occupation_status",
          StringType,
          "work, study, both, neither or unknown in the calendar year; null where not delivered");
  public static final Field FORM_OF_STUDY = Occupations.FORM_OF_STUDY;
  public static final Field ENROLMENT_KNOWN_ON = knownOn("enrolment_known_on", "the enrolment");
  public static final Field ABSENCE_KNOWN_ON = knownOn("absence_known_on", "all of the absence");
  public static final Field ACTIVITY_KNOWN_ON =
      knownOn("activity_known_on", "the activity responsibility");
  public static final Field OCCUPATION_KNOWN_ON =
      knownOn("occupation_known_on", "the occupation of the year");

  public static final Table TABLE =
      new Table(
          Zone.HISTORIES,
          "student_years",
          "one row per student whose id can be followed and school year",
          List.of(Person.STUDENT_ID, SchoolYear.SCHOOL_YEAR),
          List.of(
              Person.STUDENT_ID,
              SchoolYear.SCHOOL_YEAR,
              COHORT,
              STATE,
              STUDY_YEAR,
              SCHOOL_UNIT_CODE,
              UNITS,
              SCHOOL_MUNICIPALITY_CODE,
              HOME_MUNICIPALITY_CODE,
              PROGRAMME_CODE,
              HAS_DIPLOMA,
              AUTUMN_OFFERED_HOURS,
              AUTUMN_ABSENCE_HOURS,
              AUTUMN_INVALID_ABSENCE_HOURS,
              SPRING_OFFERED_HOURS,
              SPRING_ABSENCE_HOURS,
              SPRING_INVALID_ABSENCE_HOURS,
              IS_IN_ACTIVITY_RESPONSIBILITY,
              IS_CONTACTED,
              OCCUPATION_STATUS,
              FORM_OF_STUDY,
              ENROLMENT_KNOWN_ON,
              ABSENCE_KNOWN_ON,
              ACTIVITY_KNOWN_ON,
              OCCUPATION_KNOWN_ON));

  private StudentYears() {}

  private static Field hours(String name, String meaning) {
    return Field.of(
        name,
        createDecimalType(9, 2),
        "Hours " + meaning + "; null where not delivered",
        Rule.Between.of("0", "9999999"));
  }

  private static Field knownOn(String name, String fact) {
    return Field.of(name, DateType, "Day from which %s is known; null without".formatted(fact));
  }
}
