import CivilTime
import Testing

@Suite struct ZoneTests {
  @Test(arguments: ZoneFixture.localTimes)
  func `The local clock follows from the instant`(row: String) throws {
    let fields = row.split(separator: " ").map(String.init)
    let zone = try Zone.named(fields[0])
    let instant = try #require(Instant.parse(fields[1]))
    #expect(zone.civil(at: instant).description == fields[2])
    #expect(zone.offset(at: instant) == Int(fields[3]))
    #expect(Int(zone.hourOfWeek(at: instant).rawValue) == Int(fields[4]))
  }

  @Test(arguments: ZoneFixture.instants)
  func `The instant follows from the local clock`(row: String) throws {
    let fields = row.split(separator: " ").map(String.init)
    let first = try #require(Instant.parse(fields[3]))
    let second = try #require(Instant.parse(fields[4]))
    let local = try #require(Instant.parse(fields[1] + "Z"))
    let found = try Zone.named(fields[0]).localTime(of: CivilDateTime(utc: local))
    #expect(found.instant == first)
    switch found {
    case .unique:
      #expect(fields[2] == "unique")
    case .fold:
      #expect(fields[2] == "fold")
      #expect(found == .fold(earlier: first, later: second))
    case .gap(_, let transition):
      #expect(fields[2] == "gap")
      #expect(second < transition && transition <= first)
    }
  }

  @Test func `A gap tells when it is`() throws {
    let berlin = try Zone.named("Europe/Berlin")
    let skipped = CivilDateTime(year: 2025, month: 3, day: 30, hour: 2, minute: 30)
    #expect(
      berlin.localTime(of: skipped)
        == .gap(
          shifted: try #require(.parse("2025-03-30T01:30:00Z")),
          transition: try #require(.parse("2025-03-30T01:00:00Z"))
        )
    )
  }

  @Test func `Links are zones and every zone is read once`() throws {
    let name = "Asia/Calcutta"
    #expect(try Zone.named(name) === Zone.named(name))
    #expect(try Zone.named(name).identifier == name)
    #expect(try Zone.named(name) != Zone.named("Asia/Kolkata"))
    #expect(try Zone.named("UTC") === Zone.utc)
  }

  @Test func `Clocks are the same only as long as all their offsets are`() throws {
    let berlin = try Zone.named("Europe/Berlin")
    let madrid = try Zone.named("Europe/Madrid")
    let start = try #require(Instant.parse("2000-01-01"))
    let end = try #require(Instant.parse("2150-01-01"))
    #expect(berlin.hasSameClock(as: madrid, from: start, until: end))
    // Madrid shifted its clock on other days than Berlin in the years before 1980.
    let early = try #require(Instant.parse("1970-01-01"))
    #expect(!berlin.hasSameClock(as: madrid, from: early, until: start))
    #expect(!berlin.hasSameClock(as: try .named("Europe/London"), from: start, until: end))
    let phoenix = try Zone.named("America/Phoenix")
    let denver = try Zone.named("America/Denver")
    let winter = (
      try #require(Instant.parse("2024-12-01")), try #require(Instant.parse("2025-03-01"))
    )
    #expect(phoenix.hasSameClock(as: denver, from: winter.0, until: winter.1))
    #expect(!phoenix.hasSameClock(as: denver, from: winter.0, until: winter.1 + .days(30)))
    #expect(berlin.hasSameClock(as: phoenix, from: end, until: start))
  }

  @Test func `A fixed zone never changes`() {
    let zone = Zone.fixed(offsetSeconds: -12_600)
    #expect(zone.identifier == "UTC-03:30")
    #expect(Zone.fixed(offsetSeconds: 20_700).identifier == "UTC+05:45")
    #expect(zone.offset(at: Instant(seconds: 0)) == -12_600)
    #expect(zone.offset(at: Instant(seconds: 9_000_000_000)) == -12_600)
    #expect(zone.offset(at: Instant(seconds: -9_000_000_000)) == -12_600)
    #expect(zone.instant(of: CivilDateTime(year: 2025, month: 1, day: 1)).seconds == 1_735_702_200)
  }

  @Test(arguments: [
    ("Europe/Berlim", "did you mean 'Europe/Berlin'?"),
    ("europe/berlin", "did you mean 'Europe/Berlin'?"),
    ("Berlin", "did you mean 'Europe/Berlin'?"),
    ("New York", "did you mean 'America/New_York'?"),
    ("Mars/Olympus_Mons", "use an IANA name such as 'Europe/Berlin'"),
    ("", "use an IANA name such as 'Europe/Berlin'"),
  ])
  func `An unknown zone is refused with the name that was meant`(name: String, hint: String) {
    let error = #expect(throws: CivilTimeError.self) { try Zone.named(name) }
    #expect(error?.code == .unknownZone)
    #expect(error?.hint == hint)
  }

  @Test(arguments: [
    "../zoneinfo/UTC", "Europe/../Europe/Berlin", "/usr/share/zoneinfo/UTC", "Europe", "Europe/",
    "right/UTC", "tzdata.zi", "Europe/Berlin\0", "Europe//Berlin", "+VERSION", "localtime",
  ])
  func `No path leaves the folder of the zones`(name: String) {
    let error = #expect(throws: CivilTimeError.self) { try Zone.named(name) }
    #expect(error?.diagnosticCode == "time.unknown-zone")
  }

  @Test func `The system's zones have names and a version`() {
    #expect(ZoneData.names.contains("America/Argentina/Ushuaia"))
    #expect(ZoneData.names.count > 400)
    #expect(ZoneData.version != "unknown")
  }
}
