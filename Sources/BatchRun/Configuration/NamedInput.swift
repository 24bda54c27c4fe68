import CRMData
import Diagnostics
import LeadScoring
import Settings

/// A name in the configuration that the data should know, and where it stands.
struct NamedInput: Sendable {
  enum Kind: Sendable {
    case attribute, event, consent

    var noun: String {
      switch self {
      case .attribute: "the attribute"
      case .event: "the event type"
      case .consent: "the column"
      }
    }
  }

  let kind: Kind
  let name: String
  let place: SourceLocation?

  init(_ kind: Kind, _ name: String, _ settings: Settings, _ key: String) {
    self.kind = kind
    self.name = name
    place = settings.location(of: key)
  }
}

/// Finds the names of a configuration that the data do not have.
///
/// A name that resembles one of the data's is a mistake; any other may be of data that come another
/// night, and is only noted. The names that `leadtime init` writes are no mistakes either.
struct NameCheck {
  private let attributes: [String]
  private let events: [String]
  private let columns: [String]

  init(_ snapshot: CRMSnapshot) {
    let names = snapshot.attributeNames
    attributes = Array(Set(names + names.map { String($0.trimmingPrefix("company.")) })).sorted()
    events = snapshot.eventTypeNames.filter { !$0.isEmpty }
    columns = snapshot.contacts.attributes.keys.sorted()
  }

  private static let standardAttributes = Set(FitRules.standard.rules.map(\.attribute))
  private static let standardEvents =
    EventType.knownNames + SpeedToLead.standardInquiries

  /// Whether the data have the name, or might have it any night.
  func isKnown(_ input: NamedInput) -> Bool {
    switch input.kind {
    case .attribute: attributes.contains(input.name) || isCompany(input.name)
    case .event: events.contains(input.name) || Self.standardEvents.contains(input.name)
    case .consent: columns.contains(input.name)
    }
  }

  private func isCompany(_ name: String) -> Bool {
    name.hasPrefix("company.") && attributes.contains(String(name.dropFirst(8)))
  }

  /// The mistake in a name that the data do not have, if it looks like one.
  func mistake(in input: NamedInput) -> SettingsError? {
    guard !isKnown(input), !isStandard(input) else { return nil }
    let candidates =
      switch input.kind {
      case .attribute: attributes
      case .event: Array(Set(events + Self.standardEvents)).sorted()
      case .consent: columns
      }
    let skeleton = WordFolding.skeleton(input.name)
    let alike = candidates.first { WordFolding.skeleton($0) == skeleton }
    guard let meant = alike ?? Spelling.nearest(to: input.name, among: candidates) else {
      return input.kind == .consent ? absentConsent(input) : nil
    }
    let isForeign = alike != nil && WordFolding.folded(meant) != WordFolding.folded(input.name)
    return SettingsError(
      .badValue,
      "\(input.kind.noun) '\(input.name)' is not in the data",
      at: input.place,
      hint: "did you mean '\(meant)'?"
        + (isForeign ? " a letter of one of the two is of another alphabet" : "")
    )
  }

  /// To go on without the column that says who may be scored would score everybody.
  private func absentConsent(_ input: NamedInput) -> SettingsError {
    SettingsError(
      .badValue,
      "\(input.kind.noun) '\(input.name)' is not in the data, so nobody's consent is known",
      at: input.place,
      hint: "name a column that is kept as an attribute, or map it to consent_scoring"
    )
  }

  private func isStandard(_ input: NamedInput) -> Bool {
    input.kind == .attribute && Self.standardAttributes.contains(input.name)
  }
}
