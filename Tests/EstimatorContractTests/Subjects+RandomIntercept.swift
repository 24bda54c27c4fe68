import Models

extension ContractSubject {
  static let randomIntercept = [
    randomIntercept("random-intercept", RandomIntercept()),
    randomIntercept(
      "random-intercept-quadrature",
      RandomIntercept(integration: .adaptiveQuadrature(points: 5))
    ),
  ]

  /// A weight is a number of trials, all with the same outcome.
  private static func randomIntercept(_ name: String, _ estimator: RandomIntercept) -> Self {
    ContractSubject(
      name,
      estimator,
      refuses: .notFinite(.design, .outcomes, .weights),
      // The search ends at a score of 1e-9 for each of 7,500 trials; what that leaves open is largest
      // for ln τ, about which 40 groups hold an information of about 40: 2e-7.
      keeps: .all(within: 2e-7)
    ) { estimator, world, threads in
      try estimator.fitted(
        to: world.design,
        outcomes: zip(world.outcomes, world.weights).map { $0 * $1 },
        trials: world.weights,
        groups: world.groups,
        threads: threads
      )
    } fingerprint: { model, probe in
      Fingerprint(
        constants: [model.logLikelihood, model.standardDeviation, model.logDeviationError ?? 0]
          + model.groupEffects.prefix(40).map(\.variance),
        logits: model.groupEffects.prefix(40).map(\.mode),
        probabilities: model.probabilities(of: probe.design, groups: probe.groups),
        slopes: model.coefficients
      )
    }
  }
}
