import Statistics

extension LeakageDetector {
  /// What speaks against a column when it is looked at alone.
  func reasons(
    for column: ScreenedColumn,
    outcomes: [Double],
    outcomeTimes: [Int64?]?
  ) -> [LeakageFinding.Reason] {
    let events = outcomes.reduce(0, +)
    let screen = column.screen
    var reasons: [LeakageFinding.Reason] = []
    if screen.area > areaLimit {
      reasons.append(.init(evidence: .area(screen.area, limit: areaLimit), verdict: .leak))
    }
    reasons += [
      oneSidedFill(column, outcomes: outcomes),
      decidingGroups(column, outcomes: outcomes),
      outcomeTimes.flatMap { lateFill(column.column, outcomeTimes: $0) },
    ].compactMap { $0 }
    return reasons + suspicions(about: screen, events: events, rows: Double(outcomes.count))
  }

  private func suspicions(about screen: FeatureScreen, events: Double, rows: Double)
    -> [LeakageFinding.Reason]
  {
    let least = screen.informationValue.interval.lower
    var evidence: [LeakageFinding.Evidence] = []
    if least > informationValueLimit {
      evidence.append(
        .informationValue(screen.informationValue.adjusted, limit: informationValueLimit)
      )
    }
    if screen.missingShare >= partlyFilledShare, least > partlyFilledInformationValue {
      evidence.append(
        .partlyFilled(
          missingShare: screen.missingShare,
          informationValue: screen.informationValue.adjusted
        )
      )
    }
    if screen.missingShare >= partlyFilledShare,
      leastFillDifference(screen, events: events, nonEvents: rows - events) > 0.2
    {
      evidence.append(
        .fillTellsOutcome(
          eventShare: screen.filledEventShare,
          nonEventShare: screen.filledNonEventShare
        )
      )
    }
    return evidence.map { .init(evidence: $0, verdict: .suspect) }
  }

  /// How far the shares of filled values lie apart, at least, in 95 of 100 cases.
  private func leastFillDifference(
    _ screen: FeatureScreen,
    events: Double,
    nonEvents: Double
  ) -> Double {
    let (p, q) = (screen.filledEventShare, screen.filledNonEventShare)
    let error = (p * (1 - p) / events + q * (1 - q) / nonEvents).squareRoot()
    return abs(p - q) - NormalDistribution.twoSidedQuantile(confidence: 0.9) * error
  }

  /// The rate from which on rows all but share one outcome that is not the common one anyway: at
  /// least 95 %, and with at most a tenth of the exceptions that are usual.
  private func decidingRate(of share: Double) -> Double { max(0.95, 1 - (1 - share) / 10) }

  /// The bound that the true rate exceeds in 95 of 100 cases.
  private func leastRate(_ successes: Double, of trials: Double) -> Double {
    Interval.wilson(successes: successes, trials: trials, confidence: 0.9).lower
  }

  /// A value that is there for one outcome only, which explains at least 1 row in 20 with it.
  private func oneSidedFill(
    _ column: ScreenedColumn,
    outcomes: [Double]
  ) -> LeakageFinding.Reason? {
    let screen = column.screen
    guard screen.missingShare > 0 else { return nil }
    let events = outcomes.reduce(0, +)
    let all = Double(outcomes.count)
    let (filledEvents, filledNonEvents) = (
      screen.filledEventShare * events, screen.filledNonEventShare * (all - events)
    )
    for (outcome, own, other, share) in [
      (1, filledEvents, filledNonEvents, screen.filledEventShare),
      (0, filledNonEvents, filledEvents, screen.filledNonEventShare),
    ] {
      let rate = (outcome == 1 ? events : all - events) / all
      // Rounding of a share times a count must not make successes exceed trials.
      let (own, other) = (own.rounded(), other.rounded())
      guard share >= 0.05, leastRate(own, of: own + other) >= decidingRate(of: rate) else {
        continue
      }
      return .init(
        evidence: .filledForOneOutcome(
          eventShare: screen.filledEventShare,
          nonEventShare: screen.filledNonEventShare,
          outcome: outcome
        ),
        verdict: .leak
      )
    }
    return nil
  }

  /// Groups in which nearly every row is an event, with at least 1 event in 20.
  private func decidingGroups(
    _ column: ScreenedColumn,
    outcomes: [Double]
  ) -> LeakageFinding.Reason? {
    let events = outcomes.reduce(0, +)
    let limit = decidingRate(of: events / Double(outcomes.count))
    var counts = Array(repeating: SIMD2<Double>(), count: column.bins.count)
    for (code, outcome) in zip(column.codes, outcomes) { counts[code] += SIMD2(outcome, 1) }
    let deciding = counts.indices.filter {
      counts[$0].y > 0 && leastRate(counts[$0].x, of: counts[$0].y) >= limit
    }
    let sum = deciding.reduce(SIMD2()) { $0 + counts[$1] }
    guard sum.x >= events / 20, sum.y > 0 else { return nil }
    let labels = column.bins.labels
    return .init(
      evidence: .decidingGroups(
        deciding.map { labels[$0] },
        eventRate: sum.x / sum.y,
        shareOfEvents: sum.x / events
      ),
      verdict: .leak
    )
  }

  /// Values filled in after the outcome: a leak when they are the rule, else a suspicion.
  private func lateFill(
    _ column: FeatureColumn,
    outcomeTimes: [Int64?]
  ) -> LeakageFinding.Reason? {
    precondition(outcomeTimes.count == column.values.count, "every row needs an instant")
    guard let filledAt = column.filledAt else { return nil }
    let known = zip(filledAt, outcomeTimes).compactMap { filled, outcome -> Bool? in
      guard let filled, let outcome else { return nil }
      return filled > outcome
    }
    let late = Double(known.count { $0 })
    guard late > 0, leastRate(late, of: Double(known.count)) > 0.01 else { return nil }
    let share = late / Double(known.count)
    return .init(
      evidence: .filledAfterOutcome(share: share),
      verdict: share >= 0.5 ? .leak : .suspect
    )
  }
}
