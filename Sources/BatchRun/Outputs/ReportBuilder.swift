import CRMData
import ChannelPreference
import CivilTime
import Diagnostics
import Evaluation
import LeadScoring
import LinearAlgebra
import Models
import Reports
import SendTime
import Statistics

/// Fills the report from what the run found.
struct ReportBuilder {
  let manifest: Manifest
  let models: FittedModels
  let tally: AdviceTally
  let population: Population
  let configuration: RunConfiguration
  let threads: Int

  func content() -> ReportContent {
    var content = ReportContent()
    content.asOf = manifest.asOf
    content.version = manifest.version
    content.contacts = manifest.contacts
    content.companies = manifest.companies
    content.events = manifest.events
    content.conversions = manifest.conversions
    fillScores(&content)
    fillModel(&content)
    fillWorth(&content)
    fillWhy(&content)
    fillCard(&content)
    fillSales(&content)
    fillAdvice(&content)
    fillRows(&content)
    content.warnings = manifest.warnings
    return content
  }

  private func fillScores(_ content: inout ReportContent) {
    let probabilities = tally.candidates.map(\.probability)
    let (counts, maximum) = Self.histogram(probabilities)
    content.probabilityHistogram = counts
    content.histogramMaximum = maximum
    content.gradeCounts = (0..<3).map { Array(tally.grades[$0 * 3..<$0 * 3 + 3]) }
    content.segments = Self.counts(tally.segments)
    content.handedOver = tally.handedOver
    content.horizon = Self.text(of: models.conversion.horizon)
  }

  /// "30 days" rather than "30d".
  private static func text(of horizon: TimeSpan) -> String {
    let days = Int(horizon.microseconds / TimeSpan.days(1).microseconds)
    guard horizon == .days(days) else { return "\(horizon)" }
    return days == 1 ? "1 day" : "\(days) days"
  }

  /// Twenty equal steps up to a round number that all but the highest thousandth stay below.
  static func histogram(_ probabilities: [Double]) -> (counts: [Int], maximum: Double) {
    let sorted = probabilities.sorted()
    guard let last = sorted.last else { return ([], 1) }
    let high = sorted.count > 1000 ? sorted[sorted.count - 1 - sorted.count / 1000] : last
    let maximum = [0.02, 0.05, 0.1, 0.2, 0.4, 0.6, 0.8].first { high <= $0 } ?? 1
    var counts = [Int](repeating: 0, count: 20)
    for probability in probabilities { counts[min(19, Int(probability / maximum * 20))] += 1 }
    return (counts, maximum)
  }

  private func fillModel(_ content: inout ReportContent) {
    content.hasModel = models.conversion.isModel
    content.modelSummary = models.conversion.summary
    if let report = models.conversion.report {
      content.auc = report.discrimination.map {
        ReportContent.Estimate(
          value: $0.area,
          lower: $0.interval?.lower ?? 0,
          upper: $0.interval?.upper ?? 1
        )
      }
      content.logLoss = report.logLoss
      content.baseRateLogLoss = report.baselineLogLoss
      content.calibration = report.calibrationTable.bins.map { bin in
        ReportContent.CalibrationPoint(
          predicted: bin.meanPredicted,
          observed: bin.observed,
          lower: bin.interval.lower,
          upper: bin.interval.upper,
          count: bin.count
        )
      }
    }
  }

  private func fillAdvice(_ content: inout ReportContent) {
    content.hourCounts = tally.hours
    content.commonHour =
      models.sendTime.summary.sends + models.sendTime.summary.visits > 0
      ? manifest.sendTime.commonHour : ""
    content.timeBasis = Self.counts(tally.timeBasis)
    for (code, name) in tally.channelNames.enumerated() where !name.isEmpty {
      let total = models.channelCounts.total(of: Channel(rawValue: UInt8(code)))
      let recommended = tally.channels[name] ?? 0
      guard total.sends > 0 || recommended > 0 else { continue }
      let interval = Interval.wilson(
        successes: Double(total.responses),
        trials: Double(total.sends)
      )
      content.channels.append(
        ReportContent.ChannelLine(
          name: name,
          recommended: recommended,
          sends: total.sends,
          responses: total.responses,
          lower: interval.lower,
          upper: interval.upper
        )
      )
    }
    content.noChannel = Self.counts(tally.blocked)
    content.plannedByDate = tally.plannedByDate.sorted { $0.key < $1.key }
      .map { ReportContent.Count($0.key, $0.value) }
    content.suppressions = Self.counts(tally.suppressed)
  }

  private func fillRows(_ content: inout ReportContent) {
    content.files = manifest.rows.files.map { file in
      ReportContent.FileLine(
        file: file.file,
        profile: file.profile,
        table: file.table.rawValue,
        rows: file.rows,
        used: file.used,
        duplicates: file.duplicates,
        rejected: file.rejected,
        other: file.otherRows
      )
    }
    content.rejects = Self.counts(manifest.rows.rejectsByCode).map { count in
      ReportContent.Count(
        count.name,
        count.count,
        note: DiagnosticCatalog.entry(for: count.name)?.meaning ?? ""
      )
    }
  }

  private static func counts(_ counts: [String: Int]) -> [ReportContent.Count] {
    counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
      .map { ReportContent.Count($0.key, $0.value) }
  }
}
