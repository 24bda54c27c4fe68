import Statistics

#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

/// How log-odds become points: `score = offset + factor · ln(odds)`.
///
/// Two promises fix the line: at `baseOdds` a row has `baseScore` points, and
/// `pointsToDoubleOdds` more points double the odds. So `factor = pointsToDoubleOdds / ln 2` and
/// `offset = baseScore − factor · ln(baseOdds)`.
///
///     let scale = PointScale(pointsToDoubleOdds: 20, baseScore: 600, baseOdds: 1.0 / 19)
///     scale.score(ofProbability: 0.05)  // 600
public struct PointScale: Hashable, Sendable, Codable {
  /// How many points more double the odds; negative when a high score stands for rare events.
  public let pointsToDoubleOdds: Double
  /// The score at the base odds.
  public let baseScore: Double
  /// Events per non-event at the base score.
  public let baseOdds: Double

  /// Creates a scale.
  public init(pointsToDoubleOdds: Double = 50, baseScore: Double = 600, baseOdds: Double = 1) {
    precondition(
      Self.isScale(pointsToDoubleOdds, baseScore, baseOdds),
      "a scale needs points that are not 0 and at most 1e9, and base odds above 0"
    )
    self.pointsToDoubleOdds = pointsToDoubleOdds
    self.baseScore = baseScore
    self.baseOdds = baseOdds
  }

  private static func isScale(_ points: Double, _ score: Double, _ odds: Double) -> Bool {
    points != 0 && abs(points) <= 1e9 && abs(score) <= 1e9 && odds > 0 && odds.isFinite
  }

  /// Points per unit of log-odds.
  public var factor: Double { pointsToDoubleOdds / log(2) }

  /// The score at even odds.
  public var offset: Double { baseScore - factor * log(baseOdds) }

  /// The score at given log-odds.
  public func score(ofLogit logit: Double) -> Double { offset + factor * logit }

  /// The log-odds at a score.
  public func logit(ofScore score: Double) -> Double { (score - offset) / factor }

  /// The score at a probability between 0 and 1, itself neither.
  public func score(ofProbability probability: Double) -> Double {
    precondition(probability > 0 && probability < 1, "a score needs odds that are finite")
    return score(ofLogit: Statistics.logit(probability))
  }

  /// The probability at a score, never exactly 0 or 1.
  public func probability(ofScore score: Double) -> Double {
    clampedProbability(logistic(logit(ofScore: score)))
  }

  private enum CodingKeys: String, CodingKey {
    case pointsToDoubleOdds, baseScore, baseOdds
  }

  /// Reads a scale and checks that it can be one.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    pointsToDoubleOdds = try container.decode(Double.self, forKey: .pointsToDoubleOdds)
    baseScore = try container.decode(Double.self, forKey: .baseScore)
    baseOdds = try container.decode(Double.self, forKey: .baseOdds)
    guard Self.isScale(pointsToDoubleOdds, baseScore, baseOdds) else {
      throw DecodingError.dataCorruptedError(
        forKey: .pointsToDoubleOdds,
        in: container,
        debugDescription: "these numbers make no scale"
      )
    }
  }
}
