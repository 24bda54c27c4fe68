import Models

extension ContractSubject {
  static let firth = [
    ContractSubject(
      "firth",
      FirthRegression(),
      refuses: .notFinite(.design, .outcomes, .weights),
      // The search ends when a step would move no logit by more than 1e-10. The penalised likelihood
      // counts in the units of the columns and is left to Firth's own tests.
      keeps: .all(within: 1e-10)
    ) { estimator, world, threads in
      try estimator.fitted(
        to: world.design,
        outcomes: world.outcomes,
        weights: world.weights,
        threads: threads
      )
    } fingerprint: { model, probe in
      Fingerprint(
        constants: [model.estimates.logLikelihood]
          + (model.predictor.standardErrors(ofLogitsOf: probe.design) ?? []),
        logits: model.logits(of: probe.design) + [model.interceptShift],
        slopes: model.estimates.coefficients
      )
    },
    guarded("guarded-logistic", world: .standard),
    // Too few events for six columns: Firth takes over.
    guarded("guarded-firth", world: World(rows: 150)),
  ]

  private static func guarded(_ name: String, world: World) -> Self {
    ContractSubject(
      name,
      GuardedLogisticRegression(),
      refuses: .notFinite(.design, .outcomes, .weights),
      keeps: .all(within: 1e-10),
      world: world
    ) { estimator, world, threads in
      try estimator.fitted(
        to: world.design,
        outcomes: world.outcomes,
        weights: world.weights,
        threads: threads
      )
    } fingerprint: { model, probe in
      Fingerprint(
        constants: [model.predictor.logLikelihood, model.reason == nil ? 1 : 2],
        logits: model.predictor.logits(of: probe.design),
        slopes: model.predictor.coefficients
      )
    }
  }
}
