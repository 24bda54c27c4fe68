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
