import Foundation
import LinearAlgebra
import Models
import Statistics
import Testing

@Suite struct ElasticNetPropertyTests {
  /// Correlated columns, of which a few tell something.
  static func world(rows: Int, columns: Int, seed: UInt64) -> (design: Matrix, outcomes: [Double]) {
    var stream = RandomStream(seed: seed)
    var design = Matrix(rows: rows, columns: columns)
    var outcomes: [Double] = []
    for row in 0..<rows {
      for column in 0..<columns {
        let neighbour = column > 0 ? design[row, column - 1] : 0
        design[row, column] = 0.6 * neighbour + stream.normal()
      }
      let logit = (0..<min(6, columns)).reduce(-1.0) {
        $0 + ($1.isMultiple(of: 2) ? 0.8 : -0.5) * design[row, $1]
      }
      outcomes.append(stream.bernoulli(logistic(logit)) ? 1 : 0)
    }
    return (design, outcomes)
  }

  private let small = Self.world(rows: 400, columns: 12, seed: 5)

  /// `−(1/N)·ℓ + λ·Σ …` from the definition, with the deviations that divide by N.
  private func objective(
    of model: LogisticModel,
    _ strength: Double,
    _ l1Ratio: Double,
    on world: (design: Matrix, outcomes: [Double])
  ) -> Double {
    let scales = ColumnScaling(standardising: world.design).scales
    let logits = model.logits(of: world.design)
    let loss = zip(logits, world.outcomes).reduce(0.0) { $0 + log1pExp($1.0) - $1.1 * $1.0 }
    let cost = zip(model.coefficients, scales).reduce(0.0) { sum, pair in
      let size = pair.1 == 0 ? 0 : abs(pair.0 / pair.1)
      return sum + l1Ratio * size + (1 - l1Ratio) / 2 * size * size
    }
    return loss / Double(world.design.rows) + strength * cost
  }

  /// The largest violation of an optimality condition, computed from nothing but predictions.
  private func certificate(
    of model: LogisticModel,
    _ strength: Double,
    _ l1Ratio: Double,
    on world: (design: Matrix, outcomes: [Double])
  ) -> Double {
    let scaling = ColumnScaling(standardising: world.design)
    let residuals = zip(model.logits(of: world.design), world.outcomes).map { $1 - logistic($0) }
    let count = Double(world.design.rows)
    var largest = abs(residuals.reduce(0, +)) / count
    for column in 0..<world.design.columns where scaling.scales[column] > 0 {
      let slope = (0..<world.design.rows).reduce(0.0) { sum, row in
        let value = (world.design[row, column] - scaling.centers[column]) * scaling.scales[column]
        return sum + residuals[row] * value / count
      }
      let value = model.coefficients[column] / scaling.scales[column]
      let rest = slope - strength * (1 - l1Ratio) * value
      largest = max(
        largest,
        value == 0
          ? abs(rest) - strength * l1Ratio
          : abs(rest - strength * l1Ratio * (value > 0 ? 1 : -1))
      )
    }
    return largest
  }

  @Test(
    "the certificate can be recomputed from predictions, step by step",
    arguments: [1, 0.5, 0.1, 0]
  )
  func certificates(l1Ratio: Double) throws {
    let path = try ElasticNetPath(l1Ratio: l1Ratio)
      .fitted(to: small.design, outcomes: small.outcomes)
    #expect(path.steps.count == 100)
    for (index, step) in path.steps.enumerated() {
      let found = certificate(of: path.model(at: index), step.strength, l1Ratio, on: small)
      #expect(found <= 1e-9)
      #expect(abs(found - step.largestViolation) <= 1e-14)
      #expect(step.convergence == .reached)
    }
  }

  @Test("a neighbour's coefficients are never better, and the path makes no jump")
  func continuity() throws {
    let path = try ElasticNetPath(
      l1Ratio: 0.8,
      strengths: .automatic(count: 300, smallestRatio: 1e-3)
    )
    .fitted(to: small.design, outcomes: small.outcomes)
    for index in path.steps.indices.dropFirst() {
      let (step, before) = (path.steps[index], path.steps[index - 1])
      let own = objective(of: path.model(at: index), step.strength, 0.8, on: small)
      let other = objective(of: path.model(at: index - 1), step.strength, 0.8, on: small)
      #expect(own <= other + 1e-15)
      #expect(step.devianceRatio >= before.devianceRatio)
      for (one, other) in zip(step.coefficients, before.coefficients) {
        #expect(abs(one - other) < 0.02)
      }
    }
  }

