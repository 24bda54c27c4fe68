/// A fitted discrete-time hazard.
public struct HazardModel: Hashable, Sendable {
  let curve: HazardCurve
  /// How a linear predictor becomes a hazard.
  public let link: DiscreteTimeHazard.Link

  init(curve: HazardCurve, link: DiscreteTimeHazard.Link) {
    (self.curve, self.link) = (curve, link)
  }

  /// One coefficient per column; 0 for a dropped column.
  public var coefficients: [Double] { curve.coefficients[0] }
  /// The names of the columns of the baseline.
  public var baselineTerms: [String] { curve.basis.terms }
  /// One coefficient per column of the baseline, for a row of zeros.
  public var baselineCoefficients: [Double] { curve.timeCoefficientsAtZero(kind: 0) }
  /// The longest duration in the data of the fit.
  public var lastPeriod: Int { curve.lastPeriod }
  /// The log-likelihood of the data of the fit, without the penalty.
  public var logLikelihood: Double { curve.logLikelihood }
  /// How many Newton steps were taken.
  public var iterations: Int { curve.iterations }
  /// How the fit ended; the numbers of a fit that did not reach its maximum are not estimates.
  public var convergence: Convergence { curve.convergence }
  /// The largest element of the score (per standard deviation) at the last look at the data.
  public var largestScore: Double { curve.largestScore }
  /// How many subjects were fitted.
  public var sampleSize: Int { curve.sampleSize }
  /// How many of them had the event.
  public var eventCount: Int { curve.eventCount }
  /// The columns that were dropped.
  public var aliased: [AliasedColumn] { curve.aliased }

  /// The baseline and every coefficient that was estimated; dropped columns are left out.
  ///
  /// The errors come from the expected information, as in R; with a ridge they leave out its bias.
  ///
  /// - Parameters:
  ///   - terms: the names of the columns; `x1`, `x2` … when nil.
  ///   - confidence: the share of such intervals that hold the true coefficient.
  /// - Returns: One line per term, those of the baseline first.
  public func coefficientTable(
    terms: [String]? = nil,
    confidence: Double = 0.95
  ) -> [CoefficientRow] {
    curve.lines(
      kind: 0,
      terms: terms,
      confidence: confidence,
      covariance: curve.covarianceAtZero()
    )
  }

  /// The whole fit in one line.
  public var fitSummary: FitSummary { curve.fitSummary }
}

extension HazardModel: Codable {
  private enum CodingKeys: String, CodingKey {
    case curve, link
  }

  /// Reads a model and checks that its parts fit together.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    curve = try container.decode(HazardCurve.self, forKey: .curve)
    link = try container.decode(DiscreteTimeHazard.Link.self, forKey: .link)
    guard curve.kindCount == 1 else {
      throw DecodingError.dataCorruptedError(
        forKey: .curve,
        in: container,
        debugDescription: "a hazard model has one kind of event, found \(curve.kindCount)"
      )
    }
  }
}
