/// Why a contact must not or should not be written to, in the order of weight.
public enum SuppressionCause: String, Hashable, Sendable, Codable, CaseIterable {
  /// A rule of the user said no.
  case vetoed
  /// The contact withdrew consent to being scored.
  case scoringWithdrawn = "scoring-withdrawn"
  /// The contact never agreed to being scored.
  case scoringRefused = "scoring-refused"
  /// Nobody knows whether the contact agreed to being scored.
  case scoringUnknown = "scoring-consent-unknown"
  /// The contact complained.
  case complained
  /// The contact withdrew consent.
  case unsubscribed
  /// The sender must not use the address.
  case suppressed
  /// The address does not work.
  case bounced
  /// The contact never agreed.
  case noConsent = "no-consent"
  /// The contact has not confirmed yet.
  case pendingConsent = "consent-pending"
  /// Nobody knows whether the contact agreed.
  case unknownConsent = "consent-unknown"
  /// No address is known.
  case noAddress = "no-address"
  /// The contact was written to too recently.
  case frequencyCap = "frequency-cap"
  /// No allowed channel brings more than it costs.
  case notWorthwhile = "not-worthwhile"
}
