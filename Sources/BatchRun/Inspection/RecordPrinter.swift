import CSV
public import Diagnostics

/// Prints the records of a file as we read them: the way to see what we see.
///
/// Each record is one JSON array of texts on a line of its own. The header comes first, with its
/// cells as they are in the file; short rows are filled up to its width.
public struct RecordPrinter {
  private static let blockBytes = 1 << 18

  private let file: String
  private let declared: DeclaredFormat

  /// Creates a printer.
  ///
  /// - Parameters:
  ///   - file: A file, a pipe, an entry `FILE.zip/ENTRY`, or `-` for standard input.
  ///   - declared: What is known about it.
  public init(file: String, declared: DeclaredFormat = DeclaredFormat()) {
    self.file = file
    self.declared = declared
  }

  /// Prints the header and the first records, in bounded memory.
  ///
  /// - Parameters:
  ///   - limit: How many records; nil for all.
  ///   - write: Takes the bytes, block by block.
  ///   - onReject: Takes the rows that cannot be used and are not printed.
  /// - Throws: `CSVError` when the file cannot be read, and what `write` throws.
  public func print(
    limit: Int?,
    to write: ([UInt8]) throws -> Void,
    onReject: @escaping (Reject) -> Void
  ) throws {
    let reader = try CSVReader(
      contentsOf: file,
      name: file == "-" ? "standard input" : file,
      dialect: declared.dialect,
      encoding: declared.encoding,
      extent: declared.extent,
      onReject: onReject
    )
    var block: [UInt8] = []
    block.reserveCapacity(Self.blockBytes * 2)
    Self.append(header: reader.headerCells, to: &block)
    var left = limit ?? .max
    while left > 0, let batch = try reader.nextBatch() {
      for record in 0..<min(batch.count, left) {
        Self.append(record, of: batch, to: &block)
        if block.count >= Self.blockBytes {
          try write(block)
          block.removeAll(keepingCapacity: true)
        }
      }
      left -= min(batch.count, left)
    }
    try write(block)
  }

  private static func append(header: [String], to block: inout [UInt8]) {
    for (column, cell) in header.enumerated() {
      block.append(UInt8(ascii: column == 0 ? "[" : ","))
      var cell = cell
      cell.withUTF8 { JSONString.appendQuoted(UnsafeRawBufferPointer($0), to: &block) }
    }
    block.append(contentsOf: "]\n".utf8)
  }

  private static func append(_ record: Int, of batch: CSVBatch, to block: inout [UInt8]) {
    for column in 0..<batch.columnCount {
      block.append(UInt8(ascii: column == 0 ? "[" : ","))
      JSONString.appendQuoted(batch.field(record, column), to: &block)
    }
    block.append(contentsOf: "]\n".utf8)
  }
}
