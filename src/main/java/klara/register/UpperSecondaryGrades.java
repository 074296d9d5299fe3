package klara.register;

import static org.apache.spark.sql.types.DataTypes.IntegerType;
import static org.apache.spark.sql.types.DataTypes.StringType;

import java.util.List;
import klara.table.Field;
import klara.table.Rule;

/** T7: grades of courses or subjects in upper secondary school. */
public final class UpperSecondaryGrades {
  public static final Field COURSE_CODE =
      Field.of(
          "course_code",
          StringType,
          "Course (Gy11) or subject (Gy25)",
          new Rule.Known(),
          CodeForms.COURSE);

  public static final Field LEVEL =
      Field.of("level", StringType, "Level of a subject (Gy25); null for courses", CodeForms.LEVEL);

  public static final Field COURSE_CREDITS =
      Field.of(
          "course_credits",
          IntegerType,
          "Credits of the course or level",
          Rule.Between.of("0", "2500"));

  public static final Register REGISTER =
      Register.ofPersons(
          "gy_betyg",
          "upper_secondary_grades",
          "one row per student, day, course or subject and level",
          List.of(Person.STUDENT_ID, UpperSecondaryCertificates.ISSUED_ON, COURSE_CODE, LEVEL),
          UpperSecondaryCertificates.ISSUED_ON,
          Source.day("utfardat", UpperSecondaryCertificates.ISSUED_ON),
          Source.text("kurs_eller_amneskod", COURSE_CODE),
          Source.text("niva", LEVEL).optional(),
          Source.text("betyg", Year9Grades.GRADE).from("betyg"),
          Source.number("poang", COURSE_CREDITS));

  private UpperSecondaryGrades() {}
}
