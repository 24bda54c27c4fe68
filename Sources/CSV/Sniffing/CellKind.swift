/// What the text of one cell looks like.
enum CellKind: Int, CaseIterable {
  /// No text at all.
  case empty
  /// A word that tools write for a missing value, such as `null` or `N/A`.
  case missingWord
  /// A whole number without leading zeros.
  case integer
  /// `0` or `1`.
  case bit
  /// A number with a decimal point.
  case decimal
  /// A number with a decimal comma.
  case decimalComma
  /// `true`, `no` and the like.
  case boolean
  /// A day, by the order of its parts.
  case yearFirst, dayFirst, monthFirst, ambiguousOrder, monthNamed
  /// A day with a time, by the order of its parts.
  case yearFirstTime, dayFirstTime, monthFirstTime, ambiguousOrderTime, monthNamedTime
  /// An address with one @ and a dot behind it.
  case email
  /// An array or object.
  case json
  /// A text without space that holds a digit.
  case code
  /// A text without space or digit.
  case word
  /// Any other text.
  case text

  /// Looks at the bytes of a cell without spaces around them.
  init(_ cell: UnsafeRawBufferPointer) {
    let bytes = Cell.trimmed(cell)
    guard let first = bytes.first else {
      self = .empty
      return
    }
    if bytes.count <= 5, Self.isMissingWord(bytes) {
      self = .missingWord
    } else if Self.isDigit(first) || first == UInt8(ascii: "-") || first == UInt8(ascii: "+")
      || first == UInt8(ascii: ".")
    {
      self = Self.numberOrDate(bytes) ?? Self.words(bytes)
    } else if bytes.count <= 5, Cell.bool(bytes) != nil {
      self = .boolean
    } else if first == UInt8(ascii: "{") || first == UInt8(ascii: "["), JSONScanner.isValue(bytes) {
      self = .json
    } else if bytes.count <= 40, let date = DateShape(monthName: bytes) {
      self = date.hasTime ? .monthNamedTime : .monthNamed
    } else {
      self = Self.words(bytes)
    }
  }

  private static func numberOrDate(_ bytes: UnsafeRawBufferPointer) -> CellKind? {
    if let number = number(bytes) { return number }
    guard bytes.count <= 40 else { return nil }
    if let date = DateShape(bytes) { return date.kind }
    return DateShape(monthName: bytes).map { $0.hasTime ? .monthNamedTime : .monthNamed }
  }

  private static func number(_ bytes: UnsafeRawBufferPointer) -> CellKind? {
    let hasSign = !isDigit(bytes[0]) && bytes[0] != UInt8(ascii: ".")
    let digits = UnsafeRawBufferPointer(rebasing: bytes[(hasSign ? 1 : 0)...])
    let whole = digits.prefix(while: isDigit).count
    if whole == digits.count, whole > 0 {
      if whole == 1, digits[0] <= UInt8(ascii: "1"), !hasSign { return .bit }
      // What has leading zeros or too many digits is a name made of digits.
      return (digits[0] == UInt8(ascii: "0") && whole > 1) || whole > 18 ? nil : .integer
    }
    if whole > 0, whole < digits.count, digits[whole] == UInt8(ascii: ",") {
      let rest = digits[(whole + 1)...]
      return !rest.isEmpty && rest.allSatisfy(isDigit) ? .decimalComma : nil
    }
    return Cell.decimal(in: bytes) == nil ? nil : .decimal
  }

  private static func words(_ bytes: UnsafeRawBufferPointer) -> CellKind {
    // A long text is a text; there is no need to look at all of it.
    guard bytes.count <= 320 else { return .text }
    var hasDigit = false
    var signs = 0
    for byte in bytes {
      if byte <= 0x20 { return .text }
      if isDigit(byte) { hasDigit = true }
      if byte == UInt8(ascii: "@") { signs += 1 }
    }
    if signs == 1, isAddress(bytes) { return .email }
    return hasDigit ? .code : .word
  }

  private static func isAddress(_ bytes: UnsafeRawBufferPointer) -> Bool {
    guard let sign = bytes.firstIndex(of: UInt8(ascii: "@")), sign > 0,
      let dot = bytes.lastIndex(of: UInt8(ascii: ".")), dot > sign + 1, dot + 2 < bytes.count
    else { return false }
    return true
  }

  private static func isMissingWord(_ bytes: UnsafeRawBufferPointer) -> Bool {
    missingWords.contains(letters(bytes))
  }

  private static let missingWords = [
    "null", "n/a", "na", "#n/a", "nan", "none", "nil", "-", "--", "\\n",
  ].map { letters($0.utf8) }

  /// Up to eight bytes as one number, letters in lower case.
  private static func letters(_ bytes: some Sequence<UInt8>) -> UInt64 {
    bytes.reduce(0) { $0 << 8 | UInt64((0x41...0x5A).contains($1) ? $1 | 0x20 : $1) }
  }

  static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }
}
