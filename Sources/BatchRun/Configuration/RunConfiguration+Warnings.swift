import CRMData
import LeadScoring

extension RunConfiguration {
  /// Refuses names that look like a misspelling of one of the data's.
  ///
  /// - Throws: `SettingsError` with the place of the first such name.
  func checkNames(in snapshot: CRMSnapshot) throws {
    let check = NameCheck(snapshot)
    for name in names {
      if let mistake = check.mistake(in: name) { throw mistake }
    }
  }

  /// Names in the configuration that the data do not have; another night they may.
  func warnings(for snapshot: CRMSnapshot) -> [String] {
    var warnings: [String] = []
    let standard = RunConfiguration()
    let attributes = Set(
      snapshot.attributeNames.flatMap { [$0, String($0.trimmingPrefix("company."))] }
    )
    func check(_ place: String, _ names: [String], _ kind: String, among known: Set<String>) {
      let unknown = names.filter { !known.contains($0) }
      guard !unknown.isEmpty else { return }
      warnings.append(
        "\(place) names \(kind) that the data do not have: \(unknown.joined(separator: ", "))"
      )
    }
    if segmentAttribute != standard.segmentAttribute {
      check("send_time.segment_by", [segmentAttribute], "an attribute", among: attributes)
    }
    check(
      "learning.stable",
      learning.stableAttributes.sorted(),
      "attributes",
      among: attributes
    )
    if fit != standard.fit {
      check("fit", fit.rules.map(\.attribute), "attributes", among: attributes)
    }
    check(
      "accounts.value",
      accounts.handOff.valueAttribute.map { [$0] } ?? [],
      "an attribute",
      among: Set(snapshot.companies.attributes.keys)
    )
    let nameCheck = NameCheck(snapshot)
    let events = names.filter { $0.kind == .event && !nameCheck.isKnown($0) }.map(\.name)
    check("engagement", events, "event types", among: [])
    let columns = names.filter { $0.kind == .consent && !nameCheck.isKnown($0) }.map(\.name)
    check("consent.scoring", columns, "a column", among: [])
    let channels = Set(snapshot.channelNames)
    check("plan.quiet_hours", quietHours.keys.sorted(), "channels", among: channels)
    check("plan.lead_time", leadTimes.keys.sorted(), "channels", among: channels)
    check(
      "channels",
      Set(channelValues.keys).union(channelCosts.keys).sorted(),
      "channels",
      among: channels
    )
    return warnings
  }
}
