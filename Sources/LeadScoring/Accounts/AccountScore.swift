public import Statistics

/// What the people of one company say about it together.
public struct AccountScore: Sendable, Hashable {
  /// The company's number.
  public var company: Int
  /// The probability that at least one contact converts who has not yet.
  public var probability: Double
  /// Its interval: what the account's own probability may be.
  public var interval: Interval
  /// What the probability rests on.
  public var basis: Basis
  /// How many contacts it has, converted ones included.
  public var contacts: Int
  /// How many of them are engaged (engagement digit 1 or 2).
  public var engagedContacts: Int
  /// How many of them converted already: with any, the company is a customer.
  public var convertedContacts: Int
  /// The contact with the highest probability, by its weight; a converted one only where all are.
  public var strongestContact: Int
  /// The best contacts to call, at most three, the best first.
  public var callableContacts: [Int]
  /// The mean of the three highest probabilities.
  public var topMean: Double
  /// The highest probability of a contact who has not converted.
  public var highest: Double
  /// The contacts' engagement, each half as much as the one before: `E₁ + E₂/2 + E₃/4 + …`.
  public var engagement: Double
  /// The roles of the buying group that contacts play.
  public var coveredRoles: RoleSet
  /// The roles that engaged contacts play.
  public var engagedRoles: RoleSet
  /// Why the probability is what it is.
  public var parts: Parts

  /// What an account's probability rests on.
  public enum Basis: String, Sendable, Codable, CaseIterable {
    /// The account's own past, and a correction learned from past accounts.
    case history = "account history, calibrated"
    /// The law of all accounts, and a correction learned from past accounts.
    case calibrated
    /// Noisy-OR; too few accounts converted to learn more.
    case uncalibrated = "noisy-OR, uncalibrated"
    /// Everybody has the base rate: the probability of a contact.
    case baseRate = "base rate"
    /// All contacts converted already.
    case nobodyAtRisk = "nobody at risk"
  }

  /// What adds up to the log-odds, from the average account on.
  public struct Parts: Sendable, Hashable {
    /// The log-odds of an average account.
    public var base = 0.0
    /// What the three strongest contacts add, one after the other.
    public var contacts: [Share] = []
    /// What all other contacts add, and how many they are.
    public var others = Others()
    /// What it changes that contacts of one account share a level.
    public var sharedLevel = 0.0
    /// What the account's own past changes.
    public var past = 0.0
    /// What the correction changes.
    public var correction = 0.0
  }

  /// What one contact adds.
  public struct Share: Sendable, Hashable {
    /// The contact.
    public var contact: Int
    /// The log-odds.
    public var logOdds: Double
  }

  /// What the contacts beyond the strongest add.
  public struct Others: Sendable, Hashable {
    /// How many they are.
    public var count = 0
    /// The log-odds.
    public var logOdds = 0.0
  }

  /// How many different roles are engaged.
  public var breadth: Int { engagedRoles.count }
}

extension AccountScore {
  /// The log-odds, to which the reasons add up.
  public var logOdds: Double { logit(clampedProbability(probability)) }

  /// What each reason adds to ``Parts/base``; together they make ``logOdds``.
  ///
  /// - Parameter name: what a contact is called.
  /// - Returns: The contacts first, then what was learned of accounts.
  public func contributions(naming name: (Int) -> String) -> [(name: String, logOdds: Double)] {
    var contributions = parts.contacts.map { (name: "contact \(name($0.contact))", $0.logOdds) }
    if parts.others.count > 0 {
      let noun = parts.others.count == 1 ? "contact" : "contacts"
      contributions.append(("\(parts.others.count) other \(noun)", parts.others.logOdds))
    }
    let rest = [
      ("colleagues are alike", parts.sharedLevel), ("account history", parts.past),
      ("calibration", parts.correction),
    ]
    return contributions + rest.filter { $0.1 != 0 }.map { (name: $0.0, logOdds: $0.1) }
  }
}
