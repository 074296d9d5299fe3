package klara.stats;

import java.util.stream.IntStream;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.MatrixUtils;
import org.apache.commons.math3.linear.QRDecomposition;
import org.apache.commons.math3.linear.RealMatrix;

/**
 * Covariates as columns that are orthogonal and of length 1, so that neither their unit nor how far
 * from 0 they lie costs digits: {@code inverse} times their coefficients are those of the
 * covariates.
 */
record OrthogonalBasis(RealMatrix columns, RealMatrix inverse) {
  static OrthogonalBasis of(double[][] covariates) {
    int width = covariates[0].length;
    QRDecomposition parts = new QRDecomposition(scaled(covariates));
    RealMatrix triangle = parts.getR().getSubMatrix(0, width - 1, 0, width - 1);
    RealMatrix inverse = MatrixUtils.inverse(triangle);
    double[] lengths = lengths(covariates);
    for (int k = 0; k < width; k++) {
      inverse.setRowVector(k, inverse.getRowVector(k).mapDivide(lengths[k]));
    }
    RealMatrix columns = parts.getQ().getSubMatrix(0, covariates.length - 1, 0, width - 1);
    return new OrthogonalBasis(columns, inverse);
  }

  static RealMatrix scaled(double[][] covariates) {
    RealMatrix scaled = new Array2DRowRealMatrix(covariates);
    double[] lengths = lengths(covariates);
    for (int k = 0; k < lengths.length; k++) {
      scaled.setColumnVector(k, scaled.getColumnVector(k).mapDivide(lengths[k]));
    }
    return scaled;
  }

  /** Of columns; 1 of one that is 0 throughout. */
  private static double[] lengths(double[][] covariates) {
    RealMatrix x = new Array2DRowRealMatrix(covariates);
    return IntStream.range(0, x.getColumnDimension())
        .mapToDouble(k -> x.getColumnVector(k).getNorm())
        .map(length -> length > 0 ? length : 1)
        .toArray();
  }
}
