import Evaluation
import Models
import Statistics

extension ContractSubject {
  static let elasticNet = [
    path("elastic-net", l1Ratio: 0.5),
    path("lasso", l1Ratio: 1),
    path("elastic-net-ridge", l1Ratio: 0, strengths: .explicit([0.1, 0.01])),
    // Exchanging the classes would have to exchange the signs that are asked for, too.
    path(
      "elastic-net-signs",
      l1Ratio: 0.9,
      signs: [.nonNegative, .free, .nonPositive, .free, .nonNegative, .free],
      leavesOut: [.swapClasses]
    ),
    oneStrength, crossValidation,
  ]

  private static let strengths = ElasticNetPath.Strengths.automatic(count: 8, smallestRatio: 1e-3)

  /// A fit ends when no condition is missed by 1e-12 per row and deviation, not 1e-9 as by default:
  /// the battery looks for what transformations change, not for where the search stops.
  private static let tolerance = 1e-12

  private static func path(
    _ name: String,
    l1Ratio: Double,
    strengths: ElasticNetPath.Strengths = strengths,
    signs: [SignConstraint] = [],
    leavesOut: Set<Transformation> = []
  ) -> Self {
    ContractSubject(
      name,
      ElasticNetPath(l1Ratio: l1Ratio, strengths: strengths, signs: signs, tolerance: tolerance),
      refuses: .notFinite(.design, .outcomes, .weights),
      // The conditions leave 1e-12 open, divided by the information in a row, a tenth at least,
      // and relative to coefficients of a hundredth.
      keeps: [Transformation: Double].all(within: 1e-10).filter { !leavesOut.contains($0.key) }
    ) { estimator, world, threads in
      try estimator.fitted(
        to: world.design,
        outcomes: world.outcomes,
        weights: world.weights,
        threads: threads
      )
    } fingerprint: { path, probe in
      let last = path.steps.count - 1
      return Fingerprint(
        constants: path.steps.flatMap { [$0.strength, $0.logLikelihood] },
        logits: [last / 2, last].flatMap { path.model(at: $0).logits(of: probe.design) },
        slopes: path.steps.flatMap(\.coefficients)
      )
    }
  }

  private static let oneStrength = ContractSubject(
    "elastic-net-one-strength",
    ElasticNetPath(l1Ratio: 0.5, strengths: .explicit([0.02]), tolerance: tolerance),
    refuses: .notFinite(.design, .outcomes, .weights),
    keeps: .all(within: 1e-10)
  ) { estimator, world, threads in
    try estimator.fitted(
      to: world.design,
      outcomes: world.outcomes,
      weights: world.weights,
      threads: threads
    ).model(at: 0)
  } fingerprint: { model, probe in
    Fingerprint(
      constants: [model.logLikelihood],
      logits: model.logits(of: probe.design),
      slopes: model.coefficients
    )
  }

  /// With groups in folds, which neither the order of rows nor their weights move.
  private static let crossValidation = ContractSubject(
    "elastic-net-cross-validation",
    ElasticNetCrossValidation(
      path: ElasticNetPath(
        l1Ratio: 0.5,
        strengths: .automatic(count: 4, smallestRatio: 1e-2),
        tolerance: tolerance
      )
    ),
    refuses: .notFinite(.design, .outcomes, .weights),
    keeps: .all(within: 1e-10)
  ) { estimator, world, threads in
    try estimator.evaluated(
      on: world.design,
      outcomes: world.outcomes,
      weights: world.weights,
      splits: Folds(groupedBy: world.groupHashes, count: 3, seed: 8).splits,
      threads: threads
    )
  } fingerprint: { model, probe in
    Fingerprint(
      constants: model.losses.map(\.mean) + model.losses.compactMap(\.standardError),
      logits: model.model(.oneStandardError).logits(of: probe.design),
      slopes: model.model(.best).coefficients
    )
  }
}

extension World {
  /// The hash of the group of every row.
  var groupHashes: [UInt64] { groups.map { StableHash.value(of: "group \($0)") } }
}
