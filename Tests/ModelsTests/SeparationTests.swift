import LinearAlgebra
import Models
import Testing

/// Rows with one column that decides, one that does not, and how maximum likelihood ends.
@Suite struct SeparationTests {
  /// 200 rows: x from −1 to 1 and a column of noise.
  private func ramp(unit: Double = 1) -> Matrix {
    var design = Matrix(rows: 200, columns: 2)
    for row in 0..<200 {
      design[row, 0] = unit * (Double(row) - 99.5) / 100
      design[row, 1] = Double(row * 37 % 101) / 101
    }
    return design
  }

  private func step(_ design: Matrix) -> [Double] {
    (0..<design.rows).map { design[$0, 0] > 0 ? 1 : 0 }
  }

  @Test("complete separation, in any unit", arguments: [1, 1e-6, 1e6])
  func complete(unit: Double) throws {
    let design = ramp(unit: unit)
    let model = try LogisticRegression().fitted(to: design, outcomes: step(design))
    #expect(model.convergence == .separation(column: 0))
  }

  @Test("quasi-complete separation: the rows at the border have both outcomes")
  func quasiComplete() throws {
    var design = ramp()
    let outcomes = step(design)
    for row in 98..<102 { design[row, 0] = 0 }
    let model = try LogisticRegression().fitted(to: design, outcomes: outcomes)
    #expect(model.convergence == .separation(column: 0))
  }

  /// A column that is 1 in a few rows, all of which have the outcome 1.
  private func rareCategory(rows: Int, members: Int, unit: Double = 1) -> (Matrix, [Double]) {
    var design = Matrix(rows: rows, columns: 2)
    var outcomes: [Double] = []
    for row in 0..<rows {
      design[row, 0] = Double(row * 37 % 101) / 101
      design[row, 1] = row < members ? unit : 0
      outcomes.append(row < members || row * 53 % 7 == 0 ? 1 : 0)
    }
    return (design, outcomes)
  }

  @Test(
    "a rare category that always has the outcome",
    arguments: [(100, 3), (5000, 1), (5000, 20)],
    [1, 1e-6, 1e6]
  )
  func category(size: (rows: Int, members: Int), unit: Double) throws {
    let (design, outcomes) = rareCategory(rows: size.rows, members: size.members, unit: unit)
    let model = try LogisticRegression().fitted(to: design, outcomes: outcomes)
    #expect(model.convergence == .separation(column: 1))
  }

  @Test("weights decide which rows count", arguments: [0, 1e-3, 1, 1e3])
  func weights(weight: Double) throws {
    var (design, outcomes) = rareCategory(rows: 500, members: 10)
    // One member without the outcome, of varying weight.
    (design[10, 1], outcomes[10]) = (1, 0)
    var weights = Array(repeating: 1.0, count: 500)
    weights[10] = weight
    let model = try LogisticRegression()
      .fitted(to: design, outcomes: outcomes, weights: weights)
    #expect(model.convergence == (weight == 0 ? .separation(column: 1) : .reached))
  }

  @Test("an offset neither hides nor makes separation", arguments: [-8.0, 0.5, 8])
  func offsets(size: Double) throws {
    let (design, outcomes) = rareCategory(rows: 500, members: 10)
    let offset = (0..<500).map { size * Double($0 % 3 - 1) }
    let separated = try LogisticRegression()
      .fitted(to: design, outcomes: outcomes, offset: offset)
    #expect(separated.convergence == .separation(column: 1))
    let model = try LogisticRegression().fitted(
      to: design.selecting(columns: [0]),
      outcomes: outcomes,
      offset: offset
    )
    #expect(model.convergence == .reached)
  }

  /// Rows that all agree with a step at 0 but two, which are out of place by the overlap.
  private func nearStep(rows: Int, overlap: Double) -> (design: Matrix, outcomes: [Double]) {
    var design = Matrix(rows: rows, columns: 1)
    for row in 0..<rows {
      design[row, 0] = (Double(row) + 0.5 - Double(rows) / 2) / Double(rows) * 2
    }
    var outcomes = step(design)
    (design[rows / 2 - 1, 0], outcomes[rows / 2 - 1]) = (-overlap, 1)
    (design[rows / 2, 0], outcomes[rows / 2]) = (overlap, 0)
    return (design, outcomes)
  }

  @Test(
    "a large but finite coefficient is no separation",
    arguments: [1000, 20_000],
    [1e-1, 1e-2, 1e-3, 1e-4, 1e-5, 1e-6]
  )
  func largeFinite(rows: Int, overlap: Double) throws {
    let (design, outcomes) = nearStep(rows: rows, overlap: overlap)
    let model = try LogisticRegression(maximumIterations: 200)
      .fitted(to: design, outcomes: outcomes)
    #expect(model.convergence == .reached, "\(model.iterations) \(model.coefficients)")
  }

  @Test(
    "nor is it one to an elastic net without strength",
    arguments: [1e-1, 1e-2, 1e-3, 1e-4, 1e-5, 1e-6]
  )
  func largeFiniteElasticNet(overlap: Double) throws {
    let (design, outcomes) = nearStep(rows: 1000, overlap: overlap)
    let model = try ElasticNetPath(strengths: .explicit([0]), maximumIterations: 400)
      .fitted(to: design, outcomes: outcomes).model(at: 0)
    #expect(model.convergence == .reached, "\(model.iterations) \(model.coefficients)")
  }

  @Test(
    "nor to a hazard, in one period or in several",
    arguments: [1, 3],
    [1e-1, 1e-2, 1e-3, 1e-4, 1e-5, 1e-6]
  )
  func largeFiniteHazard(periods: Int, overlap: Double) throws {
    let (design, outcomes) = nearStep(rows: 1000, overlap: overlap)
    let durations = Durations(
      periods: (0..<1000).map { outcomes[$0] == 1 ? 1 + $0 % periods : periods },
      kinds: outcomes.map { Int($0) }
    )
    let model = try DiscreteTimeHazard(maximumIterations: 200)
      .fitted(to: design, durations: durations)
    #expect(model.convergence == .reached, "\(model.iterations) \(model.coefficients)")
  }

  @Test("a rare category with both outcomes is no separation", arguments: [1e3, 1e5])
  func rareMixed(count: Double) throws {
    let rows = Int(count)
    var (design, outcomes) = rareCategory(rows: rows, members: 2)
    outcomes[0] = 0
    for row in 0..<rows { design[row, 0] *= 1e6 }
    let model = try LogisticRegression().fitted(to: design, outcomes: outcomes)
    #expect(model.convergence == .reached)
  }
}
