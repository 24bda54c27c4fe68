import CSV
import LeadScoring

extension PointsTable {
  /// The table for a person with a pencil: lines of at most 80 columns.
  var text: String {
    var rows = [
      "Scorecard: everybody begins with \(basePoints.fixed(1)) points; each point of fit and",
      "  engagement adds \(perRulesPoint.fixed(2)); add the line that holds of each variable.",
      "    " + Self.padded("", 48) + "points   share    won",
    ]
    var variable = ""
    for line in lines where line.share != 0 {
      if line.variable != variable {
        variable = line.variable
        rows.append("  \(variable)")
      }
      rows.append(
        "    " + Self.padded(Self.condition(of: line), 46) + Self.right(line.points.fixed(1), 8)
          + Self.right(Self.percent(line.share), 8) + Self.right(Self.percent(line.rate), 7)
      )
    }
    rows.append("  A score of so many points is a probability of")
    rows += stride(from: 440.0, through: 640, by: 40).map { score in
      "    \(Int(score))  \((100 * probability(ofScore: score)).fixed(1)) %"
    }
    return rows.joined(separator: "\n")
  }

  /// The condition without its variable, numbers to four digits; the program compares exactly.
  private static func condition(of line: Line) -> String {
    let text =
      line.condition.hasPrefix(line.variable)
      ? String(line.condition.dropFirst(line.variable.count + 1)) : line.condition
    return text.replacing(/-?[0-9]+\.[0-9]{4,}/) { match in
      Double(match.output).map { number in
        var bytes: [UInt8] = []
        NumberText.append(number, significantDigits: 4, to: &bytes)
        return String(decoding: bytes, as: UTF8.self)
      } ?? String(match.output)
    }
  }

  private static func percent(_ share: Double?) -> String {
    share.map { "\((100 * $0).fixed(1)) %" } ?? "-"
  }

  private static func padded(_ text: String, _ width: Int) -> String {
    let shown = text.count > width ? "\(text.prefix(width - 1))…" : text
    return shown + String(repeating: " ", count: max(0, width - shown.count))
  }

  private static func right(_ text: String, _ width: Int) -> String {
    String(repeating: " ", count: max(0, width - text.count)) + text
  }
}
