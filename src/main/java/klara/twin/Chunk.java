package klara.twin;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import klara.twin.Lives.Lived;

/**
 * Some students of a cohort, always the same, and all files about them: each file holds their rows
 * by id. Chunks are what threads share out among themselves.
 *
 * @param cohort the cohort's place among the cohorts
 * @param number the chunk's place in the cohort
 * @param from the first student
 * @param to after the last student
 */
record Chunk(int cohort, int number, int from, int to) {
  /** As many as fit well into one Parquet file of grades: about 400,000 rows. */
  private static final int STUDENTS = 25_000;

  static List<Chunk> of(int cohort, int students) {
    List<Chunk> chunks = new ArrayList<>();
    for (int from = 0; from < students; from += STUDENTS) {
      chunks.add(new Chunk(cohort, chunks.size(), from, Math.min(students, from + STUDENTS)));
    }
    return chunks;
  }

  /** Writes all files of the chunk, and counts what is in them. */
  Tally write(Plan plan, Deliveries deliveries) throws IOException {
    int schoolYear = plan.settings().firstCohort() + cohort;
    Tally tally = new Tally();
    LifeTally lives = new LifeTally(schoolYear, tally);
    try (ChunkFiles files = new ChunkFiles(plan, deliveries, schoolYear, number, tally)) {
      GradeSheet sheet = new GradeSheet();
      for (Student student : students(plan, schoolYear)) {
        SplittableRandom random =
            Seeds.random(plan.settings().seed(), Seeds.Purpose.GRADES, schoolYear, student.index());
        Grading grading = plan.population().grading(student);
        GradeModel.draw(student.ability(), student.cell(), grading, random, sheet);
        if (student.isInYear9()) {
          files.write(student, sheet, random);
        }
        FamilyBackground family = FamilyBackground.draw(student.cell(), schoolYear, random);
        if (student.isFollowed()) {
          Lived lived = plan.lives().live(student, family, sheet.isEligibleForVocational());
          Subject swedish = sheet.isStudied(Subject.SVA) ? Subject.SVA : Subject.SV;
          files.write(student, family, swedish, lived);
          lives.add(student, family, lived);
        } else {
          files.writeUnfollowed(student);
          lives.add(student);
        }
      }
    }
    return tally;
  }

  /** By id: those of year 9, and beside them those who never came to its end. */
  private List<Student> students(Plan plan, int schoolYear) {
    List<Student> students = plan.population().students(cohort, from, to);
    List<Student> beside = new ArrayList<>();
    for (Student student : students) {
      if (student.hasSomebodyBeside()) {
        SplittableRandom random =
            Seeds.random(
                plan.settings().seed(), Seeds.Purpose.ENDED_SCHOOLING, schoolYear, student.index());
        beside.add(student.beside(schoolYear, random));
      }
    }
    students.addAll(beside);
    students.sort(Comparator.comparing(student -> student.id().toString()));
    return students;
  }
}
