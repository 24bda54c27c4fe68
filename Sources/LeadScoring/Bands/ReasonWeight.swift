/// How much one reason moves a list of leads.
public struct ReasonWeight: Hashable, Sendable {
  /// The reason; all values of a category are one.
  public var name: String
  /// The mean distance that it moves a lead's log-odds, up or down.
  public var meanMagnitude: Double
  /// The share of leads that it raises.
  public var raised: Double
  /// The value of a category that raises most, and by how much; nil for numbers.
  public var best: Value?

  /// One value of a category.
  public struct Value: Hashable, Sendable {
    /// The value with its category, such as "industry = Software".
    public var name: String
    /// What it adds to the log-odds.
    public var logOdds: Double
  }

  /// Weighs the reasons of scored leads.
  ///
  /// - Parameter leads: the contributions of each lead (``ConversionScorer/Result``).
  /// - Returns: The strongest first; ties go to the bytewise smaller name.
  /// - Complexity: O(leads × reasons).
  public static func weights(
    of leads: [[(name: String, logOdds: Double)]]
  ) -> [ReasonWeight] {
    var sums: [String: Sum] = [:]
    for contributions in leads {
      for (name, logOdds) in contributions {
        sums[category(of: name), default: Sum()].add(logOdds, as: name)
      }
    }
    let weights = sums.map { name, sum in
      ReasonWeight(
        name: name,
        meanMagnitude: sum.magnitude / Double(leads.count),
        raised: Double(sum.raised) / Double(leads.count),
        best: sum.best.flatMap { $0.name == name ? nil : $0 }
      )
    }
    return weights.filter { $0.meanMagnitude > 0 }.sorted {
      $0.meanMagnitude == $1.meanMagnitude
        ? $0.name.utf8.lexicographicallyPrecedes($1.name.utf8)
        : $0.meanMagnitude > $1.meanMagnitude
    }
  }

  /// `industry` of `industry = Software`, `industry is missing` and `industry is rare`.
  private static func category(of name: String) -> String {
    if let sign = name.firstRange(of: " = ") { return String(name[..<sign.lowerBound]) }
    for ending in [" is missing", " is rare"] where name.hasSuffix(ending) {
      return String(name.dropLast(ending.count))
    }
    return name
  }

  private struct Sum {
    var magnitude = 0.0
    var raised = 0
    var best: Value?

    mutating func add(_ logOdds: Double, as name: String) {
      magnitude += abs(logOdds)
      if logOdds > 0 { raised += 1 }
      if logOdds > best?.logOdds ?? 0 { best = Value(name: name, logOdds: logOdds) }
    }
  }
}
