import Evaluation

extension ContractSubject {
  static let calibration = [
    // Rounding of sums; the two logarithms of a beta map move together, which costs a digit.
    calibration(
      "platt",
      PlattCalibration(),
      keeps: .within(1e-11, .rowOrder, .weightTwo, .weightZero, .swapClasses),
      fit: { try $0.fitted(to: $1.scores, outcomes: $1.outcomes, weights: $1.weights) },
      predict: { try $0.applied(to: $1) }
    ),
    calibration(
      "beta",
      BetaCalibration(),
      keeps: .within(1e-11, .rowOrder, .weightTwo, .weightZero, .swapClasses),
      fit: { try $0.fitted(to: $1.scores, outcomes: $1.outcomes, weights: $1.weights) },
      predict: { try $0.applied(to: $1) }
    ),
    isotonic("isotonic", IsotonicCalibration()),
    isotonic("isotonic-steps", IsotonicCalibration(interpolation: .betweenEnds)),
    // Folds of independent rows follow from the order of rows and of classes, so neither may be
    // changed, and there are no weights.
    calibration(
      "calibration-choice",
      CalibrationChoice(seed: 11),
      weighted: false,
      keeps: [:],
      fit: { try $0.fitted(to: $1.scores, outcomes: $1.outcomes) },
      predict: { try $0.map.applied(to: $1) }
    ),
    // A group's fold is its own.
    calibration(
      "calibration-choice-grouped",
      CalibrationChoice(seed: 11),
      weighted: false,
      keeps: .within(1e-11, .rowOrder, .swapClasses),
      fit: {
        try $0.fitted(to: $1.scores, outcomes: $1.outcomes, groupedBy: $1.groupHashes)
      },
      predict: { try $0.map.applied(to: $1) },
      constants: { $0.candidates.flatMap { [$0.logLoss ?? 0, $0.standardError ?? 0] } }
    ),
  ]

  private static func isotonic(_ name: String, _ estimator: IsotonicCalibration) -> Self {
    calibration(
      name,
      estimator,
      // Distinct predictions are sorted first; a row that is there twice is added twice.
      keeps: [.rowOrder: 0, .weightTwo: 1e-12, .weightZero: 0, .swapClasses: 1e-12],
      fit: { try $0.fitted(to: $1.scores, outcomes: $1.outcomes, weights: $1.weights) },
      predict: { try $0.applied(to: $1) },
      constants: { [Double($0.blocks.count)] }
    )
  }

  private static func calibration<
    Estimator: Codable & Equatable & Sendable,
    Model: Codable & Equatable & Sendable
  >(
    _ name: String,
    _ estimator: Estimator,
    weighted: Bool = true,
    keeps: [Transformation: Double],
    fit: @escaping @Sendable (Estimator, World) throws -> Model,
    predict: @escaping @Sendable (Model, [Double]) throws -> [Double],
    constants: @escaping @Sendable (Model) -> [Double] = { _ in [] }
  ) -> Self {
    var refuses: [World.Field: String] = [
      .scores: "evaluation.prediction-invalid", .outcomes: "evaluation.outcome-not-binary",
    ]
    if weighted { refuses[.weights] = "evaluation.weight-invalid" }
    return ContractSubject(name, estimator, refuses: refuses, keeps: keeps) { estimator, world, _ in
      try fit(estimator, world)
    } fingerprint: { model, probe in
      Fingerprint(
        constants: constants(model),
        probabilities: try predict(model, probe.scores)
      )
    }
  }
}
