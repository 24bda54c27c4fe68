import CRMData
import LeadScoring
import Reports

extension ReportBuilder {
  /// On how many contacts reasons are weighed at most, evenly over the list.
  private static let weighedContacts = 2_000
  /// How many reasons are shown.
  private static let shownReasons = 12

  /// What moves the list, and how much is known of it.
  func fillWhy(_ content: inout ReportContent) {
    let contacts = population.contacts
    if models.conversion.isModel {
      let step = max(1, contacts.count / Self.weighedContacts)
      let sample = stride(from: 0, to: contacts.count, by: step).prefix(Self.weighedContacts)
        .map { contacts[$0] }
      content.reasonContacts = sample.count
      content.reasons = ReasonWeight.weights(
        of: models.conversionScorer.results(for: sample, asOf: population.asOf)
          .map(\.contributions)
      ).prefix(Self.shownReasons).map(Self.line)
    }
    let coverage = FitCoverage(
      of: configuration.fit,
      in: population.snapshot,
      contacts: contacts
    )
    content.coverageInputs = coverage.inputs.map { ReportContent.Count($0.name, $0.known) }
    content.coverage = coverage.contactsByKnownInputs.enumerated().reversed().map {
      ReportContent.Count("\($0) of \(coverage.inputs.count)", $1)
    }
  }

  private static func line(_ weight: ReasonWeight) -> ReportContent.Reason {
    // "industry = Software" and "industry is missing" are told without their category.
    let best = weight.best.map { best in
      let value = best.name.dropFirst(weight.name.count)
      let words = [" = ", " is "].first { value.hasPrefix($0) } ?? ""
      return "most: \(value.dropFirst(words.count))"
    }
    return ReportContent.Reason(
      name: weight.name,
      note: best ?? "",
      logOdds: weight.meanMagnitude,
      raised: weight.raised
    )
  }
}
