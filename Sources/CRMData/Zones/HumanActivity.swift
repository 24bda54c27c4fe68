import CivilTime

/// The hours at which contacts are active by themselves.
struct HumanActivity {
  let events: EventStore
  /// Later events are not known yet.
  let asOf: Instant
  /// Earlier ones say little of where the contact lives now.
  let start: Instant

  /// One instant for each hour in which the contact did something, in order of time.
  ///
  /// Visits come in bursts; ten pages within an hour say as much of the zone as one.
  func instants(of contact: Int) -> [Instant] {
    events.withEvents(of: contact) { events in
      var instants: [Instant] = []
      var lastHour = Int64.min
      for event in events {
        if event.instant > asOf { break }
        guard event.instant >= start, event.type.isSelfStarted, event.machine != .yes,
          !event.hasUnknownHour
        else { continue }
        let hour = event.instant.seconds / 3_600
        if hour != lastHour { instants.append(event.instant) }
        lastHour = hour
      }
      return instants
    }
  }
}

/// How often people are active at each local hour of the week.
struct ActivityCurve {
  private(set) var counts = [Int](repeating: 0, count: HourOfWeek.count)
  /// How many instants were counted.
  private(set) var total = 0

  mutating func add(_ instants: [Instant], in zone: Zone) {
    for instant in instants { counts[Int(zone.hourOfWeek(at: instant).rawValue)] += 1 }
    total += instants.count
  }

  /// The logarithm of each hour's share; one more event in every hour keeps it finite.
  ///
  /// - Parameter own: a contact's own hours, which must not be in the curve that judges it.
  /// - Returns: One logarithm for each hour of the week.
  func logShares(without own: ActivityCurve? = nil) -> [Double] {
    let sum = Double(total - (own?.total ?? 0) + counts.count).logarithm
    return counts.indices.map { hour in
      Double(counts[hour] - (own?.counts[hour] ?? 0) + 1).logarithm - sum
    }
  }
}
