public import CRMData
import CivilTime
public import Evaluation
public import Features
import LinearAlgebra
import Models
import Statistics
import Tables

extension ConversionLearning {
  /// What was learned, and how well it predicts accounts that it did not see.
  public struct Outcome: Sendable {
    /// The model, or the base rate.
    public var model: ConversionModel
    /// The predictions for unseen accounts; nil where conversions are too few for a model.
    public var crossFit: CrossFit?
    /// How many columns the design has.
    public var termCount: Int
  }

  /// Learns a model, or the base rate where conversions are too few or features tell nothing.
  ///
  /// Accounts stay together in one fold. How words and missing values are encoded is learned from
  /// the features of all rows, but from no outcome. Where conversions are few for the columns, the
  /// ridge is the one of five that predicts unseen accounts best; the report that is kept is the
  /// best one's, which flatters it a little.
  ///
  /// - Parameters:
  ///   - training: past examples and outcomes.
  ///   - features: what the model may look at.
  ///   - snapshot: the data that the examples refer to.
  ///   - threads: how many threads to use; the bits of the result do not depend on it.
  /// - Returns: The model with its cross-fitted report.
  /// - Throws: `ModelError` when the numbers allow no fit.
  /// - Complexity: O(examples × terms²) for each of `folds` + 1 fits, for each ridge.
  public func fitted(
    to training: TrainingSet,
    features: LeadFeatures,
    in snapshot: CRMSnapshot,
    threads: Int
  ) throws -> Outcome {
    let conversions = training.conversionCount
    let others = training.examples.count - conversions
    let baseRate = ConversionModel(
      basis: .baseRate(conversions: conversions, examples: training.examples.count),
      horizon: horizon,
      references: training.references,
      report: nil
    )
    guard conversions >= minimumConversions, others >= minimumConversions else {
      return Outcome(model: baseRate, crossFit: nil, termCount: 0)
    }
    let table = features.table(of: training.examples, threads: threads)
    let rows = Array(0..<table.rowCount)
    let encoding = DesignEncoding(fittedTo: table, rows: rows)
    let design = encoding.matrix(of: table, rows: rows)
    let folds = Folds(
      groupedBy: training.examples.map { Self.accountHash(of: $0.contact, in: snapshot) },
      count: folds,
      seed: seed
    )
    var best: (ridge: Double, crossFit: CrossFit)?
    for ridge in ridges(conversions: conversions, terms: encoding.terms.count) {
      let crossFit = try folds.crossFitted(
        LogisticRegression(penalty: .ridge(strength: ridge)),
        on: design,
        outcomes: training.outcomes,
        threads: threads
      )
      if crossFit.report.logLoss <= best?.crossFit.report.logLoss ?? .infinity {
        best = (ridge, crossFit)
      }
    }
    guard let best, best.crossFit.report.logLoss < best.crossFit.report.baselineLogLoss else {
      return Outcome(
        model: baseRate,
        crossFit: best?.crossFit,
        termCount: encoding.terms.count
      )
    }
    let model = try LogisticRegression(penalty: .ridge(strength: best.ridge))
      .fitted(to: design, outcomes: training.outcomes, threads: threads)
    return Outcome(
      model: ConversionModel(
        basis: .logistic(encoding: encoding, model: model),
        horizon: horizon,
        references: training.references,
        report: best.crossFit.report
      ),
      crossFit: best.crossFit,
      termCount: encoding.terms.count
    )
  }

  /// The ridges to choose from, weak to strong.
  private func ridges(conversions: Int, terms: Int) -> [Double] {
    if let ridge { return [ridge] }
    return conversions >= Self.conversionsPerTerm * terms ? [1] : [1, 4, 16, 64, 256]
  }

  /// With so many conversions for each column the weakest ridge is as good as any.
  private static let conversionsPerTerm = 20

  /// A hash of the contact's company, or of the contact where it has none.
  static func accountHash(of contact: Int, in snapshot: CRMSnapshot) -> UInt64 {
    let company = Int(snapshot.contacts.companies[contact])
    return company >= 0
      ? snapshot.companies.ids.withBytes(of: company) { StableHash.value(of: $0) }
      : snapshot.contacts.ids.withBytes(of: contact) { StableHash.value(of: $0) }
  }
}
