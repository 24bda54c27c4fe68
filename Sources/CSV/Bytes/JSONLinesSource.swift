import Diagnostics

#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

/// Recognises files of JSON.
enum JSONLinesStage {
  private static let linesToTry = 8

  /// Whether one of the first lines is a JSON object.
  static func recognises(_ head: [UInt8], path: String) throws(CSVError) -> Bool {
    let space: [UInt8] = [0x20, 0x09, 0x0A, 0x0D]
    let start = head.drop { space.contains($0) }
    guard let first = start.first, first == UInt8(ascii: "{") || first == UInt8(ascii: "[") else {
      return false
    }
    let next = start.dropFirst().first { !space.contains($0) }
    if first == UInt8(ascii: "[") {
      guard next == UInt8(ascii: "{") else { return false }
      throw notLines("\(path) is one JSON array")
    }
    var leaves = JSONLeaves()
    let lines = start.split(separator: Byte.lineFeed, maxSplits: linesToTry)
    // A first line that fills the head is cut off, but no CSV begins like this.
    if lines.count == 1, next == UInt8(ascii: "\""), head.count >= 64 << 10 { return true }
    for line in lines.prefix(linesToTry) {
      if line.withUnsafeBytes({ leaves.read($0) }) { return true }
    }
    guard next == UInt8(ascii: "\"") else { return false }
    throw notLines("\(path) is JSON, but not one object a line")
  }

  private static func notLines(_ message: String) -> CSVError {
    CSVError(
      .notJSONLines,
      message,
      hint: "write one object a line: jq -c '.[]' for an array, jq -c . for single objects"
    )
  }
}

/// Makes CSV of a text that holds one JSON object a line, so that one reader serves both.
///
/// The header has the names in the first 8 MiB in the order of their first appearance; it stands
/// before the first line and is on no line of the file. Members of objects in objects are named
/// with dots; arrays and deep objects stay JSON; numbers stay as they are spelled; `null` is an
/// empty cell; where a name comes twice in one object, the later value counts. What has no column
/// of its own is kept as JSON in a last column, `other fields`. A line that is no object becomes
/// text behind a closing quote, for which the reader rejects just that line.
final class JSONLinesSource: ByteSource {
  /// How much the names of the columns are taken from.
  static let headerBytes = 8 << 20
  /// The longest line that is looked at.
  private static let maximumLineBytes = 64 << 20
  private static let maximumColumns = 2000
  private static let blockBytes = 256 << 10

  private let upstream: any ByteSource
  private var input: [UInt8] = []
  private var inputStart = 0
  private var isAtEnd = false
  private var isInsideOverlongLine = false
  private var output: [UInt8] = []
  private var outputStart = 0

  private var leaves = JSONLeaves()
  private var columns: [[UInt8]: Int] = [:]
  private var names: [[UInt8]] = []
  private var hasOtherFields = false
  private var hasHeader = false
  /// The leaf of each column in the current line, or -1.
  private var slots: [Int] = []
  private var others: [Int] = []

  init(_ upstream: any ByteSource) {
    self.upstream = upstream
  }

  func read(into buffer: UnsafeMutableRawBufferPointer) throws(CSVError) -> Int {
    if outputStart == output.count {
      output.removeAll(keepingCapacity: true)
      outputStart = 0
      if !hasHeader { try makeHeader() }
      while output.isEmpty, try convertLines() {}
    }
    let count = min(buffer.count, output.count - outputStart)
    output.withUnsafeBytes { bytes in
      buffer.copyMemory(from: UnsafeRawBufferPointer(rebasing: bytes[outputStart...].prefix(count)))
    }
    outputStart += count
    return count
  }

  // MARK: Input

  /// Reads a block behind what is there.
  private func readMore() throws(CSVError) {
    if inputStart > 0 {
      input.removeFirst(inputStart)
      inputStart = 0
    }
    let room = UnsafeMutableRawBufferPointer.allocate(byteCount: Self.blockBytes, alignment: 16)
    defer { room.deallocate() }
    let count = try upstream.read(into: room)
    input.append(contentsOf: room[..<count])
    isAtEnd = count == 0
  }

  /// The end of the line at `start`, without its line end, and where the next line starts.
  private func lineEnd(from start: Int) -> (end: Int, next: Int)? {
    guard start < input.count else { return nil }
    let found = input.withUnsafeBytes { bytes -> Int? in
      guard let base = bytes.baseAddress,
        let at = memchr(base + start, CInt(Byte.lineFeed), bytes.count - start)
      else { return nil }
      return UnsafeRawPointer(at) - base
    }
    guard let found else { return isAtEnd ? (input.count, input.count) : nil }
    return (found, found + 1)
  }

  // MARK: Header

  private func makeHeader() throws(CSVError) {
    while input.count <= Self.headerBytes, !isAtEnd { try readMore() }
    let isLonger = input.count > Self.headerBytes
    var start = 0
    while let (end, next) = lineEnd(from: start), end <= Self.headerBytes {
      if input[start..<end].withUnsafeBytes({ leaves.read($0) }) { noteNames() }
      start = next
    }
    hasOtherFields = hasOtherFields || isLonger
    for (column, name) in names.enumerated() {
      if column > 0 { output.append(UInt8(ascii: ",")) }
      appendQuoted { $0.append(contentsOf: name) }
    }
    if hasOtherFields {
      output.append(contentsOf: names.isEmpty ? "other fields".utf8 : ",other fields".utf8)
    }
    if output.isEmpty { output.append(contentsOf: "\"\"".utf8) }
    output.append(Byte.lineFeed)
    hasHeader = true
  }

