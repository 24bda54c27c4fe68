/// How the columns were spread when a model was trained, to compare later rows with.
///
///     let baseline = try DriftBaseline(of: trainingColumns)
///     let report = try baseline.report(on: newColumns)
///     for feature in report where feature.level > .stable { print(feature.feature) }
public struct DriftBaseline: Hashable, Sendable, Codable {
  /// One column of training.
  public struct Feature: Hashable, Sendable {
    /// The name of the column.
    public let name: String
    /// Its groups: deciles or levels, and missing values.
    public let bins: FeatureBins
    /// How many rows each group had.
    public let counts: [Int]
  }

  /// What is compared about one column.
  public struct FeatureDrift: Hashable, Sendable, Codable {
    /// The name of the column.
    public let feature: String
    /// What each group holds.
    public let labels: [FeatureBins.Label]
    /// How far the column has moved.
    public let stability: PopulationStability
    /// How much to worry.
    public let level: PopulationStability.Level
  }

  /// The columns of training.
  public let features: [Feature]

  /// Takes down how columns are spread.
  ///
  /// - Parameter columns: the rows of training.
  /// - Throws: ``EvaluationError`` with code `evaluation.value-invalid` for a column without rows or
  ///   with an infinite value.
  public init(of columns: [FeatureColumn]) throws(EvaluationError) {
    var features: [Feature] = []
    for column in columns {
      try column.check()
      let bins = FeatureBins(of: column.values)
      let counts = Self.counts(column.values, in: bins)
      features.append(Feature(name: column.name, bins: bins, counts: counts))
    }
    self.features = features
  }

  /// Compares later rows with those of training.
  ///
  /// - Parameters:
  ///   - columns: the same columns, in the same order.
  ///   - significance: the largest p-value that counts as beyond chance.
  /// - Returns: One line per column, in their order.
  /// - Throws: ``EvaluationError`` with code `evaluation.value-invalid` for a column without rows or
  ///   with an infinite value.
  public func report(
    on columns: [FeatureColumn],
    significance: Double = 0.001
  ) throws(EvaluationError) -> [FeatureDrift] {
    precondition(columns.map(\.name) == features.map(\.name), "drift is that of the same columns")
    var report: [FeatureDrift] = []
    for (feature, column) in zip(features, columns) {
      try column.check()
      let stability = PopulationStability(
        expected: feature.counts,
        actual: Self.counts(column.values, in: feature.bins)
      )
      report.append(
        FeatureDrift(
          feature: feature.name,
          labels: feature.bins.labels,
          stability: stability,
          level: stability.level(significance: significance)
        )
      )
    }
    return report
  }

  private static func counts(_ values: FeatureColumn.Values, in bins: FeatureBins) -> [Int] {
    var counts = Array(repeating: 0, count: bins.count)
    for code in bins.codes(of: values) { counts[code] += 1 }
    return counts
  }
}

extension DriftBaseline.Feature: Codable {
  private enum CodingKeys: String, CodingKey {
    case name, bins, counts
  }

  /// Reads a column and checks that its parts fit together.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    name = try container.decode(String.self, forKey: .name)
    bins = try container.decode(FeatureBins.self, forKey: .bins)
    counts = try container.decode([Int].self, forKey: .counts)
    guard counts.count == bins.count, counts.allSatisfy({ $0 >= 0 }) else {
      throw DecodingError.dataCorruptedError(
        forKey: .counts,
        in: container,
        debugDescription: "\(bins.count) groups with \(counts.count) counts"
      )
    }
  }
}
