import CRMData
import CivilTime
import Features
import TestSupport
import Testing

@Suite("What a contact did")
struct ActivityRecordTests {
  private func record(_ days: String...) -> ActivityRecord {
    var record = ActivityRecord(halfLives: [7, .infinity])
    for day in days { record.add(at: instant(day)) }
    return record
  }

  @Test("windows count whole days, the last of which ends with the instant")
  func windows() {
    let record = record(
      "2024-03-31T23:00:00Z",
      "2024-03-25",
      "2024-03-24T23:59:59Z",
      "2024-03-02",
      "2024-03-01",
      "2024-01-02",
      "2024-01-01"
    )
    let summary = record.summary(asOf: instant("2024-04-01"))
    #expect(summary.counts == [2, 4, 6])
    #expect(summary.activeDays == 6)
    // During the last day it is the seventh of the week.
    #expect(record.summary(asOf: instant("2024-03-31T23:30:00Z")).counts == [2, 4, 6])
    #expect(summary.decayed[1] == 7)
  }

  @Test("an event at the instant itself, at midnight, counts")
  func midnight() {
    let summary = record("2024-04-01").summary(asOf: instant("2024-04-01"))
    #expect(summary.counts == [1, 1, 1])
    #expect(summary.daysSinceLast == 0)
    #expect(summary.currentDays == 1)
  }

  @Test("streaks of days: the last day may still come, a gap ends them")
  func dayStreaks() {
    let record = record("2024-01-01", "2024-01-02", "2024-01-03", "2024-01-05", "2024-01-06")
    // As of the end of the 6th, of the 7th and of the 8th.
    let current = ["2024-01-07", "2024-01-08", "2024-01-09"].map {
      record.summary(asOf: instant($0)).currentDays
    }
    #expect(current == [2, 2, 0])
    #expect(record.summary(asOf: instant("2024-01-07")).longestDays == 3)
  }

  @Test("streaks of weeks begin on Monday, across the year")
  func weekStreaks() {
    // 2023-12-31 is a Sunday, 2024-01-01 a Monday.
    let record = record("2023-12-31", "2024-01-01", "2024-01-02", "2024-01-14", "2024-02-05")
    #expect(record.summary(asOf: instant("2024-02-06")).longestWeeks == 3)
    #expect(record.summary(asOf: instant("2024-02-06")).currentWeeks == 1)
    #expect(record.summary(asOf: instant("2024-02-18")).currentWeeks == 1)
    #expect(record.summary(asOf: instant("2024-02-20")).currentWeeks == 0)
  }

  @Test("first and last touch, and their types")
  func touches() throws {
    var activity = ContactActivity(halfLives: [14])
    let events = [
      event("send", "2023-01-01"), event("open", "2024-01-01"), event("click", "2024-01-03"),
      event("open", "2024-01-05", machine: .yes), event("login", "2024-02-01"),
    ]
    events.withUnsafeBufferPointer { activity.add($0, asOf: instant("2024-01-10")) }
    #expect(activity.types == [.open, .click])
    #expect(activity.firstType == .open)
    #expect(activity.lastType == .click)
    let total = activity.total.summary(asOf: instant("2024-01-10"))
    #expect(total.daysSinceFirst == 9)
    #expect(total.daysSinceLast == 7)
    #expect(activity[.open]?.count == 1)
    #expect(activity[.reply] == nil)
  }

  @Test("nothing done has no recency and no streak")
  func nothing() {
    let summary = ActivityRecord(halfLives: [7]).summary(asOf: instant("2024-01-01"))
    #expect(summary.daysSinceFirst == nil)
    #expect(summary.daysSinceLast == nil)
    #expect(summary.counts == [0, 0, 0])
    #expect(summary.currentDays == 0 && summary.longestWeeks == 0 && summary.trend == 0)
    #expect(summary.decayed == [0])
  }

  @Test("the trend compares 30 days with the 60 before")
  func trend() {
    // Three in the last 30 days, two in the 60 before: ln((3 + 1) / (2/2 + 1)) = ln 2.
    let record = record("2024-03-31", "2024-03-30", "2024-03-02", "2024-03-01", "2024-01-02")
    #expect(
      abs(record.summary(asOf: instant("2024-04-01")).trend - 0.693_147_180_559_945_3) < 1e-15
    )
    #expect(record.summary(asOf: instant("2024-05-31")).trend < 0)
  }

  @Test("days are those of the contact's zone where it is given")
  func zones() throws {
    let zone = try Zone.named("America/Los_Angeles")
    // 23:00 on the 1st and 0:30 on the 2nd in Los Angeles; both on the 2nd in UTC.
    let moments = ["2024-01-02T07:00:00Z", "2024-01-02T08:30:00Z"].map(instant)
    var local = ActivityRecord(halfLives: [])
    var universal = ActivityRecord(halfLives: [])
    for moment in moments {
      local.add(at: moment, zone: zone)
      universal.add(at: moment)
    }
    let asOf = instant("2024-01-02T20:00:00Z")
    #expect(local.summary(asOf: asOf, zone: zone).currentDays == 2)
    #expect(universal.summary(asOf: asOf).currentDays == 1)
  }

  @Test("random splits, merged in any order, are the same state", arguments: 1...20)
  func splits(seed: UInt64) {
    var random = SplitMix(seed: seed)
    let events = randomEvents(seed: seed, count: 300)
    let asOf = instant("2024-03-20")
    func activity(_ events: [Event]) -> ContactActivity {
      var activity = ContactActivity(halfLives: [3, 14, .infinity])
      events.withUnsafeBufferPointer { activity.add($0, asOf: asOf) }
      return activity
    }
    var parts = [[Event]](repeating: [], count: 5)
    for event in events { parts[random.integer(below: 5)].append(event) }
    var states = parts.map { activity($0.shuffled(using: &random)) }
    states.shuffle(using: &random)
    let merged = states.dropFirst().reduce(into: states[0]) { $0.merge($1) }
    let whole = activity(events)
    #expect(merged == whole, "seed \(seed)")
    #expect(merged.total.summary(asOf: asOf) == whole.total.summary(asOf: asOf))
    // The future is not there.
    #expect(activity(events.filter { $0.instant <= asOf }) == whole)
  }
}
