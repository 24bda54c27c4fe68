import Models

extension ContractSubject {
  /// Every estimator under contract; a new one is one more value here, and its saved model
  /// (see `SavedModelTests`).
  static let all = logistic + rates

  private static let logistic = [
    logistic("logistic", LogisticRegression()),
    logistic("logistic-ridge", LogisticRegression(penalty: .ridge(strength: 2.5))),
  ]

  private static func logistic(_ name: String, _ estimator: LogisticRegression) -> Self {
    ContractSubject(
      name,
      estimator,
      reads: [.design, .outcomes, .weights],
      // Sums of 5000 terms in another order: a few hundred units in the last place.
      keeps: [
        .rowOrder: 1e-12, .weightTwo: 1e-12, .weightZero: 1e-12, .scaleColumn: 1e-12,
        .shiftColumn: 1e-12, .swapClasses: 1e-12,
      ]
    ) { estimator, world, threads in
      try estimator.fitted(
        to: world.design,
        outcomes: world.outcomes,
        weights: world.weights,
        threads: threads
      )
    } fingerprint: { model, probe in
      Fingerprint(
        constants: [model.logLikelihood] + (model.standardErrors(ofLogitsOf: probe.design) ?? []),
        logits: model.logits(of: probe.design),
        slopes: model.coefficients
      )
    }
  }

  private static let rates = [
    ContractSubject(
      "beta-binomial",
      BetaBinomial(),
      reads: [.weights, .counts],
      // Equal counts are gathered and sorted first, so that order changes nothing at all.
      keeps: [.rowOrder: 0, .weightTwo: 0, .weightZero: 0, .swapClasses: 1e-12]
    ) { estimator, world, _ in
      let counts = zip(zip(world.trials, world.successes), world.weights)
      return try estimator.fitted(
        to: counts.map {
          BetaBinomial.Counts(trials: $0.0, successes: $0.1, multiplicity: $1)
        }
      )
    } fingerprint: { model, probe in
      Fingerprint(
        constants: [model.logLikelihood],
        probabilities: zip(probe.successes, probe.trials).map {
          model.prior.shrunkenRate(successes: $0, trials: $1)
        },
        categories: parameters(of: model.prior)
      )
    }
  ]

  private static func parameters(of prior: RatePrior) -> [Double] {
    switch prior {
    case .fitted(let alpha, let beta): [alpha, beta]
    case .noOverdispersion(let mean): [mean, 1 - mean]
    }
  }
}
