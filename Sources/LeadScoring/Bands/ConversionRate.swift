public import Statistics

/// How many of some leads converted, and how sure that makes us of their rate.
///
/// The interval is Wilson's (1927) on the effective number of leads `n / d`. The design effect `d`
/// compares the variance of the rate between accounts with that of independent leads,
/// `d = [G/(G−1) Σ_g (k_g − p n_g)² / n²] / [p(1−p)/(n−1)]`, never less than 1: people of one
/// account, and one person at several instants, resemble each other (Korn and Graubard 1998,
/// "Confidence intervals for proportions with small expected number of positive counts").
public struct ConversionRate: Hashable, Sendable {
  /// How many leads there were.
  public let leads: Int
  /// How many of them converted.
  public let conversions: Int
  /// How many times more leads are needed than if they were independent.
  public let designEffect: Double
  /// The 95 % interval of the rate; all of 0 to 1 without leads.
  public let interval: Interval

  /// The share that converted; nil without leads.
  public var rate: Double? { leads > 0 ? Double(conversions) / Double(leads) : nil }

  /// How many leads are worked for one deal; nil without deals.
  public var leadsPerDeal: Double? {
    conversions > 0 ? Double(leads) / Double(conversions) : nil
  }

  /// The 95 % interval of ``leadsPerDeal``; its upper end is infinite without deals.
  public var leadsPerDealInterval: Interval {
    Interval(lower: 1 / interval.upper, upper: 1 / interval.lower)
  }

  /// Counts leads by account.
  ///
  /// All sums are of whole numbers, so that the order of accounts does not matter.
  ///
  /// - Parameters:
  ///   - accounts: leads and conversions of each account.
  ///   - fallback: the design effect where all leads agree, as then nothing can be measured.
  public init(accounts: [(leads: Int, conversions: Int)], fallback: Double = 1) {
    var sums = Sums()
    for account in accounts where account.leads > 0 { sums.add(account) }
    leads = sums.leads
    conversions = sums.conversions
    designEffect = max(1, sums.designEffect ?? fallback)
    interval = .wilson(
      successes: Double(conversions) / designEffect,
      trials: Double(leads) / designEffect
    )
  }

  /// What the design effect is made of: `Σ(k − pn)² = Σk² − 2pΣkn + p²Σn²`.
  private struct Sums {
    var accounts = 0, leads = 0, conversions = 0
    var squaredLeads = 0, products = 0, squaredConversions = 0

    mutating func add(_ account: (leads: Int, conversions: Int)) {
      accounts += 1
      leads += account.leads
      conversions += account.conversions
      squaredLeads += account.leads * account.leads
      products += account.leads * account.conversions
      squaredConversions += account.conversions * account.conversions
    }

    /// nil where all leads agree.
    var designEffect: Double? {
      guard conversions > 0, conversions < leads else { return nil }
      // One account is one lead, however many people it has.
      guard accounts > 1 else { return Double(leads) }
      let (n, groups) = (Double(leads), Double(accounts))
      let rate = Double(conversions) / n
      let squares =
        Double(squaredConversions) - 2 * rate * Double(products)
        + rate * rate * Double(squaredLeads)
      return groups / (groups - 1) * squares / (n * n) / (rate * (1 - rate) / (n - 1))
    }
  }
}
