import Diagnostics

/// Opens files as UTF-8 whatever they are stored in, compressed with or encoded in.
enum ByteSources {
  /// How much of a file its encoding is found from.
  private static let headBytes = 64 << 10

  /// The file's text as UTF-8 without a byte order mark, and the encoding it was stored in.
  static func open(
    _ path: String,
    declared: CSVEncoding?
  ) throws(CSVError) -> (source: TextSource, encoding: CSVEncoding) {
    let text = try TextSource(path: path, declared: declared)
    return (text, text.encoding.encoding)
  }

  /// The bytes as they are stored, inflated where they are compressed.
  static func stored(
    _ path: String
  ) throws(CSVError) -> (source: PeekableSource, container: EncodingFinding.Container) {
    let zip = ZipArchive.split(path)
    let bytes: any ByteSource =
      if let zip {
        try ZipEntrySource(archive: zip.archive, entry: zip.entry)
      } else {
        try FileSource(path: path)
      }
    let file = PeekableSource(bytes)
    if try file.peek(2) == GzipSource.magic {
      return (PeekableSource(GzipSource(file, path: path)), .gzip)
    }
    return (file, zip == nil ? .plain : .zip)
  }

  /// Looks at the first bytes and drops the byte order marks.
  static func encoding(
    of source: PeekableSource,
    path: String,
    declared: CSVEncoding?
  ) throws(CSVError) -> EncodingFinding {
    let head = try source.peek(headBytes)
    var finding = try EncodingStage.finding(in: head, name: path, declared: declared)
    if finding.encoding.isSingleUnit { try BinaryCheck.refuse(head, path: path) }
    source.skip(finding.markBytes)
    finding.markBytes = 0
    return finding
  }
}

/// Tells text from what is no text.
enum BinaryCheck {
  /// Zero bytes and control characters that texts may hold by mistake, per file or per 20 bytes.
  private static let tolerated = 8

  static func refuse(_ head: [UInt8], path: String) throws(CSVError) {
    guard let first = head.firstIndex(of: 0) else { return }
    if head.starts(with: Array("PK".utf8)) { throw ZipArchive.needsEntry(path) }
    let odd = head.count { $0 < 0x20 && $0 != 0x09 && $0 != 0x0A && $0 != 0x0D }
    guard odd > max(tolerated, head.count / 20) else { return }
    throw CSVError(
      .binaryFile,
      "\(path) is not text: byte \(first + 1) is zero, and \(odd) of the first \(head.count) bytes"
        + " are zero or control characters",
      hint: "export CSV; a text with another encoding needs it declared"
    )
  }
}
