#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

/// How numbers are told to somebody who sells.
enum Wording {
  /// A probability as people say it: `1 in 12`, `3 in 10`, `19 in 20`.
  static func chance(_ probability: Double) -> String {
    switch probability {
    case ..<0.0005: return "less than 1 in 2,000"
    case ..<0.28:
      let count = 1 / probability
      let step = count < 20 ? 1.0 : count < 100 ? 5 : count < 200 ? 10 : count < 1000 ? 50 : 100
      return "1 in \(Int((count / step).rounded() * step).formatted)"
    case ..<0.925: return "\(Int((probability * 10).rounded())) in 10"
    case ..<0.975: return "19 in 20"
    default: return "more than 39 in 40"
    }
  }

  /// A share with as many decimals as it needs to be told from its neighbours.
  static func percent(_ share: Double) -> String {
    "\((share * 100).fixed(share < 0.001 ? 2 : share < 0.1 ? 1 : 0)) %"
  }

  /// What a contribution does to the odds: `× 2.1`.
  static func factor(_ logOdds: Double) -> String {
    let factor = exp(logOdds)
    return "× \(factor < 0.1 ? factor.fixed(3) : factor < 10 ? factor.fixed(2) : factor.fixed(0))"
  }

  /// A bar as long as its share of the largest one.
  static func bar(_ amount: Double, of largest: Double, width: Int) -> String {
    guard largest > 0 else { return "" }
    let eighths = Int((abs(amount) / largest * Double(width) * 8).rounded())
    let rest = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"][eighths % 8]
    let bar = String(repeating: "█", count: eighths / 8) + rest
    return bar.isEmpty ? "▏" : bar
  }

  /// Points with their sign, without needless decimals.
  static func signed(_ points: Double) -> String {
    let text = number(abs(points))
    return points < 0 ? "−\(text)" : "+\(text)"
  }

  /// A number with at most one decimal.
  static func number(_ value: Double) -> String {
    let text = value.fixed(1)
    return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
  }

  /// The text, filled up with blanks or cut with an ellipsis.
  static func column(_ text: String, _ width: Int) -> String {
    guard text.count > width else {
      return text + String(repeating: " ", count: width - text.count)
    }
    return text.prefix(width - 1) + "…"
  }

  /// The text, moved to the right.
  static func right(_ text: String, _ width: Int) -> String {
    String(repeating: " ", count: max(0, width - text.count)) + text
  }

  /// Lines of at most 80 columns, the later ones indented.
  static func wrapped(_ text: String, indent: Int = 2, width: Int = 80) -> [String] {
    var lines: [String] = []
    var line = ""
    for word in text.split(separator: " ", omittingEmptySubsequences: false) {
      if !line.isEmpty, line.count + 1 + word.count > width {
        lines.append(line)
        line = String(repeating: " ", count: indent) + word
      } else {
        line += (line.isEmpty ? "" : " ") + word
      }
    }
    return lines + [line]
  }
}
