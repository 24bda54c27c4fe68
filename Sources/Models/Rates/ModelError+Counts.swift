import LinearAlgebra

extension ModelError {
  static let noTrials = ModelError(
    code: .noRows,
    message: "no group has any trials",
    hint: "check the filters before this step"
  )

  static let countsTooLarge = ModelError(
    code: .notFinite,
    message: "the counts are too large to add up",
    hint: "look for extreme counts"
  )

  static func countsNotFinite(group: Int) -> ModelError {
    ModelError(
      code: .notFinite,
      message: "the counts of group \(group) are not finite",
      hint: "leave out groups without counts"
    )
  }
}

extension Matrix {
  /// The square roots of the diagonal: standard errors from a covariance.
  var diagonalRoots: [Double] { (0..<rows).map { self[$0, $0].squareRoot() } }
}
