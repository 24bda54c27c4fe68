import LinearAlgebra
import Models
import Statistics
import Testing

@Suite(.enabled(if: Oracle.isPresent, "the reference values lie in ../shared/oracles"))
struct ElasticNetOracleTests {
  private struct Path: Decodable {
    struct Step: Decodable {
      var alpha: Double
      var lambda: Double
      var intercept: Double
      var beta: [Double]
      var dev_ratio: Double
      var df: Int
    }
    var lambda_max_formula: Double
    var path: [Step]
  }

  private func birthWeights() throws -> (design: Matrix, outcomes: [Double]) {
    let rows = try Oracle.data("birthwt")
    return (
      Matrix(rows: rows.count, columns: 8, elements: rows.flatMap { $0.dropFirst() }),
      rows.map { $0[0] }
    )
  }

  /// The log-likelihood and the objective at any coefficients.
  private func height(
    _ step: Path.Step,
    intercept: Double,
    _ coefficients: [Double]
  ) throws -> (logLikelihood: Double, objective: Double) {
    let (design, outcomes) = try birthWeights()
    let scales = ColumnScaling(standardising: design).scales
    let logits = design.multiplied(by: coefficients, plus: intercept)
    let logLikelihood = zip(logits, outcomes).reduce(0.0) { $0 + $1.1 * $1.0 - log1pExp($1.0) }
    let cost = zip(coefficients, scales).reduce(0.0) { sum, pair in
      let size = abs(pair.0 / pair.1)
      return sum + step.alpha * size + (1 - step.alpha) / 2 * size * size
    }
    return (logLikelihood, step.lambda * cost - logLikelihood / Double(outcomes.count))
  }

  @Test("birth weights: 24 penalties as glmnet fits them", arguments: [1, 0.5, 0.1, 0])
  func path(l1Ratio: Double) throws {
    let expected = try Oracle.expected("elasticnet_birthwt", as: Path.self)
    let theirs = expected.path.filter { $0.alpha == l1Ratio }
    let (design, outcomes) = try birthWeights()
    let path = try ElasticNetPath(
      l1Ratio: l1Ratio,
      strengths: .explicit(theirs.map(\.lambda)),
      tolerance: 1e-12
    )
    .fitted(to: design, outcomes: outcomes)
    #expect(path.steps.count == 6)
    for (index, their) in theirs.enumerated() {
      let step = path.steps[index]
      let there = try height(their, intercept: their.intercept, their.beta)
      #expect(isClose(1 - there.logLikelihood / path.nullLogLikelihood, their.dev_ratio, 1e-10))
      let here = try height(their, intercept: path.intercept(at: index), step.coefficients)
      #expect(here.objective <= there.objective + 1e-15)
      #expect(isClose(step.logLikelihood, here.logLikelihood, 1e-13))
      #expect(step.activeCount == their.df)
      #expect(isClose(path.intercept(at: index), their.intercept, 1e-7))
      #expect(areClose(step.coefficients, their.beta, 1e-7))
      #expect(isClose(step.devianceRatio, their.dev_ratio, 1e-8))
      #expect(step.largestViolation <= 1e-12)
    }
  }

  @Test("birth weights: the path begins at glmnet's first penalty")
  func largestStrength() throws {
    let expected = try Oracle.expected("elasticnet_birthwt", as: Path.self)
    let (design, outcomes) = try birthWeights()
    let path = try ElasticNetPath().fitted(to: design, outcomes: outcomes)
    #expect(isClose(path.steps[0].strength, expected.lambda_max_formula, 1e-12))
    #expect(path.steps[0].activeCount == 0)
    #expect(path.steps[1].activeCount > 0)
  }

  private struct Ridge: Decodable {
    var lambda: Double
    var intercept: Double
    var beta: [Double]
  }

  @Test("birth weights: glmnet's ridge")
  func ridge() throws {
    let expected = try Oracle.expected("ridge_birthwt", as: Ridge.self)
    let (design, outcomes) = try birthWeights()
    let path = try ElasticNetPath(l1Ratio: 0, strengths: .explicit([expected.lambda]))
      .fitted(to: design, outcomes: outcomes)
    #expect(isClose(path.intercept(at: 0), expected.intercept, 1e-7))
    #expect(areClose(path.steps[0].coefficients, expected.beta, 1e-7))
  }
}
