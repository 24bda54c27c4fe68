import CSV
import Tables

/// One attribute of all contacts or of all companies, such as `industry` or `employees`.
///
/// Values are numbered in the bytewise order of their texts, so that nothing depends on the order
/// of the rows. Where nine in ten of the different texts are numbers, the column is numeric and the
/// other texts are missing values.
public struct AttributeColumn: Sendable {
  /// The different texts, in bytewise order.
  public var levels: [String]
  /// For each row the number of its text, or -1 when it is missing.
  public var codes: [Int32]
  /// What each text is as a number, NaN for none, where the column is numeric.
  public var levelNumbers: [Double]?

  /// Creates a column of words from the text of each row.
  public init(texts: [String?]) {
    let levels = Set(texts.compactMap(\.self))
      .sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    let codes = Dictionary(uniqueKeysWithValues: zip(levels, Int32(0)...))
    self.levels = levels
    self.codes = texts.map { $0.flatMap { codes[$0] } ?? -1 }
    levelNumbers = nil
  }

  init(levels: [String], codes: [Int32], levelNumbers: [Double]?) {
    self.levels = levels
    self.codes = codes
    self.levelNumbers = levelNumbers
  }

  /// Whether the column is numeric.
  public var isNumeric: Bool { levelNumbers != nil }

  /// The texts of a numeric column that are no numbers.
  public var strayTexts: [String] {
    guard let levelNumbers else { return [] }
    return zip(levels, levelNumbers).filter { $0.1.isNaN }.map(\.0)
  }

  /// What a text is as a number; NaN when it is none, or one beyond ±10¹⁵.
  public static func number(_ text: String) -> Double {
    var text = text
    let number = text.withUTF8 { Cell.double(UnsafeRawBufferPointer($0)) }
    return number.flatMap { abs($0) <= 1e15 ? $0 : nil } ?? .nan
  }

  /// The number in a row; NaN when it is missing.
  public func number(at row: Int) -> Double {
    guard row >= 0, codes[row] >= 0, let levelNumbers else { return .nan }
    return levelNumbers[Int(codes[row])]
  }

  /// The number of the text in a row, or -1.
  public func code(at row: Int) -> Int32 { row < 0 ? -1 : codes[row] }

  /// The text in a row, if there is one.
  public func text(at row: Int) -> String? {
    let code = code(at: row)
    return code < 0 ? nil : levels[Int(code)]
  }
}

/// Collects one attribute while rows are read.
struct AttributeBuilder {
  private var keys = KeyTable()
  private var codes: [Int32] = []

  mutating func set(_ value: UnsafeRawBufferPointer, row: Int) {
    while codes.count <= row { codes.append(-1) }
    codes[row] = Int32(keys.insert(value).id)
  }

  mutating func clear(row: Int) {
    if row < codes.count { codes[row] = -1 }
  }

  /// Takes over another row's value where this one has none.
  mutating func fill(row: Int, from other: Int) {
    guard other < codes.count, codes[other] >= 0 else { return }
    while codes.count <= row { codes.append(-1) }
    if codes[row] < 0 { codes[row] = codes[other] }
  }

  /// The column with its levels in bytewise order, `rowCount` rows long.
  func finished(rowCount: Int) -> AttributeColumn {
    // Levels that only a replaced row used are dropped, or the order of rows would show.
    var isUsed = [Bool](repeating: false, count: keys.count)
    for code in codes where code >= 0 { isUsed[Int(code)] = true }
    let order = keys.sortedIDs().filter { isUsed[$0] }
    var rank = [Int32](repeating: -1, count: keys.count)
    for (position, id) in order.enumerated() { rank[id] = Int32(position) }
    let levels = order.map { keys.string($0) }
    let padding = max(0, rowCount - codes.count)
    return AttributeColumn(
      levels: levels,
      codes: codes.map { $0 < 0 ? -1 : rank[Int($0)] } + [Int32](repeating: -1, count: padding),
      levelNumbers: AttributeColumn.numbers(of: levels)
    )
  }
}
