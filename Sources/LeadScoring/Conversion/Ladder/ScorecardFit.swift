import Features
import LinearAlgebra
import Models

/// A scorecard around the user's rules: evidence that may only add up.
///
/// As in `Scorecard` no variable's coefficient may be negative, for evidence has its direction
/// already; unlike there the rules are a column that begins at what they are worth, and all
/// coefficients are held by a ridge that the data choose, since here conversions are few.
struct ScorecardFit {
  /// The bins of the variables that give points.
  let encoding: EvidenceEncoding
  /// What each variable's evidence counts, and last the rules.
  let predictor: LogitSum

  /// Learns from some rows; nil where no variable tells anything beside the rules.
  ///
  /// - Parameters:
  ///   - data: all rows.
  ///   - rows: those to learn from.
  ///   - rules: what the rules are worth, learned from the same rows.
  ///   - threads: how many threads to use.
  /// - Throws: `ModelError` when the numbers allow no fit.
  init?(
    to data: LadderData,
    rows: [Int],
    rules: RulesFit,
    threads: Int
  ) throws(ModelError) {
    let outcomes = rows.map { data.outcomes[$0] }
    let hasRules = rows.contains { data.rulesIndex[$0] != data.rulesIndex[rows[0]] }
    var encoding = try EvidenceEncoding(
      fittedTo: data.table,
      rows: rows,
      outcomes: outcomes,
      hasRules: hasRules
    )
    while !encoding.variables.isEmpty {
      let fitRows = RidgeFit.Rows(
        design: encoding.matrix(of: data.table, index: data.rulesIndex, rows: rows),
        outcomes: outcomes,
        slope: rules.slope,
        slopeError: rules.slopeError,
        rulesColumn: hasRules ? encoding.width - 1 : nil,
        accounts: nil,
        threads: threads
      )
      let fit = try RidgeFit(to: fitRows, strength: nil)
      let coefficients = fit.coefficients
      let negative = encoding.variables.indices.filter { coefficients[$0] <= 0 }
      guard !negative.isEmpty else {
        let width = encoding.width + 1
        self.encoding = encoding
        predictor = fit.predictor(
          covariance: Matrix(rows: width, columns: width)
        )
        return
      }
      for place in negative.reversed() { encoding.variables.remove(at: place) }
    }
    return nil
  }
}
