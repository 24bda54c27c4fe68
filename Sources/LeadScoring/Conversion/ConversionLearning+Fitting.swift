public import CRMData
import CivilTime
public import Evaluation
public import Features
import Models
import Statistics
import Tables

extension ConversionLearning {
  /// What was learned, and how well it predicts accounts that it did not see.
  public struct Outcome: Sendable {
    /// The model.
    public var model: ConversionModel
    /// The predictions for unseen accounts; nil where conversions are too few for a model.
    public var crossFit: CrossFit?
    /// How many columns the design has.
    public var termCount: Int
  }

  /// Learns as much as the conversions carry: see ``ConversionLadder``.
  ///
  /// Accounts stay together in one part. How words and missing values are encoded is learned from
  /// the features of all rows, but from no outcome.
  ///
  /// - Parameters:
  ///   - training: past examples and outcomes.
  ///   - features: what the model may look at.
  ///   - rules: the user's rules; nil where there are none.
  ///   - snapshot: the data that the examples refer to.
  ///   - threads: how many threads to use; the bits of the result do not depend on it.
  /// - Returns: The model with its cross-fitted report.
  /// - Throws: `ModelError` when the numbers allow no fit, ``LeadScoringError`` for a rule that
  ///   cannot be read.
  /// - Complexity: that of ``ConversionLadder/climbed(on:threads:)``.
  public func fitted(
    to training: TrainingSet,
    features: LeadFeatures,
    rules: (fit: FitRules, engagement: EngagementRules)? = nil,
    in snapshot: CRMSnapshot,
    threads: Int
  ) throws -> Outcome {
    let features = try tuned(features, to: training, in: snapshot, threads: threads)
    var weighed = rules.map {
      RulesIndex(fit: $0.fit, engagement: $0.engagement, without: features.excludedAttributes)
    }
    let points = try weighed?.points(of: training.examples, in: snapshot, threads: threads)
    weighed?.standardise(by: points ?? [])
    let all = features.table(of: training.examples, threads: threads)
    let leaks = try LeakGuard(trusted: stableAttributes, seed: seed)
      .findings(in: all, of: training, features: features, in: snapshot)
    let data = LadderData(
      table: LeakGuard.withoutLeaks(all, leaks),
      rulesIndex: points.flatMap { weighed?.standardised($0) }
        ?? training.examples.map { _ in 0 },
      outcomes: training.outcomes,
      accounts: training.examples.map { Self.accountHash(of: $0.contact, in: snapshot) }
    )
    let climb = try ladder.climbed(on: data, threads: threads)
    var (fitted, index) = (climb.fitted, weighed)
    if case .rules(let fit) = fitted.kind, let rules, weighed != nil {
      let spoken = try Self.wholeRules(rules, fit, training, snapshot, threads)
      (fitted.kind, index) = (.rules(spoken.fit), spoken.index)
    }
    let card = try card(of: climb, data, training, features, weighed, snapshot, threads)
    let model = ConversionModel(
      step: climb.step,
      fitted: fitted,
      rules: index,
      horizon: horizon,
      curve: furtherHorizons.isEmpty
        ? nil
        : try HorizonCurve(
          of: snapshot,
          asOf: training.asOf,
          main: horizon,
          further: furtherHorizons,
          maximumReferences: maximumReferences
        ),
      references: training.references,
      examples: training.examples.count,
      conversions: training.conversionCount,
      report: climb.crossFit?.report,
      card: card,
      leaks: leaks
    )
    return Outcome(model: model, crossFit: climb.crossFit, termCount: climb.termCount)
  }

  /// The ladder that these options describe.
  private var ladder: ConversionLadder {
    var ladder = ConversionLadder()
    (ladder.ridge, ladder.minimumConversions) = (ridge, minimumConversions)
    (ladder.folds, ladder.seed, ladder.steps) = (folds, seed, steps)
    return ladder
  }

