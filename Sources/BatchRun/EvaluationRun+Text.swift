import Evaluation
import Statistics

extension EvaluationRun.Result {
  /// The result as a few lines of text.
  public var text: String {
    let events = total.eventCount
    var lines = [
      "\(question): \(events.formatted) of \(total.sampleSize.formatted)"
        + " (\(Self.percent(total.eventRate)))",
      "  features   \(features)",
    ]
    if let trainingRows {
      lines.append(
        "  judged     the last \(total.sampleSize.formatted) rows, by a model of the"
          + " \(trainingRows.formatted) before them"
      )
    }
    if let curve = total.discrimination {
      let interval = curve.interval.map {
        " (95 % interval \($0.lower.fixed(4)) to \($0.upper.fixed(4)))"
      }
      lines.append("  AUC        \(curve.area.fixed(4))\(interval ?? "")")
    }
    lines += [
      "  log-loss   \(total.logLoss.fixed(5)) (base rate \(total.baselineLogLoss.fixed(5)))",
      "  Brier      \(total.brierScore.fixed(5))",
    ]
    if let line = total.calibrationLine {
      lines.append(
        "  calibrated intercept \(line.intercept.fixed(3)), slope \(line.slope.fixed(3))"
          + " (0 and 1 are perfect)"
      )
    }
    lines.append("  predicted  observed (95 % interval)        rows")
    for bin in total.calibrationTable.bins {
      lines.append(
        "   \(bin.meanPredicted.fixed(4))    \(bin.observed.fixed(4))"
          + " (\(bin.interval.lower.fixed(4)) to \(bin.interval.upper.fixed(4)))"
          + "   \(bin.count.formatted)"
      )
    }
    if rejected > 0 { lines.append("  \(rejected.formatted) rejected (see rejects.csv)") }
    return lines.joined(separator: "\n")
  }

  /// The result as JSON.
  public func json() throws -> String { try JSONText.encode(self) }

  private static func percent(_ share: Double) -> String { "\((100 * share).fixed(2)) %" }
}
