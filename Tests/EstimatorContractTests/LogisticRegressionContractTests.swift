import Foundation
import LinearAlgebra
import Models
import Statistics
import Testing

/// What every estimator promises, checked for logistic regression with and without penalty.
@Suite struct LogisticRegressionContractTests {
  static let estimators = [
    LogisticRegression(), LogisticRegression(penalty: .ridge(strength: 2.5)),
  ]

  /// Random rows, more than two blocks of them.
  private let world = World(rows: 5000, columns: 6, seed: 20)

  struct World {
    var design: Matrix
    var outcomes: [Double] = []
    var weights: [Double] = []

    init(rows: Int, columns: Int, seed: UInt64) {
      var stream = RandomStream(seed: seed)
      design = Matrix(rows: rows, columns: columns)
      for row in 0..<rows {
        for column in 0..<columns {
          design[row, column] = stream.normal(mean: Double(column), standardDeviation: 2)
        }
        outcomes.append(stream.bernoulli(logistic(0.5 * design[row, 0] - 1)) ? 1 : 0)
        weights.append(Double(1 + stream.integer(below: 2)))
      }
    }
  }

  /// Whether the estimates and their uncertainty agree.
  private func agree(_ left: LogisticModel, _ right: LogisticModel, _ tolerance: Double) -> Bool {
    let numbers = [left, right].map { model in
      [model.intercept, model.logLikelihood] + model.coefficients
        + (model.covariance?.withUnsafeBufferPointer { Array($0) } ?? [])
    }
    return zip(numbers[0], numbers[1]).allSatisfy {
      abs($0 - $1) <= tolerance * max(1, abs($1))
    }
  }

  @Test(
    "the same input gives the same bits, and so does another number of threads",
    arguments: estimators,
    [1, 2, 3]
  )
  func sameBits(estimator: LogisticRegression, threads: Int) throws {
    let first = try estimator.fitted(
      to: world.design,
      outcomes: world.outcomes,
      weights: world.weights
    )
    let second = try estimator.fitted(
      to: world.design,
      outcomes: world.outcomes,
      weights: world.weights,
      threads: threads
    )
    #expect(first == second)
    #expect(
      first.logits(of: world.design) == second.logits(of: world.design, threads: threads)
    )
    #expect(
      first.standardErrors(ofLogitsOf: world.design)
        == second.standardErrors(ofLogitsOf: world.design, threads: threads)
    )
  }

  @Test("the order of rows changes rounding only", arguments: estimators)
  func rowOrder(estimator: LogisticRegression) throws {
    var stream = RandomStream(seed: 3)
    let order = stream.shuffled(Array(0..<5000))
    let model = try estimator.fitted(to: world.design, outcomes: world.outcomes)
    let shuffled = try estimator.fitted(
      to: world.design.selecting(rows: order),
      outcomes: order.map { world.outcomes[$0] }
    )
    // Sums of 5000 terms in another order: a few hundred units in the last place.
    #expect(agree(model, shuffled, 1e-12))
  }

  @Test("weight 2 is the row twice, weight 0 is no row", arguments: estimators)
  func weights(estimator: LogisticRegression) throws {
    let weights = world.outcomes.indices.map { Double($0 % 3) }
    let repeated = world.outcomes.indices.flatMap { Array(repeating: $0, count: $0 % 3) }
    let weighted = try estimator.fitted(
      to: world.design,
      outcomes: world.outcomes,
      weights: weights
    )
    let spelled = try estimator.fitted(
      to: world.design.selecting(rows: repeated),
      outcomes: repeated.map { world.outcomes[$0] }
    )
    #expect(agree(weighted, spelled, 1e-11))
  }

  @Test("NaN is refused with a code", arguments: estimators)
  func nan(estimator: LogisticRegression) {
    var design = world.design
    design[4321, 2] = .nan
    let error = #expect(throws: ModelError.self) {
      try estimator.fitted(to: design, outcomes: world.outcomes)
    }
    #expect(error?.diagnosticCode == "model.not-finite")
  }

  @Test("exchanging the classes turns every sign", arguments: estimators)
  func classSwap(estimator: LogisticRegression) throws {
    let model = try estimator.fitted(to: world.design, outcomes: world.outcomes)
    let swapped = try estimator.fitted(
      to: world.design,
      outcomes: world.outcomes.map { 1 - $0 }
    )
    #expect(abs(model.intercept + swapped.intercept) < 1e-12)
    for (one, other) in zip(model.coefficients, swapped.coefficients) {
      #expect(abs(one + other) < 1e-12)
    }
    #expect(abs(model.logLikelihood - swapped.logLikelihood) < 1e-9)
  }

  @Test(
    "another unit or origin of a column changes its coefficient and no prediction",
    arguments: estimators
  )
  func columnScaling(estimator: LogisticRegression) throws {
    var rescaled = world.design
    for row in 0..<rescaled.rows { rescaled[row, 1] = 1000 * rescaled[row, 1] - 77 }
    let model = try estimator.fitted(to: world.design, outcomes: world.outcomes)
    let other = try estimator.fitted(to: rescaled, outcomes: world.outcomes)
    #expect(abs(other.coefficients[1] * 1000 - model.coefficients[1]) < 1e-12)
    #expect(abs(other.coefficients[0] - model.coefficients[0]) < 1e-12)
    #expect(
      zip(model.logits(of: world.design), other.logits(of: rescaled)).allSatisfy {
        abs($0 - $1) < 1e-11
      }
    )
    #expect(abs(model.logLikelihood - other.logLikelihood) < 1e-9)
  }

  @Test("a saved model is the model", arguments: estimators)
  func coding(estimator: LogisticRegression) throws {
    let model = try estimator.fitted(to: world.design, outcomes: world.outcomes)
    let data = try JSONEncoder().encode(model)
    #expect(try JSONDecoder().decode(LogisticModel.self, from: data) == model)
    let options = try JSONEncoder().encode(estimator)
    #expect(try JSONDecoder().decode(LogisticRegression.self, from: options) == estimator)
  }

  @Test("the true coefficients lie within their uncertainty")
  func recovery() throws {
    let table = try LogisticRegression().fitted(to: world.design, outcomes: world.outcomes)
      .coefficientTable(confidence: 0.9999)
    let truth = [-1, 0.5, 0, 0, 0, 0, 0]
    for (row, value) in zip(table, truth) {
      #expect(try #require(row.interval).contains(value))
    }
  }
}