  private func noteNames() {
    for leaf in leaves.leaves {
      let name = Array(leaves.paths[leaf.path])
      guard columns[name] == nil else { continue }
      guard names.count < Self.maximumColumns else {
        hasOtherFields = true
        continue
      }
      columns[name] = names.count
      names.append(name)
    }
  }

  // MARK: Lines

  /// - Returns: Whether there may be more.
  private func convertLines() throws(CSVError) -> Bool {
    while output.count < Self.blockBytes {
      guard let (end, next) = lineEnd(from: inputStart) else {
        if isAtEnd { return false }
        dropOverlongLine()
        try readMore()
        continue
      }
      if isInsideOverlongLine {
        isInsideOverlongLine = false
      } else {
        input[inputStart..<end].withUnsafeBytes(convert)
      }
      inputStart = next
    }
    return true
  }

  /// Gives up a line that would fill the memory; what is left of it is skipped.
  private func dropOverlongLine() {
    guard input.count - inputStart > Self.maximumLineBytes else { return }
    if !isInsideOverlongLine {
      input[inputStart..<inputStart + 200].withUnsafeBytes(appendBad)
    }
    isInsideOverlongLine = true
    inputStart = input.count
  }

  private func convert(_ line: UnsafeRawBufferPointer) {
    guard line.contains(where: { $0 != 0x20 && $0 != 0x09 && $0 != 0x0D }) else {
      output.append(Byte.lineFeed)
      return
    }
    guard leaves.read(line) else { return appendBad(line) }
    sortLeaves()
    let start = output.count
    for column in names.indices {
      if column > 0 { output.append(UInt8(ascii: ",")) }
      if slots[column] >= 0 { append(leaves.leaves[slots[column]], of: line) }
    }
    if hasOtherFields { appendOthers(of: line) }
    // A line without a byte would be read as blank.
    if output.count == start { output.append(contentsOf: "\"\"".utf8) }
    output.append(Byte.lineFeed)
  }

  /// Text behind a closing quote, without line ends of its own.
  private func appendBad(_ line: UnsafeRawBufferPointer) {
    output.append(contentsOf: "\"\" ".utf8)
    output.append(contentsOf: Self.onOneLine(line))
    output.append(Byte.lineFeed)
  }

  /// The bytes with spaces for carriage returns, which would end a line of CSV.
  private static func onOneLine(_ bytes: UnsafeRawBufferPointer) -> some Sequence<UInt8> {
    bytes.lazy.map { $0 == Byte.carriageReturn ? UInt8(ascii: " ") : $0 }
  }

  /// Finds the column of each leaf; lines mostly have their names in the order of the header.
  private func sortLeaves() {
    slots.removeAll(keepingCapacity: true)
    slots.append(contentsOf: repeatElement(-1, count: names.count))
    others.removeAll(keepingCapacity: true)
    var expected = 0
    for (index, leaf) in leaves.leaves.enumerated() {
      let path = leaves.paths[leaf.path]
      if expected < names.count, path.elementsEqual(names[expected]) {
        slots[expected] = index
      } else if let column = columns[Array(path)] {
        slots[column] = index
        expected = column
      } else {
        others.append(index)
        continue
      }
      expected += 1
    }
  }

  private func append(_ leaf: JSONLeaves.Leaf, of line: UnsafeRawBufferPointer) {
    let value = UnsafeRawBufferPointer(rebasing: line[leaf.value])
    switch leaf.kind {
    case .missing: break
    case .text: appendQuoted { JSONString.append(value, to: &$0, onOneLine: true) }
    case .verbatim: appendQuoted { $0.append(contentsOf: Self.onOneLine(value)) }
    }
  }

  private func appendOthers(of line: UnsafeRawBufferPointer) {
    if !names.isEmpty { output.append(UInt8(ascii: ",")) }
    guard !others.isEmpty else { return }
    appendQuoted { text in
      for (position, index) in others.enumerated() {
        text.append(UInt8(ascii: position == 0 ? "{" : ","))
        let leaf = leaves.leaves[index]
        leaves.paths[leaf.path].withUnsafeBytes { JSONString.appendQuoted($0, to: &text) }
        text.append(UInt8(ascii: ":"))
        let isText = leaf.kind == .text
        let value = isText ? leaf.value.lowerBound - 1..<leaf.value.upperBound + 1 : leaf.value
        text.append(contentsOf: Self.onOneLine(UnsafeRawBufferPointer(rebasing: line[value])))
      }
      text.append(UInt8(ascii: "}"))
    }
  }

  /// Appends a cell, in quotes where it needs them.
  private func appendQuoted(_ cell: (inout [UInt8]) -> Void) {
    let start = output.count
    cell(&output)
    CSVWriter.quoteIfNeeded(&output, from: start, .rfc4180)
  }
}
