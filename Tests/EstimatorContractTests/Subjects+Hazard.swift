import LinearAlgebra
import Models
import Statistics

extension ContractSubject {
  static let hazard = [
    hazard("hazard-logit", DiscreteTimeHazard()),
    hazard("hazard-proportional", DiscreteTimeHazard(link: .complementaryLogLog)),
    hazard(
      "hazard-spline-ridge",
      DiscreteTimeHazard(baseline: .spline(degreesOfFreedom: 4), penalty: .ridge(strength: 2))
    ),
    hazard(
      "hazard-per-period",
      DiscreteTimeHazard(link: .complementaryLogLog, baseline: .perPeriod)
    ),
    hazard("hazard-piecewise", DiscreteTimeHazard(baseline: .piecewise(breaks: [3, 8]))),
    competingRisks,
  ]

  private static func hazard(_ name: String, _ estimator: DiscreteTimeHazard) -> Self {
    ContractSubject(
      name,
      estimator,
      // Whether an event happened is a whole number, as are periods.
      refuses: .notFinite(.design, .weights),
      // Sums of 40,000 person-periods in another order. An event and its absence have no
      // symmetry here: the one ends a duration, the other does not.
      keeps: .within(1e-11, .rowOrder, .weightTwo, .weightZero, .scaleColumn, .shiftColumn)
    ) { estimator, world, threads in
      try estimator.fitted(
        to: world.design,
        durations: Durations(periods: world.periods, kinds: world.events),
        weights: world.weights,
        threads: threads
      )
    } fingerprint: { model, probe in
      let intervals = model.eventIntervals(of: probe.design, within: 3, after: 2) ?? []
      return Fingerprint(
        constants: [model.logLikelihood] + intervals.flatMap { [$0.lower, $0.upper] },
        probabilities: model.eventProbabilities(of: probe.design, within: 3, after: 2) ?? [],
        slopes: model.coefficients
      )
    }
  }

  /// The outcome says which of two kinds an event is, so that exchanging outcomes exchanges kinds.
  private static let competingRisks = ContractSubject(
    "competing-risks",
    CompetingRisks(),
    refuses: .notFinite(.design, .weights),
    keeps: .all(within: 1e-11)
  ) { estimator, world, threads in
    let kinds = zip(world.events, world.outcomes).map { $0 == 0 ? 0 : $0 + Int($1) }
    return try estimator.fitted(
      to: world.design,
      durations: Durations(periods: world.periods, kinds: kinds),
      weights: world.weights,
      threads: threads
    )
  } fingerprint: { model, probe in
    let curves = probe.rows.compactMap {
      model.cumulativeIncidence(of: probe.design.row($0), within: 3, after: 2)
    }
    // Of each row the incidence of the first kind; those of the last kind in reverse.
    let kind = model.kindCount - 1
    let (first, last) = (curves.map { $0.incidences[0][2] }, curves.map { $0.incidences[kind][2] })
    return Fingerprint(
      constants: [model.logLikelihood] + curves.map { $0.survival[2] },
      slopes: zip(model.coefficients[0], model.coefficients[kind]).map { $0 - $1 },
      categories: first + last.reversed()
    )
  }
}
