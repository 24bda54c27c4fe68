import CivilTime
import Testing

@Suite struct ZoneNameTests {
  @Test(arguments: [
    ("Europe/Madrid", "Europe/Madrid"), ("europe/madrid", "Europe/Madrid"),
    ("EUROPE/MADRID", "Europe/Madrid"), ("  Europe/Madrid ", "Europe/Madrid"),
    ("America/New York", "America/New_York"), ("america/port-au-prince", "America/Port-au-Prince"),
    ("America/Argentina/Buenos Aires", "America/Argentina/Buenos_Aires"), ("utc", "UTC"),
    ("Etc/GMT+5", "Etc/GMT+5"), ("etc/gmt-5", "Etc/GMT-5"), ("UTC", "UTC"), ("gmt", "GMT"),
  ])
  func `IANA names are understood in any case and with spaces`(text: String, name: String) {
    #expect(ZoneName(text).zone?.identifier == name)
    #expect(ZoneName(text).hint == nil)
  }

  @Test(arguments: [
    ("europe_slash_madrid", "Europe/Madrid"), ("america_slash_new_york", "America/New_York"),
    ("america_slash_argentina_slash_salta", "America/Argentina/Salta"),
    ("etc_slash_gmt_plus_5", "Etc/GMT+5"), ("etc_slash_gmt_minus_3", "Etc/GMT-3"),
    ("america_slash_port_hyphen_au_hyphen_prince", "America/Port-au-Prince"),
    ("africa_slash_porto_dash_novo", "Africa/Porto-Novo"), ("utc", "UTC"),
  ])
  func `Names that HubSpot spells out are decoded`(text: String, name: String) {
    #expect(ZoneName(text).zone?.identifier == name)
  }

  @Test(arguments: [
    ("Asia/Calcutta", "Asia/Kolkata"), ("asia/calcutta", "Asia/Kolkata"),
    ("US/Eastern", "America/New_York"), ("Europe/Kiev", "Europe/Kyiv"),
    ("America/Buenos_Aires", "America/Argentina/Buenos_Aires"),
    ("Iceland", "Atlantic/Reykjavik"), ("EST5EDT", "America/New_York"),
  ])
  func `A name that was replaced works and hints at the new one`(old: String, new: String) throws {
    let zone = try #require(ZoneName(old).zone)
    #expect(ZoneName(old).hint?.hasSuffix("is now called '\(new)'") == true)
    let (start, end) = (Instant(seconds: 1_262_304_000), Instant(seconds: 2_000_000_000))
    #expect(zone.hasSameClock(as: try .named(new), from: start, until: end))
  }

  @Test(arguments: [
    ("Romance Standard Time", "Europe/Paris"), ("W. Europe Standard Time", "Europe/Berlin"),
    ("romance daylight time", "Europe/Paris"), ("India Standard Time", "Asia/Kolkata"),
    ("Central Standard Time (Mexico)", "America/Mexico_City"),
    ("Pacific Daylight Time (Mexico)", "America/Tijuana"),
    ("Eastern Standard Time", "America/New_York"), ("GMT Standard Time", "Europe/London"),
    ("Tokyo Standard Time", "Asia/Tokyo"), ("FLE Standard Time", "Europe/Kyiv"),
    ("Eastern Time (US & Canada)", "America/New_York"), ("Pacific Time", "America/Los_Angeles"),
    ("Pacific Time (US and Canada)", "America/Los_Angeles"), ("New Delhi", "Asia/Kolkata"),
    ("Mid-Atlantic", "Atlantic/South_Georgia"), ("St. Petersburg", "Europe/Moscow"),
    ("Nuku'alofa", "Pacific/Tongatapu"),
  ])
  func `Names of Windows and Rails are understood`(text: String, name: String) {
    #expect(ZoneName(text).zone?.identifier == name)
    #expect(ZoneName(text).hint == nil)
  }

