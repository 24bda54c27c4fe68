public import LinearAlgebra

/// Logistic regressions of falling penalty, from the empty model to nearly none: the elastic net.
///
/// For each strength λ it minimises, over the intercept and the coefficients `b`,
///
///     −(1/N)·ℓ(b) + λ·Σ cⱼ·((1 − α)/2·bⱼ² + α·|bⱼ|)
///
/// which is glmnet's definition: `N` is the sum of the weights, `α` is ``l1Ratio``, and `bⱼ` counts
/// per standard deviation (dividing by N) of its column where ``standardises`` says so. The absolute
/// part makes coefficients exactly 0, the square part shares them among columns that move together.
///
/// Every step of the path carries its own proof: ``ElasticNetPathModel/Step/largestViolation`` is
/// by how much the optimality conditions are missed, computed for all columns from the rows at the
/// reported coefficients. As the problem is convex, small means optimal.
///
///     let path = try ElasticNetPath(l1Ratio: 0.5).fitted(to: design, outcomes: converted)
///     for step in path.steps { print(step.strength, step.activeCount, step.devianceRatio) }
///     let probabilities = path.model(strength: 0.01).probabilities(of: design)
///
/// Reference: Friedman, Hastie and Tibshirani 2010, Regularization paths for generalized linear
/// models via coordinate descent. How the strength is chosen is another question: cross-validate.
public struct ElasticNetPath: Hashable, Sendable, Codable {
  /// Which strengths to fit.
  public enum Strengths: Hashable, Sendable, Codable {
    /// So many, in equal ratios, from the smallest strength at which every coefficient is 0 down to
    /// `smallestRatio` times that; nil for 1e-4, or 1e-2 with fewer rows than columns. Ends early
    /// where the model explains 99.9 % of the deviance.
    case automatic(count: Int, smallestRatio: Double?)
    /// These, which are fitted from the largest to the smallest.
    case explicit([Double])
  }

  /// Glmnet's α: 1 is the lasso, 0 the ridge.
  public var l1Ratio: Double
  /// Which strengths to fit.
  public var strengths: Strengths
  /// Whether a coefficient costs per standard deviation of its column, or per unit.
  public var standardises: Bool
  /// The allowed sign of each coefficient; empty when all are free.
  public var signs: [SignConstraint]
  /// By what each column's cost is multiplied, 0 for a column that is not penalised; empty for 1.
  ///
  /// Unlike glmnet's, they are not rescaled.
  public var penaltyFactors: [Double]
  /// A fit ends when no optimality condition is missed by more, per unit of weight and standard
  /// deviation.
  public var tolerance: Double
  /// After how many looks at the rows to give one strength up.
  public var maximumIterations: Int
  /// Whether to leave out columns that the strong rule expects to be 0 until they prove it wrong.
  ///
  /// Turning it off costs time and changes nothing else.
  public var usesStrongRule: Bool

  /// Creates the estimator.
  public init(
    l1Ratio: Double = 1,
    strengths: Strengths = .automatic(count: 100, smallestRatio: nil),
    standardises: Bool = true,
    signs: [SignConstraint] = [],
    penaltyFactors: [Double] = [],
    tolerance: Double = 1e-9,
    maximumIterations: Int = 100,
    usesStrongRule: Bool = true
  ) {
    precondition((0...1).contains(l1Ratio), "the ratio lies between 0 (ridge) and 1 (lasso)")
    precondition(tolerance > 0, "the tolerance is positive")
    precondition(maximumIterations > 0, "a fit needs at least one iteration")
    precondition(
      penaltyFactors.allSatisfy { $0 >= 0 && $0.isFinite },
      "a penalty factor is a finite number from 0 on"
    )
    switch strengths {
    case .automatic(let count, let smallestRatio):
      precondition(count > 0, "a path has at least one strength")
      precondition(
        smallestRatio.map { $0 > 0 && $0 <= 1 } ?? true,
        "the smallest strength is a part of the largest"
      )
    case .explicit(let values):
      precondition(!values.isEmpty, "a path has at least one strength")
      precondition(
        values.allSatisfy { $0 >= 0 && $0.isFinite },
        "a strength is a finite number from 0 on"
      )
    }
    self.l1Ratio = l1Ratio
    self.strengths = strengths
    self.standardises = standardises
    self.signs = signs
    self.penaltyFactors = penaltyFactors
    self.tolerance = tolerance
    self.maximumIterations = maximumIterations
    self.usesStrongRule = usesStrongRule
  }