  /// Where the rules speak alone they all do: today's values rank today's leads, and only what one
  /// standard deviation is worth was learned, from rules that tell no outcome.
  private static func wholeRules(
    _ rules: (fit: FitRules, engagement: EngagementRules),
    _ fit: RulesFit,
    _ training: TrainingSet,
    _ snapshot: CRMSnapshot,
    _ threads: Int
  ) throws -> (fit: RulesFit, index: RulesIndex) {
    var index = RulesIndex(fit: rules.fit, engagement: rules.engagement)
    let examples =
      training.examples.isEmpty
      ? snapshot.contacts.order.filter {
        snapshot.contacts.createdAt[$0].map { $0 <= training.asOf } ?? true
      }.map { LeadExample(contact: $0, reference: training.asOf) }
      : training.examples
    let points = try index.points(of: examples, in: snapshot, threads: threads)
    index.standardise(by: points)
    return (fit.applied(to: index.standardised(points)), index)
  }

  /// A hash of the contact's company, or of the contact where it has none.
  static func accountHash(of contact: Int, in snapshot: CRMSnapshot) -> UInt64 {
    let company = Int(snapshot.contacts.companies[contact])
    return company >= 0
      ? snapshot.companies.ids.withBytes(of: company) { StableHash.value(of: $0) }
      : snapshot.contacts.ids.withBytes(of: contact) { StableHash.value(of: $0) }
  }
}

extension ConversionLearning {
  /// What a person should know of the model.
  private func card(
    of climb: LadderResult,
    _ data: LadderData,
    _ training: TrainingSet,
    _ features: LeadFeatures,
    _ weighed: RulesIndex?,
    _ snapshot: CRMSnapshot,
    _ threads: Int
  ) throws -> ModelCard {
    let newest = training.references.first
    return ModelCard(
      predicts: "the probability of a first conversion within \(horizon) of the instant",
      population: "contacts created by a reference and not yet converted, as known then"
        + (training.sampledShare < 1
          ? ": a sample of \(Int((100 * training.sampledShare).rounded())) % of them" : ""),
      horizon: horizon,
      references: training.references,
      examples: training.examples.count,
      conversions: training.conversionCount,
      accounts: data.accountCount,
      columns: data.table.columns.map(\.name) + (data.hasRules ? [RulesIndex.name] : []),
      step: climb.step,
      why: ModelCard.why(climb.trials, climb.step),
      trials: climb.trials,
      quality: climb.crossFit?.report,
      calibration: climb.fitted.calibrationInWords,
      drift: training.references.count > 1
        ? try ConversionDrift(
          of: data,
          isNewest: training.examples.map { $0.reference == newest },
          threads: threads
        ) : .unknown("there is one reference only"),
      excludedAttributes: features.excludedAttributes,
      excludedRules: weighed?.leftOut ?? [],
      conversionsBeforeCreation: Self.conversionsBeforeCreation(snapshot, asOf: training.asOf),
      limits: ModelCard.generalLimits
    )
  }

  private static func conversionsBeforeCreation(_ snapshot: CRMSnapshot, asOf: Instant) -> Int {
    snapshot.contacts.order.count { contact in
      guard let conversion = snapshot.firstConversions[contact], conversion <= asOf,
        let creation = snapshot.contacts.createdAt[contact]
      else { return false }
      return conversion < creation
    }
  }
}

extension FittedStep {
  /// How predictions were corrected.
  fileprivate var calibrationInWords: String {
    switch kind {
    case .rules: "the mean is that of the base rate's posterior"
    case .scorecard: "none: the regression is calibrated on the mean"
    case .linear(_, _, .identity): "none: a ridge is calibrated on the mean"
    case .linear(_, _, .platt): "a line between log-odds, learned on predictions of unseen accounts"
    case .linear: "a curve of log-odds, learned on predictions of unseen accounts"
    }
  }
}
