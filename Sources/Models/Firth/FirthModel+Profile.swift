public import LinearAlgebra
import Statistics

extension FirthModel {
  /// The intercept and every coefficient that was estimated, with profile intervals and
  /// likelihood-ratio tests.
  ///
  /// The profile of a coefficient at a value is the largest `ℓ*` that the other coefficients
  /// can reach when it is held there (the penalty still counts all columns). The interval holds
  /// the values whose profile lies within half the χ²₁ quantile of the maximum; an end is nil
  /// where the profile never falls that far. The statistic is the signed root of the likelihood
  /// ratio against 0, `sign(β)·√(2(ℓ*max − ℓ*(0)))`: its square is χ² with one degree of freedom,
  /// and the p-value follows. The standard error is Wald's, for information only.
  ///
  /// The data are not kept in the model, so they are given again, as in the fit.
  ///
  /// Reference: Heinze and Schemper 2002 A solution to the problem of separation in logistic
  /// regression.
  ///
  /// - Parameters:
  ///   - terms: the names of the columns; `x1`, `x2` … when nil.
  ///   - confidence: the share of such intervals that hold the true coefficient.
  ///   - design: rows × columns, as in the fit.
  ///   - outcomes: 0 or 1 for every row, as in the fit.
  ///   - weights: as in the fit.
  ///   - offset: as in the fit.
  ///   - threads: how many threads to use; the bits of the result do not depend on it.
  /// - Returns: One line per term; without test and interval where no restricted fit was found.
  /// - Throws: ``ModelError``, as ``FirthRegression`` does.
  /// - Complexity: O(rows × columns³): some 50 to 100 iterations of the fit for every column.
  public func coefficientTable(
    terms: [String]? = nil,
    confidence: Double = 0.95,
    profiling design: Matrix,
    outcomes: [Double],
    weights: [Double]? = nil,
    offset: [Double]? = nil,
    threads: Int = 1
  ) throws(ModelError) -> [CoefficientRow] {
    precondition(design.columns == estimates.coefficients.count, "a profile needs the same columns")
    let problem = FirthProblem(
      plain: try LogisticProblem(
        checking: Design(dense: design),
        outcomes: outcomes,
        weights: weights,
        offset: offset,
        threads: threads
      )
    )
    let lines = estimates.coefficientTable(terms: terms, confidence: confidence)
    guard convergence == .reached else {
      return lines.map { CoefficientRow(term: $0.term, estimate: $0.estimate) }
    }
    let coordinates = freeCoordinates
    let solver = FirthRegression().solver(of: problem, free: coordinates)
    guard let top = problem.point(at: position(in: problem.scaling), free: coordinates) else {
      return lines.map { CoefficientRow(term: $0.term, estimate: $0.estimate) }
    }
    return zip(lines, coordinates).map { line, coordinate in
      let normal = problem.scaling.normal(ofCoefficient: coordinate, free: coordinates)
      return line.profiled(by: FirthProfile(solver: solver, top: top, normal: normal), confidence)
    }
  }

  /// 0 for the intercept, and one more than the number of every column that was kept.
  private var freeCoordinates: [Int] {
    let dropped = Set(aliased.map(\.column))
    return [0] + estimates.coefficients.indices.filter { !dropped.contains($0) }.map { $0 + 1 }
  }

  /// The estimates in standardised coordinates.
  private func position(in scaling: ColumnScaling) -> [Double] {
    let slopes = estimates.coefficients.indices.map { column in
      scaling.scales[column] == 0 ? 0 : estimates.coefficients[column] / scaling.scales[column]
    }
    let shift = estimates.coefficients.indices.reduce(0) { sum, column in
      sum + (scaling.centers[column] - estimates.columnMeans[column])
        * estimates.coefficients[column]
    }
    return [estimates.centredIntercept + shift] + slopes
  }
}

extension ColumnScaling {
  /// The vector `a` for which `a · b` is a coefficient on the original scale, where `b` counts in
  /// standardised coordinates: `β₀ = b₀ − Σ center·scale·b`, `βⱼ = scale·bⱼ`.
  fileprivate func normal(ofCoefficient coordinate: Int, free: [Int]) -> [Double] {
    var normal = Array(repeating: 0.0, count: scales.count + 1)
    guard coordinate == 0 else {
      normal[coordinate] = scales[coordinate - 1]
      return normal
    }
    normal[0] = 1
    for column in free.dropFirst().map({ $0 - 1 }) {
      normal[column + 1] = -centers[column] * scales[column]
    }
    return normal
  }
}

extension CoefficientRow {
  /// The line with the test and the interval of a profile in place of Wald's.
  fileprivate func profiled(by profile: FirthProfile, _ confidence: Double) -> CoefficientRow {
    var line = CoefficientRow(term: term, estimate: estimate)
    line.standardError = standardError
    guard let standardError, standardError > 0 else { return line }
    var profile = profile
    if let constrained = profile.logLikelihood(at: 0) {
      let root = (2 * max(0, profile.top.objective - constrained)).squareRoot()
      let statistic = estimate < 0 ? -root : root
      line.statistic = statistic
      line.pValue = NormalDistribution.twoSidedTail(statistic)
    }
    let interval = ProfileInterval(
      estimate: estimate,
      standardError: standardError,
      maximum: profile.top.objective,
      confidence: confidence,
      logLikelihood: { profile.logLikelihood(at: $0) }
    )
    (line.lower, line.upper) = (interval.lower, interval.upper)
    return line
  }
}

/// The largest penalised likelihood under one held coefficient, each fit begun where the last
/// one on the same side ended.
private struct FirthProfile {
  private var solver: FirthSolver
  let top: FirthProblem.Point
  private let normal: [Double]
  private var last: FirthProblem.Point

  init(solver: FirthSolver, top: FirthProblem.Point, normal: [Double]) {
    self.solver = solver
    self.solver.seeksHeightOnly = true
    self.top = top
    self.normal = normal
    last = top
  }

  /// The profile where the coefficient is `value`; nil when no fit is found there.
  mutating func logLikelihood(at value: Double) -> Double? {
    guard let start = start(at: value, from: last) ?? start(at: value, from: top) else {
      return nil
    }
    let summit = solver.summit(from: start, normal: normal)
    guard summit.convergence == .reached else { return nil }
    last = summit.point
    return summit.point.objective
  }

  /// The point on the plane `normal · b = value` to which the curvature at another point leads.
  private func start(at value: Double, from origin: FirthProblem.Point) -> FirthProblem.Point? {
    let slope = Slope(inverse: origin.inverse, normal: normal)
    var position = origin.position
    position.add((value - slope.level(of: position)) / slope.variance, times: slope.departure)
    return solver.problem.point(at: position, free: solver.free)
  }
}
