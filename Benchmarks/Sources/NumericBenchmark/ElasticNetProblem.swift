import LinearAlgebra
import Models

/// A path of given penalties, half lasso and half ridge.
struct ElasticNetProblem: Problem {
  private let design: Matrix
  private let outcomes: [Double]
  private let penalties: [Double]

  init(from folder: DataFolder) throws {
    outcomes = try folder.doubles("y.bin")
    design = try folder.matrix("X.bin", rows: outcomes.count)
    penalties = try folder.doubles("penalties.bin")
  }

  /// The intercept and the coefficients, penalty after penalty.
  func solved(threads: Int) throws -> [Double] {
    let path = try ElasticNetPath(l1Ratio: 0.5, strengths: .explicit(penalties))
      .fitted(to: design, outcomes: outcomes, threads: threads)
    return path.steps.indices.flatMap { index in
      let model = path.model(at: index)
      return [model.intercept] + model.coefficients
    }
  }
}