  @Test("all coefficients are 0 down to the first strength, and not below")
  func largestStrength() throws {
    let first = try ElasticNetPath(l1Ratio: 0.5, strengths: .automatic(count: 1, smallestRatio: 1))
      .fitted(to: small.design, outcomes: small.outcomes).steps[0].strength
    let path = try ElasticNetPath(
      l1Ratio: 0.5,
      strengths: .explicit([0.9999 * first, first, 1.0001 * first])
    )
    .fitted(to: small.design, outcomes: small.outcomes)
    #expect(path.steps.map(\.activeCount) == [0, 0, 1])
    #expect(path.steps.map(\.strength) == [1.0001 * first, first, 0.9999 * first])
  }

  @Test("the strong rule saves time and changes nothing", arguments: [1, 0.3])
  func strongRule(l1Ratio: Double) throws {
    let world = Self.world(rows: 150, columns: 400, seed: 9)
    var options = ElasticNetPath(
      l1Ratio: l1Ratio,
      strengths: .automatic(count: 30, smallestRatio: 0.02),
      tolerance: 1e-12
    )
    let screened = try options.fitted(to: world.design, outcomes: world.outcomes)
    options.usesStrongRule = false
    let whole = try options.fitted(to: world.design, outcomes: world.outcomes)
    #expect(screened.steps.count == whole.steps.count)
    for (one, other) in zip(screened.steps, whole.steps) {
      #expect(one.activeCount == other.activeCount)
      #expect(
        zip(one.coefficients, other.coefficients).allSatisfy { abs($0 - $1) < 1e-9 }
      )
    }
  }

  @Test("strength 0 is maximum likelihood, and ratio 0 the ridge, as Newton finds them")
  func newton() throws {
    let free = try ElasticNetPath(strengths: .explicit([0.01, 0]))
      .fitted(to: small.design, outcomes: small.outcomes).model(at: 1)
    let likelihood = try LogisticRegression().fitted(to: small.design, outcomes: small.outcomes)
    #expect(areClose([free.intercept], [likelihood.intercept], 1e-9))
    #expect(areClose(free.coefficients, likelihood.coefficients, 1e-9))
    let ridge = try ElasticNetPath(l1Ratio: 0, strengths: .explicit([0.01]), tolerance: 1e-13)
      .fitted(to: small.design, outcomes: small.outcomes).model(at: 0)
    let newton = try LogisticRegression(penalty: .ridge(strength: 0.01 * 400))
      .fitted(to: small.design, outcomes: small.outcomes)
    #expect(areClose([ridge.intercept], [newton.intercept], 1e-9))
    #expect(areClose(ridge.coefficients, newton.coefficients, 1e-9))
    #expect(isClose(ridge.logLikelihood, newton.logLikelihood, 1e-12))
  }

  @Test("coefficients keep their signs, and a constraint that does not bind changes nothing")
  func signs() throws {
    let raising = try ElasticNetPath(
      l1Ratio: 0.5,
      strengths: .explicit([0.02, 0]),
      signs: Array(repeating: .nonNegative, count: 12)
    )
    .fitted(to: small.design, outcomes: small.outcomes)
    #expect(raising.steps.allSatisfy { $0.coefficients.allSatisfy { $0 >= 0 } })
    #expect(raising.steps.allSatisfy { $0.largestViolation <= 1e-9 })
    // Only the columns that stay may matter: a fit without the others is the same.
    let active = raising.activeColumns(at: 1)
    let alone = try LogisticRegression()
      .fitted(to: small.design.selecting(columns: active), outcomes: small.outcomes)
    #expect(areClose(active.map { raising.steps[1].coefficients[$0] }, alone.coefficients, 1e-9))
    let free = try ElasticNetPath(l1Ratio: 0.5, strengths: .explicit([0.02]))
      .fitted(to: small.design, outcomes: small.outcomes).steps[0]
    let agreeing = try ElasticNetPath(
      l1Ratio: 0.5,
      strengths: .explicit([0.02]),
      signs: free.coefficients.map { $0 < 0 ? .nonPositive : .nonNegative }
    )
    .fitted(to: small.design, outcomes: small.outcomes).steps[0]
    #expect(agreeing.activeCount == free.activeCount)
    #expect(
      zip(agreeing.coefficients, free.coefficients).allSatisfy { abs($0 - $1) < 1e-8 }
    )
  }

  @Test("exchanging the classes turns every sign, those that are asked for too")
  func classSwap() throws {
    let signs: [SignConstraint] = (0..<12).map { [.nonNegative, .free, .nonPositive][$0 % 3] }
    let turned: [SignConstraint] = (0..<12).map { [.nonPositive, .free, .nonNegative][$0 % 3] }
    let path = try ElasticNetPath(l1Ratio: 0.9, strengths: .explicit([0.05, 0.01]), signs: signs)
      .fitted(to: small.design, outcomes: small.outcomes)
    let swapped = try ElasticNetPath(
      l1Ratio: 0.9,
      strengths: .explicit([0.05, 0.01]),
      signs: turned
    )
    .fitted(to: small.design, outcomes: small.outcomes.map { 1 - $0 })
    for (one, other) in zip(path.steps, swapped.steps) {
      #expect(one.activeCount > 0)
      #expect(areClose([one.centredIntercept], [-other.centredIntercept], 1e-8))
      #expect(zip(one.coefficients, other.coefficients).allSatisfy { abs($0 + $1) < 1e-8 })
    }
  }

  @Test("a saved path whose parts do not fit is refused")
  func damagedPath() throws {
    let path = try ElasticNetPath(strengths: .explicit([0.02]))
      .fitted(to: small.design, outcomes: small.outcomes)
    let text = String(decoding: try JSONEncoder().encode(path), as: UTF8.self)
    let damaged = text.replacing(#/"columnMeans":\[[^\]]*\]/#, with: #""columnMeans":[1,2]"#)
    #expect(damaged != text)
    #expect(throws: DecodingError.self) {
      try JSONDecoder().decode(ElasticNetPathModel.self, from: Data(damaged.utf8))
    }
  }

  @Test("equal columns share under a square cost, and the predictions stay the same")
  func equalColumns() throws {
    let twice = small.design.selecting(columns: Array(0..<12) + [0, 1])
    let shared = try ElasticNetPath(l1Ratio: 0.5, strengths: .explicit([0.01]))
      .fitted(to: twice, outcomes: small.outcomes).steps[0]
    #expect(isClose(shared.coefficients[0], shared.coefficients[12], 1e-6))
    #expect(isClose(shared.coefficients[1], shared.coefficients[13], 1e-6))
    for strength in [0.01, 0] {
      let options = ElasticNetPath(strengths: .explicit([strength]))
      let path = try options.fitted(to: twice, outcomes: small.outcomes)
      let once = try options.fitted(to: small.design, outcomes: small.outcomes)
      #expect(path.steps[0].largestViolation <= 1e-9)
      let logits = path.model(at: 0).logits(of: twice)
      let expected = once.model(at: 0).logits(of: small.design)
      #expect(zip(logits, expected).allSatisfy { abs($0 - $1) < 1e-6 })
    }
  }

  @Test("a constant column has no coefficient and is named")
  func constantColumn() throws {
    var design = small.design
    for row in 0..<400 { design[row, 3] = 0.1 }
    let path = try ElasticNetPath().fitted(to: design, outcomes: small.outcomes)
    #expect(path.aliased == [AliasedColumn(column: 3, reason: .constant)])
    #expect(path.steps.allSatisfy { $0.coefficients[3] == 0 })
    #expect(path.model(at: 50).coefficientTable().count == 12)
  }

  @Test("one strength is a penalty of logistic regression, too", arguments: [0, 0.3, 1])
  func penalty(l1Ratio: Double) throws {
    let penalty = LogisticRegression.Penalty.elasticNet(strength: 0.02, l1Ratio: l1Ratio)
    let model = try LogisticRegression(penalty: penalty)
      .fitted(to: small.design, outcomes: small.outcomes)
    #expect(model.convergence == .reached)
    #expect(model.centredCovariance == nil)
    #expect(certificate(of: model, 0.02, l1Ratio, on: small) < 1e-9)
  }

  @Test("a ridge is the elastic net of ratio 0 whose strength is divided by the weights")
  func ridge() throws {
    let count = Double(small.design.rows)
    let models = try [.ridge(strength: 8), .elasticNet(strength: 8 / count, l1Ratio: 0)].map {
      try LogisticRegression(penalty: $0).fitted(to: small.design, outcomes: small.outcomes)
    }
    #expect(areClose(models[0].coefficients, models[1].coefficients, 1e-7))
  }

  @Test("separated outcomes: each step says whether the penalty held the coefficients")
  func separation() throws {
    let design = Matrix(rows: 8, columns: 1, elements: (1...8).map(Double.init))
    let outcomes: [Double] = [0, 0, 0, 0, 1, 1, 1, 1]
    let path = try ElasticNetPath(strengths: .explicit([0.1, 1e-3, 0]))
      .fitted(to: design, outcomes: outcomes)
    #expect(path.steps[0].convergence == .reached)
    #expect(path.steps[1].convergence == .reached)
    #expect(path.steps[2].convergence == .separation(column: 0))
    #expect(path.steps.allSatisfy { $0.coefficients[0].isFinite })
    let automatic = try ElasticNetPath().fitted(to: design, outcomes: outcomes)
    #expect(automatic.steps.count < 100)
    #expect(automatic.steps.allSatisfy { $0.largestViolation <= 1e-9 })
  }

  @Test("a path without columns, or without anything to tell, is the empty model")
  func nothingToTell() throws {
    let none = try ElasticNetPath().fitted(to: Matrix(rows: 4, columns: 0), outcomes: [0, 1, 0, 0])
    #expect(none.steps.count == 1)
    #expect(isClose(none.intercept(at: 0), logit(0.25), 1e-12))
    let blocked = try ElasticNetPath(signs: [.nonPositive])
      .fitted(
        to: Matrix(rows: 4, columns: 1, elements: [0, 3, 1, 1]),
        outcomes: [0, 1, 0, 0]
      )
    #expect(blocked.steps.map(\.strength) == [0])
    #expect(blocked.steps.map(\.activeCount) == [0])
  }

  @Test("huge and tiny units are only units", arguments: [1e100, 1e-100])
  func units(factor: Double) throws {
    var design = small.design
    for row in 0..<400 { design[row, 0] *= factor }
    let path = try ElasticNetPath(l1Ratio: 0.5).fitted(to: design, outcomes: small.outcomes)
    let plain = try ElasticNetPath(l1Ratio: 0.5).fitted(to: small.design, outcomes: small.outcomes)
    for (one, other) in zip(path.steps, plain.steps) {
      #expect(isClose(one.coefficients[0] * factor, other.coefficients[0], 1e-6))
    }
    let raw = try ElasticNetPath(l1Ratio: 0.5, standardises: false)
      .fitted(to: design, outcomes: small.outcomes)
    #expect(raw.steps.allSatisfy { $0.coefficients.allSatisfy(\.isFinite) })
    #expect(raw.steps.allSatisfy { $0.largestViolation <= 1e-9 })
  }

  @Test("the model of a strength is that of the nearest step")
  func nearest() throws {
    let path = try ElasticNetPath(strengths: .explicit([0.1, 0.01, 0]))
      .fitted(to: small.design, outcomes: small.outcomes)
    #expect(path.index(nearestTo: 5) == 0)
    #expect(path.index(nearestTo: 0.05) == 0)
    #expect(path.index(nearestTo: 0.02) == 1)
    #expect(path.index(nearestTo: 0) == 2)
    #expect(path.model(strength: 0.02) == path.model(at: 1))
    #expect(path.model(at: 1).centredCovariance == nil)
  }

  @Test("what cannot be fitted is refused with a code")
  func refusals() {
    func code(_ design: Matrix, _ outcomes: [Double], _ offset: [Double]? = nil) -> String? {
      do {
        _ = try ElasticNetPath().fitted(to: design, outcomes: outcomes, offset: offset)
        return nil
      } catch { return error.diagnosticCode }
    }
    let two = Matrix(rows: 2, columns: 1, elements: [0, 1])
    #expect(code(Matrix(rows: 0, columns: 1), []) == "model.no-rows")
    #expect(code(two, [1, 1]) == "model.single-class")
    #expect(code(two, [0, 2]) == "model.outcome-not-binary")
    #expect(code(two, [0, 1], [900, 900]) == nil)
    #expect(code(two, [0, 1], [1e6, -1e6]) == "model.singular")
    #expect(code(Matrix(rows: 2, columns: 1, elements: [0, .nan]), [0, 1]) == "model.not-finite")
    #expect(code(Matrix(rows: 2, columns: 1, elements: [0, 1e200]), [0, 1]) == "model.not-finite")
  }
}
