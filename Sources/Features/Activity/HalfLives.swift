/// After how many days an event of each type is worth half.
public struct HalfLives: Sendable, Hashable {
  /// The days by the name of the type; infinity for ever.
  public var days: [String: Double]
  /// The days of all other types.
  public var otherwise: Double

  /// Creates half-lives.
  public init(_ days: [String: Double], otherwise: Double) {
    self.days = days
    self.otherwise = otherwise
  }

  /// What is used where the data are too few to learn from: visits fade fast, meetings slowly.
  public static let standard = HalfLives(
    [
      "open": 14, "click": 14, "page_view": 7, "session": 7, "site_search": 7, "login": 14,
      "form_submit": 30, "download": 30, "call": 30, "reply": 30, "webinar_attend": 30,
      "webinar_register": 30, "event_attend": 60, "meeting_booked": 60, "meeting": 60,
      "unsubscribe": .infinity, "complaint": .infinity,
    ],
    otherwise: 30
  )

  /// What can be chosen from, in days.
  public static let candidates: [Double] = [3, 7, 14, 30, 60, 90, .infinity]

  /// The days of a type.
  public subscript(type: String) -> Double { days[type] ?? otherwise }

  /// The name of a column: `open (half-life 14 days)`.
  public static func columnName(of type: String, halfLife: Double) -> String {
    guard halfLife.isFinite else { return "\(type)\(start)unlimited)" }
    let isWhole = halfLife == halfLife.rounded() && halfLife < 1e9
    return "\(type)\(start)\(isWhole ? "\(Int(halfLife))" : "\(halfLife)") days)"
  }

  /// The type and the half-life of a column; nil for the name of another feature.
  public static func parsed(_ name: String) -> (type: String, halfLife: Double)? {
    guard let place = name.ranges(of: start).last, name.hasSuffix(")") else { return nil }
    let type = String(name[..<place.lowerBound])
    let rest = name[place.upperBound...].dropLast()
    if rest == "unlimited" { return (type, .infinity) }
    guard rest.hasSuffix(" days"), let days = Double(rest.dropLast(5)), days > 0 else { return nil }
    return (type, days)
  }

  private static let start = " (half-life "
}
