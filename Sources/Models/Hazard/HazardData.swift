import LinearAlgebra

/// The subjects of a fit, after all checks.
struct HazardData: Sendable {
  let design: Matrix
  let scaling: ColumnScaling
  let durations: Durations
  let weights: [Double]?
  let offset: [Double]?
  /// The number of kinds of event.
  let kindCount: Int
  /// The weight of the events of each kind.
  let eventWeights: [Double]
  /// The weight of all person-periods.
  let exposure: Double
  let lastPeriod: Int
  /// Whether anybody was at risk, for each period from 1 on.
  let isObserved: [Bool]
  /// How many subjects had an event.
  let eventCount: Int

  init(
    design: Matrix,
    durations: Durations,
    weights: [Double]?,
    offset: [Double]?,
    kindCount: Int,
    threads: Int
  ) throws(ModelError) {
    precondition(durations.count == design.rows, "every subject needs a duration")
    precondition(weights.map { $0.count == design.rows } ?? true, "every subject needs a weight")
    precondition(offset.map { $0.count == design.rows } ?? true, "every subject needs an offset")
    try durations.check()
    if let weights { try Self.check(weights: weights, count: durations.count) }
    try Self.check(offset: offset)
    (self.design, self.durations, self.weights, self.offset) = (design, durations, weights, offset)
    self.kindCount = kindCount
    let counts = LifeTable.counts(durations, weights: weights)
    lastPeriod = counts.count
    isObserved = counts.map { $0.atRisk > 0 }
    exposure = counts.reduce(0) { $0 + $1.atRisk }
    var eventWeights = Array(repeating: 0.0, count: kindCount)
    for subject in 0..<durations.count where durations.kinds[subject] > 0 {
      let kind = min(durations.kinds[subject], kindCount)
      eventWeights[kind - 1] += weights?[subject] ?? 1
    }
    self.eventWeights = eventWeights
    eventCount = durations.kinds.count { $0 > 0 }
    try Self.check(eventWeights: eventWeights, exposure: exposure)
    scaling = ColumnScaling(standardising: design, weights: weights, threads: threads)
    try Self.check(design, scaling: scaling)
  }

  private static func check(eventWeights: [Double], exposure: Double) throws(ModelError) {
    guard exposure > 0 else {
      throw ModelError(
        code: .noRows,
        message: "no subject was at risk with a weight above 0",
        hint: "check the filters before this step"
      )
    }
    guard exposure.isFinite else {
      throw ModelError(
        code: .notFinite,
        message: "the weights are too large to add up",
        hint: "divide them by a constant"
      )
    }
    if let kind = eventWeights.firstIndex(of: 0) {
      throw ModelError(
        code: .singleClass,
        message: eventWeights.count == 1
          ? "no subject had the event" : "no subject had an event of kind \(kind + 1)",
        hint: "check the label, or watch for longer"
      )
    }
    guard eventWeights.reduce(0, +) < exposure * (1 - 1e-15) else {
      throw ModelError(
        code: .singleClass,
        message: "every subject had its event in the first period at risk",
        hint: "count in shorter periods"
      )
    }
  }

  static func check(weights: [Double], count: Int) throws(ModelError) {
    precondition(weights.count == count, "every subject needs a weight")
    guard let subject = weights.firstIndex(where: { !($0 >= 0 && $0.isFinite) }) else { return }
    throw ModelError(
      code: weights[subject] < 0 ? .weightNegative : .notFinite,
      message: "the weight of subject \(subject) is \(weights[subject]), expected 0 or more",
      hint: "a weight says how often the subject counts"
    )
  }

  static func check(offset: [Double]?) throws(ModelError) {
    guard let offset, let row = offset.firstIndex(where: { !$0.isFinite }) else { return }
    throw ModelError(
      code: .notFinite,
      message: "the offset in row \(row) is \(offset[row])",
      hint: "an offset is a finite number on the scale of the linear predictor"
    )
  }

  /// Refuses values that are not finite; their column has no scale then.
  static func check(_ design: Matrix, scaling: ColumnScaling) throws(ModelError) {
    guard let column = scaling.scales.firstIndex(where: { $0.isNaN }) else { return }
    let row = (0..<design.rows).first { !design[$0, column].isFinite }
    throw ModelError(
      code: .notFinite,
      message: row.map { "the value in row \($0), column \(column) is not a finite number" }
        ?? "the values of column \(column) are too large to add up",
      hint: "fill in or remove missing values before fitting"
    )
  }
}
