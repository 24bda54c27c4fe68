import CivilTime
import LeadScoring
import Testing

@Suite("When the model is learned anew")
struct ModelScheduleTests {
  @Test(
    "the training instant is the newest on the calendar",
    arguments: [
      (ModelSchedule.nightly, "2024-06-13T04:30:00Z", "2024-06-13T04:30:00Z"),
      (.weekly, "2024-06-13T04:30:00Z", "2024-06-10"),
      (.weekly, "2024-06-10", "2024-06-10"),
      (.weekly, "2024-06-09T23:59:59.999999Z", "2024-06-03"),
      (.weekly, "1969-12-31", "1969-12-29"),
      (.monthly, "2024-02-29T12:00:00Z", "2024-02-01"),
      (.monthly, "2024-03-01", "2024-03-01"),
      (.monthly, "2024-01-01T00:00:00.000001Z", "2024-01-01"),
    ]
  )
  func instants(schedule: ModelSchedule, asOf: String, expected: String) {
    #expect(schedule.trainingInstant(asOf: instant(asOf)) == instant(expected))
  }

  @Test("runs on the days of one week learn from the same instant", arguments: 0..<7)
  func sameWeek(day: Int) {
    let monday = instant("2024-06-10")
    let asOf = monday + .days(day) + .hours(3)
    #expect(ModelSchedule.weekly.trainingInstant(asOf: asOf) == monday)
  }
}
