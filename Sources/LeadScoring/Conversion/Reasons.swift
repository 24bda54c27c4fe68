/// Why a score is what it is: the three largest contributions each way and the rest.
///
/// Printed numbers have four decimals and add up exactly: base + up + down + other = log_odds.
public struct Reasons: Hashable, Sendable {
  /// One contribution.
  public struct Item: Hashable, Sendable {
    /// What contributes.
    public var name: String
    /// Ten-thousandths of a log-odds unit.
    var amount: Int
  }

  /// The log-odds, in ten-thousandths.
  var total: Int
  /// The log-odds of an average contact, in ten-thousandths.
  var base: Int
  /// What raises the score most, the largest first.
  public private(set) var up: [Item]
  /// What lowers the score most, the largest first.
  public private(set) var down: [Item]

  static let unit = 10_000.0
  private static let shownEachWay = 3

  /// Picks the reasons of a result; ties go to the bytewise smaller name.
  public init(_ result: ConversionScorer.Result) {
    self.init(logOdds: result.logOdds, base: result.base, contributions: result.contributions)
  }

  /// Log-odds in ten-thousandths; those of an absurd model end at a million.
  private static func units(_ logOdds: Double) -> Int {
    Int((min(1e6, max(-1e6, logOdds)) * unit).rounded())
  }

  /// Picks the reasons for log-odds to which a base and some contributions add up.
  public init(
    logOdds: Double,
    base: Double,
    contributions: [(name: String, logOdds: Double)]
  ) {
    total = Self.units(logOdds)
    self.base = Self.units(base)
    let items = contributions.map { Item(name: $0.name, amount: Self.units($0.logOdds)) }
    up = Self.largest(items.filter { $0.amount > 0 })
    down = Self.largest(items.filter { $0.amount < 0 })
  }

  private static func largest(_ items: [Item]) -> [Item] {
    let sorted = items.sorted { left, right in
      left.amount.magnitude == right.amount.magnitude
        ? left.name.utf8.lexicographicallyPrecedes(right.name.utf8)
        : left.amount.magnitude > right.amount.magnitude
    }
    return Array(sorted.prefix(shownEachWay))
  }

  /// What all other contributions add.
  var other: Int { total - base - (up + down).reduce(0) { $0 + $1.amount } }

  /// The reasons as one line of JSON.
  public func appendJSON(to bytes: inout [UInt8]) {
    bytes += "{\"log_odds\":".utf8
    Self.append(total, to: &bytes)
    bytes += ",\"base\":".utf8
    Self.append(base, to: &bytes)
    Self.append("up", up, to: &bytes)
    Self.append("down", down, to: &bytes)
    bytes += ",\"other\":".utf8
    Self.append(other, to: &bytes)
    bytes.append(UInt8(ascii: "}"))
  }

  private static func append(_ key: String, _ items: [Item], to bytes: inout [UInt8]) {
    bytes += ",\"\(key)\":{".utf8
    for (position, item) in items.enumerated() {
      if position > 0 { bytes.append(UInt8(ascii: ",")) }
      appendString(item.name, to: &bytes)
      bytes.append(UInt8(ascii: ":"))
      append(item.amount, to: &bytes)
    }
    bytes.append(UInt8(ascii: "}"))
  }

  /// Ten-thousandths as a decimal number without trailing zeros.
  private static func append(_ amount: Int, to bytes: inout [UInt8]) {
    if amount < 0 { bytes.append(UInt8(ascii: "-")) }
    let magnitude = amount.magnitude
    bytes += "\(magnitude / 10_000)".utf8
    var fraction = magnitude % 10_000
    guard fraction > 0 else { return }
    bytes.append(UInt8(ascii: "."))
    var digit: UInt = 1000
    while fraction > 0 {
      bytes.append(UInt8(ascii: "0") + UInt8(fraction / digit))
      fraction %= digit
      digit /= 10
    }
  }

  /// Appends a text as a JSON string.
  public static func appendString(_ text: String, to bytes: inout [UInt8]) {
    bytes.append(UInt8(ascii: "\""))
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "\""), UInt8(ascii: "\\"):
        bytes.append(UInt8(ascii: "\\"))
        bytes.append(byte)
      case 0..<0x20:
        let digits = Array("0123456789abcdef".utf8)
        bytes += "\\u00".utf8
        bytes.append(digits[Int(byte >> 4)])
        bytes.append(digits[Int(byte & 15)])
      default: bytes.append(byte)
      }
    }
    bytes.append(UInt8(ascii: "\""))
  }
}