  @Test(arguments: [
    ("+02:00", 7_200), ("+0200", 7_200), ("+2", 7_200), ("-05", -18_000), ("GMT-5", -18_000),
    ("UTC+05:30", 19_800), ("utc +5:45", 20_700), ("GMT+0530", 19_800), ("UTC-02", -7_200),
    ("\u{2212}03:30", -12_600), ("+14:00", 50_400), ("-12", -43_200), ("+00:00", 0), ("Z", 0),
    ("GMT-0", 0), ("(GMT-05:00)", -18_000),
  ])
  func `Fixed offsets are understood`(text: String, seconds: Int) {
    let zone = ZoneName(text).zone
    for instant in [Instant(seconds: 1_700_000_000), Instant(seconds: 1_720_000_000)] {
      #expect(zone?.offset(at: instant) == seconds)
    }
  }

  @Test(arguments: [
    ("(GMT-05:00) Eastern Time (US & Canada)", "America/New_York"),
    ("(UTC+01:00) Brussels, Copenhagen, Madrid, Paris", "Europe/Brussels"),
    ("(UTC-06:00) Guadalajara, Mexico City, Monterrey", "America/Mexico_City"),
    ("(GMT+02:00) Central European Summer Time (Europe/Madrid)", "Europe/Madrid"),
    ("(GMT-04:00) Eastern Daylight Time (America/New_York)", "America/New_York"),
    ("(GMT+05:30) India Standard Time (Asia/Kolkata)", "Asia/Kolkata"),
    ("(UTC+10:00) Canberra, Melbourne, Sydney", "Australia/Sydney"),
    ("(UTC) Dublin, Edinburgh, Lisbon, London", "Europe/Dublin"),
  ])
  func `Labels with an offset before them are understood`(text: String, name: String) {
    #expect(ZoneName(text).zone?.identifier == name)
  }

  @Test(arguments: [
    ("CET", "Europe/Brussels"), ("CEST", "Europe/Brussels"), ("JST", "Asia/Tokyo"),
    ("MSK", "Europe/Moscow"), ("NZDT", "Pacific/Auckland"), ("HST", "Pacific/Honolulu"),
    ("akst", "America/Anchorage"), ("SAST", "Africa/Johannesburg"),
  ])
  func `Abbreviations of one clock are understood`(text: String, name: String) throws {
    let zone = try #require(ZoneName(text).zone)
    let (start, end) = (Instant(seconds: 1_500_000_000), Instant(seconds: 2_000_000_000))
    #expect(zone.hasSameClock(as: try .named(name), from: start, until: end))
  }

  @Test(arguments: [
    "EST", "est", "IST", "CST", "PST", "MST", "BST", "AST", "AEST", "GST", "ET", "PT",
  ])
  func `Abbreviations of several clocks are not guessed`(text: String) {
    let name = ZoneName(text)
    #expect(name.zone == nil)
    #expect(name.hint?.contains("may be") == true && name.hint?.contains("/") == true)
  }

  @Test(arguments: [
    ("Europe/Berlim", "did you mean 'Europe/Berlin'?"),
    ("Mars/Olympus_Mons", "use an IANA name such as 'Europe/Berlin'"),
    ("", "use an IANA name such as 'Europe/Berlin'"),
    ("   ", "use an IANA name such as 'Europe/Berlin'"),
  ])
  func `What is no zone has a hint only`(text: String, hint: String) {
    #expect(ZoneName(text).zone == nil)
    #expect(ZoneName(text).hint == hint)
  }

  @Test(arguments: [
    "+15:00", "-13", "+02:60", "+2:5", "+02:00:00", "++2", "UTC+", "GMT+-5", "5", "0200", "+",
    "Z+2", "(GMT-05:00) Tokyo", "(GMT-05:00) Nowhere", "(GMT", "()", "Standard Time", "../UTC",
    "/usr/share/zoneinfo/UTC", "Standard", "_slash_", "null", "N/A", "Europe",
    String(repeating: "x", count: 100_000),
  ])
  func `What only looks like a zone is refused`(text: String) {
    #expect(ZoneName(text).zone == nil)
    #expect((ZoneName(text).hint?.count ?? 0) < 200)
    #expect(ZoneName(text).hint != nil)
  }

  @Test func `Every zone of the system is understood as it is written`() throws {
    for name in ZoneData.names where !["EST", "MST", "Factory", "localtime"].contains(name) {
      #expect(ZoneName(name).zone?.identifier == name)
      let spaced = name.lowercased().replacing("_", with: " ")
      #expect(ZoneName(spaced).zone != nil, "\(spaced)")
    }
  }
}
