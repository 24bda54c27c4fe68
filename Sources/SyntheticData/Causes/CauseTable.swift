import CSV

/// The cells of `truth.csv` that every world has.
struct TruthRow {
  let contact, preferredHour, bestChannel: String
  let responseRates: [Double]
  let probability: Double
}

/// The truth about all contacts of a world of causes; kept until the means are known.
struct CauseTable {
  /// What the truth file says of one contact beyond a ``TruthRow``.
  struct Reasons {
    fileprivate var truth: CauseTruth?
    fileprivate var means: [Double] = []

    /// What each cause adds, less its mean.
    private func contributions(of truth: CauseTruth) -> [Double] {
      zip(truth.effects, means).map { $0 - $1 }
    }

    /// Writes the cells; all of them empty for who has converted.
    func write(to file: CSVWriter) {
      guard let truth else { return CauseTable.columns.forEach { _ in file.field("") } }
      let contributions = contributions(of: truth)
      let top = contributions.indices.min {
        (-abs(contributions[$0]), $0) < (-abs(contributions[$1]), $1)
      }
      file.field(truth.logOdds, significantDigits: 8)
      file.field(truth.accountEffect, significantDigits: 6)
      file.field(top.map { Cause.allCases[$0].rawValue } ?? "")
      for contribution in contributions { file.field(contribution, significantDigits: 8) }
    }
  }

  static let columns =
    ["log_odds", "account_effect", "top_reason"] + Cause.allCases.map { "reason_\($0.rawValue)" }

  private var rows: [(row: TruthRow, truth: CauseTruth?)] = []
  private var sums = [Double](repeating: 0, count: Cause.allCases.count)
  private var months = 0

  mutating func add(_ row: TruthRow, _ truth: CauseTruth, hasConverted: Bool) {
    for cause in sums.indices { sums[cause] += truth.sums[cause] }
    months += truth.months
    rows.append((row, hasConverted ? nil : truth))
  }

  /// All rows, with contributions from the mean of the months in which somebody could convert.
  func finished() -> [(row: TruthRow, reasons: Reasons)] {
    let means = sums.map { months == 0 ? 0 : $0 / Double(months) }
    return rows.map { ($0.row, Reasons(truth: $0.truth, means: means)) }
  }
}
