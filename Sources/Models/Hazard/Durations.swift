/// How long each subject was watched, and what ended it.
///
/// Time runs in whole periods from 1 on. A subject is at risk in every period from its entry to
/// its last one; in the last one the event happened, or the subject was lost from sight just after
/// it (censored). These three numbers stand for the person-period rows of the textbooks, which are
/// never written out.
///
///     let durations = Durations(periods: [3, 12, 5], kinds: [1, 0, 1])
public struct Durations: Hashable, Sendable, Codable {
  /// The last period in which each subject was at risk, from 1 on.
  public var periods: [Int]
  /// What happened in that period: 0 for nothing (censored), 1, 2 … for the kinds of event.
  public var kinds: [Int]
  /// The first period in which each subject was at risk; nil for 1.
  ///
  /// A later entry is left truncation: the subject would not be in the data, had its event come
  /// before.
  public var entries: [Int]?

  /// The longest duration that a fit accepts; longer ones want longer periods.
  public static let maximumPeriod = 4096
  /// The largest number of a kind of event.
  public static let maximumKind = 64

  /// Creates durations with kinds of events.
  public init(periods: [Int], kinds: [Int], entries: [Int]? = nil) {
    precondition(kinds.count == periods.count, "every subject needs a kind of event, or 0")
    precondition(entries.map { $0.count == periods.count } ?? true, "every subject needs an entry")
    self.periods = periods
    self.kinds = kinds
    self.entries = entries
  }

  /// How many subjects there are.
  public var count: Int { periods.count }

  /// The same durations, where only one kind of event ends them: the others are censored.
  ///
  /// A hazard fitted to these is the cause-specific hazard of that kind.
  public func censoringAll(but kind: Int) -> Durations {
    Durations(periods: periods, kinds: kinds.map { $0 == kind ? 1 : 0 }, entries: entries)
  }

  /// The periods in which a subject was at risk, counted from 0.
  func atRisk(_ subject: Int) -> Range<Int> {
    (entries.map { $0[subject] - 1 } ?? 0)..<periods[subject]
  }
}

extension Durations {
  func check() throws(ModelError) {
    for subject in periods.indices {
      let (period, entry) = (periods[subject], entries?[subject] ?? 1)
      guard period >= 1, period <= Self.maximumPeriod else {
        throw Self.invalid(
          "subject \(subject) was watched for \(period) periods, "
            + "expected 1 to \(Self.maximumPeriod)",
          hint: period < 1
            ? "leave out subjects that were never at risk" : "count in longer periods"
        )
      }
      guard entry >= 1, entry <= period else {
        throw Self.invalid(
          "subject \(subject) enters in period \(entry), expected 1 to its last one, \(period)",
          hint: "leave out subjects that were never at risk"
        )
      }
      guard (0...Self.maximumKind).contains(kinds[subject]) else {
        throw Self.invalid(
          "the kind of event of subject \(subject) is \(kinds[subject]), "
            + "expected 0 to \(Self.maximumKind)",
          hint: "0 stands for no event, 1, 2 … for its kinds"
        )
      }
    }
  }

  private static func invalid(_ message: String, hint: String) -> ModelError {
    ModelError(code: .durationInvalid, message: message, hint: hint)
  }
}
