import Statistics

#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

/// Accounts in past periods: what the contact model said of every member at risk without having
/// seen him, and who converted.
public struct AccountHistory: Sendable {
  /// One account in one period.
  struct Period: Sendable {
    var account: Int
    var rows: Range<Int>
    /// The members' weights begin at this position of ``AccountHistory/bounds``.
    var bounds: Int
    var conversions: Int
    /// The members' highest probability.
    var best: Double
  }

  /// The periods, the oldest first; within a period by account.
  let periods: [Period]
  /// The odds of every row.
  let odds: [Double]
  /// Whether a row converted.
  let outcomes: [Double]
  /// The account of every row.
  let accounts: [Int]
  let bounds: [Int]
  let weights: [Double]
  /// A hash of every account's identifier, by its number.
  let hashes: [UInt64]

  /// One member at risk at one instant.
  public struct Row: Sendable {
    /// The account's number; negative for none, which leaves the row out.
    public var account: Int
    /// The period, from 0, the oldest.
    public var period: Int
    /// The predicted probability, by a model that did not see the account.
    public var probability: Double
    /// Which of the weights counts for the member.
    public var weightClass: Int
    /// Whether the member converted.
    public var isConverted: Bool

    /// Creates a row.
    public init(
      account: Int,
      period: Int,
      probability: Double,
      weightClass: Int = 0,
      isConverted: Bool
    ) {
      self.account = account
      self.period = period
      self.probability = probability
      self.weightClass = weightClass
      self.isConverted = isConverted
    }
  }

  /// Sorts rows into accounts and periods.
  ///
  /// - Parameters:
  ///   - rows: members at risk; those of one account and period in the order of identifiers, so
  ///     that sums are the same every time.
  ///   - weights: the weights that members can have.
  ///   - hashes: the `StableHash` of each account's identifier, by its number.
  /// - Complexity: O(rows + accounts).
  public init(rows: [Row], weights: [Double] = [1], hashes: [UInt64]) {
    let order = Self.order(of: rows, weights: weights.count, accounts: hashes.count)
    self.weights = weights
    self.hashes = hashes
    odds = order.map {
      let probability = clampedProbability(rows[$0].probability)
      return probability / (1 - probability)
    }
    outcomes = order.map { rows[$0].isConverted ? 1 : 0 }
    accounts = order.map { rows[$0].account }
    var (periods, bounds, start) = ([Period](), [Int](), 0)
    while start < order.count {
      let first = rows[order[start]]
      let end =
        order[start...].firstIndex {
          rows[$0].account != first.account || rows[$0].period != first.period
        } ?? order.count
      let members = order[start..<end]
      periods.append(
        Period(
          account: first.account,
          rows: start..<end,
          bounds: bounds.count,
          conversions: members.count { rows[$0].isConverted },
          best: members.reduce(0) { max($0, rows[$1].probability) }
        )
      )
      var position = start
      for weightClass in weights.indices {
        bounds.append(position)
        while position < end, rows[order[position]].weightClass == weightClass { position += 1 }
      }
      precondition(position == end, "every member's weight is one of the weights")
      bounds.append(end)
      start = end
    }
    self.periods = periods
    self.bounds = bounds
  }

  /// The rows by period, account and weight; equal ones keep their order.
  private static func order(of rows: [Row], weights: Int, accounts: Int) -> [Int] {
    var order = rows.indices.filter { rows[$0].account >= 0 }
    order = StableOrder.sorted(order, count: weights) { rows[$0].weightClass }
    order = StableOrder.sorted(order, count: accounts) { rows[$0].account }
    let last = rows.reduce(0) { max($0, $1.period) }
    return StableOrder.sorted(order, count: last + 1) { rows[$0].period }
  }

  /// How many accounts converted in some period, and how many in none.
  public var accountCounts: (converted: Int, others: Int) {
    var isConverted = [Bool?](repeating: nil, count: hashes.count)
    for period in periods {
      isConverted[period.account] = isConverted[period.account] ?? false || period.conversions > 0
    }
    return (isConverted.count { $0 == true }, isConverted.count { $0 == false })
  }

  /// An account's contacts of like odds over all periods, as trials of one probability.
  struct PooledRow {
    var account: Int
    var hash: UInt64
    var trials = 0.0
    var successes = 0.0
    /// The sum of the probabilities.
    var expected = 0.0
  }

  /// Below this probability only the sum of the odds tells of an account's level.
  private static let rareOdds = 0.02
  private static let poolCount = 8

  /// The rows with contacts of like odds pooled: those below 2 % together, then each e-fold.
  ///
  /// Pooling keeps the sum of probabilities; the curvature that it loses is of second order in
  /// them. The rows are by account, then from low to high odds.
  var pooledRows: [PooledRow] {
    var pools = [PooledRow?](repeating: nil, count: hashes.count * Self.poolCount)
    for row in odds.indices {
      let fold = odds[row] <= Self.rareOdds ? 0 : 1 + Int(min(6, log(odds[row] / Self.rareOdds)))
      let pool = accounts[row] * Self.poolCount + fold
      var pooled =
        pools[pool] ?? PooledRow(account: accounts[row], hash: hashes[accounts[row]])
      pooled.trials += 1
      pooled.successes += outcomes[row]
      pooled.expected += odds[row] / (1 + odds[row])
      pools[pool] = pooled
    }
    return pools.compactMap(\.self)
  }

  /// The hazard of one account in one period.
  func withHazard<Result>(of period: Period, _ body: (MemberHazard) -> Result) -> Result {
    odds.withUnsafeBufferPointer { odds in
      bounds.withUnsafeBufferPointer { bounds in
        body(
          MemberHazard(
            odds: odds,
            bounds: UnsafeBufferPointer(
              rebasing: bounds[period.bounds...period.bounds + weights.count]
            ),
            weights: weights
          )
        )
      }
    }
  }
}
