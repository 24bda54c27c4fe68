import CRMData
import LeadScoring

extension RunConfiguration {
  /// Names in the configuration that the data do not have, which a person has probably misspelt.
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
