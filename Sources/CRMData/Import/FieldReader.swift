import CSV
import Tables

/// What a field's reader must know of its file.
struct FieldContext {
  /// The position of each column, by the name that the profile uses.
  var columns: [String: Int]
  /// The file as the user named it.
  var file: String
  var nulls: Set<String>
  var separator: String
  var hasFormulaGuards: Bool
}

/// Reads one field of every record of a file: picks the cell, its member or item, drops nulls,
/// replaces words.
///
/// What it returns is valid until the next batch or its next value.
final class FieldReader {
  private enum Pick {
    case column(Int)
    case constant(FixedBytes)
    case firstFilled([Int])
    case cases([(conditions: [RowTest], text: FixedBytes)])
  }

  /// The column in the file, or -1 where there is none or more than one.
  let column: Int
  let columnName: String
  /// Whether the file has what the field needs.
  let isPresent: Bool
  /// The columns in the file that it looks at.
  let columns: [Int]
  /// Whether the value is the cell as it is.
  let isPlain: Bool
  private let pick: Pick
  private let hasFormulaGuards: Bool
  private let members: [[UInt8]]
  private let item: Int?
  private let isOnlyItem: Bool
  private let separator: [UInt8]
  private let prefix: [UInt8]
  private let nulls: KeyTable?
  private var words: WordPatterns?
  private let replacements: [FixedBytes]
  private let otherwise: FixedBytes?
  private var scratch: [UInt8] = []
  private let held = HeldBytes()

  init(_ source: FieldSource, _ context: FieldContext) {
    (pick, isPresent) = Self.pick(source.origin, context)
    if case .column(let position) = pick { column = position } else { column = -1 }
    columnName = source.columns.count == 1 ? source.columns[0] : ""
    columns = source.columns.compactMap { context.columns[$0] }
    hasFormulaGuards = context.hasFormulaGuards
    members = source.members.map { Array($0.utf8) }
    item = source.item
    isOnlyItem = source.isOnlyItem
    separator = Array((source.separator ?? context.separator).utf8)
    prefix = Array((source.prefix ?? "").utf8)
    nulls = context.nulls.isEmpty ? nil : KeyTable(context.nulls)
    let mapped = source.words.sorted { $0.key < $1.key }
    words = mapped.isEmpty ? nil : WordPatterns(mapped.map(\.key))
    replacements = mapped.map { FixedBytes($0.value) }
    otherwise = source.otherwise.map(FixedBytes.init)
    isPlain =
      column >= 0 && !hasFormulaGuards && members.isEmpty && item == nil && prefix.isEmpty
      && nulls == nil && words == nil && otherwise == nil
  }

  private static func pick(
    _ origin: FieldSource.Origin,
    _ context: FieldContext
  ) -> (Pick, isPresent: Bool) {
    switch origin {
    case .column(let name):
      return (.column(context.columns[name] ?? -1), context.columns[name] != nil)
    case .constant(let text): return (.constant(FixedBytes(text)), true)
    case .firstFilled(let names):
      let positions = names.compactMap { context.columns[$0] }
      return (.firstFilled(positions), !positions.isEmpty)
    case .fileName(let patterns):
      let text = patterns.first { FileNamePattern.matches($0.pattern, context.file) }?.text
      return (.constant(FixedBytes(text ?? "")), text != nil)
    case .cases(let cases):
      return (
        .cases(
          cases.map { one in
            (one.conditions.map { RowTest($0, context) }, FixedBytes(one.text))
          }
        ),
        true
      )
    }
  }

  /// The field's bytes; an empty buffer when the value is missing.
  @inline(__always)
  func value(_ batch: CSVBatch, _ record: Int) -> UnsafeRawBufferPointer {
    isPlain ? batch.field(record, column) : prepared(batch, record)
  }

  /// The column whose cell alone decides the value; nil when there is none or more than one.
  var wordColumn: Int? { column >= 0 ? column : nil }

  /// The items of a list in the cell, or of a JSON array; the buffers die with the next value.
  func items(_ batch: CSVBatch, _ record: Int, _ body: (UnsafeRawBufferPointer) -> Void) {
    let cell = prepared(batch, record)
    guard !cell.isEmpty else { return }
    if cell.first == UInt8(ascii: "["), let texts = JSONCell.texts(in: cell) {
      for text in texts { text.withUnsafeBytes(body) }
      return
    }
    var rest = cell[...]
    while true {
      let end = Self.firstRange(of: separator, in: rest) ?? rest.endIndex
      let part = Cell.trimmed(UnsafeRawBufferPointer(rebasing: rest[..<end]))
      if !part.isEmpty { body(part) }
      guard end < rest.endIndex else { return }
      rest = rest[(end + separator.count)...]
    }
  }

  private func prepared(_ batch: CSVBatch, _ record: Int) -> UnsafeRawBufferPointer {
    var cell = picked(batch, record)
    if hasFormulaGuards { cell = Self.withoutGuard(cell) }
    if !members.isEmpty {
      let isThere = members.contains { JSONCell.member($0, of: cell, into: &scratch) }
      guard isThere else { return Self.nothing }
      cell = held.copy(scratch)
    }
    if isOnlyItem, !self.item(2, of: cell).isEmpty { return Self.nothing }
    if let item { cell = self.item(item, of: cell) }
    if !prefix.isEmpty, cell.starts(with: prefix) {
      cell = UnsafeRawBufferPointer(rebasing: cell[prefix.count...])
    }
    return replaced(cell)
  }

