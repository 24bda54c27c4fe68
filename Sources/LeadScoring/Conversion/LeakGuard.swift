public import CRMData
import CivilTime
public import Evaluation
public import Features

/// Keeps attributes that know the outcome beforehand away from the conversion model.
///
/// Activity cannot leak: it is counted as of the reference instant, and a deal won or a contract
/// signed is written down after it. Attributes are known as of the last export, so they are screened
/// twice. By **name**: ``LeakingNames`` are left out. By **data**: `LeakageDetector` looks at one
/// row for each contact, converted within the examples or not, and at dates that lie after the
/// conversion. What is found to be a leak is left out of the model unless it is trusted, which
/// is to say that the user himself declares it stable; what is suspect is used. Both are reported.
///
/// Not promised: to find a leak that tells little.
public struct LeakGuard: Hashable, Sendable {
  /// Attributes that are used whatever is found.
  public var trusted: Set<String>
  /// What the detector draws its folds with.
  public var seed: UInt64

  /// What was found about an attribute.
  public struct Finding: Hashable, Sendable, Codable {
    /// The attribute.
    public var attribute: String
    /// How strong the evidence is.
    public var verdict: LeakageFinding.Verdict
    /// Whether the model looks at it all the same.
    public var isUsed: Bool
    /// Whether the name alone says so.
    public var isNamed: Bool
    /// What the data say, strongest first.
    public var reasons: [LeakageFinding.Reason]
  }

  /// Creates a guard.
  public init(trusted: Set<String>, seed: UInt64) {
    self.trusted = trusted
    self.seed = seed
  }

  /// More contacts than this say no more; those of the smallest hashes are looked at.
  static let mostContacts = 20_000
  /// With fewer conversions everything and nothing looks like a leak.
  static let fewestConversions = 20
  /// The best honest attribute may rank with an area of 0.8 by itself, which is an information
  /// value of 1.4 where its values are normal, and there may be no other attribute worth the name.
  static let informationValueLimit = 1.5
  static let outrankingArea = 0.85

  /// Searches the attributes of a training table.
  ///
  /// - Parameters:
  ///   - table: the features of all examples.
  ///   - training: the examples and what became of them.
  ///   - features: where the table comes from.
  ///   - snapshot: the data that the examples refer to.
  /// - Returns: The findings, leaks first, then in the order of names.
  /// - Throws: `EvaluationError` for values that no screen can take.
  /// - Complexity: O(attributes × contacts × log contacts) for at most 20,000 contacts.
  public func findings(
    in table: FeatureTable,
    of training: TrainingSet,
    features: LeadFeatures,
    in snapshot: CRMSnapshot
  ) throws(EvaluationError) -> [Finding] {
    let contacts = ScreenedContacts(training, in: snapshot)
    let found = try byData(table, contacts, attributes: features.attributeNames)
    let names = features.attributeNames.filter { LeakingNames.contains(Self.plain($0)) }
    let named = (names + features.bannedAttributes).map { name in
      Finding(
        attribute: name,
        verdict: .leak,
        isUsed: names.contains(name),
        isNamed: true,
        reasons: found[name] ?? []
      )
    }
    let other = found.filter { entry in !named.contains { $0.attribute == entry.key } }
    let all = named + other.map { finding($0.key, $0.value) }
    return all.sorted { left, right in
      left.verdict == right.verdict
        ? left.attribute.utf8.lexicographicallyPrecedes(right.attribute.utf8)
        : left.verdict > right.verdict
    }
  }

  private func finding(_ name: String, _ reasons: [LeakageFinding.Reason]) -> Finding {
    let verdict = reasons.map(\.verdict).max() ?? .suspect
    return Finding(
      attribute: name,
      verdict: verdict,
      isUsed: verdict == .suspect || trusted.contains(Self.plain(name)) || trusted.contains(name),
      isNamed: false,
      reasons: reasons
    )
  }

  /// What the data say against attributes, by name.
  private func byData(
    _ table: FeatureTable,
    _ contacts: ScreenedContacts,
    attributes: [String]
  ) throws(EvaluationError) -> [String: [LeakageFinding.Reason]] {
    let known = Set(attributes)
    let columns = table.columns.filter { known.contains($0.name) }
    guard !columns.isEmpty, contacts.conversions >= Self.fewestConversions,
      contacts.rows.count - contacts.conversions >= Self.fewestConversions
    else { return [:] }
    let report = try LeakageDetector(
      outrankingArea: Self.outrankingArea,
      informationValueLimit: Self.informationValueLimit,
      seed: seed
    ).report(
      on: columns.map {
        FeatureColumn($0, rows: contacts.rows).readingDates(of: $0, contacts.rows)
      },
      outcomes: contacts.outcomes,
      outcomeTimes: contacts.conversionTimes
    )
    return Dictionary(uniqueKeysWithValues: report.findings.map { ($0.feature, $0.reasons) })
  }

  private static func plain(_ name: String) -> String {
    name.hasPrefix("company.") ? String(name.dropFirst(8)) : name
  }

  /// The table without what is left out.
  static func withoutLeaks(_ table: FeatureTable, _ findings: [Finding]) -> FeatureTable {
    let leaving = Set(findings.filter { !$0.isUsed }.map(\.attribute))
    return table.keeping(table.columns.map(\.name).filter { !leaving.contains($0) })
  }
}
