public import LinearAlgebra

/// The probability of an outcome as a logistic function of the columns of a design matrix.
///
/// Minimises `−ℓ(β) + ½·λ·Σ βⱼ²` by Newton's method, where each `βⱼ` counts per standard deviation
/// of its column; the intercept is estimated but never penalised, and is never a column. With the
/// penalty `.ridge(strength: 1)` this is scikit-learn's `C=1` on standardised columns; glmnet's λ
/// for `alpha=0` is our strength divided by the number of rows.
///
///     let model = try LogisticRegression(penalty: .ridge(strength: 1))
///       .fitted(to: design, outcomes: converted)
///     let probabilities = model.probabilities(of: design)
public struct LogisticRegression: Hashable, Sendable, Codable {
  /// What large coefficients cost.
  public enum Penalty: Hashable, Sendable, Codable {
    /// Nothing: maximum likelihood.
    case none
    /// `½ · strength · Σ βⱼ²` with coefficients per standard deviation of their columns.
    case ridge(strength: Double)
  }

  /// How the maximum is found; the answer is the same.
  public enum Solver: String, Hashable, Sendable, Codable {
    /// Newton's method up to 1,000 columns, then L-BFGS.
    case automatic
    /// Newton's method: few passes over the rows, each of rows × columns² multiplications.
    case newton
    /// L-BFGS: more passes, each of rows × columns multiplications; computes no covariance, and of
    /// columns that say the same it drops none.
    case lbfgs
  }

  /// What large coefficients cost.
  public var penalty: Penalty
  /// How the maximum is found.
  public var solver: Solver
  /// After how many Newton steps to give up; of L-BFGS twenty times as many.
  public var maximumIterations: Int
  /// The fit ends when no element of the score exceeds this times the sum of weights.
  public var tolerance: Double

  /// Creates the estimator.
  public init(
    penalty: Penalty = .none,
    solver: Solver = .automatic,
    maximumIterations: Int = 50,
    tolerance: Double = 1e-10
  ) {
    if case .ridge(let strength) = penalty {
      precondition(strength >= 0 && strength.isFinite, "a ridge has a finite strength from 0 on")
    }
    precondition(maximumIterations > 0, "a fit needs at least one iteration")
    precondition(tolerance > 0, "the tolerance is positive")
    self.penalty = penalty
    self.solver = solver
    self.maximumIterations = maximumIterations
    self.tolerance = tolerance
  }

  /// The strength λ of the penalty.
  var ridgeStrength: Double {
    switch penalty {
    case .none: 0
    case .ridge(let strength): strength
    }
  }

  /// Whether second derivatives are worth their price.
  func usesNewton(columns: Int) -> Bool {
    switch solver {
    case .automatic: columns <= 1000
    case .newton: true
    case .lbfgs: false
    }
  }

  /// Fits the model.
  ///
  /// A constant column, and without penalty a column that is a linear combination of earlier
  /// ones, gets the coefficient 0 and is listed in ``LogisticModel/aliased``. When the outcomes
  /// are separated the model is returned, with ``LogisticModel/convergence`` saying so.
  ///
  /// - Parameters:
  ///   - design: rows × columns, finite values; no column of ones.
  ///   - outcomes: 0 or 1 for every row.
  ///   - weights: how often each row counts; nil for once. A row of weight 2 is the row twice.
  ///   - offset: a known part of each row's logit; nil for 0.
  ///   - threads: how many threads to use; the bits of the result do not depend on it.
  /// - Returns: The fitted model, with how the fit ended.
  /// - Throws: ``ModelError``: `model.no-rows`, `model.not-finite`, `model.outcome-not-binary`,
  ///   `model.weight-negative`, `model.single-class` or `model.singular`.
  /// - Complexity: O(rows × columns²) per iteration; usually 5 to 8 iterations.
  public func fitted(
    to design: Design,
    outcomes: [Double],
    weights: [Double]? = nil,
    offset: [Double]? = nil,
    threads: Int = 1
  ) throws(ModelError) -> LogisticModel {
    let counts = try ClassCounts(
      rows: design.rows,
      outcomes: outcomes,
      weights: weights,
      offset: offset
    )
    let scaling = try ColumnScaling(checking: design, weights: weights, threads: threads)
    let solver = LogisticSolver(
      options: self,
      problem: LogisticProblem(
        design: design,
        scaling: scaling,
        outcomes: outcomes,
        weights: weights,
        offset: offset,
        ridgeStrength: ridgeStrength,
        threads: threads
      ),
      counts: counts
    )
    return LogisticModel(try solver.solution(), scaling: scaling, counts: counts)
  }

  /// Fits the model to a dense matrix.
  ///
  /// - Parameters: as for a ``Design``.
  public func fitted(
    to design: Matrix,
    outcomes: [Double],
    weights: [Double]? = nil,
    offset: [Double]? = nil,
    threads: Int = 1
  ) throws(ModelError) -> LogisticModel {
    try fitted(
      to: Design(dense: design),
      outcomes: outcomes,
      weights: weights,
      offset: offset,
      threads: threads
    )
  }
}
