public import CRMData
import Evaluation

extension AccountLearning {
  /// Learns from the conversion model's own past; nothing where there is no model.
  ///
  /// - Parameters:
  ///   - training: what the conversion model was fitted to.
  ///   - learned: the conversion model with its cross-fitted predictions.
  ///   - roles: who plays which role.
  ///   - snapshot: the data that the examples refer to.
  ///   - threads: how many threads to use; the bits of the result do not depend on it.
  /// - Returns: The model of accounts.
  /// - Throws: `ModelError` or `EvaluationError` for numbers that allow no fit.
  public func fitted(
    to training: TrainingSet,
    _ learned: ConversionLearning.Outcome,
    roles: BuyingRoleReader,
    in snapshot: CRMSnapshot,
    threads: Int
  ) throws -> AccountModel {
    guard learned.model.isModel, let crossFit = learned.crossFit else { return .unlearned }
    let history = AccountHistory(
      of: training,
      probabilities: crossFit.probabilities,
      roles: roles,
      in: snapshot
    )
    return try fitted(to: history, threads: threads)
  }
}
