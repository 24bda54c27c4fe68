import LeadScoring

/// Tells a ``ScoreChange`` in the terminal: a waterfall of the probability, then the points.
struct ChangeText {
  let change: ScoreChange

  init(_ change: ScoreChange) { self.change = change }

  var lines: [String] {
    var lines = ["Why did it change since \(change.since)?"]
    let steps = change.probabilities
    guard let first = steps.first, let last = steps.last else { return lines }
    lines.append(
      "  \(Wording.column("then", 34)) \(Wording.right(Wording.percent(first.value), 8))"
    )
    let moves = zip(steps, steps.dropFirst()).map { $1.value - $0.value }
    let largest = moves.map(abs).max() ?? 0
    for (index, (part, move)) in zip(change.logOdds.parts, moves).enumerated() {
      lines.append(Self.step(part, move, largest))
      lines += Self.items(part)
      lines += Self.points("fit", change.fit.parts[index])
      lines += Self.points("engagement", change.engagement.parts[index])
    }
    lines.append("  \(Wording.column("now", 34)) \(Wording.right(Wording.percent(last.value), 8))")
    lines.append(
      "  fit \(Self.way(change.fit)), engagement \(Self.way(change.engagement))"
    )
    return lines
  }

  /// What each cause is called in the first person's words.
  private static func name(of cause: ScoreChange.Cause) -> String {
    switch cause {
    case .decay: "time passed (decay)"
    case .newEvents: "new events"
    case .attributes: "changed attributes"
    case .model: "changed model"
    }
  }

  private static func step(
    _ part: ScoreChange.Part,
    _ move: Double,
    _ largest: Double
  ) -> String {
    let points = abs(move) < 0.00005 ? "0" : (move < 0 ? "−" : "+") + Wording.percent(abs(move))
    let start = "  \(Wording.column(name(of: part.cause), 34)) \(Wording.right(points, 8))"
    guard !part.items.isEmpty else { return start }
    return start + " \(Wording.right(Wording.factor(part.total), 8))"
      + "  \(Wording.bar(move, of: largest, width: 20))"
  }

  /// The three largest reasons of a part.
  private static func items(_ part: ScoreChange.Part) -> [String] {
    part.items.prefix(3).filter { abs($0.amount) >= 0.005 }.map { item in
      "      \(Wording.column(item.name, 39)) \(Wording.right(Wording.factor(item.amount), 8))"
    }
  }

  private static func points(_ axis: String, _ part: ScoreChange.Part) -> [String] {
    guard abs(part.total) >= 0.05 else { return [] }
    let name = Wording.column("\(axis) points", 30)
    return ["      \(name) \(Wording.right(Wording.signed(part.total), 8))"]
  }

  private static func way(_ axis: ScoreChange.Axis) -> String {
    "\(Wording.number(axis.then)) → \(Wording.number(axis.now))"
  }
}
