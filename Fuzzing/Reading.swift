@testable import CSV
import Diagnostics

/// All that a reader says about a file.
struct Reading: Equatable {
  var headerCells: [String] = []
  var rows: [[[UInt8]]] = []
  var lines: [Int] = []
  var bytes: [Int?] = []
  var rejects: [Reject] = []
  var paddedCount = 0
  var blankCount = 0
  var outsideLineCount = 0
  var dialect = CSVDialect()
}

/// How a file is read.
struct ReadingOptions {
  var dialect: CSVDialect?
  var encoding: CSVEncoding?
  var limits = CSVLimits(maximumColumns: 100)
  var extent = CSVExtent.wholeFile
  /// Remainder and divisor of the columns to read; all of them when nil.
  var columns: (Int, Int)?
  var windowBytes = 1 << 16
  var recordsPerBatch = 4096
  var threads = 1
  var blockBytes = 1 << 16

  /// Reads a file to its end, or tells the code of the error.
  func read(_ path: String) -> Result<Reading, CodeError> {
    do { return .success(try readAll(path)) } catch let error as CSVError {
      return .failure(CodeError(code: error.diagnosticCode))
    } catch { fatalError("FINDING: an error of another kind: \(error)") }
  }

  /// The numbers of the columns that are read.
  func selected(of count: Int) -> [Int] {
    guard let (remainder, divisor) = columns else { return Array(0..<count) }
    return (0..<count).filter { $0 % divisor == remainder % divisor }
  }

  private func readAll(_ path: String) throws -> Reading {
    let rejects = Collector()
    let reader = try CSVReader(
      contentsOf: path,
      name: "file.csv",
      dialect: dialect,
      encoding: encoding,
      limits: limits,
      extent: extent,
      windowBytes: windowBytes,
      recordsPerBatch: recordsPerBatch
    ) { rejects.items.append($0) }
    var reading = Reading(headerCells: reader.headerCells, dialect: reader.dialect)
    let shown = selected(of: reader.header.count)
    if columns != nil { reader.select(shown) }
    if threads == 1 {
      while let batch = try reader.nextBatch() { reading.append(batch, shown) }
    } else {
      reading.append(try readThreaded(reader, shown))
    }
    reading.rejects = rejects.items
    reading.paddedCount = reader.paddedCount
    reading.blankCount = reader.blankCount
    reading.outsideLineCount = reader.outsideLineCount
    require(reader.recordCount == reading.rows.count, "the reader counts its records")
    require(reader.rejectedCount == reading.rejects.count, "the reader counts its rejects")
    return reading
  }

  private func readThreaded(_ reader: CSVReader, _ shown: [Int]) throws -> Reading {
    var reading = Reading()
    _ = try reader.forEachBatch(
      threads: threads,
      blockBytes: blockBytes,
      windowBytes: windowBytes,
      makeState: { Reading() },
      { state, batch in
        state = Reading()
        state.append(batch, shown)
      },
      inOrder: { state, batch in
        require(batch.firstRecord == reading.rows.count, "batches come in the order of the file")
        reading.append(state)
      }
    )
    return reading
  }
}

/// An error by its code.
struct CodeError: Error, Equatable {
  var code: String
}

extension Reading {
  mutating func append(_ batch: CSVBatch, _ columns: [Int]) {
    for record in 0..<batch.count {
      rows.append(columns.map { Array(batch.field(record, $0)) })
      lines.append(batch.line(record))
      bytes.append(batch.byte(record))
    }
  }

  mutating func append(_ other: Reading) {
    rows += other.rows
    lines += other.lines
    bytes += other.bytes
  }
}

extension Reading {
  /// A reading in a few words, for the sentence of a finding.
  static func summary(_ result: Result<Reading, CodeError>) -> String {
    switch result {
    case .failure(let error): return error.code
    case .success(let reading):
      let rejects = reading.rejects.map { "\($0.location.line) \($0.code)" }
      return "\(reading.rows.count) rows, \(reading.blankCount) blank, rejects \(rejects.prefix(5))"
    }
  }
}

private final class Collector {
  var items: [Reject] = []
}
