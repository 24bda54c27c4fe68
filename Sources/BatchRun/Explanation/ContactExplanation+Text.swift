import LeadScoring
import Statistics

extension ContactExplanation {
  /// The explanation for a terminal of 80 columns.
  public var text: String {
    let blocks = [
      who, chance, change.map(ChangeText.init)?.lines ?? [], reasons, fitLines, engagementLines,
      moveLines, adviceLines, modelLines,
    ]
    return blocks.filter { !$0.isEmpty }.map { $0.joined(separator: "\n") }
      .joined(separator: "\n\n")
  }

  private static let labelWidth = 18

  private var who: [String] {
    var title = contact
    if let company { title += " of \(company)" }
    if let owner { title += ", looked after by \(owner)" }
    var lines = Self.wrapped(title)
    let dates = [
      created.map { "created \($0.prefix(10))" }, converted.map { "converted \($0.prefix(10))" },
      "as of \(asOf)",
    ]
    lines.append("  " + dates.compactMap(\.self).joined(separator: ", "))
    lines += attributes.map { fact in
      "  \(Wording.column(fact.name, Self.labelWidth)) \(fact.value.prefix(59))"
    }
    return lines
  }

  private var chance: [String] {
    let probability = conversion.probability
    let interval = conversion.interval
    var lines = Self.wrapped(
      "About \(Wording.chance(probability)) (\(Wording.percent(probability))) within"
        + " \(days); between \(Wording.chance(interval.lower)) and"
        + " \(Wording.chance(interval.upper))."
    )
    var comparison = "The average lead: \(Wording.chance(conversion.averageProbability))."
    if let rank = conversion.rank {
      let share = Double(rank) / Double(max(1, conversion.openLeads))
      comparison +=
        " This is number \(rank.formatted) of \(conversion.openLeads.formatted) open leads"
        + (share <= 0.5 ? ", in the first \(Wording.percent(max(share, 0.001)))." : ".")
    }
    lines += Self.wrapped(comparison)
    lines.append("Grade \(grade), segment \(segment).")
    return lines
  }

  private var days: String {
    conversion.horizon.hasSuffix("d") ? "\(conversion.horizon.dropLast()) days" : conversion.horizon
  }

  // MARK: - Why

  private var reasons: [String] {
    guard !conversion.contributions.isEmpty else { return [] }
    let up = conversion.contributions.filter { $0.logOdds > 0 }
    let down = conversion.contributions.filter { $0.logOdds < 0 }
    let shown = Array(up.prefix(5)) + Array(down.prefix(5))
    let largest = shown.map { abs($0.logOdds) }.max() ?? 0
    var lines = ["Why: what each reason does to the odds of an average lead"]
    for (label, side) in [("up", up), ("down", down)] {
      for (position, item) in side.prefix(5).enumerated() {
        lines.append(Self.bar(position == 0 ? label : "", item, largest))
      }
    }
    let rest =
      conversion.contributions.map(\.logOdds).reduce(0, +)
      - shown.map(\.logOdds).reduce(0, +)
    let hidden = conversion.contributions.count - shown.count
    if hidden > 0 {
      lines.append(
        "        \(Wording.column("\(hidden) smaller reasons together", 36))"
          + " \(Wording.right(Wording.factor(rest), 8))"
      )
    }
    return lines
  }

  private static func bar(_ label: String, _ item: Contribution, _ largest: Double) -> String {
    "  \(Wording.column(label, 5)) \(Wording.column(item.name, 36))"
      + " \(Wording.right(Wording.factor(item.logOdds), 8))"
      + "  \(Wording.bar(item.logOdds, of: largest, width: 24))"
  }

  private var fitLines: [String] {
    let known = Wording.percent(fit.coverage)
    var lines = [
      "Fit \(Wording.number(fit.points)) of 100 (\(grade.prefix(1))); \(known) of what the rules"
        + " ask is known"
    ]
    let holding = fit.rules.filter(\.holds)
    lines += holding.map {
      Self.rule($0, isVeto: $0.isVeto)
    }
    if !fit.missed.isEmpty, fit.points < 100 {
      lines.append("  and could have")
      lines += fit.missed.prefix(4).map { Self.rule($0, isVeto: false) }
    }
    return lines
  }

  private static func rule(_ rule: Rule, isVeto: Bool) -> String {
    let text = rule.rule + (isVeto ? " (never to sales)" : "")
    return "  \(Wording.right(Wording.signed(rule.points), 6)) "
      + (text.count > 71 ? Wording.column(text, 71) : text)
  }

  private var engagementLines: [String] {
    var lines = [
      "Engagement \(Wording.number(engagement.points)) of 100 (\(grade.dropFirst()))"
    ]
    guard !engagement.activities.isEmpty else { return lines + ["  nothing happened yet"] }
    lines.append("  points  type                  times  last")
    for activity in engagement.activities.prefix(10) {
      let points = activity.points.map(Wording.signed) ?? ""
      lines.append(
        "  \(Wording.right(points, 6))  \(Wording.column(activity.type, 20))"
          + " \(Wording.right(activity.count.formatted, 6))  \(activity.last.prefix(10))"
      )
    }
    let hidden = engagement.activities.count - 10
    if hidden > 0 { lines.append("          and \(hidden) more types") }
    return lines
  }

  // MARK: - What to do

  private var moveLines: [String] {
    guard !moves.isEmpty else { return [] }
    return ["What would move it: leads like this one with one more of"]
      + moves.map { move in
        "  \(Wording.column(move.type, 22)) convert \(Wording.chance(move.probability))"
          + " (\(Wording.percent(move.probability)))"
      }
  }

  private var adviceLines: [String] {
    guard let advice else { return [] }
    return Self.wrapped("When     \(advice.when)", indent: 9)
      + Self.wrapped("Channel  \(advice.channel)", indent: 9)
  }

  private var modelLines: [String] {
    Self.wrapped("Made by  \(model)", indent: 9)
      + notes.flatMap { Self.wrapped("Note     \($0)", indent: 9) }
  }

  private static func wrapped(_ text: String, indent: Int = 2) -> [String] {
    Wording.wrapped(text, indent: indent)
  }
}
