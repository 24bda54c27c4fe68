extension Cell {
  /// A decimal number such as `12`, `-0.5`, `.5`, `+2` or `1e5`, as the nearest `Double`.
  ///
  /// Infinities, `nan`, hexadecimal numbers and numbers beyond the range are `nil`.
  ///
  /// - Complexity: O(length). Numbers of up to 15 digits take the short way of Clinger (PLDI
  ///   1990): digits and power of ten are both exact, so one operation rounds once.
  @inlinable
  public static func double(_ bytes: UnsafeRawBufferPointer) -> Double? {
    shortDouble(bytes) ?? anyDouble(trimmed(bytes))
  }

  /// `[-] digits [. digits]` with up to 15 digits, which most cells hold; `nil` for all else.
  @inlinable
  static func shortDouble(_ text: UnsafeRawBufferPointer) -> Double? {
    guard text.count > 0, text.count <= 16 else { return nil }
    let isNegative = text[0] == UInt8(ascii: "-")
    var digits: Int64 = 0
    var digitCount = 0
    var scale = 1.0
    var point = false
    for position in (isNegative ? 1 : 0)..<text.count {
      let digit = text[position] &- UInt8(ascii: "0")
      if digit <= 9 {
        digits = digits &* 10 &+ Int64(digit)
        digitCount &+= 1
        if point { scale *= 10 }
      } else if text[position] == UInt8(ascii: "."), !point {
        point = true
      } else {
        return nil
      }
    }
    guard digitCount > 0, digitCount <= 15 else { return nil }
    let magnitude = Double(digits) / scale
    return isNegative ? -magnitude : magnitude
  }

  @usableFromInline
  static func anyDouble(_ text: UnsafeRawBufferPointer) -> Double? {
    guard let number = decimal(in: text) else { return nil }
    let power = number.exponent.magnitude
    guard number.isExact, number.digits <= 1 << 53, power <= 22 else { return slowDouble(text) }
    var scale = 1.0
    // Every power of ten up to the 22nd is exact, and so is every product on the way.
    for _ in 0..<power { scale *= 10 }
    let digits = Double(number.digits)
    let magnitude = number.exponent < 0 ? digits / scale : digits * scale
    return number.isNegative ? -magnitude : magnitude
  }

  /// The parts of a decimal number.
  @usableFromInline
  struct Decimal {
    @usableFromInline var isNegative = false
    @usableFromInline var digits: UInt64 = 0
    @usableFromInline var exponent = 0
    /// Whether all digits found room in `digits`.
    @usableFromInline var isExact = true

    @inlinable
    init() {}

    @inlinable
    mutating func append(_ digit: UInt8) {
      if digits > (UInt64.max - 9) / 10 {
        isExact = false
      } else {
        digits = digits * 10 + UInt64(digit)
      }
    }
  }

  /// Takes a number apart: `[+-] digits [. digits] [e [+-] digits]`, with a digit before the `e`.
  @inlinable
  static func decimal(in text: UnsafeRawBufferPointer) -> Decimal? {
    var number = Decimal()
    var position = 0
    if let first = text.first, first == UInt8(ascii: "-") || first == UInt8(ascii: "+") {
      number.isNegative = first == UInt8(ascii: "-")
      position = 1
    }
    var digitCount = 0
    while position < text.count, case let digit = text[position] &- UInt8(ascii: "0"), digit <= 9 {
      number.append(digit)
      digitCount += 1
      position += 1
    }
    if position < text.count, text[position] == UInt8(ascii: ".") {
      position += 1
      while position < text.count, case let digit = text[position] &- UInt8(ascii: "0"), digit <= 9
      {
        number.append(digit)
        number.exponent -= 1
        digitCount += 1
        position += 1
      }
    }
    guard digitCount > 0 else { return nil }
    if position == text.count { return number }
    guard let exponent = exponent(in: text, from: position) else { return nil }
    number.exponent += exponent
    return number
  }

  /// The number behind the `e` that must stand at `start`, held between -99,999 and 99,999.
  @inlinable
  static func exponent(in text: UnsafeRawBufferPointer, from start: Int) -> Int? {
    guard text[start] | 0x20 == UInt8(ascii: "e"), start + 1 < text.count else { return nil }
    var position = start + 1
    let sign = text[position]
    if sign == UInt8(ascii: "-") || sign == UInt8(ascii: "+") { position += 1 }
    guard position < text.count else { return nil }
    var exponent = 0
    while position < text.count {
      let digit = text[position] &- UInt8(ascii: "0")
      guard digit <= 9 else { return nil }
      exponent = min(exponent * 10 + Int(digit), 99_999)
      position += 1
    }
    return sign == UInt8(ascii: "-") ? -exponent : exponent
  }

  /// Any well-formed number, correctly rounded; the standard library knows no locale.
  @usableFromInline
  static func slowDouble(_ text: UnsafeRawBufferPointer) -> Double? {
    guard let value = Double(String(decoding: text, as: UTF8.self)), value.isFinite else {
      return nil
    }
    return value
  }
}
