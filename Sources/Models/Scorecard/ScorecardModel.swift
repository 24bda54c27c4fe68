/// A fitted scorecard.
public struct ScorecardModel: Hashable, Sendable {
  /// A variable that gives no points.
  public struct DroppedVariable: Hashable, Sendable, Codable {
    /// Why a variable was dropped.
    public enum Reason: String, Hashable, Sendable, Codable {
      /// Its bins do not differ.
      case noEvidence
      /// Beside the others its coefficient would be negative.
      case wrongSign
      /// Earlier variables say the same.
      case linearCombination
    }

    /// The place of the variable among the columns.
    public var variable: Int
    /// Why it was dropped.
    public var reason: Reason

    /// The reason as a sentence.
    public var message: String {
      switch reason {
      case .noEvidence: "variable \(variable) was dropped: its bins do not differ"
      case .wrongSign:
        "variable \(variable) was dropped: beside the others its coefficient would be negative"
      case .linearCombination:
        "variable \(variable) was dropped: earlier variables say the same"
      }
    }
  }

  /// The bins of every variable.
  public let encoding: WeightOfEvidenceEncoding
  /// The regression on the evidence of the variables that were not dropped for their sign.
  public let logistic: LogisticModel
  /// One coefficient per variable, never negative; 0 for a dropped one.
  public let coefficients: [Double]
  /// The variables that give no points.
  public let dropped: [DroppedVariable]
  /// How log-odds become points.
  public let scale: PointScale

  /// How many variables give points.
  public var variableCount: Int { coefficients.count { $0 != 0 } }

  /// What every row gets whatever its values: 0, unless no variable gives points.
  public var basePoints: Double {
    variableCount > 0 ? 0 : scale.score(ofLogit: logistic.intercept)
  }

  /// The points of every bin of every variable; 0 for a dropped one.
  ///
  /// - Complexity: O(bins); keep it when you need it more than once.
  public var points: [[Double]] {
    let count = Double(variableCount)
    return zip(coefficients, encoding.binnings).map { coefficient, binning in
      guard coefficient != 0 else { return binning.bins.map { _ in 0 } }
      return binning.bins.map {
        scale.factor * (coefficient * $0.weightOfEvidence + logistic.intercept / count)
          + scale.offset / count
      }
    }
  }

  /// The points of each variable, on average over the rows of the fit.
  ///
  /// What a row has above this is a reason for its score, what it lacks a reason against: with
  /// independent variables the differences are its Shapley values (Lundberg and Lee 2017, "A
  /// unified approach to interpreting model predictions").
  public var meanPoints: [Double] {
    zip(points, encoding.binnings).map { points, binning in
      zip(points, binning.bins).reduce(0) { $0 + $1.0 * $1.1.share }
    }
  }

  /// The largest distance between a sum of rounded points and the score that any row can have.
  public var largestRoundingError: Double {
    var (above, below) = (basePoints.rounded() - basePoints, basePoints.rounded() - basePoints)
    for points in points {
      let errors = points.map { $0.rounded() - $0 }
      above += errors.max() ?? 0
      below += errors.min() ?? 0
    }
    return max(above, -below)
  }
}

extension ScorecardModel: Codable {
  private enum CodingKeys: String, CodingKey {
    case encoding, logistic, coefficients, dropped, scale
  }

  /// Reads a scorecard and checks that its parts fit together.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    encoding = try container.decode(WeightOfEvidenceEncoding.self, forKey: .encoding)
    logistic = try container.decode(LogisticModel.self, forKey: .logistic)
    coefficients = try container.decode([Double].self, forKey: .coefficients)
    dropped = try container.decode([DroppedVariable].self, forKey: .dropped)
    scale = try container.decode(PointScale.self, forKey: .scale)
    guard encoding.binnings.count == coefficients.count,
      logistic.coefficients.filter({ $0 != 0 }) == coefficients.filter({ $0 != 0 }),
      coefficients.allSatisfy({ $0 >= 0 }),
      dropped.map(\.variable) == coefficients.indices.filter({ coefficients[$0] == 0 }),
      (points.joined() + [basePoints]).allSatisfy({ abs($0) < 1e15 })
    else {
      throw DecodingError.dataCorruptedError(
        forKey: .coefficients,
        in: container,
        debugDescription: "bins, regression and coefficients belong to different variables"
      )
    }
  }
}
