#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

/// Writes numbers as text, the same on every machine and in every locale.
///
/// With a limit of significant digits, a number is rounded as `printf("%.*e")` rounds it: to the
/// nearest decimal of its exact binary value, ties to even. Zeros at the end are left out. It is
/// written in full, as `0.00001` or `12`, while its first digit stands between 10⁻⁹ and 10¹⁵, and
/// as `1.5e-10` or `1e+16` beyond. Zero has no sign.
///
/// Without a limit, it is the shortest text that reads back as the same `Double`, as Swift's
/// `description` writes it: `0.1`, `12.0`, `1e-05`.
///
/// `nan` is a missing value and becomes no text at all.
public enum NumberText {
  /// Appends a number.
  ///
  /// - Parameters:
  ///   - value: A finite number or `nan`.
  ///   - significantDigits: The digits to keep, 1 to 17, or `nil` for the shortest exact text.
  ///   - bytes: Where the text goes.
  public static func append(
    _ value: Double,
    significantDigits: Int? = nil,
    to bytes: inout [UInt8]
  ) {
    if value.isNaN { return }
    precondition(value.isFinite, "an infinite number has no place in a file")
    guard let significantDigits else {
      let shortest = value == 0 ? "0.0" : value.description
      bytes.append(contentsOf: shortest.utf8)
      return
    }
    precondition((1...17).contains(significantDigits), "significant digits run from 1 to 17")
    let decimal = Decimal(rounding: value.magnitude, to: significantDigits)
    if value < 0 { bytes.append(UInt8(ascii: "-")) }
    decimal.append(to: &bytes)
  }

  /// Appends a whole number.
  public static func append(_ value: Int, to bytes: inout [UInt8]) {
    if value < 0 { bytes.append(UInt8(ascii: "-")) }
    appendDigits(UInt64(value.magnitude), to: &bytes)
  }

  fileprivate static func appendDigits(_ value: UInt64, to bytes: inout [UInt8]) {
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 20) { digits in
      var start = digits.count
      var rest = value
      repeat {
        start -= 1
        digits[start] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest % 10)
        rest /= 10
      } while rest > 0
      bytes.append(contentsOf: UnsafeBufferPointer(rebasing: digits[start...]))
    }
  }
}

/// A positive number as decimal digits: `digits` × 10 to the power `exponent` − `length` + 1.
private struct Decimal {
  var digits: UInt64
  /// The power of ten of the first digit.
  var exponent: Int
  /// How many digits there are, without zeros at the end.
  var length: Int

  init(rounding value: Double, to count: Int) {
    (digits, exponent) =
      value == 0 ? (0, 0) : Self.quickly(value, count) ?? Self.exactly(value, count)
    length = count
    if digits == 0 { length = 1 }
    while length > 1, digits % 10 == 0 {
      digits /= 10
      length -= 1
    }
  }

  /// Scales by an exact power of ten, which errs by half a unit in the last place at most; `nil`
  /// where that could decide which way to round.
  private static func quickly(_ value: Double, _ count: Int) -> (digits: UInt64, exponent: Int)? {
    guard count <= 9, (-40...70).contains(value.exponent) else { return nil }
    // Logarithms of powers of two: the next lower or the right one.
    var exponent = Int((Double(value.exponent) * 0.301_029_995_663_981_2).rounded(.down))
    var scaled = scale(value, by: count - 1 - exponent)
    let limit = powersOfTen[count]
    if scaled >= limit {
      exponent += 1
      scaled = scale(value, by: count - 1 - exponent)
    }
    guard (-12...21).contains(exponent) else { return nil }
    let whole = scaled.rounded(.down)
    let fraction = scaled - whole
    if abs(fraction - 0.5) < 1e-6 { return nil }
    let rounded = fraction > 0.5 ? whole + 1 : whole
    return rounded < limit ? (UInt64(rounded), exponent) : (UInt64(rounded / 10), exponent + 1)
  }

  private static func scale(_ value: Double, by power: Int) -> Double {
    power < 0 ? value / powersOfTen[-power] : value * powersOfTen[power]
  }

  /// Exact: ten to the 22nd power is the last that a `Double` holds.
  private static let powersOfTen: [Double] = (0...22).map { power in
    (0..<power).reduce(1) { result, _ in result * 10 }
  }

  /// Takes the digits from the C library, which rounds correctly.
  private static func exactly(_ value: Double, _ count: Int) -> (digits: UInt64, exponent: Int) {
    withUnsafeTemporaryAllocation(of: CChar.self, capacity: 64) { buffer in
      let length = withVaList([CInt(count - 1), value]) {
        Int(vsnprintf(buffer.baseAddress, buffer.count, "%.*e", $0))
      }
      let text = buffer[..<length].map { UInt8(bitPattern: $0) }
      let mark = text.firstIndex(of: UInt8(ascii: "e")) ?? length
      // The decimal point depends on the locale, so only digits are looked at.
      let digits = text[..<mark].reduce(UInt64(0)) { sum, byte in
        (0x30...0x39).contains(byte) ? sum * 10 + UInt64(byte - 0x30) : sum
      }
      return (digits, Int(String(decoding: text[(mark + 1)...], as: UTF8.self)) ?? 0)
    }
  }

  func append(to bytes: inout [UInt8]) {
    if (-9...15).contains(exponent) {
      appendPlain(to: &bytes)
    } else {
      let start = bytes.count
      NumberText.appendDigits(digits, to: &bytes)
      if length > 1 { bytes.insert(UInt8(ascii: "."), at: start + 1) }
      bytes.append(contentsOf: exponent < 0 ? "e-".utf8 : "e+".utf8)
      NumberText.appendDigits(UInt64(exponent.magnitude), to: &bytes)
    }
  }

  private func appendPlain(to bytes: inout [UInt8]) {
    if exponent < 0 {
      bytes.append(contentsOf: "0.".utf8)
      for _ in 1..<(-exponent) { bytes.append(UInt8(ascii: "0")) }
    }
    let start = bytes.count
    NumberText.appendDigits(digits, to: &bytes)
    if exponent >= 0, length > exponent + 1 {
      bytes.insert(UInt8(ascii: "."), at: start + exponent + 1)
    } else if exponent >= length {
      for _ in length...exponent { bytes.append(UInt8(ascii: "0")) }
    }
  }
}
