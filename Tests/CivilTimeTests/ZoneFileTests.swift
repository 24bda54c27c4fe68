import CivilTime
import Testing

#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

/// Zones from files made for the test, in a folder that is removed again.
@Suite final class ZoneFileTests {
  private let directory: String

  init() throws {
    var template = Array("/tmp/zones-XXXXXX".utf8CString)
    directory = try #require(mkdtemp(&template).map { String(cString: $0) })
  }

  deinit {
    unlink("\(directory)/Made")
    rmdir(directory)
  }

  @Test func `Two transitions within one day are both kept`() throws {
    let zone = try zone([(1_000_000, 7_200), (1_010_000, -3_600), (1_020_000, 5_400)])
    let seconds: [Int64] = [999_999, 1_000_000, 1_009_999, 1_010_000, 1_019_999, 1_020_000]
    #expect(
      seconds.map { zone.offset(at: Instant(seconds: $0)) }
        == [3_600, 7_200, 7_200, -3_600, -3_600, 5_400]
    )
  }

  @Test func `Where three spans show a time, the first two are named`() throws {
    let zone = try zone([(1_000_000, 0), (1_003_000, -3_600)])
    let local = CivilDateTime(utc: Instant(seconds: 1_000_100))
    #expect(
      zone.localTime(of: local)
        == .fold(earlier: Instant(seconds: 996_500), later: Instant(seconds: 1_000_100))
    )
  }

  // Expected instants by hand: 2024 is a leap year, so J60 and day 60 are both March 1.
  @Test(arguments: [
    ("AAA0BBB,J60/0,J300", 2024, "2024-03-01T00:00:00Z"),
    ("AAA0BBB,J60/0,J300", 2025, "2025-03-01T00:00:00Z"),
    ("AAA0BBB,60/0,300", 2024, "2024-03-01T00:00:00Z"),
    ("AAA0BBB,60/0,300", 2025, "2025-03-02T00:00:00Z"),
    ("AAA0BBB,M2.5.4/0,M10.1.0", 2024, "2024-02-29T00:00:00Z"),
    ("AAA0BBB,M2.5.4/0,M10.1.0", 2025, "2025-02-27T00:00:00Z"),
    ("<-03>3<-02>,M3.1.0/-1,M10.1.0", 2025, "2025-03-02T02:00:00Z"),
    ("AAA-5:30:15BBB-7,M4.1.1/27:30:15,M10.1.0", 2150, "2150-04-06T22:00:00Z"),
    ("AAA0BBB,M10.1.0/0,M3.1.0", 2025, "2025-10-05T00:00:00Z"),
  ])
  func `The rule at the end of a file goes on for ever`(
    rule: String,
    year: Int,
    start: String
  ) throws {
    let zone = try zone([], rule: rule)
    let transition = try #require(Instant.parse(start))
    let before = zone.offset(at: transition - .seconds(1))
    #expect(zone.offset(at: transition) > before)
    #expect(zone.offset(at: transition + .days(20)) > before)
    #expect(zone.civil(at: transition).year == year)
  }

  @Test func `Damaged files are refused`() throws {
    let good = tzif([(1_000_000, 7_200)], rule: "AAA0")
    var damaged = [
      [], Array(good.prefix(30)), Array(good.dropLast(3)), Array("TZif2".utf8),
      tzif([(5, 0), (5, 60)], rule: "AAA0"), tzif([(5, 99_999)], rule: "AAA0"),
      tzif([], rule: "AAA0BBB"), tzif([], rule: "AAA0BBB,M13.1.0,M1.1.0"), tzif([], rule: "A"),
    ]
    var version1 = good
    version1[4] = 0
    damaged.append(version1)
    var leap = good
    leap[44 + 31] = 1
    damaged.append(leap)
    for bytes in damaged {
      try write(bytes)
      let error = #expect(throws: CivilTimeError.self) { try Zone.read("Made", from: directory) }
      #expect(error?.diagnosticCode == "time.damaged-zone")
      #expect(error?.hint?.contains("TZDIR") == true)
    }
    try write(good)
    #expect(try Zone.read("Made", from: directory).offset(at: Instant(seconds: 2_000_000)) == 7_200)
  }

  @Test func `A system without zone files is told apart from a wrong name`() {
    let error = #expect(throws: CivilTimeError.self) {
      try Zone.read("Europe/Berlin", from: directory)
    }
    #expect(error?.diagnosticCode == "time.no-zone-data")
    #expect(error?.hint?.contains("tzdata") == true)
  }

  /// A zone that is an hour ahead of UTC before its transitions, or 0 where it has none.
  private func zone(_ transitions: [(Int64, Int32)], rule: String = "") throws -> Zone {
    try write(tzif(transitions, rule: rule))
    return try Zone.read("Made", from: directory)
  }

  private func write(_ bytes: [UInt8]) throws {
    let file = try #require(fopen("\(directory)/Made", "wb"))
    #expect(fwrite(bytes, 1, bytes.count, file) == bytes.count)
    fclose(file)
  }

  /// A TZif file of version 2 whose first part is empty.
  private func tzif(_ transitions: [(Int64, Int32)], rule: String) -> [UInt8] {
    func bigEndian<Number: FixedWidthInteger>(_ number: Number) -> [UInt8] {
      withUnsafeBytes(of: number.bigEndian, Array.init)
    }
    func header(times: Int, types: Int) -> [UInt8] {
      Array("TZif2".utf8) + [UInt8](repeating: 0, count: 15)
        + [0, 0, 0, times, types, 4].flatMap { bigEndian(Int32($0)) }
    }
    let name: [UInt8] = [65, 65, 65, 0]
    let offsets = [transitions.isEmpty ? Int32(0) : 3_600] + transitions.map(\.1)
    var bytes = header(times: 0, types: 1) + [0, 0, 0, 0, 0, 0] + name
    bytes += header(times: transitions.count, types: offsets.count)
    for transition in transitions { bytes += bigEndian(transition.0) }
    for index in transitions.indices { bytes.append(UInt8(index + 1)) }
    for offset in offsets { bytes += bigEndian(offset) + [0, 0] }
    return bytes + name + Array("\n\(rule)\n".utf8)
  }
}
