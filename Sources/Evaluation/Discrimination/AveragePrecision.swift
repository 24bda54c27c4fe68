/// The mean precision over all events, each at the lowest score that still finds it.
///
/// `Σ (Rₖ − Rₖ₋₁) · Pₖ` over the distinct scores from high to low, with recall `R` and precision
/// `P`; no interpolation, which would promise points that no threshold reaches. A score that says
/// nothing has the event rate.
///
/// - Parameters:
///   - outcomes: 0 or 1 for every row.
///   - scores: any numbers, larger for more likely events; not NaN.
/// - Returns: A share from 0 to 1; nil without events.
/// - Throws: ``EvaluationError`` for an empty table, a NaN score or another outcome.
public func averagePrecision(
  outcomes: [Double],
  scores: [Double]
) throws(EvaluationError) -> Double? {
  try EvaluationError.check(outcomes: outcomes, scores: scores)
  return ScoreRuns(outcomes: outcomes, scores: scores).averagePrecision
}

/// The area under the curve of rows that count more or less often.
///
/// - Parameters:
///   - outcomes: 0 or 1 for every row.
///   - scores: any numbers, larger for more likely events; not NaN.
///   - weights: how often each row counts. A row of weight 2 is the row twice.
/// - Returns: A share from 0 to 1; nil when all rows that count agree.
/// - Throws: ``EvaluationError`` for an empty table, a NaN score, another outcome or a weight that
///   is none.
public func areaUnderCurve(
  outcomes: [Double],
  scores: [Double],
  weights: [Double]
) throws(EvaluationError) -> Double? {
  try EvaluationError.check(outcomes: outcomes, scores: scores)
  try EvaluationError.check(weights: weights, count: scores.count)
  let order = KeyedRow.ascending(scores)
  var (start, events, nonEvents, pairs) = (0, 0.0, 0.0, 0.0)
  while start < order.count {
    var (end, tiedEvents, tiedNonEvents) = (start, 0.0, 0.0)
    while end < order.count, order[end].radixKey == order[start].radixKey {
      let row = order[end].row
      if outcomes[row] == 1 { tiedEvents += weights[row] } else { tiedNonEvents += weights[row] }
      end += 1
    }
    pairs += tiedEvents * (nonEvents + tiedNonEvents / 2)
    events += tiedEvents
    nonEvents += tiedNonEvents
    start = end
  }
  // Divided one after the other: the product may be too small or too large to hold.
  return events > 0 && nonEvents > 0 ? pairs / events / nonEvents : nil
}

extension ScoreRuns {
  var averagePrecision: Double? {
    guard eventCount > 0 else { return nil }
    var (found, selected, sum) = (0, 0, 0.0)
    for run in runs.reversed() {
      found += run.events
      selected += run.count
      sum += Double(run.events) * (Double(found) / Double(selected))
    }
    return sum / Double(eventCount)
  }
}
