package klara.twin;

import java.io.IOException;
import java.util.random.RandomGenerator;
import klara.register.SchoolUnits;
import klara.register.SchoolYear;
import klara.register.Year9Grades;
import klara.store.DeliveryRow;
import klara.store.Text;

/** Rows of T2: one per student and subject. */
final class GradeRows {
  /** In the order of {@link GradeSheet}'s grades. */
  static final Text[] GRADES = texts("F", "E", "D", "C", "B", "A", "-", "3", "9");

  private static final Text[] MODERN_LANGUAGES = texts("SPA", "SPA", "SPA", "DEU", "DEU", "FRA");
  private static final Text[] MOTHER_TONGUES = texts("ARA", "ARA", "BOS", "SQI", "SOM", "POL");

  private final Subject[] subjects = Subject.values();
  private final Text[] subjectCodes = new Text[subjects.length];
  private final RegisterFile file;
  private final DeliveryRow row;
  private final int school;
  private final int subject;
  private final int language;
  private final int grade;
  private final int isLanguageChoice;

  GradeRows(RegisterFile file, int schoolYear) {
    this.file = file;
    row = file.row();
    school = file.column(SchoolUnits.SCHOOL_UNIT_CODE);
    subject = file.column(Year9Grades.SUBJECT_CODE);
    language = file.column(Year9Grades.LANGUAGE_CODE);
    grade = file.column(Year9Grades.GRADE);
    isLanguageChoice = file.column(Year9Grades.IS_LANGUAGE_CHOICE);
    row.set(file.column(SchoolYear.SCHOOL_YEAR), Text.of(SchoolYear.text(schoolYear)));
    for (int i = 0; i < subjects.length; i++) {
      subjectCodes[i] = Text.of(subjects[i].name());
    }
  }

  void write(Student student, School unit, GradeSheet sheet, RandomGenerator random)
      throws IOException {
    file.student(student);
    row.set(school, unit.code());
    for (int i = 0; i < subjects.length; i++) {
      if (sheet.isStudied(subjects[i])) {
        row.set(subject, subjectCodes[i]);
        row.set(grade, GRADES[sheet.grade(subjects[i])]);
        row.set(isLanguageChoice, subjects[i] == Subject.M2 ? 1 : 0);
        row.clear(language);
        switch (subjects[i]) {
          case M1, M2 -> row.set(language, one(MODERN_LANGUAGES, random));
          case ML -> row.set(language, one(MOTHER_TONGUES, random));
          default -> {}
        }
        file.write();
      }
    }
  }

  private static Text one(Text[] languages, RandomGenerator random) {
    return languages[random.nextInt(languages.length)];
  }

  private static Text[] texts(String... codes) {
    Text[] texts = new Text[codes.length];
    for (int i = 0; i < codes.length; i++) {
      texts[i] = Text.of(codes[i]);
    }
    return texts;
  }
}
