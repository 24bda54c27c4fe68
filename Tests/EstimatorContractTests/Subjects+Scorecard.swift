import LinearAlgebra
import Models

extension ContractSubject {
  static let scorecard = [
    // Masses are counted in whole numbers, so that only the exchange of classes rounds otherwise.
    // Another unit or origin keeps the order of values, and all else follows from it.
    binning(
      "binning-numbers",
      OptimalBinning(),
      refuses: .notFinite(.design, .outcomes, .weights),
      keeps: [
        .rowOrder: 0, .weightTwo: 0, .weightZero: 0, .scaleColumn: 0, .shiftColumn: 0,
        .swapClasses: 1e-12,
      ]
    ) { .numbers($0.design.column(0)) },
    // A peak of one class is a valley of the other.
    binning(
      "binning-peak",
      OptimalBinning(trend: .peak),
      refuses: .notFinite(.design, .outcomes, .weights),
      keeps: .within(0, .rowOrder, .weightTwo, .weightZero, .scaleColumn, .shiftColumn)
    ) { .numbers($0.design.column(0)) },
    // Levels of equal rates keep their order in both worlds of an exchange, and so may be parted
    // otherwise; no two rates are equal here.
    binning(
      "binning-codes",
      OptimalBinning(),
      refuses: .notFinite(.outcomes, .weights),
      keeps: [.rowOrder: 0, .weightTwo: 0, .weightZero: 0, .swapClasses: 1e-12]
    ) { .codes($0.groupCodes, levels: 40) },
    card,
  ]

  private static func binning(
    _ name: String,
    _ estimator: OptimalBinning,
    refuses: [World.Field: String],
    keeps: [Transformation: Double],
    column: @escaping @Sendable (World) -> BinnableColumn
  ) -> Self {
    ContractSubject(
      name,
      estimator,
      refuses: refuses,
      missing: [.design],
      keeps: keeps
    ) { estimator, world, _ in
      try estimator.fitted(to: column(world), outcomes: world.outcomes, weights: world.weights)
    } fingerprint: { binning, probe in
      Fingerprint(
        // By row, as exchanging the classes puts bins of levels in reverse.
        constants: [binning.informationValue, binning.informationValueStandardError]
          + binning.binIndices(of: column(probe)).map { binning.bins[$0].count },
        logits: binning.applied(to: column(probe))
      )
    }
  }

  private static let card = ContractSubject(
    "scorecard",
    Scorecard(),
    refuses: .notFinite(.design, .outcomes, .weights),
    missing: [.design],
    // The evidence is the same to the bit, but rows are then added up in another order.
    keeps: [
      .rowOrder: 1e-12, .weightTwo: 1e-12, .weightZero: 1e-12, .scaleColumn: 0, .shiftColumn: 0,
      .swapClasses: 1e-12,
    ]
  ) { estimator, world, threads in
    try estimator.fitted(
      to: world.variables,
      outcomes: world.outcomes,
      weights: world.weights,
      threads: threads
    )
  } fingerprint: { model, probe in
    Fingerprint(
      constants: [model.logistic.logLikelihood] + model.coefficients,
      probabilities: model.probabilities(of: probe.variables)
    )
  }
}

extension World {
  fileprivate var groupCodes: [Int32] { groups.map { Int32($0 % 40) } }

  /// Numbers, one column with missing values, and levels.
  fileprivate var variables: [BinnableColumn] {
    [
      .numbers(design.column(0)), .numbers(design.column(1)),
      .numbers(design.column(2).map { $0 < -1 ? .nan : $0 }), .codes(groupCodes, levels: 40),
    ]
  }
}
