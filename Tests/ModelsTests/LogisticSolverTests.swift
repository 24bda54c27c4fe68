import LinearAlgebra
import Models
import Statistics
import Testing

@Suite("How a logistic regression finds its maximum") struct LogisticSolverTests {
  /// Random rows with dependent columns and two factors.
  private struct World {
    var design: Design
    var outcomes: [Double] = []

    init(rows: Int, columns: Int, seed: UInt64) {
      var stream = RandomStream(seed: seed)
      var dense = Matrix(rows: rows, columns: columns)
      var codes: [[Int32]] = [[], []]
      for row in 0..<rows {
        let shared = stream.normal()
        for column in 0..<columns { dense[row, column] = shared + stream.normal() }
        codes[0].append(Int32(stream.integer(below: 5)))
        codes[1].append(Int32(stream.integer(below: 3)))
        let logit = 0.6 * dense[row, 0] - 0.4 * dense[row, columns - 1] + Double(codes[0][row]) / 4
        outcomes.append(stream.bernoulli(logistic(logit - 2)) ? 1 : 0)
      }
      design = Design(
        dense: dense,
        factors: [
          Factor(codes: codes[0], levelCount: 5), Factor(codes: codes[1], levelCount: 3),
        ]
      )
    }
  }

  private func distance(_ left: LogisticModel, _ right: LogisticModel) -> Double {
    zip([left.intercept] + left.coefficients, [right.intercept] + right.coefficients)
      .reduce(0) { max($0, abs($1.0 - $1.1)) }
  }

  @Test(
    "L-BFGS finds what Newton finds",
    arguments: [LogisticRegression.Penalty.none, .ridge(strength: 3)]
  )
  func lbfgs(penalty: LogisticRegression.Penalty) throws {
    let world = World(rows: 3000, columns: 12, seed: 1)
    let newton = try LogisticRegression(penalty: penalty, solver: .newton)
      .fitted(to: world.design, outcomes: world.outcomes)
    let lbfgs = try LogisticRegression(penalty: penalty, solver: .lbfgs, tolerance: 1e-12)
      .fitted(to: world.design, outcomes: world.outcomes)
    #expect(lbfgs.convergence == .reached)
    #expect(distance(newton, lbfgs) < 1e-8)
    #expect(abs(newton.logLikelihood - lbfgs.logLikelihood) < 1e-9)
    #expect(newton.centredCovariance != nil)
    #expect(lbfgs.centredCovariance == nil)
    #expect(lbfgs.coefficientTable().allSatisfy { $0.standardError == nil })
  }

  @Test("factors give the fit of their columns spelt out")
  func factors() throws {
    let world = World(rows: 3000, columns: 4, seed: 2)
    let factors = try LogisticRegression().fitted(to: world.design, outcomes: world.outcomes)
    let spelt = try LogisticRegression()
      .fitted(to: world.design.expanded(), outcomes: world.outcomes)
    #expect(distance(factors, spelt) < 1e-11)
    #expect(abs(factors.logLikelihood - spelt.logLikelihood) < 1e-9)
    let probabilities = factors.probabilities(of: world.design)
    #expect(
      zip(probabilities, spelt.probabilities(of: world.design.expanded()))
        .allSatisfy { abs($0 - $1) < 1e-12 }
    )
  }

  @Test(
    "a fit that begins with a part of the rows ends where the full fit ends",
    arguments: [1, 2]
  )
  func pilot(threads: Int) throws {
    // So many rows that a quarter of them is fitted first.
    let world = World(rows: 40_000, columns: 40, seed: 3)
    let model = try LogisticRegression()
      .fitted(to: world.design, outcomes: world.outcomes, threads: threads)
    // An offset of 0 leaves the part out.
    let plain = try LogisticRegression().fitted(
      to: world.design,
      outcomes: world.outcomes,
      offset: world.outcomes.map { _ in 0 }
    )
    #expect(model.convergence == .reached)
    #expect(model.iterations < plain.iterations)
    #expect(distance(model, plain) < 1e-10)
  }

  @Test("a column that is constant in the part but not in all rows is fitted")
  func sortedRows() throws {
    var world = World(rows: 40_000, columns: 3, seed: 4)
    // The rows are sorted by a rare event.
    let order = world.outcomes.indices.sorted { world.outcomes[$0] < world.outcomes[$1] }
    world.design = world.design.selecting(rows: order)
    world.outcomes = order.map { world.outcomes[$0] }
    let model = try LogisticRegression().fitted(to: world.design, outcomes: world.outcomes)
    let plain = try LogisticRegression().fitted(
      to: world.design,
      outcomes: world.outcomes,
      offset: world.outcomes.map { _ in 0 }
    )
    #expect(model.convergence == .reached)
    #expect(distance(model, plain) < 1e-10)
  }

  @Test("dependent columns are dropped however the fit begins")
  func aliased() throws {
    let world = World(rows: 40_000, columns: 2, seed: 5)
    var matrix = Matrix(rows: 40_000, columns: 4)
    for row in 0..<40_000 {
      matrix[row, 0] = world.design.dense[row, 0]
      matrix[row, 1] = 3
      matrix[row, 2] = world.design.dense[row, 1]
      matrix[row, 3] = 2 * matrix[row, 0] - matrix[row, 2]
    }
    let model = try LogisticRegression().fitted(to: matrix, outcomes: world.outcomes)
    #expect(
      model.aliased == [
        AliasedColumn(column: 1, reason: .constant),
        AliasedColumn(column: 3, reason: .linearCombination),
      ]
    )
    #expect(model.coefficients[1] == 0)
    #expect(model.coefficients[3] == 0)
    #expect(model.convergence == .reached)
  }
}
