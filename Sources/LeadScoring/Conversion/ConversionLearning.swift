public import CRMData
public import CivilTime
public import Features
import Statistics
import Tables

/// How the conversion model learns from past snapshots and what became of them.
public struct ConversionLearning: Hashable, Sendable {
  /// How far ahead a conversion counts.
  public var horizon: TimeSpan = .days(30)
  /// Other horizons to tell the probability of.
  public var furtherHorizons: [TimeSpan] = []
  /// The most past instants to learn from; the newest are kept.
  public var maximumReferences = 12
  /// About how many examples are learned from at most: of larger lists a sample of the contacts,
  /// chosen by a hash of their identifiers, so that memory does not grow with the list.
  public var mostExamples = 250_000
  /// With fewer conversions there is no model: the rules speak alone.
  public var minimumConversions = 20
  /// The steps of the ladder that may be taken.
  public var steps = Set(LadderStep.allCases)
  /// The ridge penalty on columns of unit standard deviation; nil to choose it.
  public var ridge: Double?
  /// After how many days events are worth half.
  public var halfLives = HalfLifeChoice.automatic
  /// Attributes declared stable beside those of the profiles.
  public var stableAttributes: Set<String> = []
  /// How many parts the cross-fitting has.
  public var folds = 5
  /// What the parts are drawn with.
  public var seed: UInt64 = 42
  /// How often to learn anew.
  public var schedule = ModelSchedule.nightly

  /// Creates the default options.
  public init() {}
}

/// Past examples and their outcomes.
public struct TrainingSet: Sendable {
  /// The instant whose knowledge this is.
  public var asOf: Instant
  /// The instants at which contacts were looked at, the newest first.
  public var references: [Instant]
  /// Who was at risk, when; ordered by reference, then by contact identifier.
  public var examples: [LeadExample]
  /// 1 where the contact converted within the horizon, else 0.
  public var outcomes: [Double]

  /// The share of all contacts that the examples were drawn from; 1 for everybody.
  public private(set) var sampledShare = 1.0

  /// How many of the examples converted.
  public var conversionCount: Int { outcomes.count { $0 == 1 } }
}

extension TrainingSet {
  private init(
    asOf: Instant,
    references: [Instant],
    examples: [LeadExample],
    outcomes: [Double]
  ) {
    self.asOf = asOf
    self.references = references
    self.examples = examples
    self.outcomes = outcomes
  }

  /// Examples at the past reference instants that `asOf` allows.
  ///
  /// The newest reference is one horizon before `asOf`; earlier ones follow a horizon apart as
  /// long as conversions were known by then. At risk are contacts created by the reference and not
  /// yet converted.
  public init(of snapshot: CRMSnapshot, asOf: Instant, learning: ConversionLearning) {
    let known = snapshot.firstConversions.compactMap(\.self).filter { $0 <= asOf }
    guard let earliest = known.min() else {
      self.init(asOf: asOf, references: [], examples: [], outcomes: [])
      return
    }
    var references = [asOf - learning.horizon]
    let firstDay = earliest - .days(1)
    while references.count < learning.maximumReferences, let last = references.last,
      last - learning.horizon >= firstDay
    {
      references.append(last - learning.horizon)
    }
    self.init(of: snapshot, references: references, asOf: asOf, horizon: learning.horizon)
    keepSample(of: learning.mostExamples, in: snapshot)
  }

  /// Keeps about so many examples, all instants of a contact or none.
  private mutating func keepSample(of most: Int, in snapshot: CRMSnapshot) {
    guard examples.count > most else { return }
    sampledShare = Double(most) / Double(examples.count)
    let limit = UInt64(sampledShare * 0x1p64)
    let ids = snapshot.contacts.ids
    let kept = examples.indices.filter { row in
      ids.withBytes(of: examples[row].contact) { StableHash.value(of: $0) } <= limit
    }
    outcomes = kept.map { outcomes[$0] }
    examples = kept.map { examples[$0] }
  }

  /// Examples at given reference instants; outcomes after `asOf` are not known.
  public init(
    of snapshot: CRMSnapshot,
    references: [Instant],
    asOf: Instant,
    horizon: TimeSpan
  ) {
    var examples: [LeadExample] = []
    var outcomes: [Double] = []
    for reference in references {
      for contact in snapshot.contacts.order {
        let conversion = snapshot.firstConversions[contact]
        guard snapshot.contacts.createdAt[contact].map({ $0 <= reference }) ?? true,
          conversion.map({ $0 > reference }) ?? true
        else { continue }
        let isConverted = conversion.map { $0 <= min(asOf, reference + horizon) } ?? false
        examples.append(LeadExample(contact: contact, reference: reference))
        outcomes.append(isConverted ? 1 : 0)
      }
    }
    self.init(asOf: asOf, references: references, examples: examples, outcomes: outcomes)
  }
}
