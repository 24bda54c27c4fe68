import Foundation

/// JSON with sorted keys, so that equal values have equal bytes.
enum JSONText {
  static func encode(_ value: some Encodable) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    encoder.nonConformingFloatEncodingStrategy = .convertToString(
      positiveInfinity: "Infinity",
      negativeInfinity: "-Infinity",
      nan: "NaN"
    )
    return String(decoding: try encoder.encode(value), as: UTF8.self) + "\n"
  }
}

/// What may differ between equal runs: `timings.json`.
struct TimingFile: Codable {
  var threads: Int
  var stages: [StageClock.Timing]
}

extension Int {
  /// The number with separated thousands: `12,345`.
  var formatted: String {
    var digits = String(magnitude)
    var position = digits.endIndex
    while let next = digits.index(position, offsetBy: -3, limitedBy: digits.startIndex),
      next > digits.startIndex
    {
      digits.insert(",", at: next)
      position = next
    }
    return (self < 0 ? "-" : "") + digits
  }
}

extension Double {
  /// The number with so many decimals.
  func fixed(_ decimals: Int) -> String {
    let scale = (0..<decimals).reduce(1) { scale, _ in scale * 10 }
    let units = Int((magnitude * Double(scale)).rounded())
    guard decimals > 0 else { return "\(self < 0 && units > 0 ? "-" : "")\(units)" }
    let fraction = String(units % scale)
    let padding = String(repeating: "0", count: decimals - fraction.count)
    return "\(self < 0 && units > 0 ? "-" : "")\(units / scale).\(padding)\(fraction)"
  }
}
