package klara.stats;

import java.util.List;

/**
 * Probabilities of states and their covariance, carried from one time to the next.
 *
 * <p>With n at risk in state i, of whom n(ij) move to j, row i of the matrix A is a(ij) = n(ij)/n,
 * a(ii) what remains to 1; a state without anybody at risk keeps its probability. Then
 *
 * <pre>
 * p ← p A
 * C ← A'C A + Σ over i of p(i)² (diag(a(i)) − a(i)'a(i)) / n(i)      p(i) from before the step
 * </pre>
 */
final class ProductIntegral {
  private double[] probabilities;
  private double[][] covariance;

  ProductIntegral(double[] initial) {
    this.probabilities = initial.clone();
    this.covariance = new double[initial.length][initial.length];
  }

  double probability(int state) {
    return probabilities[state];
  }

  double covariance(int state, int other) {
    return covariance[state][other];
  }

  /** One time: at risk by state, moves from each state to each. */
  void step(List<Long> atRisk, List<List<Long>> moves) {
    int states = probabilities.length;
    double[][] rows = new double[states][];
    for (int i = 0; i < states; i++) {
      rows[i] = row(i, atRisk.get(i), moves.get(i));
    }
    double[][] next = new double[states][states];
    for (int a = 0; a < states; a++) {
      for (int b = 0; b < states; b++) {
        for (int i = 0; i < states; i++) {
          for (int j = 0; j < states; j++) {
            next[a][b] += rows[i][a] * covariance[i][j] * rows[j][b];
          }
          if (atRisk.get(i) > 0) {
            double spread = (a == b ? rows[i][a] : 0) - rows[i][a] * rows[i][b];
            next[a][b] += probabilities[i] * probabilities[i] * spread / atRisk.get(i);
          }
        }
      }
    }
    double[] moved = new double[states];
    for (int i = 0; i < states; i++) {
      for (int j = 0; j < states; j++) {
        moved[j] += probabilities[i] * rows[i][j];
      }
    }
    probabilities = moved;
    covariance = next;
  }

  private static double[] row(int state, long atRisk, List<Long> moves) {
    double[] row = new double[moves.size()];
    long staying = atRisk;
    for (int j = 0; j < row.length; j++) {
      if (j != state && atRisk > 0) {
        row[j] = (double) moves.get(j) / atRisk;
        staying -= moves.get(j);
      }
    }
    row[state] = atRisk > 0 ? (double) staying / atRisk : 1;
    return row;
  }
}
