import LinearAlgebra
import Models

extension ContractSubject {
  static let logistic = [
    logistic("logistic", LogisticRegression()),
    logistic("logistic-ridge", LogisticRegression(penalty: .ridge(strength: 2.5))),
    // The search ends at a score of 1e-10 per row; a row holds about a fifth of information, so
    // that the coefficients are then known to about 5e-10 standard deviations.
    logistic("logistic-lbfgs", LogisticRegression(solver: .lbfgs), tolerance: 1e-8),
    logisticWithFactor,
  ]

  private static func logistic(
    _ name: String,
    _ estimator: LogisticRegression,
    tolerance: Double = 1e-12
  ) -> Self {
    ContractSubject(
      name,
      estimator,
      refuses: .notFinite(.design, .outcomes, .weights),
      // Sums of 5000 terms in another order: a few hundred units in the last place.
      keeps: .all(within: tolerance)
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

  private static let logisticWithFactor = ContractSubject(
    "logistic-factor",
    LogisticRegression(),
    refuses: .notFinite(.design, .outcomes, .weights),
    keeps: .all(within: 1e-12)
  ) { estimator, world, threads in
    try estimator.fitted(
      to: world.designWithFactor,
      outcomes: world.outcomes,
      weights: world.weights,
      threads: threads
    )
  } fingerprint: { model, probe in
    // The coefficients of the levels have no unit; they show in the logits.
    Fingerprint(
      constants: [model.logLikelihood],
      logits: model.logits(of: probe.designWithFactor),
      slopes: Array(model.coefficients.prefix(probe.columns))
    )
  }
}

extension World {
  /// The design with the groups, folded into five levels, as a factor.
  fileprivate var designWithFactor: Design {
    Design(
      dense: design,
      factors: [Factor(codes: groups.map { Int32($0 % 5) }, levelCount: 5)]
    )
  }
}
