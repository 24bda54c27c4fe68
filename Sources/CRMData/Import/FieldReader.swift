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

/// Names that the data uses beyond the known ones, with provisional codes.
struct NameCodes {
  /// What is named, for messages.
  let kind: String
  let known: [String]
  let firstCustom: Int
  let capacity: Int
  /// Other words for known names.
  let aliases: [String: String]
  private var custom = KeyTable()

  init(
    kind: String,
    known: [String],
    aliases: [String: String],
    firstCustom: Int,
    capacity: Int
  ) {
    self.kind = kind
    self.known = known
    self.aliases = aliases
    self.firstCustom = firstCustom
    self.capacity = capacity
  }

  /// The code of a name; `Form Submit` and `FORM-SUBMIT` are the known `form_submit`.
  mutating func code(_ name: String) -> Int {
    let plain = String(
      name.lowercased().map { $0 == " " || $0 == "-" ? "_" : $0 }
    )
    if let code = known.firstIndex(of: aliases[plain] ?? plain) { return code }
    return min(firstCustom + custom.insert(name).id, capacity - 1)
  }

  /// The custom names in bytewise order, and for each provisional code its final one.
  ///
  /// - Throws: ``CRMDataError`` when there are more names than codes.
  func finished() throws(CRMDataError) -> (names: [String], recode: [Int]) {
    guard firstCustom + custom.count <= capacity else {
      throw CRMDataError(
        .tooManyNames,
        "the data name \(custom.count) \(kind) of their own, more than \(capacity - firstCustom)",
        hint: "map them to fewer under 'values:' in the profile"
      )
    }
    var recode = Array(0..<capacity)
    let order = custom.sortedIDs()
    for (rank, id) in order.enumerated() { recode[firstCustom + id] = firstCustom + rank }
    return (order.map { custom.string($0) }, recode)
  }
}
