public import LeadScoring

/// The companies in short, for `manifest.json`.
public struct AccountSummary: Sendable, Codable {
  /// How many have contacts.
  public var accounts: Int
  /// How many of them have a contact who converted already.
  public var customers: Int
  /// How many go to sales.
  public var handedOver: Int
  /// How many there are on each basis.
  public var basis: [String: Int]
  /// What was learned of past accounts.
  public var model: AccountModel
}
