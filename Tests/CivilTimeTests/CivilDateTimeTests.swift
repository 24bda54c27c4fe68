import CivilTime
import Testing

@Suite struct CivilDateTimeTests {
  // From Python: (date - date(1970, 1, 1)).days and weekday().
  @Test(arguments: [
    (1970, 1, 1, 0, 3), (2000, 2, 29, 11_016, 1), (1900, 3, 1, -25_508, 3),
    (2025, 6, 30, 20_269, 0), (2100, 2, 28, 47_540, 6), (1, 1, 1, -719_162, 0),
    (9999, 12, 31, 2_932_896, 4),
  ])
  func `Days are numbered from 1970`(
    year: Int,
    month: Int,
    day: Int,
    dayNumber: Int,
    weekday: Int
  ) {
    let civil = CivilDateTime(year: year, month: month, day: day)
    #expect(civil.dayNumber == dayNumber)
    #expect(civil.weekday == weekday)
    #expect(CivilDateTime(dayNumber: dayNumber) == civil)
  }

  @Test func `Every day of four centuries follows the day before`() {
    var previous = CivilDateTime(dayNumber: -30_000)
    for dayNumber in -29_999...120_000 {
      let civil = CivilDateTime(dayNumber: dayNumber)
      guard civil.isPossible, civil.dayNumber == dayNumber, civil > previous,
        civil.weekday == (previous.weekday + 1) % 7
      else {
        Issue.record("day \(dayNumber) is \(civil)")
        return
      }
      previous = civil
    }
    #expect(previous == CivilDateTime(year: 2298, month: 7, day: 20))
  }

  @Test func `Impossible dates and times are recognised`() {
    #expect(CivilDateTime(year: 2024, month: 2, day: 29).isPossible)
    #expect(!CivilDateTime(year: 2100, month: 2, day: 29).isPossible)
    #expect(!CivilDateTime(year: 2025, month: 4, day: 31).isPossible)
    #expect(!CivilDateTime(year: 2025, month: 4, day: 30, hour: 24).isPossible)
    #expect(!CivilDateTime(year: 2025, month: 4, day: 30, second: 60).isPossible)
  }

  @Test func `A date and time is written in ISO 8601`() {
    let civil = CivilDateTime(
      year: 987,
      month: 6,
      day: 5,
      hour: 4,
      minute: 3,
      second: 2,
      microsecond: 10
    )
    #expect(civil.description == "0987-06-05T04:03:02.000010")
  }

  @Test func `The hours of the week have names and numbers`() throws {
    #expect(HourOfWeek.allCases.count == HourOfWeek.count)
    let tuesday = try #require(HourOfWeek(rawValue: 33))
    #expect((tuesday.day, tuesday.hour, tuesday.dayName) == (1, 9, "Tuesday"))
    #expect(tuesday.description == "Tuesday 09:00")
    #expect(HourOfWeek(day: 6, hour: 23).rawValue == 167)
    #expect(HourOfWeek(rawValue: 168) == nil)
  }
}
