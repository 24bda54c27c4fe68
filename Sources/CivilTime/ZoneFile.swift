/// The content of a TZif file (RFC 9636): the 64-bit transitions and the rule that follows them.
///
/// Files of version 1 have no 64-bit part and files that count leap seconds have another idea of
/// an instant than we have: both are refused.
struct ZoneFile {
  /// Seconds east of UTC before the first transition.
  var firstOffset = 0
  /// When the clock changes, in order of time, and seconds east of UTC from then on.
  var transitions: [(at: Int64, offset: Int)] = []
  /// What happens after the last transition.
  var rule: ZoneRule?

  /// Reads a file; nil where it is damaged.
  init?(_ bytes: [UInt8]) {
    var reader = Reader(bytes: bytes)
    guard let first = reader.header(), first.version >= UInt8(ascii: "2"),
      reader.skip(first.bodyLength(timeSize: 4)), let counts = reader.header(),
      counts.types > 0, counts.leapSeconds == 0
    else { return nil }
    let body = reader.position
    guard reader.skip(counts.bodyLength(timeSize: 8)) else { return nil }

    let indexes = body + counts.times * 8
    let types = indexes + counts.times
    let offsets = (0..<counts.types).map { Int(reader.int32(at: types + $0 * 6)) }
    guard offsets.allSatisfy({ abs($0) < 26 * 3_600 }) else { return nil }
    firstOffset = offsets[0]
    var previous = Int64.min
    for number in 0..<counts.times {
      let time = reader.int64(at: body + number * 8)
      let type = Int(bytes[indexes + number])
      guard type < offsets.count, time > previous else { return nil }
      transitions.append((at: time, offset: offsets[type]))
      previous = time
    }
    let footer = bytes[reader.position...]
    guard footer.first == 10, let end = footer.dropFirst().firstIndex(of: 10) else { return nil }
    let text = Array(footer[(reader.position + 1)..<end])
    rule = ZoneRule(parsing: text)
    guard rule != nil || text.isEmpty else { return nil }
  }

  private struct Header {
    var version: UInt8
    var universalFlags, standardFlags, leapSeconds, times, types, characters: Int

    func bodyLength(timeSize: Int) -> Int {
      times * (timeSize + 1) + types * 6 + characters + leapSeconds * (timeSize + 4)
        + standardFlags + universalFlags
    }
  }

  private struct Reader {
    let bytes: [UInt8]
    var position = 0

    mutating func skip(_ count: Int) -> Bool {
      guard count <= bytes.count - position else { return false }
      position += count
      return true
    }

    mutating func header() -> Header? {
      let start = position
      guard skip(44), bytes[start..<(start + 4)].elementsEqual("TZif".utf8) else { return nil }
      let counts = (0..<6).map { Int(int32(at: start + 20 + $0 * 4)) }
      // A zone file has a few kilobytes; such a bound keeps the sums of the lengths small.
      guard counts.allSatisfy({ (0...1_000_000).contains($0) }) else { return nil }
      return Header(
        version: bytes[start + 4],
        universalFlags: counts[0],
        standardFlags: counts[1],
        leapSeconds: counts[2],
        times: counts[3],
        types: counts[4],
        characters: counts[5]
      )
    }

    func int32(at start: Int) -> Int32 {
      Int32(truncatingIfNeeded: bigEndian(at: start, count: 4))
    }

    func int64(at start: Int) -> Int64 {
      Int64(bitPattern: bigEndian(at: start, count: 8))
    }

    private func bigEndian(at start: Int, count: Int) -> UInt64 {
      bytes[start..<(start + count)].reduce(0) { $0 << 8 | UInt64($1) }
    }
  }
}
