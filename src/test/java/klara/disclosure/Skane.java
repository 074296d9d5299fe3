package klara.disclosure;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * A cohort of year 9 in the 33 municipalities of Skåne, their subregions, the county and the
 * country, by sex, parental education, background, newly arrived, and sex with background.
 */
final class Skane {
  /** Groups in the order of the cells of an area; the sums among them are {@link #GROUP_SUMS}. */
  static final int GROUPS = 19;

  /** Country, rest of the country, county, four subregions, 33 municipalities. */
  static final int AREAS = 40;

  private static final List<Sum> GROUP_SUMS =
      List.of(
          Sum.of(0, 1, 2), // all = girls, boys
          Sum.of(0, 3, 4, 5, 6), // parental education
          Sum.of(0, 7, 8, 9), // background
          Sum.of(0, 10, 11, 12), // newly arrived
          Sum.of(1, 13, 14, 15), // girls by background
          Sum.of(2, 16, 17, 18), // boys by background
          Sum.of(7, 13, 16), // Swedish background by sex
          Sum.of(8, 14, 17), // foreign background by sex
          Sum.of(9, 15, 18)); // unknown background by sex

  /**
   * Municipality, subregion, students of year 9, percent eligible, percent of foreign background,
   * percent with post-secondary parents: Skolverket, 2024/25.
   */
  private static final String MUNICIPALITIES =
      """
      1214 FH 178 72.3 22.5 57.8
      1230 ML 416 93.3 22.0 77.1
      1231 ML 173 79.4 48.6 60.8
      1233 ML 511 96.9 10.0 81.8
      1256 NO 164 66.7 27.0 43.8
      1257 FH 134 82.2 20.7 49.0
      1260 FH 188 77.8 38.6 40.3
      1261 ML 395 89.8 14.5 73.6
      1262 ML 454 98.2 10.6 88.4
      1263 ML 329 91.8 17.1 71.5
      1264 ML 159 86.6 18.5 53.6
      1265 SÖ 124 71.0 13.2 47.3
      1266 NO 185 69.4 17.5 56.1
      1267 ML 214 86.4 12.9 69.2
      1270 SÖ 112 85.0 23.1 44.2
      1272 NO 131 72.5 24.0 52.0
      1273 NO 155 78.6 29.6 50.7
      1275 FH 96 64.3 40.8 39.4
      1276 FH 192 88.5 26.0 50.0
      1277 FH 224 79.6 40.5 45.0
      1278 FH 191 85.4 21.5 65.4
      1280 ML 3976 83.3 50.3 65.2
      1281 ML 1744 89.5 30.5 83.0
      1282 FH 593 83.1 41.8 57.3
      1283 FH 1903 81.6 43.1 63.3
      1284 FH 369 88.8 16.8 72.0
      1285 ML 439 84.1 29.4 61.0
      1286 SÖ 459 88.0 15.0 69.7
      1287 ML 542 79.5 25.2 57.5
      1290 NO 1101 81.1 32.1 62.2
      1291 SÖ 191 83.7 21.4 58.5
      1292 FH 529 84.7 19.4 66.1
      1293 NO 670 78.6 28.2 55.9
      """;

  private static final List<String> SUBREGIONS = List.of("FH", "ML", "NO", "SÖ");

  private Skane() {}

  /**
   * Draws each student.
   *
   * @param relative what the published share of the not eligible is multiplied by
   */
  static CellSystem cohort(long seed, double relative) {
    Random random = new Random(seed);
    long[] students = new long[AREAS * GROUPS];
    long[] events = new long[students.length];
    List<String> lines = MUNICIPALITIES.lines().toList();
    for (int i = 0; i < lines.size(); i++) {
      String[] field = lines.get(i).split(" ", -1);
      int subregion = 3 + SUBREGIONS.indexOf(field[1]);
      int size = Integer.parseInt(field[2]);
      for (int student = 0; student < size; student++) {
        count(random, new int[] {7 + i, subregion, 2, 0}, field, relative, students, events);
      }
    }
    String[] rest = {"", "", "", "84", "27", "58"};
    for (int student = 0; student < 20_000; student++) {
      count(random, new int[] {1, 0}, rest, relative, students, events);
    }
    return new CellSystem(students, events, sums());
  }

  private static void count(
      Random random, int[] areas, String[] field, double relative, long[] students, long[] events) {
    int sex = random.nextInt(2);
    boolean foreign = random.nextDouble() < Double.parseDouble(field[4]) / 100;
    int background = random.nextDouble() < 0.01 ? 2 : foreign ? 1 : 0;
    boolean post = random.nextDouble() < Double.parseDouble(field[5]) / 100;
    int education = post ? 5 : random.nextDouble() < 0.08 ? 6 : random.nextDouble() < 0.15 ? 3 : 4;
    int arrived = foreign && random.nextDouble() < 0.12 ? 10 : random.nextDouble() < 0.01 ? 12 : 11;
    double risk =
        (1 - Double.parseDouble(field[3]) / 100)
            * relative
            * (foreign ? 1.5 : 0.8)
            * (post ? 0.6 : 1.4)
            * (arrived == 10 ? 2 : 1);
    int event = random.nextDouble() < risk ? 1 : 0;
    int[] groups = {0, 1 + sex, education, 7 + background, arrived, 13 + 3 * sex + background};
    for (int area : areas) {
      for (int group : groups) {
        students[area * GROUPS + group]++;
        events[area * GROUPS + group] += event;
      }
    }
  }

  private static List<Sum> sums() {
    List<Sum> sums = new ArrayList<>();
    for (int area = 0; area < AREAS; area++) {
      int start = area * GROUPS;
      GROUP_SUMS.forEach(
          sum ->
              sums.add(
                  new Sum(
                      start + sum.total(),
                      sum.parts().stream().map(part -> start + part).toList())));
    }
    List<String> lines = MUNICIPALITIES.lines().toList();
    for (int group = 0; group < GROUPS; group++) {
      int g = group;
      sums.add(Sum.of(g, GROUPS + g, 2 * GROUPS + g));
      sums.add(
          Sum.of(2 * GROUPS + g, 3 * GROUPS + g, 4 * GROUPS + g, 5 * GROUPS + g, 6 * GROUPS + g));
      for (int subregion = 0; subregion < SUBREGIONS.size(); subregion++) {
        String name = SUBREGIONS.get(subregion);
        sums.add(
            new Sum(
                (3 + subregion) * GROUPS + g,
                IntStream.range(0, lines.size())
                    .filter(i -> lines.get(i).split(" ", -1)[1].equals(name))
                    .mapToObj(i -> (7 + i) * GROUPS + g)
                    .toList()));
      }
    }
    return sums;
  }
}
