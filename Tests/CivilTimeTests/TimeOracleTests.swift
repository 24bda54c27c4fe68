import CivilTime
import TestSupport
import Testing

#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

/// The shared tables of expected local times (Python zoneinfo, IANA 2026f).
///
/// They lie beside the repository; where they do not, these tests are skipped. Rows of zones whose
/// rules changed after the system's data are a test of their own, skipped with older data; to run
/// it point TZDIR to the zones of a newer release.
@Suite(.enabled(if: TimeOracle.exists, "the shared tables are not beside the repository"))
struct TimeOracleTests {
  @Test(arguments: TimeOracle.rows(of: "tz_utc_to_local.csv").filter { !TimeOracle.isNew($0[0]) })
  func `Instants show the expected local times`(row: [String]) throws {
    try compareClock(row)
  }

  @Test(arguments: TimeOracle.rows(of: "tz_local_to_utc.csv").filter { !TimeOracle.isNew($0[0]) })
  func `Local times are at the expected instants`(row: [String]) throws {
    try compareInstant(row)
  }

  @Test(
    .enabled(if: TimeOracle.knowsNewRules, "the system's zone data are older than 2026f"),
    arguments: TimeOracle.rows(of: "tz_utc_to_local.csv").filter { TimeOracle.isNew($0[0]) }
  )
  func `Instants show the expected local times by the newest rules`(row: [String]) throws {
    try compareClock(row)
  }

  @Test(
    .enabled(if: TimeOracle.knowsNewRules, "the system's zone data are older than 2026f"),
    arguments: TimeOracle.rows(of: "tz_local_to_utc.csv").filter { TimeOracle.isNew($0[0]) }
  )
  func `Local times are at the expected instants by the newest rules`(row: [String]) throws {
    try compareInstant(row)
  }

  @Test func `No row of the tables is left out`() {
    #expect(TimeOracle.rows(of: "tz_utc_to_local.csv").count == 36)
    #expect(TimeOracle.rows(of: "tz_local_to_utc.csv").count == 15)
  }

  private func compareClock(_ row: [String]) throws {
    let zone = try Zone.named(row[0])
    let instant = Instant(seconds: try #require(Int64(row[2])))
    let civil = zone.civil(at: instant)
    #expect(Instant.parse(row[1]) == instant)
    #expect(zone.offset(at: instant) == Int(row[4]))
    #expect(row[3].prefix(19) == civil.description)
    #expect(civil.hour == Int(row[6]))
    #expect(Int(zone.hourOfWeek(at: instant).rawValue) == Int(row[7]))
    let isSecond =
      if case .fold(_, let later) = zone.localTime(of: civil) { later == instant } else { false }
    #expect(isSecond == (row[5] == "1"))
  }

  private func compareInstant(_ row: [String]) throws {
    let local = CivilDateTime(utc: try #require(Instant.parse(row[1] + "Z")))
    let zone = try Zone.named(row[0])
    let found = zone.localTime(of: local)
    let earlier = Instant(seconds: try #require(Int64(row[4])))
    let later = Instant(seconds: try #require(Int64(row[7])))
    #expect(found.instant == earlier)
    #expect(zone.instant(of: local) == earlier)
    #expect(row[5].prefix(19) == zone.civil(at: earlier).description)
    #expect(row[8].prefix(19) == zone.civil(at: later).description)
    switch found {
    case .unique: #expect(row[2] == "unique")
    case .gap: #expect(row[2] == "gap")
    case .fold: #expect((row[2], found) == ("fold", .fold(earlier: earlier, later: later)))
    }
  }
}

enum TimeOracle {
  private static let folder = Repository.shared + "/oracles/expected/"

  static let exists = Repository.exists(folder + "tz_meta.json")

  /// Whether the zone data have the decisions on Vancouver, Casablanca and Nuuk.
  static let knowsNewRules = ZoneData.version >= "2026f" && ZoneData.version != "unknown"

  /// Whether older data do not know the zone's rules.
  static func isNew(_ zone: String) -> Bool {
    ["America/Vancouver", "Africa/Casablanca", "America/Nuuk"].contains(zone)
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
