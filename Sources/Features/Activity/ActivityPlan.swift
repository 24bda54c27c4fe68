import CRMData
import CivilTime

/// What is the same for all contacts when their events are read: which counts and which instants.
struct ActivityPlan: Sendable {
  /// The half-lives, those of one type side by side.
  let decays: [ForwardDecay]
  /// For each type code the first and one past the last of its half-lives.
  let ranges: [Range<Int32>]
  /// For each type code whether it is something that contacts do.
  let isActivity: [Bool]
  /// The instants of the examples, each once, in order of time.
  let references: [Instant]
  /// The last days as of the references.
  let lastDays: [Int32]
  /// How the counts are read: references × decays.
  let readings: [ForwardDecay.Reading]
  /// What goes where.
  let outputs: [Output]

  /// Where one column comes from.
  enum Output: Sendable {
    case count(Int), zero, lastActivity, creation, activeDays, activeWeeks, trend
  }

  /// Whether any column needs the days of activity.
  let needsDays: Bool

  init(_ sources: [LeadFeatures.Source], _ examples: [LeadExample]) {
    let counted = sources.enumerated().compactMap { place, source in
      if case .decayed(let type?, let halfLife) = source {
        (place, Int(type.rawValue), halfLife)
      } else {
        nil
      }
    }.sorted { ($0.1, $0.0) < ($1.1, $1.0) }
    decays = counted.map { ForwardDecay(halfLifeDays: $0.2) }
    ranges = (0..<256).map { code in
      let first = counted.firstIndex { $0.1 >= code } ?? counted.count
      let end = counted.firstIndex { $0.1 > code } ?? counted.count
      return Int32(first)..<Int32(end)
    }
    isActivity = (0..<256).map { EventType(rawValue: UInt8($0)).isContactActivity }
    references = Self.distinctReferences(of: examples)
    lastDays = references.map { ActivityDays.lastDay(asOf: $0) }
    readings = references.flatMap { [decays] reference in
      decays.map { $0.reading(asOf: reference) }
    }
    outputs = sources.enumerated().map { place, source in
      switch source {
      case .decayed(let type, _):
        type == nil ? .zero : .count(counted.firstIndex { $0.0 == place } ?? 0)
      case .lastActivity: .lastActivity
      case .creation: .creation
      case .activeDays: .activeDays
      case .activeWeeks: .activeWeeks
      case .trend: .trend
      case .attribute: preconditionFailure("attributes are no events")
      }
    }
    needsDays = outputs.contains {
      switch $0 {
      case .activeDays, .activeWeeks, .trend: true
      default: false
      }
    }
  }

  /// Most examples have the instant of the one before.
  private static func distinctReferences(of examples: [LeadExample]) -> [Instant] {
    var distinct: Set<Instant> = []
    var previous: Instant?
    for example in examples where example.reference != previous {
      distinct.insert(example.reference)
      previous = example.reference
    }
    return distinct.sorted()
  }

  /// The number of an instant among the references.
  func number(of reference: Instant) -> Int {
    var (low, high) = (0, references.count - 1)
    while low < high {
      let middle = (low + high) / 2
      if references[middle] < reference { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
