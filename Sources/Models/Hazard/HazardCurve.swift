import LinearAlgebra

/// What models of hazards share: a baseline and features for each kind of event, stored around the
/// means of the features, and how the fit went.
struct HazardCurve: Hashable, Sendable {
  let basis: TimeBasis
  /// Time columns without a coefficient, because nobody was at risk when they matter.
  let aliasedTimes: [Int]
  let columnMeans: [Double]
  /// By kind: one coefficient per time column, at the means of the features.
  let timeCoefficients: [[Double]]
  /// By kind: one coefficient per feature.
  let coefficients: [[Double]]
  /// The covariance of, kind by kind, time coefficients and coefficients.
  let centredCovariance: Matrix
  let lastPeriod: Int
  let logLikelihood: Double
  let iterations: Int
  let convergence: Convergence
  let largestScore: Double
  let sampleSize: Int
  let eventCount: Int
  let aliased: [AliasedColumn]

  init(_ solution: HazardSolver.Solution, problem: HazardProblem) {
    basis = problem.basis
    aliasedTimes = solution.aliasedTimes
    columnMeans = problem.data.scaling.centers
    timeCoefficients = solution.timeCoefficients
    coefficients = solution.coefficients
    centredCovariance = solution.covariance
    lastPeriod = problem.data.lastPeriod
    logLikelihood = solution.logLikelihood
    iterations = solution.iterations
    convergence = solution.convergence
    largestScore = solution.largestScore
    sampleSize = problem.data.durations.count
    eventCount = problem.data.eventCount
    aliased = solution.aliased
  }

  var kindCount: Int { coefficients.count }
  var featureCount: Int { columnMeans.count }
  private var blockSize: Int { basis.width + featureCount }

  /// The time columns of the periods first...last; nil when the baseline says nothing about one.
  func timeTable(_ periods: ClosedRange<Int>) -> [[Double]]? {
    precondition(periods.lowerBound >= 1, "periods are counted from 1")
    var table: [[Double]] = []
    for period in periods {
      guard let values = basis.values(at: period), !needsAliased(values) else { return nil }
      table.append(values)
    }
    return table
  }

  /// Whether a period stands on a column of its own that has no estimate.
  ///
  /// A line in time may lack its slope: it then stays level.
  private func needsAliased(_ values: [Double]) -> Bool {
    switch basis {
    case .perPeriod, .piecewise: aliasedTimes.contains { values[$0] != 0 }
    case .logTime, .spline: false
    }
  }

  /// The baseline of one kind in the periods of a table, at the means of the features.
  func baseline(_ table: [[Double]], kind: Int) -> [Double] {
    table.map { values in
      zip(values, timeCoefficients[kind]).reduce(0) { $0 + $1.0 * $1.1 }
    }
  }

  /// The contribution of the features to the linear predictor of one row.
  func contribution(of row: some Collection<Double>, kind: Int) -> Double {
    precondition(row.count == featureCount, "a row needs one value per column")
    return zip(zip(row, columnMeans), coefficients[kind]).reduce(0) {
      $0 + ($1.0.0 - $1.0.1) * $1.1
    }
  }

  /// The coefficients of the time columns for a row of zeros.
  func timeCoefficientsAtZero(kind: Int) -> [Double] {
    let shift = zip(coefficients[kind], columnMeans).reduce(0) { $0 + $1.0 * $1.1 }
    return zip(timeCoefficients[kind], basis.unit).map { $0 - shift * $1 }
  }

