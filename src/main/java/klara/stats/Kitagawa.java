package klara.stats;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Why the rates of two populations differ: because they are made up of other people, or because the
 * same sort of people fares otherwise. With w the share and r the rate of each category:
 *
 * <pre>
 * R₁ − R₀ = Σ (w₁ − w₀)(r₁ + r₀)/2 + Σ (r₁ − r₀)(w₁ + w₀)/2
 *               composition               rates
 * </pre>
 *
 * <p>With v the variance of a rate, rates independent, and who the people are taken as known:
 *
 * <pre>
 * Var(difference)  = Σ w₁²v₁ + w₀²v₀
 * Var(composition) = Σ ((w₁ − w₀)/2)² (v₁ + v₀)      Var(rates) = Σ ((w₁ + w₀)/2)² (v₁ + v₀)
 * </pre>
 *
 * <p>The two add up without rest and change sign when the populations change places. A part is of
 * the categories chosen: finer ones move more into composition.
 *
 * @param difference R₁ − R₀, in the unit of the rates
 * @param composition the part of the shares
 * @param rates the part of the rates
 * @param categories both parts of each category, in order; those of composition mean little one by
 *     one, as shares add up to 1
 * @see <a href="https://doi.org/10.1080/01621459.1955.10501299">Kitagawa (1955)</a>
 */
public record Kitagawa(
    double difference, double composition, double rates, List<Category> categories) {

  /**
   * One category's parts.
   *
   * @param composition of the shares
   * @param rate of the rates
   */
  public record Category(double composition, double rate) {}

  /**
   * Standard errors, in the unit of the rates.
   *
   * @param difference of the difference
   * @param composition of the part of the shares
   * @param rates of the part of the rates
   */
  public record Errors(double difference, double composition, double rates) {}

  /**
   * The errors of the parts of R₁ − R₀, of people who are taken as known.
   *
   * @param sizes1 people of the first population in each category, or their shares; not all 0
   * @param variances1 of their rates, such as {@link AgrestiCoull}; of a category empty in one
   *     population 0 there
   * @param sizes0 likewise of the second
   * @param variances0 likewise of the second
   * @throws IllegalArgumentException where numbers are not such
   */
  public static Errors errors(
      double[] sizes1, double[] variances1, double[] sizes0, double[] variances0) {
    faults(sizes1, sizes0, "variances", variances1, variances0)
        .notNegative("variances of the first", variances1)
        .notNegative("variances of the second", variances0)
        .refuse();
    double all1 = Arrays.stream(sizes1).sum();
    double all0 = Arrays.stream(sizes0).sum();
    double difference = 0;
    double composition = 0;
    double rates = 0;
    for (int k = 0; k < sizes1.length; k++) {
      double w1 = sizes1[k] / all1;
      double w0 = sizes0[k] / all0;
      double both = variances1[k] + variances0[k];
      difference += w1 * w1 * variances1[k] + w0 * w0 * variances0[k];
      composition += Math.pow((w1 - w0) / 2, 2) * both;
      rates += Math.pow((w1 + w0) / 2, 2) * both;
    }
    return new Errors(Math.sqrt(difference), Math.sqrt(composition), Math.sqrt(rates));
  }

  /**
   * The parts of R₁ − R₀.
   *
   * @param sizes1 people of the first population in each category, or their shares; not all 0
   * @param rates1 their rates, in any unit
   * @param sizes0 likewise of the second
   * @param rates0 likewise of the second; a category empty in one population needs a rate there
   *     too, such as that of the other
   * @throws IllegalArgumentException where numbers are not such
   */
  public static Kitagawa of(double[] sizes1, double[] rates1, double[] sizes0, double[] rates0) {
    faults(sizes1, sizes0, "rates", rates1, rates0)
        .finite("rates of the first", rates1)
        .finite("rates of the second", rates0)
        .refuse();
    double all1 = Arrays.stream(sizes1).sum();
    double all0 = Arrays.stream(sizes0).sum();
    List<Category> categories = new ArrayList<>();
    double difference = 0;
    double composition = 0;
    double rates = 0;
    for (int k = 0; k < sizes1.length; k++) {
      double w1 = sizes1[k] / all1;
      double w0 = sizes0[k] / all0;
      Category category =
          new Category(
              (w1 - w0) * (rates1[k] + rates0[k]) / 2, (rates1[k] - rates0[k]) * (w1 + w0) / 2);
      categories.add(category);
      difference += w1 * rates1[k] - w0 * rates0[k];
      composition += category.composition();
      rates += category.rate();
    }
    return new Kitagawa(difference, composition, rates, List.copyOf(categories));
  }

  /** What keeps two populations from being compared, whatever is told of their categories. */
  private static Faults faults(
      double[] sizes1, double[] sizes0, String told, double[] told1, double[] told0) {
    return Faults.of("Cannot decompose 'difference of rates'")
        .notNegative("sizes of the first", sizes1)
        .notNegative("sizes of the second", sizes0)
        .sameNumber("sizes", sizes1.length, told + " of the first", told1.length)
        .sameNumber("sizes of the first", sizes1.length, "of the second", sizes0.length)
        .sameNumber("sizes", sizes0.length, told + " of the second", told0.length)
        .unless(Arrays.stream(sizes1).anyMatch(n -> n > 0), "the first must have people (has none)")
        .unless(
            Arrays.stream(sizes0).anyMatch(n -> n > 0), "the second must have people (has none)");
  }
}
