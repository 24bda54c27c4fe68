public import LinearAlgebra
import Statistics

extension LogisticModel {
  /// The logit of one row; NaN when a value is NaN.
  public func logit(of row: some Collection<Double>) -> Double {
    precondition(row.count == coefficients.count, "a row needs one value per column")
    var logit = centredIntercept
    for (index, value) in row.enumerated() {
      logit += (value - columnMeans[index]) * coefficients[index]
    }
    return logit
  }

  /// The logits of many rows; NaN where a value is NaN.
  ///
  /// - Parameters:
  ///   - design: rows × columns, as in the fit.
  ///   - threads: how many threads to use; the result does not depend on it.
  /// - Returns: One logit per row.
  public func logits(of design: Matrix, threads: Int = 1) -> [Double] {
    logits(of: Design(dense: design), threads: threads)
  }

  /// The logits of many rows, some of whose columns are factors.
  ///
  /// - Parameters: as for a matrix.
  public func logits(of design: Design, threads: Int = 1) -> [Double] {
    design.multiplied(
      by: coefficients,
      centers: columnMeans,
      plus: centredIntercept,
      threads: threads
    )
  }

  /// The probabilities of many rows, never exactly 0 or 1; NaN where a value is NaN.
  ///
  /// - Parameters:
  ///   - design: rows × columns, as in the fit.
  ///   - threads: how many threads to use; the result does not depend on it.
  /// - Returns: One probability per row.
  public func probabilities(of design: Matrix, threads: Int = 1) -> [Double] {
    probabilities(of: Design(dense: design), threads: threads)
  }

  /// The probabilities of many rows, some of whose columns are factors.
  ///
  /// - Parameters: as for a matrix.
  public func probabilities(of design: Design, threads: Int = 1) -> [Double] {
    logits(of: design, threads: threads).map { clampedProbability(logistic($0)) }
  }

  /// The standard errors of the logits of many rows (delta method).
  ///
  /// A 95 % interval for a probability is `logistic(logit ± 1.96 · standard error)`. With a ridge
  /// the errors follow ``covariance`` and so leave out its bias.
  ///
  /// - Parameters:
  ///   - design: rows × columns, as in the fit.
  ///   - threads: how many threads to use; the result does not depend on it.
  /// - Returns: One standard error per row; nil for a model without covariance.
  /// - Complexity: O(rows × columns²) on the matrix kernels of BLAS.
  public func standardErrors(ofLogitsOf design: Matrix, threads: Int = 1) -> [Double]? {
    guard let covariance = centredCovariance else { return nil }
    return design.quadraticForms(with: covariance, centers: columnMeans, threads: threads)
      .map { max(0, $0).squareRoot() }
  }
}
