package klara.twin;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import klara.register.Municipalities;
import klara.table.Field;
import klara.twin.Margins.Measure;
import klara.twin.TwinSettings.Extent;

/**
 * Municipalities and how many students each cohort of them has. Those outside Skåne are invented:
 * each borrows the shares of a municipality in Skåne and has a size of its own.
 */
final class Geography {
  /** Students in year 9 in 2017/18, the country (Skolverket, slutbetyg årskurs 9). */
  private static final int YEAR9_OF_THE_COUNTRY = 110_583;

  private static final double SD_LOG_SIZE = 0.8;

  private final List<Municipality> municipalities = new ArrayList<>();
  private final List<List<Municipality>> neighbours = new ArrayList<>();
  private final List<Composition[]> cohorts = new ArrayList<>();
  private final Map<String, Municipality> byCode = new HashMap<>();
  private final List<String> outside = new ArrayList<>();

  Geography(TwinSettings settings, Reference reference, Margins margins) throws IOException {
    List<String> skane = new ArrayList<>();
    List<Map<String, String>> rows =
        reference.rows(Municipalities.REGISTER).stream()
            .sorted(Comparator.comparing(row -> cell(row, Municipalities.MUNICIPALITY_CODE)))
            .toList();
    for (Map<String, String> row : rows) {
      if (isInSkane(cell(row, Municipalities.MUNICIPALITY_CODE))) {
        skane.add(cell(row, Municipalities.MUNICIPALITY_CODE));
      }
    }
    for (Map<String, String> row : rows) {
      String code = cell(row, Municipalities.MUNICIPALITY_CODE);
      boolean isOwn = isInSkane(code);
      if (isOwn || settings.extent() == Extent.COUNTRY) {
        SplittableRandom random = place(settings, code);
        municipalities.add(
            new Municipality(
                municipalities.size(),
                code,
                cell(row, Municipalities.MUNICIPALITY_NAME),
                isOwn ? cell(row, Municipalities.SUBREGION_CODE) : code.substring(0, 2),
                isOwn ? code : skane.get(random.nextInt(skane.size()))));
      } else {
        outside.add(code);
      }
    }
    for (Municipality municipality : municipalities) {
      byCode.put(municipality.code(), municipality);
      neighbours.add(
          municipalities.stream()
              .filter(other -> other.neighbourhood().equals(municipality.neighbourhood()))
              .filter(other -> !other.equals(municipality))
              .toList());
    }
    for (int i = 0; i < settings.cohorts(); i++) {
      cohorts.add(compositions(settings, margins, settings.firstCohort() + i));
    }
  }

  List<Municipality> municipalities() {
    return municipalities;
  }

  /** A municipality of the twin. */
  Optional<Municipality> named(String code) {
    return Optional.ofNullable(byCode.get(code));
  }

  /** Codes of the municipalities that the twin does not have students of. */
  List<String> outside() {
    return outside;
  }

  /** The students of a cohort, by its place among the cohorts, in a municipality. */
  Composition composition(int cohort, Municipality municipality) {
    return cohorts.get(cohort)[municipality.index()];
  }

  int students(int cohort) {
    return IntStream.range(0, municipalities.size())
        .map(i -> cohorts.get(cohort)[i].students())
        .sum();
  }

  /** The others of the same sub-region or county. */
  List<Municipality> neighbours(Municipality municipality) {
    return neighbours.get(municipality.index());
  }

  private Composition[] compositions(TwinSettings settings, Margins margins, int year) {
    double[] sizes = new double[municipalities.size()];
    double own = 0;
    double invented = 0;
    for (Municipality municipality : municipalities) {
      double size = figure(margins, Measure.STUDENTS, municipality, year);
      if (municipality.hasOwnFigures()) {
        own += size;
      } else {
        size *= Math.exp(SD_LOG_SIZE * place(settings, municipality.code()).nextGaussian());
        invented += size;
      }
      sizes[municipality.index()] = size;
    }
    for (Municipality municipality : municipalities) {
      if (!municipality.hasOwnFigures()) {
        sizes[municipality.index()] *= Math.max(0, YEAR9_OF_THE_COUNTRY - own) / invented;
      }
    }
    double official = own + (invented > 0 ? Math.max(0, YEAR9_OF_THE_COUNTRY - own) : 0);
    int wanted =
        settings.studentsPerCohort() == 0
            ? (int) Math.round(official)
            : settings.studentsPerCohort();
    int[] students = shared(sizes, wanted);
    Composition[] compositions = new Composition[sizes.length];
    for (Municipality municipality : municipalities) {
      compositions[municipality.index()] =
          Composition.of(
              students[municipality.index()],
              figure(margins, Measure.GIRLS, municipality, year),
              figure(margins, Measure.FOREIGN_BACKGROUND, municipality, year),
              figure(margins, Measure.POST_SECONDARY_PARENT, municipality, year));
    }
    return compositions;
  }

  static double figure(Margins margins, Measure measure, Municipality municipality, int year) {
    return margins.of(measure, municipality.figuresOf(), year).orElseThrow();
  }

  /** Whole numbers in proportion to the weights that add up to the total (largest remainder). */
  static int[] shared(double[] weights, int total) {
    double sum = 0;
    for (double weight : weights) {
      sum += weight;
    }
    double all = sum;
    int[] whole = new int[weights.length];
    int given = 0;
    for (int i = 0; i < weights.length; i++) {
      whole[i] = (int) Math.floor(weights[i] * total / all);
      given += whole[i];
    }
    List<Integer> byRemainder =
        IntStream.range(0, weights.length)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> whole[i] - weights[i] * total / all))
            .toList();
    for (int i = 0; i < total - given; i++) {
      whole[byRemainder.get(i)]++;
    }
    return whole;
  }

  private static boolean isInSkane(String code) {
    return code.startsWith(Municipalities.SKANE);
  }

  private static SplittableRandom place(TwinSettings settings, String code) {
    return Seeds.random(settings.seed(), Seeds.Purpose.MUNICIPALITIES, Integer.parseInt(code), 0);
  }

  private static String cell(Map<String, String> row, Field field) {
    return row.getOrDefault(Municipalities.REGISTER.source(field).column(), "");
  }
}
