package klara.twin;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;

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

  /** Writes all files of the chunk. */
  void write(
      TwinSettings settings,
      Population population,
      UpperSecondaryModel upperSecondary,
      Deliveries deliveries)
      throws IOException {
    int schoolYear = settings.firstCohort() + cohort;
    try (ChunkFiles files = new ChunkFiles(settings, deliveries, schoolYear, number)) {
      List<Student> students = population.students(cohort, from, to);
      students.sort(Comparator.comparing(student -> student.id().toString()));
      GradeSheet sheet = new GradeSheet();
      for (Student student : students) {
        SplittableRandom random =
            Seeds.random(settings.seed(), Seeds.Purpose.GRADES, schoolYear, student.index());
        GradeModel.draw(student.ability(), student.cell(), random, sheet);
        files.write(student, sheet, random);
        files.write(student, upperSecondary.follow(student, sheet.isEligibleForVocational()));
      }
    }
  }
}
