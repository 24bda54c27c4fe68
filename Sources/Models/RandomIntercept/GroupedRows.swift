import LinearAlgebra
import Statistics

/// The rows of a fit after all checks: standardised, and sorted so that groups are contiguous.
struct GroupedRows: Sendable {
  /// Standardised; a constant column is 0.
  let design: Matrix
  let scaling: ColumnScaling
  let successes: [Double]
  let trials: [Double]
  let offset: [Double]?
  /// The groups, ascending.
  let groups: [Int]
  /// Group g has the rows `bounds[g]..<bounds[g + 1]`.
  let bounds: [Int]
  let trialSum: Double
  let successSum: Double
  /// `Σ ln C(n, y)`, which the parameters do not move.
  let logCombinations: Double

  init(
    design: Matrix,
    outcomes: [Double],
    trials: [Double]?,
    groups: [Int],
    offset: [Double]?,
    threads: Int
  ) throws(ModelError) {
    precondition(outcomes.count == design.rows, "every row needs an outcome")
    precondition(groups.count == design.rows, "every row needs a group")
    precondition(trials.map { $0.count == design.rows } ?? true, "every row needs its trials")
    precondition(offset.map { $0.count == design.rows } ?? true, "every row needs an offset")
    let trials = trials ?? Array(repeating: 1, count: design.rows)
    try Self.check(outcomes: outcomes, trials: trials)
    try HazardData.check(offset: offset)
    trialSum = trials.reduce(0, +)
    successSum = outcomes.reduce(0, +)
    try Self.check(successSum: successSum, trialSum: trialSum, rows: design.rows)
    scaling = ColumnScaling(standardising: design, weights: trials, threads: threads)
    try HazardData.check(design, scaling: scaling)
    // Ties keep the order of the rows.
    let order = groups.indices.sorted { (groups[$0], $0) < (groups[$1], $1) }
    self.design = Self.standardised(design, scaling: scaling, order: order)
    successes = order.map { outcomes[$0] }
    self.trials = order.map { trials[$0] }
    self.offset = offset.map { offset in order.map { offset[$0] } }
    var (distinct, bounds) = ([Int](), [Int]())
    for (position, row) in order.enumerated() where groups[row] != distinct.last {
      distinct.append(groups[row])
      bounds.append(position)
    }
    self.groups = distinct
    self.bounds = bounds + [order.count]
    logCombinations = zip(trials, outcomes).reduce(0) {
      $0 + ($1.0 == 1 && ($1.1 == 0 || $1.1 == 1) ? 0 : logBinomialCoefficient($1.0, $1.1))
    }
  }

  private static func standardised(
    _ design: Matrix,
    scaling: ColumnScaling,
    order: [Int]
  ) -> Matrix {
    var elements: [Double] = []
    elements.reserveCapacity(design.rows * design.columns)
    design.withUnsafeBufferPointer { source in
      for row in order {
        for column in 0..<design.columns {
          let value = source[row * design.columns + column]
          elements.append((value - scaling.centers[column]) * scaling.scales[column])
        }
      }
    }
    return Matrix(rows: design.rows, columns: design.columns, elements: elements)
  }

  private static func check(outcomes: [Double], trials: [Double]) throws(ModelError) {
    for row in outcomes.indices {
      guard outcomes[row].isFinite, trials[row].isFinite else {
        throw ModelError(
          code: .notFinite,
          message: "row \(row) has \(outcomes[row]) successes in \(trials[row]) trials",
          hint: "leave out rows whose outcome is not known"
        )
      }
      guard outcomes[row] >= 0, outcomes[row] <= trials[row] else {
        throw ModelError(
          code: .countsInvalid,
          message: "row \(row) has \(outcomes[row]) successes in \(trials[row]) trials",
          hint: "successes lie between 0 and the number of trials"
        )
      }
    }
  }

  private static func check(
    successSum: Double,
    trialSum: Double,
    rows: Int
  ) throws(ModelError) {
    guard trialSum > 0 else {
      throw ModelError(
        code: .noRows,
        message: rows == 0 ? "there are no rows" : "no row has any trials",
        hint: "check the filters before this step"
      )
    }
    guard trialSum < 1e150 else {
      throw ModelError(
        code: .notFinite,
        message: "the trials are too large to add up",
        hint: "divide successes and trials by a constant"
      )
    }
    guard successSum > 0, successSum < trialSum else {
      throw ModelError(
        code: .singleClass,
        message: "all outcomes are \(successSum > 0 ? "successes" : "failures")",
        hint: "check the label, or take a longer horizon"
      )
    }
  }
}
