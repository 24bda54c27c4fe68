import Diagnostics

/// How a file is stored: its compression, its encoding and its mark.
public struct EncodingFinding: Hashable, Sendable, Codable {
  /// What the text is packed in.
  public enum Container: String, Hashable, Sendable, Codable {
    /// Nothing.
    case plain
    /// One or several members of gzip.
    case gzip
    /// An entry of a zip archive.
    case zip
  }

  /// The encoding that the file is read in.
  public var encoding: CSVEncoding
  /// What the text is packed in.
  public var container = Container.plain
  /// The byte order marks before the text, in hexadecimal, such as `EF BB BF`; empty for none.
  public var mark: String
  /// The encoding that the file may be in, where it is not in the one it is read in.
  public var suspected: CSVEncoding?
  /// How many zero bytes were dropped from what was looked at.
  public var zeroBytes = 0
  /// How sure this is.
  public var confidence: CSVConfidence
  /// Why.
  public var because: String

  /// How long the marks are that are not skipped yet.
  var markBytes = 0

  private enum CodingKeys: String, CodingKey {
    case encoding, container, mark, suspected, zeroBytes, confidence, because
  }

  /// Looks for bytes that are no UTF-8 in a text that should be.
  mutating func suspect(in text: UnsafeRawBufferPointer, isWhole: Bool) {
    guard encoding == .utf8, let position = UTF8Check.firstInvalid(in: text),
      isWhole || position < text.count - 4
    else { return }
    let line = text[..<position].count { $0 == Byte.lineFeed } + 1
    suspected = .windows1252
    confidence = .low
    because =
      "byte \(Self.hexadecimal(text[position...position])) on line \(line) is not UTF-8; if names"
      + " look right in windows-1252, declare `encoding: windows-1252`"
  }

  static func hexadecimal(_ bytes: some Sequence<UInt8>) -> String {
    bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16, uppercase: true) }
      .joined(separator: " ")
  }
}

/// The first stage: encoding and byte order mark.
enum EncodingStage {
  /// Decides by what is declared, else by the mark and the places of zero bytes.
  static func finding(
    in head: [UInt8],
    name: String,
    declared: CSVEncoding?
  ) throws(CSVError) -> EncodingFinding {
    if declared == nil { try refuseUTF32(head, name: name) }
    let markBytes = markLength(in: head, of: declared)
    let mark = EncodingFinding.hexadecimal(head[..<markBytes])
    var finding = undeclared(head, markBytes: markBytes)
    if let declared {
      finding = (declared, .high, "declared")
    }
    return EncodingFinding(
      encoding: finding.encoding,
      mark: mark,
      confidence: finding.confidence,
      because: finding.because,
      markBytes: markBytes
    )
  }

  private typealias Verdict = (encoding: CSVEncoding, confidence: CSVConfidence, because: String)

  private static func undeclared(_ head: [UInt8], markBytes: Int) -> Verdict {
    let units = CodeUnits(head[markBytes...])
    let marked: CSVEncoding? =
      switch head.first {
      case _ where markBytes == 0: nil
      case 0xFF: .utf16LittleEndian
      case 0xFE: .utf16BigEndian
      default: .utf8
      }
    switch (marked, units.order) {
    case (.utf8, _): return (.utf8, .high, "it begins with the mark of UTF-8")
    case (let marked?, nil):
      return (marked, .high, "it begins with the mark of \(marked.rawValue)")
    case (let marked?, let order?) where marked == order:
      return (marked, .high, "its mark and the places of its zero bytes agree")
    case (.some, let order?):
      return (
        order, .medium,
        "its mark says otherwise, but \(units.share(of: order)) % of its characters have their"
          + " zero byte where \(order.rawValue) has it"
      )
    case (nil, let order?):
      return (
        order, .medium,
        "it has no mark, but \(units.share(of: order)) % of its characters have their zero byte"
          + " where \(order.rawValue) has it"
      )
    case (nil, nil): return (.utf8, .high, "what was looked at is UTF-8")
    }
  }

  /// Some tools write the mark twice, or that of the other byte order first.
  private static func markLength(in head: [UInt8], of declared: CSVEncoding?) -> Int {
    let utf8: [[UInt8]] = [[0xEF, 0xBB, 0xBF]]
    let utf16: [[UInt8]] = [[0xFF, 0xFE], [0xFE, 0xFF]]
    let marks: [[UInt8]] =
      switch declared {
      case nil: head.first == 0xEF ? utf8 : utf16
      case .utf8: utf8
      case .utf16LittleEndian, .utf16BigEndian: utf16
      case .windows1252, .latin1: []
      }
    var length = 0
    while let mark = marks.first(where: { head[length...].starts(with: $0) }) {
      length += mark.count
    }
    return length
  }

  private static func refuseUTF32(_ head: [UInt8], name: String) throws(CSVError) {
    let marks: [[UInt8]] = [[0xFF, 0xFE, 0, 0], [0, 0, 0xFE, 0xFF]]
    guard marks.contains(where: { head.starts(with: $0) }) else { return }
    throw CSVError(
      .unsupportedEncoding,
      "\(name) begins with the mark of UTF-32, which is not read",
      hint: "save it as UTF-8, for example with iconv -f UTF-32 -t UTF-8"
    )
  }
}

/// Where the zero bytes are among pairs of bytes, which tells UTF-16 from other texts.
private struct CodeUnits {
  private var count = 0
  private var lowFirst = 0
  private var highFirst = 0
  /// Pairs of two characters of single bytes.
  private var singles = 0

  init(_ bytes: ArraySlice<UInt8>) {
    var position = bytes.startIndex
    while position + 1 < bytes.endIndex {
      let pair = (bytes[position], bytes[position + 1])
      if pair.1 == 0, Self.isText(pair.0) { lowFirst += 1 }
      if pair.0 == 0, Self.isText(pair.1) { highFirst += 1 }
      if Self.isText(pair.0), Self.isText(pair.1) { singles += 1 }
      count += 1
      position += 2
    }
  }

  /// The byte order that a quarter of the pairs speak for and next to none against.
  ///
  /// Also in Japanese or Arabic exports delimiters, digits and line ends are that many. A text of
  /// single bytes in which zero bytes lie about has more pairs without one.
  var order: CSVEncoding? {
    if singles > max(lowFirst, highFirst) { return nil }
    if lowFirst * 4 >= count, highFirst * 8 < lowFirst { return .utf16LittleEndian }
    if highFirst * 4 >= count, lowFirst * 8 < highFirst { return .utf16BigEndian }
    return nil
  }

  func share(of order: CSVEncoding) -> Int {
    100 * (order == .utf16LittleEndian ? lowFirst : highFirst) / max(count, 1)
  }

  private static func isText(_ byte: UInt8) -> Bool {
    (0x20...0x7E).contains(byte) || byte == 0x09 || byte == 0x0A || byte == 0x0D
  }
}

extension CSVEncoding {
  /// Whether its code units are single bytes, so that zero bytes mean nothing.
  var isSingleUnit: Bool { self != .utf16LittleEndian && self != .utf16BigEndian }
}
