/// One line of a scorecard: a bin of a variable and its points.
public struct ScorecardRow: Hashable, Sendable, Codable {
  /// The place of the variable among the columns.
  public var variable: Int
  /// The name of the variable.
  public var name: String
  /// What is in the bin.
  public var content: Binning.Content
  /// The weight of its rows in the fit.
  public var count: Double
  /// The share of events among them; nil without rows.
  public var eventRate: Double?
  /// What the bin says by itself.
  public var weightOfEvidence: Double
  /// What the bin adds to the score.
  public var points: Double
  /// The points as they are printed.
  public var roundedPoints: Int
}

extension ScorecardModel {
  /// The scorecard: the bins of all variables that give points, the missing values of each last.
  ///
  /// - Parameter names: the names of the variables; `x1`, `x2` … when nil.
  /// - Returns: One line per bin. ``basePoints`` belong on top when they are not 0.
  public func pointsTable(names: [String]? = nil) -> [ScorecardRow] {
    let names = checked(names)
    let points = points
    return coefficients.indices.filter { coefficients[$0] != 0 }.flatMap { variable in
      zip(encoding.binnings[variable].bins, points[variable]).map { bin, points in
        ScorecardRow(
          variable: variable,
          name: names[variable],
          content: bin.content,
          count: bin.count,
          eventRate: bin.eventRate,
          weightOfEvidence: bin.weightOfEvidence,
          points: points,
          roundedPoints: Int(points.rounded())
        )
      }
    }
  }

  /// The intercept and the coefficients of the variables that give points.
  ///
  /// The uncertainty takes the bins as given, and is left out when variables were dropped for their
  /// sign: then the same data chose the variables.
  ///
  /// - Parameters:
  ///   - names: the names of the variables; `x1`, `x2` … when nil.
  ///   - confidence: the share of such intervals that hold the true coefficient.
  /// - Returns: One line per term.
  public func coefficientTable(
    names: [String]? = nil,
    confidence: Double = 0.95
  ) -> [CoefficientRow] {
    let wrong = Set(dropped.filter { $0.reason == .wrongSign }.map(\.variable))
    let names = checked(names)
    let terms = names.indices.filter { !wrong.contains($0) }.map { names[$0] }
    let table = logistic.coefficientTable(terms: terms, confidence: confidence)
    guard !wrong.isEmpty else { return table }
    return table.map { CoefficientRow(term: $0.term, estimate: $0.estimate) }
  }

  /// The regression in one line.
  public var fitSummary: FitSummary { logistic.fitSummary }

  private func checked(_ names: [String]?) -> [String] {
    let names = names ?? coefficients.indices.map { "x\($0 + 1)" }
    precondition(names.count == coefficients.count, "every variable needs a name")
    return names
  }
}
