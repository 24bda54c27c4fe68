import CRMData
import CivilTime

/// Hides the zones of every second contact, infers them, and counts how many are right.
///
/// Right is a zone whose clock shows the same as the true one at all events of the contact. A
/// contact without events is compared at the as-of instant.
enum InferenceCheck {
  static func print(_ folder: String, without columns: [String]) throws {
    let library = try ProfileLibrary()
    let files = try ["companies", "contacts", "events", "outcomes"].compactMap { name in
      try InputFile.recognised(
        "\(folder)/\(name).csv",
        name: name,
        profile: nil,
        library: library
      )
    }
    var snapshot = try CRMImporter(threads: 2).snapshot(of: files) { _ in }
    let truth = snapshot.contacts
    for column in columns {
      if column.hasPrefix("company.") {
        snapshot.companies.attributes[String(column.dropFirst(8))] = nil
      } else {
        snapshot.contacts.attributes[column] = nil
      }
    }
    var state: UInt64 = 7
    for contact in truth.order {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      if state >> 63 == 0 { snapshot.contacts.zoneCodes[contact] = -1 }
    }
    guard let asOf = snapshot.newestInstant else { return }
    var inferred: InferredZones?
    let time = ContinuousClock().measure {
      inferred = ZoneInference().inferred(for: snapshot, asOf: asOf)
    }
    guard let inferred else { return }
    report(inferred, truth, snapshot, asOf)
    Swift.print("without \(columns): \(truth.count) contacts in \(time)")
  }

  private static func report(
    _ inferred: InferredZones,
    _ truth: ContactTable,
    _ snapshot: CRMSnapshot,
    _ asOf: Instant
  ) {
    var found: [ZoneSource: (count: Int, right: Int)] = [:]
    var (weight, open) = (0.0, 0)
    for contact in truth.order where snapshot.contacts.zoneCodes[contact] < 0 {
      guard let zone = truth.zone(of: contact) else { continue }
      func isRight(_ code: Int16) -> Bool {
        code >= 0 && isSame(inferred.zones[Int(code)], zone, contact, snapshot, asOf)
      }
      let source = inferred.sources[contact]
      found[source, default: (0, 0)].count += 1
      if isRight(inferred.zoneCodes[contact]) { found[source, default: (0, 0)].right += 1 }
      guard source == .none else { continue }
      open += 1
      weight += (inferred.candidates[contact] ?? []).reduce(0) {
        $0 + (isRight($1.zoneCode) ? $1.weight : 0)
      }
    }
    for source in ZoneSource.allCases {
      guard let (count, right) = found[source] else { continue }
      Swift.print("  \(source): \(count) contacts, \(right) right")
    }
    if open > 0 {
      Swift.print("  weight of the true clock where it stays open: \(weight / Double(open))")
    }
  }

  private static func isSame(
    _ zone: Zone,
    _ other: Zone,
    _ contact: Int,
    _ snapshot: CRMSnapshot,
    _ asOf: Instant
  ) -> Bool {
    snapshot.events.withEvents(of: contact) { events in
      events.allSatisfy { zone.offset(at: $0.instant) == other.offset(at: $0.instant) }
        && zone.offset(at: asOf) == other.offset(at: asOf)
    }
  }
}
