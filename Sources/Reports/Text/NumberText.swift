/// Numbers as people read them.
///
/// Always the same text for the same number, whatever the locale.
package enum NumberText {
  /// A count with thousands separators: `1,234,567`.
  package static func count(_ value: Int) -> String {
    let digits = String(value.magnitude)
    var text = value < 0 ? "−" : ""
    for (position, digit) in digits.enumerated() {
      if position > 0, (digits.count - position) % 3 == 0 { text.append(",") }
      text.append(digit)
    }
    return text
  }

  /// A count with its noun: `1 lead`, `1,200 leads`.
  package static func count(_ value: Int, _ singular: String, _ plural: String? = nil) -> String {
    "\(count(value)) \(value == 1 ? singular : plural ?? singular + "s")"
  }

  /// A count in few characters, for axes: `950`, `9,500`, `12.5k`, `309M`.
  package static func compact(_ value: Int) -> String {
    let units = [("k", 1e3), ("M", 1e6), ("bn", 1e9)]
    guard value.magnitude >= 10_000 else { return count(value) }
    // 999,500 already rounds to 1M.
    let unit = units.first { Double(value.magnitude) < 999.5 * $0.1 } ?? ("bn", 1e9)
    let scaled = Double(value) / unit.1
    return shortest(scaled, decimals: scaled.magnitude < 99.95 ? 1 : 0) + unit.0
  }

  /// A share as a percentage with sensible digits: `31 %`, `8.1 %`, `0.25 %`, `< 0.01 %`.
  ///
  /// The space does not break. A share that is not quite one never reads `100 %`.
  package static func percent(_ share: Double) -> String {
    share.isFinite ? "\(percentNumber(share))\u{A0}%" : "–"
  }

  /// The ends of an interval as percentages without sign: `7.2 to 9.1`.
  package static func percents(from lower: Double, to upper: Double) -> String {
    "\(percentNumber(lower, trimmed: false)) to \(percentNumber(upper, trimmed: false))"
  }

  /// A share with the ends of its interval: `8.1 % (7.2 to 9.1)`.
  package static func percent(_ share: Double, from lower: Double, to upper: Double) -> String {
    "\(percentNumber(share, trimmed: false))\u{A0}% (\(percents(from: lower, to: upper)))"
  }

  private static func percentNumber(_ share: Double, trimmed: Bool = true) -> String {
    let value = share * 100
    let decimals: Int
    switch value.magnitude {
    case 0: return "0"
    case ..<0.01: return value < 0 ? "−0.01" : "<\u{A0}0.01"
    case 99.95..<100: return value < 0 ? "−99.9" : ">\u{A0}99.9"
    case ..<0.995: decimals = 2
    case ..<9.95, 99.5..<100: decimals = 1
    default: decimals = 0
    }
    return trimmed ? shortest(value, decimals: decimals) : decimal(value, decimals: decimals)
  }

  /// A number with exactly so many decimals, halves away from zero; `–` when it is not finite.
  package static func decimal(_ value: Double, decimals: Int) -> String {
    guard value.isFinite else { return "–" }
    let scale = (0..<decimals).reduce(1) { power, _ in power * 10 }
    let scaled = (value.magnitude * Double(scale)).rounded()
    // Past 2^53 the decimals of a double mean nothing.
    guard scaled < 9_007_199_254_740_992 else { return "\(value)" }
    let whole = count(Int(scaled) / scale)
    let sign = value < 0 && scaled > 0 ? "−" : ""
    guard decimals > 0 else { return sign + whole }
    let digits = String(Int(scaled) % scale)
    return sign + whole + "." + String(repeating: "0", count: decimals - digits.count) + digits
  }

  /// A coordinate for SVG: plain digits, at most two decimals.
  package static func coordinate(_ value: Double) -> String {
    guard value.isFinite, value.magnitude < 1e9 else { return "0" }
    let hundredths = Int((value * 100).rounded())
    let (whole, rest) = (hundredths.magnitude / 100, hundredths.magnitude % 100)
    let fraction =
      rest == 0 ? "" : rest % 10 == 0 ? ".\(rest / 10)" : rest < 10 ? ".0\(rest)" : ".\(rest)"
    return "\(hundredths < 0 ? "-" : "")\(whole)\(fraction)"
  }

  /// A number with at most so many decimals, without trailing zeros.
  private static func shortest(_ value: Double, decimals: Int) -> String {
    var text = decimal(value, decimals: decimals)
    guard text.contains(".") else { return text }
    while text.hasSuffix("0") { text.removeLast() }
    if text.hasSuffix(".") { text.removeLast() }
    return text
  }
}
