public import CivilTime

/// What a contact did, of one type or of all: enough to tell every activity feature as of a later
/// instant.
///
/// A record is a sum over events: records of parts, however an export was split, merge in any
/// order to the same bits. Only what happened is in it, so that it can be kept, and read night
/// after night.
public struct ActivityRecord: Sendable, Hashable {
  /// The half-lives of the decayed counts, in days; infinity for no decay.
  public let halfLives: [Double]
  /// The instant of the first event.
  public private(set) var first: Instant?
  /// The instant of the last event.
  public private(set) var last: Instant?
  /// One count for each half-life.
  public private(set) var decayed: [DecayedCount]
  /// The active days.
  public private(set) var days = ActivityDays()

  /// How many events there are.
  public var count: Int { days.total }

  /// Creates a record of nothing.
  public init(halfLives: [Double]) {
    self.halfLives = halfLives
    decayed = halfLives.map { _ in DecayedCount() }
  }

  /// Adds an event.
  ///
  /// - Parameters:
  ///   - instant: when it happened.
  ///   - zone: the contact's zone, whose days are counted; nil for UTC.
  public mutating func add(at instant: Instant, zone: Zone? = nil) {
    first = min(first ?? instant, instant)
    last = max(last ?? instant, instant)
    for (index, halfLife) in halfLives.enumerated() {
      decayed[index].add(at: instant, halfLifeDays: halfLife)
    }
    days.add(day: ActivityDays.day(of: instant, in: zone))
  }

  /// Adds what another record with the same half-lives and zone has seen.
  public mutating func merge(_ other: ActivityRecord) {
    precondition(halfLives == other.halfLives, "records merge that count alike")
    first = [first, other.first].compactMap(\.self).min()
    last = [last, other.last].compactMap(\.self).max()
    for index in decayed.indices { decayed[index].merge(other.decayed[index]) }
    days.merge(other.days)
  }

  /// The features as of an instant.
  public struct Summary: Sendable, Hashable {
    /// The decayed counts, one for each half-life.
    public var decayed: [Double]
    /// How many events there were in the last 7, 30 and 90 days.
    public var counts: [Int]
    /// On how many of the last 90 days there was one.
    public var activeDays: Int
    /// How many days in a row have one up to now.
    public var currentDays: Int
    /// How many weeks in a row have one up to now.
    public var currentWeeks: Int
    /// The most days in a row that ever had one.
    public var longestDays: Int
    /// The most weeks in a row that ever had one.
    public var longestWeeks: Int
    /// Days since the first event; nil where there is none.
    public var daysSinceFirst: Double?
    /// Days since the last event; nil where there is none.
    public var daysSinceLast: Double?
    /// The recent rate against the earlier one; see ``ActivityDays/trend(endingOn:)``.
    public var trend: Double

    init(_ record: ActivityRecord, asOf: Instant, zone: Zone?) {
      let last = ActivityDays.lastDay(asOf: asOf, in: zone)
      let days = record.days
      decayed = zip(record.decayed, record.halfLives).map {
        $0.value(asOf: asOf, halfLifeDays: $1)
      }
      counts = ActivityRecord.windows.map { days.window(of: $0, endingOn: last).events }
      activeDays = days.window(of: 90, endingOn: last).days
      currentDays = days.currentStreak(of: .day, endingOn: last)
      currentWeeks = days.currentStreak(of: .week, endingOn: last)
      longestDays = days.longestStreak(of: .day)
      longestWeeks = days.longestStreak(of: .week)
      daysSinceFirst = record.first.map { (asOf - $0).inDays }
      daysSinceLast = record.last.map { (asOf - $0).inDays }
      trend = days.trend(endingOn: last)
    }
  }

  /// The windows of ``Summary/counts``, in days.
  public static let windows: [Int32] = [7, 30, 90]

  /// The features as of an instant that no event is later than.
  ///
  /// - Complexity: O(active days).
  public func summary(asOf instant: Instant, zone: Zone? = nil) -> Summary {
    precondition(last.map { $0 <= instant } ?? true, "a record cannot be read before its events")
    return Summary(self, asOf: instant, zone: zone)
  }
}
