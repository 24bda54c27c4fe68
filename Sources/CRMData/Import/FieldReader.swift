import CSV
import Tables

/// Reads one field of every record of a file: picks the cell, drops nulls, replaces words.
final class FieldReader {
  /// The column in the file, or -1 for a constant.
  let column: Int
  let columnName: String
  private let constant: [UInt8]
  private let nulls: KeyTable
  private var words = KeyTable()
  private var replacements: [UnsafeRawBufferPointer] = []

  init(_ source: FieldSource, header: [String: Int], nulls: Set<String>) {
    switch source.origin {
    case .column(let name):
      column = header[name] ?? -1
      columnName = name
      constant = []
    case .constant(let text):
      column = -1
      columnName = ""
      constant = Array(text.utf8)
    }
    var nullTable = KeyTable()
    for null in nulls { _ = nullTable.insert(null) }
    self.nulls = nullTable
    for (word, replacement) in source.words {
      _ = words.insert(word)
      let copy = UnsafeMutableRawBufferPointer.allocate(
        byteCount: replacement.utf8.count, alignment: 1)
      copy.copyBytes(from: replacement.utf8)
      replacements.append(UnsafeRawBufferPointer(copy))
    }
  }

  deinit { for replacement in replacements { replacement.deallocate() } }

  /// The field's bytes; an empty buffer when the value is missing. Valid until the next batch.
  func value(_ batch: CSVBatch, _ record: Int) -> UnsafeRawBufferPointer {
    guard column >= 0 else { return constantBytes }
    var cell = batch.field(record, column)
    if !words.isEmpty, let id = words.find(cell) { cell = replacements[id] }
    if !nulls.isEmpty, nulls.find(cell) != nil { return UnsafeRawBufferPointer(start: nil, count: 0) }
    return cell
  }

  private lazy var constantBytes: UnsafeRawBufferPointer = {
    let copy = UnsafeMutableRawBufferPointer.allocate(byteCount: constant.count, alignment: 1)
    copy.copyBytes(from: constant)
    replacements.append(UnsafeRawBufferPointer(copy))
    return UnsafeRawBufferPointer(copy)
  }()
}

/// Turns words into codes, asking for each different word only once.
struct WordCodes<Code> {
  private var words = KeyTable()
  private var codes: [Code] = []

  mutating func code(
    _ word: UnsafeRawBufferPointer, make: (String) -> Code
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
    if let position = custom.firstIndex(of: name) { return min(firstCustom + position, capacity - 1) }
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
