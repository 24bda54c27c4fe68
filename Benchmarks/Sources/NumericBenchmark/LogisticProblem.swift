import LinearAlgebra
import Models

/// Logistic regression with a ridge of 1, to a mean gradient below 1e-8.
struct LogisticProblem: Problem {
  private let design: Matrix
  private let outcomes: [Double]

  init(from folder: DataFolder) throws {
    outcomes = try folder.doubles("y.bin")
    design = try folder.matrix("X.bin", rows: outcomes.count)
  }

  /// The intercept and the coefficients.
  func solved(threads: Int) throws -> [Double] {
    let model = try LogisticRegression(penalty: .ridge(strength: 1), tolerance: 1e-8)
      .fitted(to: design, outcomes: outcomes, threads: threads)
    return [model.intercept] + model.coefficients
  }
}
