import CivilTime
import Testing

#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

/// The shared tables of expected local times (Python zoneinfo, IANA 2026f).
///
/// They lie beside the repository; where they do not, these tests are skipped.
@Suite(.enabled(if: TimeOracle.exists, "the shared tables are not beside the repository"))
struct TimeOracleTests {
  @Test func `Instants show the expected local times`() throws {
    var compared = 0
    for row in TimeOracle.rows(of: "tz_utc_to_local.csv") where !TimeOracle.isTooNew(row[0]) {
      let zone = try Zone.named(row[0])
      let instant = Instant(seconds: try #require(Int64(row[2])))
      #expect(Instant.parse(row[1]) == instant)
      #expect(zone.offset(at: instant) == Int(row[4]), "\(row)")
      #expect(row[3].hasPrefix(zone.civil(at: instant).description), "\(row)")
      #expect(Int(zone.hourOfWeek(at: instant).rawValue) == Int(row[7]), "\(row)")
      compared += 1
    }
    #expect(compared >= 30)
  }

  @Test func `Local times are at the expected instants`() throws {
    var compared = 0
    for row in TimeOracle.rows(of: "tz_local_to_utc.csv") where !TimeOracle.isTooNew(row[0]) {
      let local = try #require(Instant.parse(row[1] + "Z"))
      let found = try Zone.named(row[0]).localTime(of: CivilDateTime(utc: local))
      let earlier = Instant(seconds: try #require(Int64(row[4])))
      let later = Instant(seconds: try #require(Int64(row[7])))
      #expect(found.instant == earlier, "\(row)")
      switch found {
      case .unique: #expect(row[2] == "unique")
      case .gap: #expect(row[2] == "gap")
      case .fold: #expect((row[2], found) == ("fold", .fold(earlier: earlier, later: later)))
      }
      compared += 1
    }
    #expect(compared >= 14)
  }
}

enum TimeOracle {
  private static let folder =
    "/" + #filePath.split(separator: "/").dropLast(4).joined(separator: "/")
    + "/shared/oracles/expected/"

  static let exists = access(folder + "tz_meta.json", R_OK) == 0

  /// Vancouver, Casablanca and Nuuk depend on decisions that older data does not know.
  static func isTooNew(_ zone: String) -> Bool {
    ["America/Vancouver", "Africa/Casablanca", "America/Nuuk"].contains(zone)
      && ZoneData.version < "2026f"
  }

  static func rows(of name: String) -> [[String]] {
    guard let file = fopen(folder + name, "r") else { return [] }
    defer { fclose(file) }
    var rows: [[String]] = []
    var line = [CChar](repeating: 0, count: 1_024)
    while fgets(&line, Int32(line.count), file) != nil {
      let text = String(decoding: line.prefix { $0 > 32 }.map(UInt8.init), as: UTF8.self)
      rows.append(text.split(separator: ",").map(String.init))
    }
    return Array(rows.dropFirst())
  }
}
