public import CRMData
import CivilTime
public import Evaluation
public import Features
import LinearAlgebra
import Models
import Statistics
import Tables

extension ConversionLearning {
  /// Learns a model, or the base rate where conversions are too few for one.
  ///
  /// - Parameters:
  ///   - training: past examples and outcomes.
  ///   - features: what the model may look at.
  ///   - snapshot: the data that the examples refer to.
  ///   - threads: how many threads to use; the bits of the result do not depend on it.
  /// - Returns: The model with its cross-fitted report, and the cross-fit of the examples.
  /// - Throws: `ModelError` when the numbers allow no fit.
  ///
  /// Accounts stay together in one fold. How words and missing values are encoded is learned from
  /// the features of all rows, but from no outcome.
  /// - Complexity: O(examples × terms²) for each of `folds` + 1 fits.
  public func fitted(
    to training: TrainingSet,
    features: LeadFeatures,
    in snapshot: CRMSnapshot,
    threads: Int
  ) throws -> (model: ConversionModel, crossFit: CrossFit?) {
    let conversions = training.conversionCount
    let others = training.examples.count - conversions
    guard conversions >= minimumConversions, others >= minimumConversions else {
      let basis = ConversionModel.Basis.baseRate(
        conversions: conversions,
        examples: training.examples.count
      )
      return (
        ConversionModel(
          basis: basis,
          horizon: horizon,
          references: training.references,
          report: nil
        ), nil
      )
    }
    let table = features.table(of: training.examples, threads: threads)
    let rows = Array(0..<table.rowCount)
    let encoding = DesignEncoding(fittedTo: table, rows: rows)
    let design = encoding.matrix(of: table, rows: rows)
    let regression = LogisticRegression(penalty: .ridge(strength: ridge))
    let model = try regression.fitted(to: design, outcomes: training.outcomes, threads: threads)
    let folds = Folds(
      groupedBy: training.examples.map { Self.accountHash(of: $0.contact, in: snapshot) },
      count: folds,
      seed: seed
    )
    let crossFit = try folds.crossFitted(
      regression,
      on: design,
      outcomes: training.outcomes,
      threads: threads
    )
    return (
      ConversionModel(
        basis: .logistic(encoding: encoding, model: model),
        horizon: horizon,
        references: training.references,
        report: crossFit.report
      ), crossFit
    )
  }

  /// A hash of the contact's company, or of the contact where it has none.
  static func accountHash(of contact: Int, in snapshot: CRMSnapshot) -> UInt64 {
    let company = Int(snapshot.contacts.companies[contact])
    return company >= 0
      ? snapshot.companies.ids.withBytes(of: company) { StableHash.value(of: $0) }
      : snapshot.contacts.ids.withBytes(of: contact) { StableHash.value(of: $0) }
  }
}
