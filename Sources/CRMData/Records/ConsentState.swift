/// What a contact has agreed to on one channel, as the contact row says.
///
/// Later events (`unsubscribe`, `complaint`, `hard_bounce`) override it from their instant on.
public enum ConsentState: UInt8, Sendable, CaseIterable, Codable {
  /// Nothing is known: not consent, unless the configuration says so.
  case unknown
  /// The contact agreed.
  case subscribed
  /// The contact withdrew.
  case unsubscribed
  /// The contact has not confirmed yet.
  case pending
  /// The address does not work.
  case bounced
  /// The contact complained.
  case complained
  /// The sender must not use the address.
  case suppressed
  /// The contact never agreed.
  case never

  /// The state that allows less; a known state rather than an unknown one.
  public func stricter(_ other: ConsentState) -> ConsentState {
    let order: [ConsentState] = [
      .unknown, .subscribed, .pending, .never, .bounced, .suppressed, .unsubscribed, .complained,
    ]
    let ranks = [self, other].map { order.firstIndex(of: $0) ?? 0 }
    return order[max(ranks[0], ranks[1])]
  }

  /// The state of a word; also reads yes/no words, since most exports have only those.
  public init?(word: String) {
    switch word.lowercased() {
    case "unknown": self = .unknown
    case "subscribed", "true", "yes", "1": self = .subscribed
    case "unsubscribed": self = .unsubscribed
    case "pending": self = .pending
    case "bounced": self = .bounced
    case "complained": self = .complained
    case "suppressed": self = .suppressed
    case "never", "false", "no", "0": self = .never
    default: return nil
    }
  }
}
