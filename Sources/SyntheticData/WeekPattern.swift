import CivilTime

/// When things are usual in the local week: one weight for each hour of the week.
enum WeekPattern {
  /// When everybody visits websites.
  static let visits = pattern(
    hours: [2, 1, 1, 1, 1, 2, 5, 10, 16, 20, 21, 19, 17, 18, 19, 18, 16, 13, 11, 10, 10, 8, 5, 3],
    weekend: 0.35
  )

  private static let email = pattern(
    hours: [0, 0, 0, 0, 0, 0, 6, 9, 12, 14, 14, 10, 9, 11, 11, 9, 8, 8, 9, 8, 7, 5, 2, 0],
    weekend: 0.5
  )
  private static let sms = pattern(
    hours: [0, 0, 0, 0, 0, 0, 0, 0, 4, 9, 10, 10, 10, 8, 8, 8, 9, 10, 10, 8, 5, 0, 0, 0],
    weekend: 0.5
  )
  private static let phone = pattern(
    hours: [0, 0, 0, 0, 0, 0, 0, 0, 6, 10, 11, 10, 6, 7, 10, 10, 10, 8, 6, 3, 1, 0, 0, 0],
    weekend: 0.15
  )
  private static let post = pattern(
    hours: [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0],
    weekend: 0
  )

  /// When marketing and sales departments send.
  static func sends(on channel: Channel) -> [Double] {
    switch channel {
    case .email: email
    case .sms: sms
    case .phone: phone
    case .post: post
    }
  }

  private static func pattern(hours: [Double], weekend: Double) -> [Double] {
    HourOfWeek.allCases.map { hours[$0.hour] * ($0.day < 5 ? 1 : weekend) }
  }
}
