import LinearAlgebra
import Models

extension ContractSubject {
  static let rates = [betaBinomial, gammaPoisson, dirichletMultinomial]

  private static let betaBinomial = ContractSubject(
    "beta-binomial",
    BetaBinomial(),
    refuses: .notFinite(.weights, .counts),
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

  private static func parameters(of prior: RatePrior) -> [Double] {
    switch prior {
    case .fitted(let alpha, let beta): [alpha, beta]
    case .noOverdispersion(let mean): [mean, 1 - mean]
    }
  }

  /// Events without an upper limit have no other class to exchange them with.
  private static let gammaPoisson = ContractSubject(
    "gamma-poisson",
    GammaPoisson(),
    refuses: .notFinite(.weights, .counts),
    // Counts are sorted, but gathered by exposure only: a group that is there twice is added twice.
    keeps: [.rowOrder: 0, .weightTwo: 1e-12, .weightZero: 0]
  ) { estimator, world, _ in
    let counts = zip(zip(world.successes, world.periods), world.weights)
    return try estimator.fitted(
      to: counts.map {
        GammaPoisson.Counts(count: $0.0, exposure: Double($0.1), multiplicity: $1)
      }
    )
  } fingerprint: { model, probe in
    Fingerprint(
      constants: [model.logLikelihood, model.prior.mean] + (model.logStandardErrors ?? [])
        + zip(probe.successes, probe.periods).map {
          model.prior.shrunkenRate(count: $0, exposure: Double($1))
        }
    )
  }

  private static let dirichletMultinomial = ContractSubject(
    "dirichlet-multinomial",
    DirichletMultinomial(),
    refuses: .notFinite(.weights, .counts),
    keeps: [.rowOrder: 0, .weightTwo: 0, .weightZero: 0, .swapClasses: 1e-12]
  ) { estimator, world, _ in
    try estimator.fitted(to: world.counts, multiplicities: world.weights)
  } fingerprint: { model, probe in
    let shares = probe.rows.map {
      model.prior.shrunkenShares(counts: Array(probe.counts.row($0)))
    }
    let errors = model.logStandardErrors ?? [0, 0, 0]
    let kinds = (0..<3).map { kind in
      [model.prior.shares[kind], errors[kind]] + shares.map { $0[kind] }
    }
    return Fingerprint(
      constants: [model.logLikelihood] + kinds[1],
      categories: kinds[0] + kinds[2].reversed()
    )
  }
}
