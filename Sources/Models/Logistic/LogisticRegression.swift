public import LinearAlgebra

/// The probability of an outcome as a logistic function of the columns of a design matrix.
///
///     let model = try LogisticRegression(penalty: .ridge(strength: 1))
///       .fitted(to: design, outcomes: converted)
///     let probabilities = model.probabilities(of: design)
///
/// **The model.** A probability cannot be a straight line, but its log-odds can: with
/// `η = β₀ + x₁β₁ + x₂β₂ + …` the model is `ln(p / (1 − p)) = η`, that is `p = 1 / (1 + e⁻η)`. One
/// unit more of `xⱼ` adds `βⱼ` to the log-odds and multiplies the odds by `e^βⱼ`, whatever the other
/// columns are; in probability it counts most where `p` is near ½. The contributions
/// `βⱼ·(xⱼ − x̄ⱼ)` add up, which is why a score can be explained.
///
/// **The estimate.** Rows with outcome 1 had probability `p`, the others `1 − p`. The coefficients
/// are those under which all that happened was most likely: the maximum of
/// `ℓ(β) = Σ w·(y·η − ln(1 + eη))`. Its slope, the score, is `Zᵀ w (y − p)`: at the maximum every
/// column saw as many events as were expected, and with the intercept the mean prediction is the
/// event rate. Its curvature is `−ZᵀWZ` with `W = w·p·(1 − p)`: nowhere positive, so there is one
/// top and no local one. Newton's method climbs it: fit a parabola, jump to its top, halve the jump
/// if that was too far. Near the top every step doubles the right digits. (Fisher scoring and
/// iteratively reweighted least squares are other names of it for this model.)
///
/// **How sure it is.** A sharp top is a sure estimate: `(ZᵀWZ)⁻¹` is the covariance of the
/// coefficients when rows are independent, many, and the model is right. Where rows of one account
/// resemble each other, ask for `LogisticModel.covariance(_:of:outcomes:weights:offset:threads:)`
/// by cluster. Not promised: causes. A coefficient says what goes together, other columns equal.
///
/// **When it has no top.** A column that tells some outcomes without error could always be made to
/// count more: the likelihood grows for ever, which ``Convergence/separation(column:)`` reports.
/// ``FirthRegression`` has a finite answer, ``GuardedLogisticRegression`` takes it by itself. With
/// few events, or many columns, shrink: a ridge `½·λ·Σ βⱼ²` keeps all columns and pulls
/// coefficients together, ``ElasticNetPath`` also leaves columns out.
///
/// **Here.** Every `βⱼ` is penalised per standard deviation of its column; the intercept never is,
/// and is never a column. `.ridge(strength: 1)` is scikit-learn's `C=1` on standardised columns;
/// glmnet's λ for `alpha=0` is our strength divided by the number of rows. Columns are centred
/// while they are read, so that a column far from 0 costs no digits, and all of a row's numbers
/// come from `e^−|η|`, so that no certainty is too extreme.
///
/// Sources: McCullagh and Nelder 1989 Generalized linear models; Nocedal 1980 Updating quasi-Newton
/// matrices with limited storage. Compared with R's `glm` (`Tests/ModelsTests/OracleTests.swift`).
public struct LogisticRegression: Hashable, Sendable, Codable {
  /// What large coefficients cost.
  public enum Penalty: Hashable, Sendable, Codable {
    /// Nothing: maximum likelihood.
    case none
    /// `½ · strength · Σ βⱼ²` with coefficients per standard deviation of their columns.
    case ridge(strength: Double)
    /// Glmnet's `strength · Σ ((1 − l1Ratio)/2 · bⱼ² + l1Ratio · |bⱼ|)` beside the *mean*
    /// log-likelihood, with coefficients per standard deviation of their columns.
    ///
    /// One strength of an ``ElasticNetPath``, and so without a covariance. A ridge of strength `λ`
    /// is here, with the ratio 0, one of `λ` divided by the sum of weights.
    case elasticNet(strength: Double, l1Ratio: Double)
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
  /// How the maximum is found; an elastic net has a way of its own.
  public var solver: Solver
  /// After how many Newton steps to give up; of L-BFGS twenty times as many, of an elastic net's
  /// looks at the rows twice as many.
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
    switch penalty {
    case .none: break
    case .ridge(let strength):
      precondition(strength >= 0 && strength.isFinite, "a ridge has a finite strength from 0 on")
    case .elasticNet(let strength, let l1Ratio):
      precondition(strength >= 0 && strength.isFinite, "a strength is a finite number from 0 on")
      precondition((0...1).contains(l1Ratio), "the ratio lies between 0 (ridge) and 1 (lasso)")
    }
    precondition(maximumIterations > 0, "a fit needs at least one iteration")
    precondition(tolerance > 0, "the tolerance is positive")
    self.penalty = penalty
    self.solver = solver
    self.maximumIterations = maximumIterations
    self.tolerance = tolerance
  }

  private var ridgeStrength: Double {
    if case .ridge(let strength) = penalty { strength } else { 0 }
  }

  /// The elastic net that this is; nil for another penalty.
  private var elasticNet: ElasticNetPath? {
    guard case .elasticNet(let strength, let l1Ratio) = penalty else { return nil }
    return ElasticNetPath(
      l1Ratio: l1Ratio,
      strengths: .explicit([strength]),
      tolerance: tolerance,
      maximumIterations: 2 * maximumIterations
    )
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
  ///   - offset: a known part of each row's logit; nil for 0. Predictions know no offset: add it to
  ///     their logits.
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
    if let elasticNet {
      return try elasticNet.fitted(
        to: design,
        outcomes: outcomes,
        weights: weights,
        offset: offset,
        threads: threads
      ).model(at: 0)
    }
    let problem = try LogisticProblem(
      checking: design,
      outcomes: outcomes,
      weights: weights,
      offset: offset,
      ridgeStrength: ridgeStrength,
      threads: threads
    )
    let solution = try LogisticSolver(options: self, problem: problem).solution()
    return LogisticModel(solution, of: problem)
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
