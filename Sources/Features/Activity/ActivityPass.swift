import CRMData
import CivilTime

/// Reads the events of contacts one after another and writes the columns; one for each thread.
///
/// What is known of a contact grows with his events, and is written at each of his instants on the
/// way. Nothing is allocated for a contact.
final class ActivityPass {
  private let plan: ActivityPlan
  private let columns: [UnsafeMutablePointer<Double>]
  private let counts: UnsafeMutablePointer<DecayedCount>
  private let decayCount: Int
  private var days = ActivityDays()
  private var day: Int32 = .min
  private var eventsOfDay: UInt32 = 0
  /// Milliseconds since 1970, or -1.
  private var last: Int64 = -1

  init(_ plan: ActivityPlan, _ columns: [UnsafeMutablePointer<Double>]) {
    self.plan = plan
    self.columns = columns
    decayCount = plan.decays.count
    counts = .allocate(capacity: max(1, decayCount))
    counts.initialize(repeating: DecayedCount(), count: max(1, decayCount))
  }

  deinit { counts.deallocate() }

  /// Reads the contacts of some groups of examples.
  func read(_ items: Range<Int>, _ groups: ExampleGroups, of snapshot: CRMSnapshot) {
    let events = snapshot.events
    for item in items {
      let contact = Int(groups.contacts[item])
      let examples = Int(groups.starts[item])..<Int(groups.starts[item + 1])
      reset()
      events.withEvents(of: contact) { events in
        var next = 0
        for index in examples {
          let example = Int(groups.examples[index])
          let reference = Int(groups.references[example])
          next = count(events, from: next, until: plan.references[reference])
          write(example, reference, created: snapshot.contacts.createdAt[contact])
        }
      }
    }
  }

  private func reset() {
    for index in 0..<decayCount { counts[index] = DecayedCount() }
    days.removeAll()
    day = .min
    eventsOfDay = 0
    last = -1
  }

  /// Counts events up to an instant; returns the position of the first later one.
  @inline(__always)
  private func count(
    _ events: UnsafeBufferPointer<Event>,
    from first: Int,
    until reference: Instant
  ) -> Int {
    var next = first
    var (day, eventsOfDay, last) = (day, eventsOfDay, last)
    let end = reference.microseconds
    plan.decays.withUnsafeBufferPointer { decays in
      plan.ranges.withUnsafeBufferPointer { ranges in
        plan.isActivity.withUnsafeBufferPointer { isActivity in
          while next < events.count {
            let event = events[next]
            let instant = event.instant.microseconds
            if instant > end { break }
            next += 1
            let code = Int(event.type.rawValue)
            guard isActivity[code], event.isHuman else { continue }
            let milliseconds = instant / 1000
            last = milliseconds
            let range = ranges[code]
            for index in Int(range.lowerBound)..<Int(range.upperBound) {
              counts[index].add(decays[index].term(at: milliseconds))
            }
            let today = Int32(truncatingIfNeeded: milliseconds / 86_400_000)
            if today != day {
              if eventsOfDay > 0 { days.add(day: day, count: eventsOfDay) }
              day = today
              eventsOfDay = 0
            }
            eventsOfDay += 1
          }
        }
      }
    }
    if eventsOfDay > 0, plan.needsDays { days.add(day: day, count: eventsOfDay) }
    (self.day, self.eventsOfDay, self.last) = (day, 0, last)
    return next
  }

  private func write(_ example: Int, _ reference: Int, created: Instant?) {
    let instant = plan.references[reference]
    let lastDay = plan.lastDays[reference]
    for (place, output) in plan.outputs.enumerated() {
      let value: Double
      switch output {
      case .count(let index):
        value = counts[index].value(plan.readings[reference * decayCount + index])
      case .zero: value = 0
      case .lastActivity:
        value =
          last < 0 ? .nan : (instant - Instant(microseconds: last * 1000)).inDays
      case .creation: value = created.map { (instant - $0).inDays } ?? .nan
      case .activeDays: value = Double(days.window(of: 90, endingOn: lastDay).days)
      case .activeWeeks: value = Double(days.currentStreak(of: .week, endingOn: lastDay))
      case .trend: value = days.trend(endingOn: lastDay)
      }
      columns[place][example] = value
    }
  }
}
