public import CRMData
public import CivilTime

/// Tells who agreed to being scored, as of one instant.
///
/// The word is in the field `consent_scoring`, or in a column of the contacts that the
/// configuration names; where both speak, the stricter counts. An event `consent_withdrawn` or
/// `erasure_request` withdraws it from its instant on, a later `consent_given` gives it back. An
/// `unsubscribe` speaks of a channel only. Where neither field nor column is in the data, whoever
/// did not withdraw may be scored.
public struct ScoringConsent: Hashable, Sendable {
  /// The column of the contacts that tells, beside the field `consent_scoring`.
  public var column: String?
  /// What to do where nobody knows.
  public var unknown: UnknownConsent

  /// Creates the rule.
  public init(column: String? = nil, unknown: UnknownConsent = .refuse) {
    self.column = column
    self.unknown = unknown
  }

  /// Event types that withdraw consent to being scored.
  public static let withdrawals = ["consent_withdrawn", "erasure_request"]
  /// Event types that give it back.
  public static let returns = ["consent_given"]

  /// The contacts that must not be scored, with the cause, by number.
  ///
  /// - Complexity: O(contacts + events).
  public func refusals(in snapshot: CRMSnapshot, asOf: Instant) -> [Int: SuppressionCause] {
    let attribute = column.flatMap { snapshot.contacts.attributes[$0] }
    let states = snapshot.contacts.scoringConsents
    let words = attribute?.levels.map { ConsentState(word: $0) ?? .unknown } ?? []
    let isAsked = attribute != nil || !states.isEmpty
    let effects = Effects(snapshot.eventTypeNames)
    guard isAsked || effects.exist else { return [:] }
    var refusals: [Int: SuppressionCause] = [:]
    for contact in snapshot.contacts.order {
      var state = states.isEmpty ? ConsentState.unknown : states[contact]
      if let code = attribute?.code(at: contact), code >= 0 {
        state = state.stricter(words[Int(code)])
      }
      var cause = isAsked ? cause(of: state) : nil
      if effects.exist {
        snapshot.events.withEvents(of: contact) { effects.apply($0, asOf: asOf, to: &cause) }
      }
      if let cause { refusals[contact] = cause }
    }
    return refusals
  }

  private func cause(of state: ConsentState) -> SuppressionCause? {
    switch state {
    case .subscribed: nil
    case .unknown: unknown == .allow ? nil : .scoringUnknown
    case .unsubscribed, .complained: .scoringWithdrawn
    case .pending, .bounced, .suppressed, .never: .scoringRefused
    }
  }

  /// What events say, by type code.
  private struct Effects {
    private enum Effect {
      case none, withdraws, returns
    }

    private var byType: [Effect]
    let exist: Bool

    init(_ names: [String]) {
      byType = names.map { name in
        withdrawals.contains(name)
          ? .withdraws : ScoringConsent.returns.contains(name) ? .returns : .none
      }
      exist = byType.contains { $0 != .none }
    }

    func apply(
      _ events: UnsafeBufferPointer<Event>,
      asOf: Instant,
      to cause: inout SuppressionCause?
    ) {
      for event in events {
        if event.instant > asOf { break }
        switch byType[Int(event.type.rawValue)] {
        case .none: break
        case .withdraws: cause = .scoringWithdrawn
        case .returns: cause = nil
        }
      }
    }
  }
}
