import CivilTime

/// The zones that can be inferred, grouped by clocks that show the same.
///
/// Berlin and Madrid cannot be told apart by hours, and need not be: what is inferred is a clock,
/// and its zone is then the likeliest of the names that it has.
struct ClockTable {
  /// The main zones of all offsets, for contacts of whom not even the country is known.
  private static let worldZones = [
    "Pacific/Pago_Pago", "Pacific/Honolulu", "America/Anchorage", "America/Los_Angeles",
    "America/Phoenix", "America/Denver", "America/Mexico_City", "America/Chicago",
    "America/Bogota", "America/New_York", "America/Halifax", "America/Santiago",
    "America/St_Johns", "America/Sao_Paulo", "Atlantic/Azores", "Europe/London", "Africa/Lagos",
    "Europe/Paris", "Africa/Johannesburg", "Europe/Athens", "Europe/Istanbul", "Asia/Tehran",
    "Asia/Dubai", "Asia/Kabul", "Asia/Karachi", "Asia/Kolkata", "Asia/Kathmandu", "Asia/Dhaka",
    "Asia/Yangon", "Asia/Bangkok", "Asia/Shanghai", "Asia/Tokyo", "Australia/Adelaide",
    "Australia/Brisbane", "Australia/Sydney", "Pacific/Noumea", "Pacific/Auckland",
    "Pacific/Tongatapu",
  ]

  /// A zone that can be inferred.
  struct Entry {
    let zone: Zone
    /// The number of its clock.
    let clock: Int
  }

  /// The zones, in the bytewise order of their names.
  private(set) var entries: [Entry] = []
  /// One zone of each clock.
  private(set) var clocks: [Zone] = []
  private var numbers: [String: Int] = [:]

  /// Groups zones by their clocks between two instants.
  init(zones: [Zone], countries: Set<Country>, from start: Instant, until end: Instant) {
    var byName = Dictionary(
      zones.map { ($0.identifier, $0) },
      uniquingKeysWith: { first, _ in first }
    )
    let others = Self.worldZones + countries.flatMap { $0.shares.map(\.zone) }
    for name in others where byName[name] == nil { byName[name] = try? Zone.named(name) }
    let sorted = byName.values.sorted {
      $0.identifier.utf8.lexicographicallyPrecedes($1.identifier.utf8)
    }
    for zone in sorted {
      let known = clocks.firstIndex { $0.hasSameClock(as: zone, from: start, until: end) }
      if known == nil { clocks.append(zone) }
      numbers[zone.identifier] = entries.count
      entries.append(Entry(zone: zone, clock: known ?? clocks.count - 1))
    }
  }

  /// The number of a zone among the entries.
  func number(of name: String) -> Int? { numbers[name] }

  /// The entries that a contact may be in, each with its share before any contact is counted.
  ///
  /// A country has the zones in its own list; without a country every zone is possible, and the
  /// main zones of the world have equal shares.
  func choices(in country: Country?) -> [(entry: Int, share: Double)] {
    guard let country else {
      let share = 1 / Double(Self.worldZones.count)
      let world = Set(Self.worldZones)
      return entries.indices.map { ($0, world.contains(entries[$0].zone.identifier) ? share : 0) }
    }
    let shares = Dictionary(country.shares.map { ($0.zone, $0.percent) }, uniquingKeysWith: max)
    let total = Double(max(1, shares.values.reduce(0, +)))
    return entries.indices.compactMap { entry in
      let name = entries[entry].zone.identifier
      if let percent = shares[name] { return (entry, Double(percent) / total) }
      return country.zones.contains(name) ? (entry, 0) : nil
    }
  }
}
