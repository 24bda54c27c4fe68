import Statistics

extension ContractSubject {
  /// Every estimator under contract; a new one is one more value here, and its saved model
  /// (see `SavedModelTests`).
  ///
  /// A tolerance says how exact theory lets a promise be: 0 where the same numbers are added in the
  /// same order; where sums are reordered, some hundred units in the last place; where a search ends
  /// when a condition is nearly met, what that leaves open. What an estimator does not promise, and
  /// why, stands beside it.
  static let all =
    logistic + elasticNet + firth + hazard + randomIntercept + scorecard + rates + calibration
}

extension [World.Field: String] {
  /// Lists of which estimators of the room `Models` say that a number is not finite.
  static func notFinite(_ fields: World.Field...) -> Self {
    Dictionary(uniqueKeysWithValues: fields.map { ($0, "model.not-finite") })
  }
}

extension [Transformation: Double] {
  /// The same tolerance for some transformations.
  static func within(_ tolerance: Double, _ transformations: Transformation...) -> Self {
    Dictionary(uniqueKeysWithValues: transformations.map { ($0, tolerance) })
  }

  /// The same tolerance for all of them.
  static func all(within tolerance: Double) -> Self {
    Dictionary(uniqueKeysWithValues: Transformation.allCases.map { ($0, tolerance) })
  }
}
