import CSV
import LeadScoring
import Statistics

/// Writes `scores.csv`.
struct ScoreWriter {
  private let table: CSVWriter
  private let rules: LeadRules
  private var reasonBytes: [UInt8] = []

  init(to outputs: OutputSet, rules: LeadRules) throws {
    self.rules = rules
    table = try outputs.table(
      "scores.csv",
      [
        "contact_id", "probability", "probability_low", "probability_high", "fit", "engagement",
        "grade", "segment", "reasons", "fit_coverage", "engagement_coverage", "vetoed",
      ]
    )
  }

  mutating func write(_ score: ContactScore, id: String) throws {
    let conversion = score.conversion
    table.field(id)
    table.field(conversion.probability, significantDigits: AdviceWriter.digits)
    table.field(conversion.interval.lower, significantDigits: AdviceWriter.digits)
    table.field(conversion.interval.upper, significantDigits: AdviceWriter.digits)
    let judgement = score.judgement
    table.field(judgement.fit.points, significantDigits: 4)
    table.field(judgement.engagement.points, significantDigits: 4)
    table.field(rules.gradeText(of: judgement))
    table.field(rules.segmentation.names[judgement.segment])
    reasonBytes.removeAll(keepingCapacity: true)
    Reasons(conversion).appendJSON(to: &reasonBytes)
    reasonBytes.withUnsafeBytes { table.field($0) }
    table.field(judgement.fit.coverage, significantDigits: 4)
    table.field(rules.engagementCoverage, significantDigits: 4)
    table.field(judgement.isVetoed ? "true" : "false")
    try table.endRecord()
  }
}
