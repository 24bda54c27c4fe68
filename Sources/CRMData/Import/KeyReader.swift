import CSV

/// Reads identifiers: with the tool's name before them and in the tool's one spelling.
///
/// What it returns is valid until its next key.
final class KeyReader {
  let field: FieldReader
  private let source: [UInt8]
  private let form: Profile.IdentifierForm
  private let held = HeldBytes()

  init(_ field: FieldReader, source: String, form: Profile.IdentifierForm) {
    self.field = field
    self.source = source.isEmpty ? [] : Array("\(source):".utf8)
    self.form = form
  }

  /// The column whose cells are the identifiers; nil when they are spelled otherwise.
  var plainColumn: Int? {
    source.isEmpty && form == .plain && field.isPlain ? field.column : nil
  }

  /// The identifier of a record; empty when it is missing.
  func key(_ batch: CSVBatch, _ record: Int) -> UnsafeRawBufferPointer {
    spelled(field.value(batch, record))
  }

  /// Calls `body` with each identifier of a list.
  func keys(_ batch: CSVBatch, _ record: Int, _ body: (UnsafeRawBufferPointer) -> Void) {
    field.items(batch, record) { body(spelled($0)) }
  }

  private func spelled(_ text: UnsafeRawBufferPointer) -> UnsafeRawBufferPointer {
    if source.isEmpty, form == .plain { return text }
    let id = Cell.trimmed(text)
    guard !id.isEmpty else { return FieldReader.nothing }
    let suffix = form == .salesforce && id.count == 15 ? SalesforceID.check(id) : []
    return held.make(count: source.count + id.count + suffix.count) { room in
      room.copyBytes(from: source[...])
      UnsafeMutableRawBufferPointer(rebasing: room[source.count...]).copyBytes(from: id)
      UnsafeMutableRawBufferPointer(rebasing: room[(source.count + id.count)...])
        .copyBytes(from: suffix)
    }
  }

  static let roundedHint =
    "a spreadsheet has rounded the identifier, and its last digits are lost: export again and do"
    + " not save the file with a spreadsheet"

  /// Whether a spreadsheet has rounded the identifier, as in `9.0010001E+15`.
  static func isRounded(_ key: UnsafeRawBufferPointer) -> Bool {
    guard let mark = key.lastIndex(of: UInt8(ascii: "+")), mark > 0,
      key[mark - 1] | 0x20 == UInt8(ascii: "e"), mark + 1 < key.count
    else { return false }
    let start = key[..<mark].lastIndex(of: UInt8(ascii: ":")).map { $0 + 1 } ?? 0
    func isDigit(_ byte: UInt8) -> Bool { byte &- UInt8(ascii: "0") < 10 }
    let number = key[start..<mark - 1]
    return !number.isEmpty && key[(mark + 1)...].allSatisfy(isDigit)
      && number.allSatisfy { isDigit($0) || $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: ",") }
  }
}
