public import CivilTime

/// On which days somebody was active, and how often.
///
/// A day is a day of the calendar in UTC, or in the contact's own zone where one is given; a week
/// begins on Monday. The last day as of an instant is the one that the instant lies in, or that
/// ends with it: as of midnight a window of 7 days is the seven days before.
public struct ActivityDays: Sendable, Hashable {
  /// The active days, as days since 1970-01-01 in ascending order.
  public private(set) var days: [Int32] = []
  /// How many events each of them has.
  public private(set) var counts: [UInt32] = []
  /// How many events there are.
  public private(set) var total = 0

  /// Creates a calendar without a day.
  public init() {}

  /// The day of an instant; in UTC without a zone.
  public static func day(of instant: Instant, in zone: Zone? = nil) -> Int32 {
    let seconds = instant.seconds + Int64(zone?.offset(at: instant) ?? 0)
    return Int32(clamping: seconds >= 0 ? seconds / 86_400 : (seconds - 86_399) / 86_400)
  }

  /// The last day that counts as of an instant.
  public static func lastDay(asOf instant: Instant, in zone: Zone? = nil) -> Int32 {
    day(of: Instant(microseconds: instant.microseconds - 1), in: zone)
  }

  /// Counts some events on a day.
  ///
  /// - Complexity: O(1) for the newest day, O(days) for another.
  @inline(__always)
  public mutating func add(day: Int32, count: UInt32 = 1) {
    total += Int(count)
    if let last = days.last, last >= day {
      if last == day {
        counts[counts.count - 1] += count
      } else {
        insert(day, count)
      }
    } else {
      days.append(day)
      counts.append(count)
    }
  }

  private mutating func insert(_ day: Int32, _ count: UInt32) {
    let place = firstIndex(from: day)
    if days[place] == day {
      counts[place] += count
    } else {
      days.insert(day, at: place)
      counts.insert(count, at: place)
    }
  }

  /// Forgets all days but keeps the memory.
  mutating func removeAll() {
    days.removeAll(keepingCapacity: true)
    counts.removeAll(keepingCapacity: true)
    total = 0
  }

  /// Adds the days of another calendar in the same zone.
  public mutating func merge(_ other: ActivityDays) {
    for (day, count) in zip(other.days, other.counts) { add(day: day, count: count) }
  }

  /// The position of the first active day that is not before a day.
  private func firstIndex(from day: Int32) -> Int {
    var (low, high) = (0, days.count)
    while low < high {
      let middle = (low + high) / 2
      if days[middle] < day { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// The active days and the events in a window.
  ///
  /// - Parameters:
  ///   - length: how many days the window has.
  ///   - last: its last day; later days count too, since only an event at midnight, the as-of
  ///     instant itself, can have one.
  /// - Returns: how many of its days are active, and how many events they have.
  public func window(of length: Int32, endingOn last: Int32) -> (days: Int, events: Int) {
    let start = last - length + 1
    var events = 0
    var index = days.count
    while index > 0, days[index - 1] >= start {
      index -= 1
      events += Int(counts[index])
    }
    return (days.count - index, events)
  }
}
