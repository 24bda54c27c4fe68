import CSV
import Tables

/// Reads one field of every record of a file: picks the cell, drops nulls, replaces words.
final class FieldReader {
  /// The column in the file, or -1 for a constant.
  let column: Int
  let columnName: String
  private let constant: UnsafeRawBufferPointer
  private let nulls: KeyTable?
  private let words: KeyTable?
  private let replacements: [UnsafeRawBufferPointer]

  init(_ source: FieldSource, header: [String: Int], nulls: Set<String>) {
    switch source.origin {
    case .column(let name):
      column = header[name] ?? -1
      columnName = name
      constant = Self.copy("")
    case .constant(let text):
      column = -1
      columnName = ""
      constant = Self.copy(text)
    }
    self.nulls = nulls.isEmpty ? nil : KeyTable(nulls)
    words = source.words.isEmpty ? nil : KeyTable(source.words.keys)
    replacements = source.words.values.map(Self.copy)
  }

  deinit {
    constant.deallocate()
    for replacement in replacements { replacement.deallocate() }
  }

  private static func copy(_ text: String) -> UnsafeRawBufferPointer {
    let copy = UnsafeMutableRawBufferPointer.allocate(byteCount: text.utf8.count, alignment: 1)
    copy.copyBytes(from: text.utf8)
    return UnsafeRawBufferPointer(copy)
  }

  /// The field's bytes, valid until the next batch; an empty buffer when the value is missing.
  @inline(__always)
  func value(_ batch: CSVBatch, _ record: Int) -> UnsafeRawBufferPointer {
    guard column >= 0 else { return constant }
    let cell = batch.field(record, column)
    return words == nil && nulls == nil ? cell : replaced(cell)
  }

  private func replaced(_ cell: UnsafeRawBufferPointer) -> UnsafeRawBufferPointer {
    var cell = cell
    if let id = words?.find(cell) { cell = replacements[id] }
    if nulls?.find(cell) != nil { return UnsafeRawBufferPointer(start: nil, count: 0) }
    return cell
  }
}

/// Turns words into codes, asking for each different word only once.
struct WordCodes<Code> {
  private var words = KeyTable()
  private var codes: [Code] = []

  mutating func code(
    _ word: UnsafeRawBufferPointer,
    make: (String) -> Code
  ) -> Code {
    if let id = words.find(word) { return codes[id] }
    _ = words.insert(word)
    let code = make(String(decoding: word, as: UTF8.self))
    codes.append(code)
    return code
  }
}

/// Names that the data uses beyond the known ones, with codes in the order of appearance.
struct NameCodes {
  let known: [String]
  let firstCustom: Int
  let capacity: Int
  private var custom: [String] = []

  init(known: [String], firstCustom: Int, capacity: Int) {
    self.known = known
    self.firstCustom = firstCustom
    self.capacity = capacity
  }

  /// The code of a name; the last code stands for all names beyond the capacity.
  mutating func code(_ name: String) -> Int {
    if let code = known.firstIndex(of: name) { return code }
    if let position = custom.firstIndex(of: name) {
      return min(firstCustom + position, capacity - 1)
    }
    custom.append(name)
    return min(firstCustom + custom.count - 1, capacity - 1)
  }

  /// The custom names in bytewise order, and for each provisional code its final one.
  func finished() -> (names: [String], recode: [Int]) {
    var recode = Array(0..<capacity)
    let room = capacity - firstCustom
    let sorted = custom.prefix(room).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    for (position, name) in custom.prefix(room).enumerated() {
      recode[firstCustom + position] = firstCustom + (sorted.firstIndex(of: name) ?? position)
    }
    return (sorted, recode)
  }
}