  /// The covariance around a row of zeros: `T·C·Tᵀ`, where T takes `unit·(means·β)` from α.
  func covarianceAtZero() -> Matrix {
    var covariance = centredCovariance
    for kind in 0..<kindCount {
      let start = kind * blockSize
      for (time, unit) in basis.unit.enumerated() where unit != 0 {
        guard !aliasedTimes.contains(time) else { continue }
        for column in 0..<covariance.columns {
          for feature in 0..<featureCount {
            covariance[start + time, column] -=
              unit * columnMeans[feature]
              * covariance[start + basis.width + feature, column]
          }
        }
        for row in 0..<covariance.rows {
          for feature in 0..<featureCount {
            covariance[row, start + time] -=
              unit * columnMeans[feature]
              * covariance[row, start + basis.width + feature]
          }
        }
      }
    }
    return covariance
  }

  /// The lines of one kind: time columns for a row of zeros, then features.
  func lines(
    kind: Int,
    terms: [String]?,
    prefix: String = "",
    confidence: Double,
    covariance: Matrix
  ) -> [CoefficientRow] {
    precondition(terms.map { $0.count == featureCount } ?? true, "every column needs a name")
    let names = basis.terms + (terms ?? (0..<featureCount).map { "x\($0 + 1)" })
    let estimates = timeCoefficientsAtZero(kind: kind) + coefficients[kind]
    let dropped = Set(aliasedTimes).union(aliased.map { basis.width + $0.column })
    return names.indices.filter { !dropped.contains($0) }.map { index in
      let place = kind * blockSize + index
      return CoefficientRow(
        term: prefix + names[index],
        estimate: estimates[index],
        standardError: max(0, covariance[place, place]).squareRoot(),
        confidence: confidence
      )
    }
  }

  var fitSummary: FitSummary {
    FitSummary(
      sampleSize: sampleSize,
      eventCount: eventCount,
      parameterCount: kindCount * (blockSize - aliased.count - aliasedTimes.count),
      logLikelihood: logLikelihood,
      deviance: -2 * logLikelihood,
      iterations: iterations,
      convergence: convergence,
      largestScore: largestScore
    )
  }
}

extension HazardCurve: Codable {
  private enum CodingKeys: String, CodingKey {
    case basis, aliasedTimes, columnMeans, timeCoefficients, coefficients, centredCovariance
    case lastPeriod, logLikelihood, iterations, convergence, largestScore, sampleSize, eventCount
    case aliased
  }

  init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    basis = try container.decode(TimeBasis.self, forKey: .basis)
    aliasedTimes = try container.decode([Int].self, forKey: .aliasedTimes)
    columnMeans = try container.decode([Double].self, forKey: .columnMeans)
    timeCoefficients = try container.decode([[Double]].self, forKey: .timeCoefficients)
    coefficients = try container.decode([[Double]].self, forKey: .coefficients)
    centredCovariance = try container.decode(Matrix.self, forKey: .centredCovariance)
    lastPeriod = try container.decode(Int.self, forKey: .lastPeriod)
    logLikelihood = try container.decode(Double.self, forKey: .logLikelihood)
    iterations = try container.decode(Int.self, forKey: .iterations)
    convergence = try container.decode(Convergence.self, forKey: .convergence)
    largestScore = try container.decode(Double.self, forKey: .largestScore)
    sampleSize = try container.decode(Int.self, forKey: .sampleSize)
    eventCount = try container.decode(Int.self, forKey: .eventCount)
    aliased = try container.decode([AliasedColumn].self, forKey: .aliased)
    guard basis.isValid, partsFit else {
      throw DecodingError.dataCorruptedError(
        forKey: .coefficients,
        in: container,
        debugDescription: "the parts of the model have different sizes"
      )
    }
  }

  private var partsFit: Bool {
    let (width, size) = (basis.width, kindCount * blockSize)
    return kindCount > 0 && timeCoefficients.count == kindCount
      && timeCoefficients.allSatisfy { $0.count == width }
      && coefficients.allSatisfy { $0.count == featureCount }
      && centredCovariance.rows == size && centredCovariance.columns == size
      && aliased.allSatisfy { columnMeans.indices.contains($0.column) }
      && aliasedTimes.allSatisfy { (0..<width).contains($0) }
  }
}
