import LinearAlgebra
import Models

/// Logistic regression without penalty on a few numbers and many levels.
struct OneHotProblem: Problem {
  fileprivate let design: Design
  fileprivate let outcomes: [Double]

  init(from folder: DataFolder) throws {
    outcomes = try folder.doubles("y.bin")
    let codes = try folder.doubles("codes.bin").map { Int32($0) }
    let rows = outcomes.count
    design = Design(
      dense: try folder.matrix("X.bin", rows: rows),
      factors: stride(from: 0, to: codes.count, by: rows).map { start in
        Factor(codes: Array(codes[start..<start + rows]), levelCount: 20)
      }
    )
  }

  /// The intercept and the coefficients.
  func solved(threads: Int) throws -> [Double] {
    let model = try LogisticRegression(tolerance: 1e-8)
      .fitted(to: design, outcomes: outcomes, threads: threads)
    return [model.intercept] + model.coefficients
  }
}

/// The same with every level spelt out in a column of zeros and ones.
struct OneHotDenseProblem: Problem {
  private let design: Matrix
  private let outcomes: [Double]

  init(from folder: DataFolder) throws {
    let problem = try OneHotProblem(from: folder)
    design = problem.design.expanded()
    outcomes = problem.outcomes
  }

  /// The intercept and the coefficients.
  func solved(threads: Int) throws -> [Double] {
    let model = try LogisticRegression(tolerance: 1e-8)
      .fitted(to: design, outcomes: outcomes, threads: threads)
    return [model.intercept] + model.coefficients
  }
}
