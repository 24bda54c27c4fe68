import CRMData
import CivilTime
import Tables
import TestSupport

/// A small list for the inference of zones, in the canonical format.
struct ZoneWorld {
  static let asOf = instant("2025-06-30T00:00:00Z")

  var contacts: [String] = []
  var companies: [String] = []
  var events: [String] = []

  /// Adds a contact; an empty cell is unknown.
  mutating func add(
    _ id: String,
    zone: String = "",
    country: String = "",
    state: String = "",
    zip: String = "",
    phone: String = "",
    company: String = "",
    createdAt: String = "2024-01-01"
  ) {
    contacts.append(
      "\(id),,\(company),\(zone),\(createdAt),\(country),\(state),\(zip),\(phone)"
    )
  }

  /// Adds one visit.
  mutating func visit(_ id: String, at instant: Instant, type: String = "page_view") {
    events.append("\(id),\(instant),\(type),web,0")
  }

  /// Adds visits at local hours of working days in the spring of 2025.
  mutating func visits(
    of id: String,
    count: Int,
    zone: String,
    hours: [Int],
    using random: inout SplitMix
  ) throws {
    let clock = try Zone.named(zone)
    for _ in 0..<count {
      var local = CivilDateTime(dayNumber: 20_100 + random.integer(below: 150))
      while local.weekday > 4 { local = CivilDateTime(dayNumber: local.dayNumber + 1) }
      local.hour = random.element(of: hours)
      local.minute = random.integer(below: 60)
      visit(id, at: clock.instant(of: local))
    }
  }

  /// The files of the list.
  var files: [CSVText] {
    let companyFile = CSVText("companies.csv", "company_id,name,country,state", companies)
    return (companies.isEmpty ? [] : [companyFile]) + [
      CSVText(
        "contacts.csv",
        "contact_id,email,company_id,tz,created_at,country,state,zip,phone",
        contacts
      ),
      CSVText("events.csv", "contact_id,occurred_at,type,channel,is_machine", events),
    ]
  }

  /// Imports the list and infers its zones.
  func inferred(
    _ inference: ZoneInference = ZoneInference(),
    asOf: Instant = Self.asOf
  ) throws -> Answers {
    var snapshot = try imported(files).snapshot
    snapshot.contacts.adopt(inference.inferred(for: snapshot, asOf: asOf))
    return Answers(snapshot.contacts)
  }

  /// What was inferred, by identifiers.
  struct Answers: Equatable {
    struct Answer: Equatable {
      var zone: String?
      var source: ZoneSource
      var candidates: [String: Double]
    }

    var byID: [String: Answer] = [:]

    init(_ contacts: ContactTable) {
      for contact in contacts.order {
        let candidates = contacts.zoneCandidates[contact] ?? []
        byID[contacts.ids.string(contact)] = Answer(
          zone: contacts.zone(of: contact)?.identifier,
          source: contacts.zoneSources[contact],
          candidates: Dictionary(
            uniqueKeysWithValues: candidates.map {
              (contacts.zones[Int($0.zoneCode)].identifier, $0.weight)
            }
          )
        )
      }
    }

    subscript(id: String) -> Answer? { byID[id] }

    /// The answers on some contacts.
    func only(_ ids: [String]) -> [String: Answer] { byID.filter { ids.contains($0.key) } }
  }
}

extension ZoneWorld {
  /// Two hundred contacts of one country on two clocks, active at office hours; the zones of every
  /// tenth are open.
  ///
  /// Either each contact is active at all office hours, or each at one hour of its own.
  static func office(habits: Bool, seed: UInt64 = 1) throws -> (
    world: ZoneWorld, truth: [String: String]
  ) {
    var random = SplitMix(seed: seed)
    var world = ZoneWorld()
    var truth: [String: String] = [:]
    for index in 0..<400 {
      let (id, zone) = (
        "c\(1000 + index)", index % 2 == 0 ? "America/New_York" : "America/Los_Angeles"
      )
      let isOpen = index % 10 < 2
      world.add(id, zone: isOpen ? "" : zone, country: "US")
      if isOpen { truth[id] = zone }
      let hours = habits ? [random.element(of: Array(8...18))] : [8, 9, 9, 9, 10, 10, 11, 14]
      try world.visits(of: id, count: 24, zone: zone, hours: hours, using: &random)
    }
    return (world, truth)
  }
}
