import CivilTime
import Testing

@Suite struct QuietHoursTests {
  @Test func `Quiet hours may go across midnight`() {
    let night = QuietHours(from: 21, to: 8)
    #expect((0..<24).filter { night.contains(hour: $0) } == Array(0..<8) + [21, 22, 23])
    #expect((0..<24).filter { QuietHours(from: 12, to: 14).contains(hour: $0) } == [12, 13])
    #expect((0..<24).allSatisfy { !QuietHours.none.contains(hour: $0) })
    #expect(QuietHours(from: 22, to: 24) == QuietHours(from: 22, to: 0))
  }

  // Worked out by hand from the transitions of 2025 in Berlin (March 30, October 26, 01:00 UTC).
  @Test(arguments: [
    (21, 8, "2025-06-30T12:34:56Z", "2025-06-30T12:34:56Z"),
    (21, 8, "2025-06-30T20:15:00Z", "2025-07-01T06:00:00Z"),
    (21, 8, "2025-06-30T03:15:30Z", "2025-06-30T06:00:00Z"),
    (21, 8, "2025-03-29T21:00:00Z", "2025-03-30T06:00:00Z"),
    (21, 8, "2025-10-25T21:00:00Z", "2025-10-26T07:00:00Z"),
    (21, 2, "2025-03-30T00:30:00Z", "2025-03-30T01:00:00Z"),
    (21, 2, "2025-10-25T23:30:00Z", "2025-10-26T00:00:00Z"),
    (1, 3, "2025-10-26T00:30:00Z", "2025-10-26T02:00:00Z"),
    (3, 2, "2025-03-30T00:30:00Z", "2025-03-31T00:00:00Z"),
    (5, 5, "2025-03-30T03:30:00Z", "2025-03-30T03:30:00Z"),
  ])
  func `The first allowed instant respects the clock on the wall`(
    from: Int,
    to: Int,
    instant: String,
    expected: String
  ) throws {
    let berlin = try Zone.named("Europe/Berlin")
    let start = try #require(Instant.parse(instant))
    let allowed = QuietHours(from: from, to: to).firstAllowed(from: start, in: berlin)
    #expect(allowed.description == expected)
  }

  @Test func `The hour of the week next comes by the local clock`() throws {
    let berlin = try Zone.named("Europe/Berlin")
    let friday = try #require(Instant.parse("2025-03-28T12:00:00Z"))
    let tuesdayNine = HourOfWeek(day: 1, hour: 9)
    let first = berlin.nextInstant(of: tuesdayNine, after: friday)
    #expect(first.description == "2025-04-01T07:00:00Z")
    #expect(berlin.nextInstant(of: tuesdayNine, after: first).description == "2025-04-08T07:00:00Z")
    let skipped = berlin.nextInstant(of: HourOfWeek(day: 6, hour: 2), after: friday)
    #expect(skipped.description == "2025-03-30T01:00:00Z")
    let doubled = try #require(Instant.parse("2025-10-25T00:00:00Z"))
    let once = berlin.nextInstant(of: HourOfWeek(day: 6, hour: 2), after: doubled)
    #expect(once.description == "2025-10-26T00:00:00Z")
    #expect(
      berlin.nextInstant(of: HourOfWeek(day: 6, hour: 2), after: once).description
        == "2025-11-02T01:00:00Z"
    )
  }

  @Test func `An hour of a skipped day comes a day later`() throws {
    let apia = try Zone.named("Pacific/Apia")
    let saturdayMorning = try #require(Instant.parse("2011-12-30T16:00:00Z"))
    let next = apia.nextInstant(of: HourOfWeek(day: 4, hour: 12), after: saturdayMorning)
    #expect(apia.civil(at: next).description == "2011-12-31T12:00:00")
  }
}
