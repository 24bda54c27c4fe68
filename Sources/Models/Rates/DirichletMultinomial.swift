public import LinearAlgebra

#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

/// What a set of shares says about the next one: the Dirichlet distribution they seem to come from.
public enum SharePrior: Hashable, Sendable, Codable {
  /// The shares differ, and are spread like Dirichlet(weights); the weight of a category that was
  /// never seen is 0.
  case fitted(weights: [Double])
  /// The counts vary no more than one set of shares explains; every group has these.
  case noOverdispersion(shares: [Double])

  /// The mean share of each category.
  public var shares: [Double] {
    switch self {
    case .fitted(let weights):
      let sum = weights.reduce(0, +)
      return weights.map { $0 / sum }
    case .noOverdispersion(let shares): return shares
    }
  }

  /// The estimate of one group's shares from its own counts, drawn towards the shares of all.
  ///
  /// - Parameter counts: one per category; may be fractional.
  /// - Returns: `(γₖ + yₖ) / (Σγ + n)`, or the common shares.
  public func shrunkenShares(counts: [Double]) -> [Double] {
    switch self {
    case .fitted(let weights):
      precondition(counts.count == weights.count, "every category needs a count")
      let posterior = zip(weights, counts).map { $0 + $1 }
      let sum = posterior.reduce(0, +)
      return posterior.map { $0 / sum }
    case .noOverdispersion(let shares): return shares
    }
  }
}

/// The Dirichlet distribution of shares, by maximum marginal likelihood of their counts.
///
/// Each group has its own shares of K categories, drawn from Dirichlet(γ), and counts `y` that add
/// up to `n` by those shares. Maximises
/// `Σ m·[ln Γ(A) − ln Γ(A + n) + Σₖ (ln Γ(γₖ + yₖ) − ln Γ(γₖ))]` plus the multinomial coefficients,
/// with `A = Σγₖ`, by Newton's method in ln γ. The second derivatives are a diagonal and one outer
/// product, so a step costs O(K) (Minka 2000, "Estimating a Dirichlet distribution"). Counts may be
/// fractional, for instance decayed.
///
///     let fit = try DirichletMultinomial().fitted(to: opensByWeekday)
///     let shares = fit.prior.shrunkenShares(counts: [3, 0, 0, 1, 0, 0, 0])
public struct DirichletMultinomial: Hashable, Sendable, Codable {
  /// The largest Σγ that still counts as shares that differ.
  public var maximumConcentration: Double
  /// After how many Newton steps to give up.
  public var maximumIterations: Int

  /// Creates the estimator.
  public init(maximumConcentration: Double = 1e6, maximumIterations: Int = 100) {
    precondition(
      maximumConcentration > BetaBinomial.minimumConcentration,
      "the range of concentrations is empty"
    )
    precondition(maximumIterations > 0, "a fit needs at least one iteration")
    self.maximumConcentration = maximumConcentration
    self.maximumIterations = maximumIterations
  }

  /// Fits γ.
  ///
  /// The order of the groups does not matter, to the bit.
  ///
  /// - Parameters:
  ///   - counts: groups × categories, not negative; at least one above 0.
  ///   - multiplicities: how many groups have each row of counts; all 1 when left out.
  /// - Returns: The distribution of shares and how the fit ended: `.boundary` when nearly all groups
  ///   have one category each.
  /// - Throws: ``ModelError`` with code `model.no-rows`, `model.not-finite` or
  ///   `model.counts-invalid`.
  /// - Complexity: O(K · groups · log groups), then O(different counts per category) per step.
  public func fitted(
    to counts: Matrix,
    multiplicities: [Double]? = nil
  ) throws(ModelError) -> DirichletMultinomialModel {
    let multiplicities = multiplicities ?? Array(repeating: 1, count: counts.rows)
    precondition(multiplicities.count == counts.rows, "every group needs a multiplicity")
    let totals = try Self.checkedTotals(counts, multiplicities)
    let groups = totals.indices.filter { totals[$0] > 0 && multiplicities[$0] > 0 }
    guard !groups.isEmpty else { throw ModelError.noTrials }
    let tallies = (0..<counts.columns).map { column in
      CountTally(groups.map { (counts[$0, column], multiplicities[$0]) })
    }
    // The likelihood grows as the weight of a category that was never seen falls to 0.
    let seen = tallies.indices.filter { tallies[$0].total > 0 }
    let likelihood = DirichletMultinomialLikelihood(
      categories: seen.map { tallies[$0] },
      totals: CountTally(groups.map { (totals[$0], multiplicities[$0]) })
    )
    try likelihood.requireFinite()
    let maximum = likelihood.maximum(
      concentrations: BetaBinomial.minimumConcentration...maximumConcentration,
      maximumIterations: maximumIterations
    )
    return DirichletMultinomialModel(
      likelihood,
      maximum: maximum,
      categoryTotals: tallies.map(\.total),
      seen: seen
    )
  }

  private static func checkedTotals(
    _ counts: Matrix,
    _ multiplicities: [Double]
  ) throws(ModelError) -> [Double] {
    var totals: [Double] = []
    for (index, multiplicity) in multiplicities.enumerated() {
      let row = counts.row(index)
      guard multiplicity.isFinite, row.allSatisfy(\.isFinite) else {
        throw ModelError.countsNotFinite(group: index)
      }
      guard multiplicity >= 0, row.allSatisfy({ $0 >= 0 }) else {
        throw ModelError(
          code: .countsInvalid,
          message: "group \(index) has a count or a multiplicity below 0",
          hint: "counts and multiplicities are at least 0"
        )
      }
      totals.append(row.reduce(0, +))
    }
    return totals
  }
}
