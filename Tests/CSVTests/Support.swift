import CSV
import Diagnostics
import Testing

#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

/// A file that exists while `body` runs.
func withFile<R>(
  _ bytes: some Sequence<UInt8>,
  _ body: (String) throws -> R
) throws -> R {
  try withTemporaryPath { path in
    let output = try OutputFile(path: path)
    output.write(Array(bytes))
    try output.commit()
    return try body(path)
  }
}

/// A path in a directory of its own, which disappears with all that is in it.
func withTemporaryPath<R>(_ body: (String) throws -> R) throws -> R {
  var template = Array("/tmp/csv-tests-XXXXXX".utf8CString)
  let directory = mkdtemp(&template).map { String(cString: $0) }
  guard let directory else { throw CSVError(.notWritable, "no temporary directory") }
  defer {
    for file in ["file.csv", "file.csv.partial"] { unlink("\(directory)/\(file)") }
    rmdir(directory)
  }
  return try body("\(directory)/file.csv")
}

/// The bytes of a file.
func contents(of path: String) -> [UInt8]? {
  guard let file = fopen(path, "r") else { return nil }
  defer { fclose(file) }
  var bytes: [UInt8] = []
  var block = [UInt8](repeating: 0, count: 1 << 16)
  while case let count = fread(&block, 1, block.count, file), count > 0 {
    bytes += block[..<count]
  }
  return bytes
}

/// All that a reader says about a file.
struct Reading: Equatable {
  var header: [String] = []
  var rows: [[String]] = []
  var lines: [Int] = []
  var rejects: [Reject] = []
  var bytes: [Int?] = []
  var paddedCount = 0
  var blankCount = 0
  var outsideLineCount = 0

  /// `line code` of each reject.
  var faults: [String] { rejects.map { "\($0.location.line) \($0.code)" } }
}

/// Reads a file to its end, in windows, batches and blocks as small as one likes.
func read(
  path: String,
  dialect: CSVDialect? = nil,
  encoding: CSVEncoding? = nil,
  limits: CSVLimits = CSVLimits(),
  extent: CSVExtent = .wholeFile,
  columns: [Int]? = nil,
  windowBytes: Int = 1 << 20,
  recordsPerBatch: Int = 4096,
  threads: Int = 1,
  blockBytes: Int = 1 << 20
) throws -> Reading {
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
  if let columns { reader.select(columns) }
  let shown = columns ?? Array(reader.header.indices)
  var reading = Reading(header: reader.header)
  if threads == 1 {
    while let batch = try reader.nextBatch() { reading.append(batch, shown) }
  } else {
    _ = try reader.forEachBatch(
      threads: threads,
      blockBytes: blockBytes,
      windowBytes: windowBytes,
      makeState: Reading.init,
      { state, batch in
        state = Reading()
        state.append(batch, shown)
      },
      inOrder: { state, batch in
        #expect(batch.firstRecord == reading.rows.count)
        reading.append(state)
      }
    )
  }
  reading.rejects = rejects.items
  reading.paddedCount = reader.paddedCount
  reading.blankCount = reader.blankCount
  reading.outsideLineCount = reader.outsideLineCount
  guard reader.recordCount == reading.rows.count, reader.rejectedCount == rejects.items.count else {
    throw CSVError(.unreadable, "the reader's counts disagree with its batches")
  }
  return reading
}

extension Reading {
  mutating func append(_ batch: CSVBatch, _ columns: [Int]) {
    for record in 0..<batch.count {
      rows.append(columns.map { Cell.string(batch.field(record, $0)) })
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

/// Reads a text.
func read(
  _ text: String,
  dialect: CSVDialect? = nil,
  limits: CSVLimits = CSVLimits(),
  extent: CSVExtent = .wholeFile,
  columns: [Int]? = nil
) throws -> Reading {
  try withFile(text.utf8) {
    try read(path: $0, dialect: dialect, limits: limits, extent: extent, columns: columns)
  }
}

private final class Collector {
  var items: [Reject] = []
}

/// A small generator of random numbers (SplitMix64), so that a seed repeats a test anywhere.
struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) {
    state = seed
  }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var bits = state
    bits = (bits ^ bits >> 30) &* 0xBF58_476D_1CE4_E5B9
    bits = (bits ^ bits >> 27) &* 0x94D0_49BB_1331_11EB
    return bits ^ bits >> 31
  }
}
