/// Turns the cells of a header into column names that can be relied on.
struct HeaderNames {
  /// One name for each column, none empty, none twice.
  private(set) var names: [String] = []
  /// The names that occurred before, each once for each further column.
  private(set) var duplicates: [String] = []
  /// The columns, from 0, that had no name.
  private(set) var emptyColumns: [Int] = []

  init(cells: [String]) {
    var taken: Set<String> = []
    var occurrences: [String: Int] = [:]
    for (column, cell) in cells.enumerated() {
      let cleaned = Self.cleaned(cell)
      if cleaned.isEmpty { emptyColumns.append(column) }
      let name = cleaned.isEmpty ? "column \(column + 1)" : cleaned
      if taken.contains(name) { duplicates.append(name) }
      let unique = Self.unique(name, among: taken, &occurrences[name, default: 1])
      taken.insert(unique)
      names.append(unique)
    }
  }

  /// Whether a first record is data: a number or an ISO date, and nothing that could be a name.
  static func looksLikeData(_ cells: [String]) -> Bool {
    let filled = cells.map(cleaned).filter { !$0.isEmpty }
    return !filled.isEmpty && filled.allSatisfy { isNumber($0) || isDate($0) }
  }

  /// Counts on from where the name was counted last: a header may be one name 10,000 times.
  private static func unique(
    _ name: String,
    among taken: Set<String>,
    _ occurrence: inout Int
  ) -> String {
    var candidate = name
    while taken.contains(candidate) {
      occurrence += 1
      candidate = "\(name) (\(occurrence))"
    }
    return candidate
  }

  /// Without marks that take no room, without spaces around, with single spaces inside.
  private static func cleaned(_ cell: String) -> String {
    var visible = String.UnicodeScalarView()
    visible.append(contentsOf: cell.unicodeScalars.lazy.filter { !isInvisible($0) })
    return String(visible).split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  private static func isInvisible(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x200B...0x200D, 0x2060, 0xFEFF: true
    default: false
    }
  }

  private static func isNumber(_ text: String) -> Bool {
    var copy = text
    return copy.withUTF8 { Cell.double(UnsafeRawBufferPointer($0)) != nil }
  }

  /// `2026-03-01`, alone or followed by a time.
  private static func isDate(_ text: String) -> Bool {
    let shape = text.utf8.prefix(10).map { (0x30...0x39).contains($0) ? UInt8(ascii: "9") : $0 }
    guard String(decoding: shape, as: UTF8.self) == "9999-99-99" else { return false }
    let rest = text.utf8.dropFirst(10)
    return rest.allSatisfy { "0123456789:.,+-TtZz ".utf8.contains($0) }
  }
}
