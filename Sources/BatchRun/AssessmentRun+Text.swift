import LeadScoring
import Statistics

extension AssessmentRun.Result {
  /// The result as a few lines of text, the verdict first.
  public var text: String {
    var lines = Wording.wrapped(
      "Verdict: \(assessment.verdict.rawValue), since \(assessment.sentence)."
    )
    lines += Wording.wrapped("What would change it: \(assessment.whatWouldChangeIt).")
    lines += ["", "As of \(asOf), conversions within \(horizon)"]
    lines += counts + cycle + quality
    return lines.joined(separator: "\n")
  }

  private var counts: [String] {
    var lines = [
      "  contacts      \(contacts.formatted), of whom \(converted.formatted) have converted;"
        + " \(figures.newContacts.formatted) new in \(figures.rateDays) days",
      "  capacity      \(figures.capacity.formatted) leads a night; \(figures.newPerNight.fixed(1))"
        + " new ones come",
      "  known         \(Wording.percent(figures.activeShare)) of the open ones were active,"
        + " \(Wording.percent(figures.knownFitShare)) have a fit,",
      "                \(Wording.percent(figures.knownAttributeShare)) an attribute that a model"
        + " may use",
      "  conversions   \(figures.conversions.formatted) in"
        + " \((figures.conversions + figures.others).formatted) examples at"
        + " \(references.count) past instant\(references.count == 1 ? "" : "s")",
    ]
    for reference in references.prefix(6) {
      lines.append(
        "                \(reference.instant.prefix(10))"
          + "  \(Wording.right(reference.conversions.formatted, 6)) of"
          + " \(reference.atRisk.formatted) at risk"
      )
    }
    if references.count > 6 { lines.append("                and \(references.count - 6) earlier") }
    return lines
  }

  private var cycle: [String] {
    guard let salesCycle else { return ["  sales cycle   too few conversions to tell"] }
    let median = salesCycle.median
    return [
      "  sales cycle   half of the conversions come within \(median.days) days"
        + " (\(Int(median.interval.lower)) to \(Int(median.interval.upper))),",
      "                a quarter within \(salesCycle.lowerQuartile.days), three quarters within"
        + " \(salesCycle.upperQuartile.days)",
    ]
  }

  private var quality: [String] {
    let expected = assessment.expectedModelArea
    return [
      "  AUC, rules    \(Self.text(figures.rules))",
      "  AUC, model    "
        + (figures.model == nil
          ? "none yet; one of \(expected.value.fixed(2)) would be known as"
            + " \(Self.range(expected.interval))" : Self.text(figures.model)),
      "  difference    \(figures.modelMinusRules.map { Self.text($0) } ?? "unknown")",
      "  detectable    an AUC of"
        + " \((0.5 + assessment.minimumDetectableDifference).fixed(3)) or more would be told from"
        + " chance",
    ]
  }

  private static func text(_ estimate: AreaEstimate?) -> String {
    guard let estimate else { return "not enough data" }
    let value = estimate.value.fixed(3)
    return estimate.interval == nil
      ? "\(value), too few for an interval" : "\(value) (\(range(estimate.interval)))"
  }

  private static func range(_ interval: Interval?) -> String {
    interval.map { "\($0.lower.fixed(3)) to \($0.upper.fixed(3))" } ?? "0 to 1"
  }

  /// The result as JSON.
  public func json() throws -> String { try JSONText.encode(self) }
}
