import CRMData
import CivilTime
import Evaluation
import LeadScoring
import Reports
import Statistics

extension ReportBuilder {
  /// What past leads turned out to be worth, band by band.
  func fillWorth(_ content: inout ReportContent) {
    let training = models.training
    let past = PastLeads(training, in: population.snapshot)
    content.pastLeads = past.total.leads
    content.pastConversions = past.total.conversions
    content.pastReferences = Self.text(of: training.references)
    guard past.isEnough else { return }
    if let crossFit = models.crossFit, models.conversion.isModel {
      let ranked = past.ranked(by: crossFit.probabilities)
      let bands = ranked.bands()
      content.bands = zip(bands, tonight(bands)).map { Self.line($0, tonight: $1) }
      content.gain = (ranked.gain()?.points ?? []).map {
        ReportContent.GainPoint(
          worked: $0.worked,
          found: $0.found,
          lower: $0.interval.lower,
          upper: $0.interval.upper
        )
      }
    }
    let whole = past.bands(by: Array(repeating: 0, count: past.leads.count), count: 1)
    content.cycle = whole[0].cycleFromCreation.map(Self.cycle)
    fillGrades(&content, past, pastGrades())
  }

  private func fillGrades(
    _ content: inout ReportContent,
    _ past: PastLeads,
    _ grades: [Grade]
  ) {
    content.gradeBands = zip(Grade.all, past.bands(by: grades.map(\.rank), count: 9)).map {
      Self.line($1, name: "\($0)")
    }
    content.fitBands = zip("ABC", past.bands(by: grades.map(\.fit), count: 3)).map {
      Self.line($1, name: "\($0)")
    }
    content.engagementBands = zip("123", past.bands(by: grades.map(\.engagement), count: 3)).map {
      Self.line($1, name: "\($0)")
    }
  }

  private func pastGrades() -> [Grade] {
    tally.rules.grades.grades(
      of: models.training.examples,
      in: population.snapshot,
      fit: tally.rules.fit,
      engagement: tally.rules.engagement,
      threads: threads
    )
  }

  /// How many of tonight's contacts that are still to convert lie in each band.
  private func tonight(_ bands: [ScoreBand]) -> [Int] {
    var counts = [Int](repeating: 0, count: bands.count)
    for candidate in tally.candidates where !candidate.isConverted {
      // Below the lowest past score there is the lowest band.
      let band = bands.firstIndex { candidate.probability >= $0.lowestScore } ?? bands.count - 1
      counts[band] += 1
    }
    return counts
  }

  private static func line(_ band: ScoreBand, tonight: Int) -> ReportContent.Band {
    var line = line(band.band, name: name(of: band))
    line.note = band.through < 1 ? "from \(percent(band.lowestScore)) up" : ""
    line.tonight = tonight
    return line
  }

  private static func line(_ band: LeadBand, name: String) -> ReportContent.Band {
    ReportContent.Band(
      name,
      leads: band.rate.leads,
      conversions: band.rate.conversions,
      lower: band.rate.interval.lower,
      upper: band.rate.interval.upper,
      cycle: band.cycleFromCreation.map(cycle)
    )
  }

  /// "top 5 %", "next 15 %" or "lower half".
  private static func name(of band: ScoreBand) -> String {
    let share = ((band.through - band.above) * 100).rounded()
    if band.above == 0 { return "top \(Int(share)) %" }
    return band.through == 1 ? "lower \(Int(share)) %" : "next \(Int(share)) %"
  }

  private static func percent(_ share: Double) -> String {
    "\((share * 100).fixed(share < 0.1 ? 1 : 0)) %"
  }

  private static func cycle(_ cycle: TimeToDeal) -> ReportContent.Cycle {
    ReportContent.Cycle(
      deals: cycle.deals,
      median: ReportContent.Estimate(
        value: cycle.median,
        lower: cycle.medianInterval.lower,
        upper: cycle.medianInterval.upper
      ),
      quarter: cycle.quartiles.lower,
      threeQuarters: cycle.quartiles.upper
    )
  }

  private static func text(of references: [Instant]) -> String {
    guard let newest = references.first, let oldest = references.last else { return "no date" }
    let (from, to) = ("\(oldest)".prefix(10), "\(newest)".prefix(10))
    return references.count == 1
      ? "as of \(to)" : "\(references.count) dates from \(from) to \(to)"
  }
}