  private func picked(_ batch: CSVBatch, _ record: Int) -> UnsafeRawBufferPointer {
    switch pick {
    case .column(let position): position < 0 ? Self.nothing : batch.field(record, position)
    case .constant(let bytes): bytes.buffer
    case .firstFilled(let positions):
      positions.lazy.map { batch.field(record, $0) }.first { !isMissing($0) } ?? Self.nothing
    case .cases(let cases):
      cases.first { $0.conditions.allSatisfy { $0.isFulfilled(batch, record) } }?.text.buffer
        ?? Self.nothing
    }
  }

  private func replaced(_ cell: UnsafeRawBufferPointer) -> UnsafeRawBufferPointer {
    if let position = words?.result(of: cell), position >= 0 {
      let replacement = replacements[position].buffer
      return nulls?.find(replacement) != nil ? Self.nothing : replacement
    }
    return isMissing(cell) ? Self.nothing : otherwise?.buffer ?? cell
  }

  private func isMissing(_ cell: UnsafeRawBufferPointer) -> Bool {
    cell.isEmpty || nulls?.find(cell) != nil
  }

  private func item(_ number: Int, of cell: UnsafeRawBufferPointer) -> UnsafeRawBufferPointer {
    if cell.first == UInt8(ascii: "["), let texts = JSONCell.texts(in: cell) {
      guard number <= texts.count else { return Self.nothing }
      return held.copy(texts[number - 1])
    }
    var rest = cell[...]
    for _ in 1..<number {
      guard let end = Self.firstRange(of: separator, in: rest) else { return Self.nothing }
      rest = rest[(end + separator.count)...]
    }
    let end = Self.firstRange(of: separator, in: rest) ?? rest.endIndex
    return Cell.trimmed(UnsafeRawBufferPointer(rebasing: rest[..<end]))
  }

  private static func firstRange(
    of separator: [UInt8],
    in bytes: Slice<UnsafeRawBufferPointer>
  ) -> Int? {
    guard let first = separator.first else { return nil }
    var from = bytes
    while let position = from.firstIndex(of: first) {
      if bytes[position...].starts(with: separator) { return position }
      from = from[(position + 1)...]
    }
    return nil
  }

  /// Without the apostrophe that keeps a spreadsheet from running the cell.
  private static func withoutGuard(_ cell: UnsafeRawBufferPointer) -> UnsafeRawBufferPointer {
    guard cell.count > 1, cell[0] == UInt8(ascii: "'"), "=+-@".utf8.contains(cell[1]) else {
      return cell
    }
    return UnsafeRawBufferPointer(rebasing: cell[1...])
  }

  static var nothing: UnsafeRawBufferPointer { UnsafeRawBufferPointer(start: nil, count: 0) }
}

/// Bytes at a fixed place in memory.
final class FixedBytes {
  let buffer: UnsafeRawBufferPointer

  init(_ bytes: some Collection<UInt8>) {
    let copy = UnsafeMutableRawBufferPointer.allocate(byteCount: bytes.count, alignment: 1)
    copy.copyBytes(from: bytes)
    buffer = UnsafeRawBufferPointer(copy)
  }

  convenience init(_ text: String) { self.init(text.utf8) }

  deinit { buffer.deallocate() }
}

/// Bytes that stay where they are until the next ones come.
final class HeldBytes {
  private var room = UnsafeMutableRawBufferPointer.allocate(byteCount: 64, alignment: 1)

  deinit { room.deallocate() }

  /// Takes a copy.
  func copy(_ bytes: [UInt8]) -> UnsafeRawBufferPointer {
    make(count: bytes.count) { $0.copyBytes(from: bytes) }
  }

  /// Makes room for some bytes and lets `fill` write them.
  func make(
    count: Int,
    _ fill: (UnsafeMutableRawBufferPointer) -> Void
  ) -> UnsafeRawBufferPointer {
    if room.count < count {
      room.deallocate()
      room = .allocate(byteCount: count * 2, alignment: 1)
    }
    let part = UnsafeMutableRawBufferPointer(rebasing: room[..<count])
    fill(part)
    return UnsafeRawBufferPointer(part)
  }
}

/// Whether a record fulfils a condition.
final class RowTest {
  private let column: Int
  private var words: WordPatterns
  private let fitsEmpty: Bool
  private let nulls: KeyTable?

  /// A column that the file lacks is empty in every row.
  init(_ condition: RowCondition, _ context: FieldContext) {
    column = context.columns[condition.column] ?? -1
    nulls = context.nulls.isEmpty ? nil : KeyTable(context.nulls)
    words = WordPatterns(condition.words)
    fitsEmpty = condition.words.contains("")
  }

  func isFulfilled(_ batch: CSVBatch, _ record: Int) -> Bool {
    let cell = column < 0 ? FieldReader.nothing : batch.field(record, column)
    if cell.isEmpty || nulls?.find(cell) != nil { return fitsEmpty }
    return words.result(of: cell) >= 0
  }
}
