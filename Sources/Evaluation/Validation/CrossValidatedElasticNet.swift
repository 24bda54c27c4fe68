public import Models

/// The path of all rows, with the log-loss that each strength had on rows it was not fitted to.
public struct CrossValidatedElasticNet: Hashable, Sendable, Codable {
  /// How one strength did.
  public struct Loss: Hashable, Sendable, Codable {
    /// The mean log-loss over all test rows.
    public let mean: Double
    /// The standard error of the mean, from the differences between the splits; nil with one split.
    public let standardError: Double?
    /// The mean log-loss of each split.
    public let splits: [Double]
  }

  /// A rule that picks one strength.
  public enum Choice: String, Hashable, Sendable, Codable {
    /// The smallest mean loss; of equals the stronger penalty.
    case best
    /// The strongest penalty whose mean loss is within one standard error of the smallest: as good
    /// as the data can tell, with fewer columns.
    case oneStandardError
  }

  /// The path that was fitted to all rows.
  public let path: ElasticNetPathModel
  /// One loss per step of the path.
  public let losses: [Loss]
  /// The models that predict, one per step: those of the path, or relaxed ones.
  public let models: [LogisticModel]

  /// The place of a rule's strength in ``losses`` and in the steps of ``path``.
  public func index(_ choice: Choice) -> Int {
    let best = losses.indices.dropFirst().reduce(0) {
      losses[$1].mean < losses[$0].mean ? $1 : $0
    }
    guard choice == .oneStandardError, let error = losses[best].standardError else { return best }
    return losses.indices.first { losses[$0].mean <= losses[best].mean + error } ?? best
  }

  /// The model of a rule's strength, fitted to all rows.
  ///
  /// Its loss here is optimistic: the strength was chosen for it. Judge it on later rows.
  public func model(_ choice: Choice) -> LogisticModel { models[index(choice)] }

  /// The mean loss of each strength over splits of different weight, as glmnet computes it.
  static func summary(_ judgements: [(weight: Double, losses: [Double])]) -> [Loss] {
    let total = judgements.reduce(0) { $0 + $1.weight }
    return (judgements.first?.losses ?? []).indices.map { step in
      let mean = judgements.reduce(0) { $0 + $1.weight * $1.losses[step] } / total
      let variance = judgements.reduce(0) { sum, judgement in
        let distance = judgement.losses[step] - mean
        return sum + judgement.weight * distance * distance / total
      }
      return Loss(
        mean: mean,
        standardError: judgements.count < 2
          ? nil : (variance / Double(judgements.count - 1)).squareRoot(),
        splits: judgements.map { $0.losses[step] }
      )
    }
  }
}
