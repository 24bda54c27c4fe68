import CivilTime
import Testing

@Suite struct InstantTests {
  // Seconds from Python: datetime.fromisoformat(...).timestamp().
  @Test(arguments: [
    ("1970-01-01T00:00:00Z", 0), ("2025-06-30T22:00:00Z", 1_751_320_800_000_000),
    ("2025-06-30T22:00:00.123Z", 1_751_320_800_123_000),
    ("1969-12-31T23:59:59.999999Z", -1), ("1900-01-01T00:00:00Z", -2_208_988_800_000_000),
    ("2000-02-29T12:30:45.000001Z", 951_827_445_000_001),
  ])
  func `An instant is read and written as RFC 3339`(text: String, microseconds: Int64) {
    #expect(Instant.parse(text) == Instant(microseconds: microseconds))
    #expect(Instant(microseconds: microseconds).description == text)
  }

  @Test(arguments: [
    ("2025-07-01T00:00:00+02:00", "2025-06-30T22:00:00Z"),
    ("2025-06-30T18:30:00-0330", "2025-06-30T22:00:00Z"),
    ("2025-06-30", "2025-06-30T00:00:00Z"), ("2025-06-30 22:00Z", "2025-06-30T22:00:00Z"),
  ])
  func `Offsets and bare dates become UTC`(text: String, expected: String) {
    #expect(Instant.parse(text)?.description == expected)
  }

  @Test(arguments: [
    "", "2025-06-30T22:00:00", "2025-02-30", "2025-13-01", "2025-06-30T24:00:00Z",
    "2025-06-30T22:60:00Z", "2025-06-30T22:00:60Z", "1899-12-31", "2201-01-01",
    "2025-06-30T22:00:00Zx", "2025-6-30", "20250630", "tomorrow", "2025-06-30T22:00:00+24:00",
  ])
  func `What is not an instant is refused`(text: String) {
    #expect(Instant.parse(text) == nil)
  }

  @Test func `Whole seconds are rounded down, before 1970 too`() {
    #expect(Instant(microseconds: -1).seconds == -1)
    #expect(Instant(microseconds: -1_000_000).seconds == -1)
    #expect(Instant(microseconds: 1_999_999).seconds == 1)
    #expect(Instant(seconds: -7).seconds == -7)
  }

  @Test func `Instants and spans add up`() {
    let instant = Instant(seconds: 1_000)
    #expect(instant + .minutes(2) == Instant(seconds: 1_120))
    #expect(instant - .seconds(1) < instant)
    #expect((instant + .days(3)) - instant == .hours(72))
  }

  @Test func `Extreme instants can be written and put on a clock`() {
    // By numpy.datetime64 and by dividing 2**63 in Python.
    let (first, last) = (Instant(microseconds: .min), Instant(microseconds: .max))
    #expect(CivilDateTime(utc: first).microsecond == 224_192)
    #expect(CivilDateTime(utc: last).description == "294247-1-10T4:0:54.775807")
    #expect(Zone.utc.civil(at: first) == CivilDateTime(utc: first))
    #expect(Zone.utc.civil(at: last).dayNumber == 106_751_991)
  }
}

@Suite struct TimeSpanTests {
  @Test(arguments: [
    ("30d", TimeSpan.days(30)), ("12h", .hours(12)), ("90m", .minutes(90)),
    ("45s", .seconds(45)), ("2w", .weeks(2)), ("0s", .zero),
    ("250ms", TimeSpan(microseconds: 250_000)), ("7us", TimeSpan(microseconds: 7)),
  ])
  func `A span is a whole number and a unit`(text: String, span: TimeSpan) {
    #expect(TimeSpan(parsing: text) == span)
    #expect(TimeSpan(parsing: span.description) == span)
  }

  @Test(arguments: [
    "", "d", "30", "-1d", "1.5h", "30 d", "30D", "٣d", "99999999999999999999d", "400000d",
  ])
  func `What is not a span is refused`(text: String) {
    #expect(TimeSpan(parsing: text) == nil)
  }

  @Test func `A span is written in the longest unit that fits`() {
    #expect(TimeSpan.days(30).description == "30d")
    #expect(TimeSpan.hours(36).description == "36h")
    #expect(TimeSpan.minutes(90).description == "90m")
    #expect(TimeSpan.hours(36).inDays == 1.5)
  }
}
