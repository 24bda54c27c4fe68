import LinearAlgebra

/// How many rows there are and how much they weigh, after the checks of everything but the design.
struct ClassCounts {
  let rows: Int
  let events: Int
  let weightSum: Double
  let eventWeight: Double

  init(
    rows: Int,
    outcomes: [Double],
    weights: [Double]?,
    offset: [Double]?
  ) throws(ModelError) {
    precondition(outcomes.count == rows, "every row needs an outcome")
    precondition(weights.map { $0.count == rows } ?? true, "every row needs a weight")
    precondition(offset.map { $0.count == rows } ?? true, "every row needs an offset")
    try Self.check(outcomes: outcomes)
    if let weights { try Self.check(weights: weights) }
    if let offset { try Self.check(offset: offset) }
    self.rows = rows
    events = outcomes.reduce(0) { $0 + Int($1) }
    weightSum = try Self.weightSum(rows: rows, weights: weights)
    eventWeight = weights.map { zip($0, outcomes).reduce(0) { $0 + $1.0 * $1.1 } } ?? Double(events)
    guard eventWeight > 0, eventWeight < weightSum else {
      throw ModelError(
        code: .singleClass,
        message: "all \(rows) outcomes are \(eventWeight > 0 ? 1 : 0), so there is nothing to tell",
        hint: "check the label, or take a longer horizon"
      )
    }
  }

  /// The weight of all rows, which is positive and finite.
  static func weightSum(rows: Int, weights: [Double]?) throws(ModelError) -> Double {
    let weightSum = weights?.reduce(0, +) ?? Double(rows)
    guard weightSum > 0 else {
      throw ModelError(
        code: .noRows,
        message: rows == 0 ? "there are no rows" : "every row has weight 0",
        hint: "check the filters before this step"
      )
    }
    guard weightSum.isFinite else {
      throw ModelError(
        code: .notFinite,
        message: "the weights are too large to add up",
        hint: "divide them by a constant"
      )
    }
    return weightSum
  }

  /// The counts of every so many blocks of rows; nil where all their outcomes agree.
  init?(everyBlock step: Int, outcomes: [Double], weights: [Double]?) {
    let blocks = RowBlocks(rows: outcomes.count)
    var (rows, events, weightSum, eventWeight) = (0, 0, 0.0, 0.0)
    for block in stride(from: 0, to: blocks.count, by: step) {
      for row in blocks[block] {
        rows += 1
        weightSum += weights?[row] ?? 1
        guard outcomes[row] == 1 else { continue }
        events += 1
        eventWeight += weights?[row] ?? 1
      }
    }
    guard eventWeight > 0, eventWeight < weightSum else { return nil }
    (self.rows, self.events) = (rows, events)
    (self.weightSum, self.eventWeight) = (weightSum, eventWeight)
  }

  static func check(outcomes: [Double]) throws(ModelError) {
    guard let row = outcomes.firstIndex(where: { $0 != 0 && $0 != 1 }) else { return }
    throw ModelError(
      code: outcomes[row].isFinite ? .outcomeNotBinary : .notFinite,
      message: "the outcome in row \(row) is \(outcomes[row]), expected 0 or 1",
      hint: "leave out rows whose outcome is not known"
    )
  }

  static func check(weights: [Double]) throws(ModelError) {
    guard let row = weights.firstIndex(where: { !($0 >= 0 && $0.isFinite) }) else { return }
    throw ModelError(
      code: weights[row] < 0 ? .weightNegative : .notFinite,
      message: "the weight in row \(row) is \(weights[row]), expected a number from 0 on",
      hint: "a weight says how often the row counts"
    )
  }

  private static func check(offset: [Double]) throws(ModelError) {
    guard let row = offset.firstIndex(where: { !$0.isFinite }) else { return }
    throw ModelError(
      code: .notFinite,
      message: "the offset in row \(row) is \(offset[row])",
      hint: "an offset is a finite logit; clamp probabilities before taking logits"
    )
  }
}
