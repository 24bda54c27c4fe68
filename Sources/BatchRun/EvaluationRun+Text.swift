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
    if let curve = total.discrimination {
      let interval = curve.interval.map {
        " (95 % interval \(Self.fixed($0.lower, 4)) to \(Self.fixed($0.upper, 4)))"
      }
      lines.append("  AUC        \(Self.fixed(curve.area, 4))\(interval ?? "")")
    }
    lines += [
      "  log-loss   \(Self.fixed(total.logLoss, 5)) (base rate \(Self.fixed(total.baselineLogLoss, 5)))",
      "  Brier      \(Self.fixed(total.brierScore, 5))",
    ]
    if let line = total.calibrationLine {
      lines.append(
        "  calibrated intercept \(Self.fixed(line.intercept, 3)), slope \(Self.fixed(line.slope, 3))"
          + " (0 and 1 are perfect)"
      )
    }
    lines.append("  predicted  observed (95 % interval)        rows")
    for bin in total.calibrationTable.bins {
      lines.append(
        "   \(Self.fixed(bin.meanPredicted, 4))    \(Self.fixed(bin.observed, 4))"
          + " (\(Self.fixed(bin.interval.lower, 4)) to \(Self.fixed(bin.interval.upper, 4)))"
          + "   \(bin.count.formatted)"
      )
    }
    if rejected > 0 { lines.append("  \(rejected.formatted) rejected (see rejects.csv)") }
    return lines.joined(separator: "\n")
  }

  /// The result as JSON.
  public func json() throws -> String { try JSONText.encode(self) }

  private static func percent(_ share: Double) -> String { "\(fixed(100 * share, 2)) %" }

  /// A number with a fixed count of decimals.
  static func fixed(_ number: Double, _ decimals: Int) -> String {
    var scale = 1
    for _ in 0..<decimals { scale *= 10 }
    let units = Int((abs(number) * Double(scale)).rounded())
    let fraction = String(units % scale)
    let padding = String(repeating: "0", count: decimals - fraction.count)
    return "\(number < 0 && units > 0 ? "-" : "")\(units / scale).\(padding)\(fraction)"
  }
}
