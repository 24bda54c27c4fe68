/// A fitted correction of probabilities that never swaps two of them.
///
/// All maps are functions of the prediction alone that do not fall, so that whoever is ranked
/// higher before is not ranked lower after; equal ranks may appear where a map is flat.
public enum CalibrationMap: Hashable, Sendable, Codable {
  /// Leaves predictions as they are.
  case identity
  /// A line between logits.
  case platt(PlattMap)
  /// A curve of two logarithms.
  case beta(BetaMap)
  /// Steps joined by lines.
  case isotonic(IsotonicMap)

  /// The corrected predictions.
  ///
  /// - Parameter probabilities: the predictions.
  /// - Returns: One probability per prediction, never exactly 0 or 1 unless it is the identity.
  /// - Throws: ``EvaluationError`` for values that are not probabilities.
  public func applied(to probabilities: [Double]) throws(EvaluationError) -> [Double] {
    switch self {
    case .identity:
      if !probabilities.isEmpty { try EvaluationError.check(probabilities: probabilities) }
      return probabilities
    case .platt(let map): return try map.applied(to: probabilities)
    case .beta(let map): return try map.applied(to: probabilities)
    case .isotonic(let map): return try map.applied(to: probabilities)
    }
  }
}
