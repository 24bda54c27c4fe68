import Statistics

extension Assessment {
  static func sentence(_ reason: Reason, _ figures: AssessmentFigures) -> String {
    let model = figures.model.map(text) ?? "unknown"
    let rules = figures.rules.map(text) ?? "unknown"
    return switch reason {
    case .everybodyCanBeCalled:
      "sales can work \(figures.capacity) leads a night: all \(figures.open) open ones within"
        + " \(nights(figures)) nights, so that an order changes little"
    case .nothingKnown:
      "no activity and no attribute of any open contact is known: there is nothing to score by"
    case .nothingPredicts:
      "\(figures.conversions) conversions depend on nothing that is known: neither the model"
        + " (AUC \(model)) nor the rules (\(rules)) rank better than chance"
    case .noConversions:
      figures.hasConversionTable
        ? "nobody has converted within the time that is looked at: the rules are all there is"
        : "no file tells of conversions: the rules are all there is"
    case .tooFewConversions:
      "\(figures.conversions) conversions teach no model; the rules' AUC is \(rules)"
    case .modelIsUnsure:
      "the model's AUC of \(model) may be chance; that of the rules is \(rules)"
    case .rulesAreBetter:
      "the rules rank past contacts better (AUC \(rules)) than the model does (\(model))"
    case .modelIsBetter:
      "the model's AUC of \(model) beats that of the rules, \(rules)"
    case .modelIsAsGood:
      "the model ranks as well (AUC \(model)) as the rules (\(rules)) and says how likely each is"
    }
  }

  /// What would change the verdict.
  func change(_ figures: AssessmentFigures) -> String {
    switch reason {
    case .everybodyCanBeCalled:
      let spare = figures.newPerNight + Double(figures.open) / Self.nightsToCallEverybody
      return "fewer than \(Int(spare.rounded(.up))) calls a night (handoff.capacity, now"
        + " \(figures.capacity)), or more leads"
    case .nothingKnown:
      return "exports with activity (visits, clicks, forms) or with job titles, sizes and"
        + " industries"
    case .nothingPredicts:
      return "other inputs, such as visits, forms, meetings or firmographics; more of the same rows"
        + " would not"
    case .noConversions where !figures.hasConversionTable:
      return "exports of conversions or won deals, about \(conversionsMissing ?? 0) of them"
    case .noConversions, .tooFewConversions, .modelIsUnsure: return moreConversions(figures)
    case .rulesAreBetter:
      return "better inputs for the model: declare attributes that never change as stable, add"
        + " activity"
    case .modelIsBetter, .modelIsAsGood:
      return "a model that ranks worse than the rules by \(Self.negligibleDifference) or more in a"
        + " later assessment"
    }
  }

  private func moreConversions(_ figures: AssessmentFigures) -> String {
    let missing = conversionsMissing ?? 0
    let some = "about \(missing) more conversion\(missing == 1 ? "" : "s")"
    if let missingBy { return "\(some), at the present rate by \(missingBy)" }
    return figures.recentConversions == 0
      ? "\(some); none came in the last \(figures.rateDays) days"
      : "\(some); at the present rate they would take more than ten years"
  }

  private static func nights(_ figures: AssessmentFigures) -> Int {
    Int((Double(figures.open) / (Double(figures.capacity) - figures.newPerNight)).rounded(.up))
  }

  private static func text(_ estimate: AreaEstimate) -> String {
    let interval = estimate.interval.map {
      " (\(twoDecimals($0.lower)) to \(twoDecimals($0.upper)))"
    }
    return twoDecimals(estimate.value) + (interval ?? "")
  }

  /// An area with two decimals.
  private static func twoDecimals(_ value: Double) -> String {
    let hundredths = Int((value * 100).rounded())
    let fraction = hundredths % 100
    return "\(hundredths / 100).\(fraction < 10 ? "0" : "")\(fraction)"
  }
}