  /// Fits every strength.
  ///
  /// A constant column has the coefficient 0 and is listed in ``ElasticNetPathModel/aliased``.
  /// Where outcomes are separated and the penalty is too weak to hold the coefficients, the step
  /// says so in its ``ElasticNetPathModel/Step/convergence``.
  ///
  /// - Parameters:
  ///   - design: rows × columns, finite values; no column of ones.
  ///   - outcomes: 0 or 1 for every row.
  ///   - weights: how often each row counts; nil for once. Only their ratios matter to the penalty.
  ///   - offset: a known part of each row's logit; nil for 0. Predictions know no offset: add it to
  ///     their logits.
  ///   - threads: how many threads to use; the bits of the result do not depend on it.
  /// - Returns: One step per strength, from the strongest penalty to the weakest.
  /// - Throws: ``ModelError``: `model.no-rows`, `model.not-finite`, `model.outcome-not-binary`,
  ///   `model.weight-negative`, `model.single-class` or `model.singular`.
  /// - Complexity: O(rows × columns) per look at the rows, about five for each eight strengths, and
  ///   O(rows × screened columns²) once for each eight.
  public func fitted(
    to design: Design,
    outcomes: [Double],
    weights: [Double]? = nil,
    offset: [Double]? = nil,
    threads: Int = 1
  ) throws(ModelError) -> ElasticNetPathModel {
    precondition(
      signs.isEmpty || signs.count == design.columns,
      "every column needs a sign constraint, or none does"
    )
    precondition(
      penaltyFactors.isEmpty || penaltyFactors.count == design.columns,
      "every column needs a penalty factor, or none does"
    )
    let problem = try LogisticProblem(
      checking: design,
      outcomes: outcomes,
      weights: weights,
      offset: offset,
      threads: threads
    )
    let solver = solver(of: problem, weightSum: problem.counts.weightSum)
    let nullLook = try solver.nullLook(counts: problem.counts)
    let searches = searches(of: solver, from: nullLook)
    return ElasticNetPathModel(
      searches,
      nullLook: nullLook,
      scaling: problem.scaling,
      counts: problem.counts
    )
  }

  /// Fits every strength to a dense matrix.
  ///
  /// - Parameters: as for a ``Design``.
  public func fitted(
    to design: Matrix,
    outcomes: [Double],
    weights: [Double]? = nil,
    offset: [Double]? = nil,
    threads: Int = 1
  ) throws(ModelError) -> ElasticNetPathModel {
    try fitted(
      to: Design(dense: design),
      outcomes: outcomes,
      weights: weights,
      offset: offset,
      threads: threads
    )
  }

  /// The solver works per standard deviation; there a cost per unit is a cost per 1 / deviation.
  private func solver(of problem: LogisticProblem, weightSum: Double) -> ElasticNetSolver {
    let columns = problem.design.columns
    let factors = (0..<columns).map { column in
      let factor = penaltyFactors.isEmpty ? 1 : penaltyFactors[column]
      return standardises ? factor : factor * problem.scaling.scales[column]
    }
    return ElasticNetSolver(
      problem: problem,
      weightSum: weightSum,
      l1Ratio: l1Ratio,
      factors: factors,
      signs: signs.isEmpty ? Array(repeating: .free, count: columns) : signs,
      tolerance: tolerance,
      maximumIterations: maximumIterations
    )
  }
}
