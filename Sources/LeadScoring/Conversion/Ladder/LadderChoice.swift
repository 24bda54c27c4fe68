public import Evaluation

/// How one step of the ladder did on accounts that it had not seen.
public struct LadderTrial: Hashable, Sendable, Codable {
  /// The step.
  public var step: LadderStep
  /// The mean log-loss; nil where it was not tried.
  public var logLoss: Double?
  /// The AUC with its interval; nil where it was not tried.
  public var discrimination: ReceiverOperatingCharacteristic?
  /// By how much the log-loss is below that of the step to beat; nil for the lowest.
  public var gain: Double?
  /// The standard error of ``gain``, over accounts.
  public var gainError: Double?
  /// The step to beat.
  public var rival: LadderStep?
  /// Why it was not tried, or what came of it.
  public var verdict: String

  init(step: LadderStep, verdict: String) {
    self.step = step
    self.verdict = verdict
  }
}

/// Which step to stand on: a higher one only where it predicts better beyond chance.
///
/// From low to high, a step takes the place of the best so far when its log-loss on held-out
/// accounts is lower by more than `standardErrors` standard errors of the difference, which are
/// taken over accounts, row by row the same. The rule keeps to the rules as long as the data
/// cannot tell; it was tuned on other worlds than those of the table in the benchmarks.
struct LadderChoice {
  /// By how many standard errors a higher step must be better.
  let standardErrors: Double

  /// The log-loss of every row, step by step, low to high.
  let losses: [(step: LadderStep, losses: [Double])]
  let accounts: [Int]
  let accountCount: Int

  /// How a step compares with another: the mean gain and its standard error.
  func gain(of step: Int, over rival: Int, rows: [Int]) -> (mean: Double, error: Double) {
    var sums = [Double](repeating: 0, count: accountCount)
    var isPresent = [Bool](repeating: false, count: accountCount)
    for row in rows {
      sums[accounts[row]] += losses[rival].losses[row] - losses[step].losses[row]
      isPresent[accounts[row]] = true
    }
    let count = Double(isPresent.count { $0 })
    guard count > 1 else { return (0, .infinity) }
    let total = sums.reduce(0, +)
    let mean = total / count
    var squares = 0.0
    for (sum, isPresent) in zip(sums, isPresent) where isPresent {
      squares += (sum - mean) * (sum - mean)
    }
    let error = (squares * count / (count - 1)).squareRoot()
    return (total / Double(rows.count), error / Double(rows.count))
  }

  /// The place of the step to stand on, judged by some rows.
  func chosen(rows: [Int]) -> Int {
    var best = 0
    for place in losses.indices.dropFirst() {
      let gain = gain(of: place, over: best, rows: rows)
      if gain.mean > standardErrors * gain.error { best = place }
    }
    return best
  }
}
