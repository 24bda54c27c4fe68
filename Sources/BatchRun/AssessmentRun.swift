import CRMData
import CivilTime
import Evaluation
import Features
public import LeadScoring
import Statistics
import Tables

/// Tells whether scoring pays with these data, before anybody relies on it.
///
///     print(try AssessmentRun(options).run().text)
///
/// Nothing is written. The model is judged by contacts of accounts that it did not see, the rules by
/// the same contacts at the same past instants.
public struct AssessmentRun {
  /// What was counted and how it is judged.
  public struct Result: Sendable, Codable {
    /// One past instant, and what became of the contacts that were looked at.
    public struct Reference: Sendable, Codable {
      /// The instant, UTC.
      public var instant: String
      /// Contacts that existed and had not converted.
      public var atRisk: Int
      /// Those that converted within the horizon.
      public var conversions: Int
    }

    /// The format of this result.
    public var format = 1
    /// The version of the program.
    public var version = LeadtimeVersion.current
    /// The instant that is spoken of, UTC.
    public var asOf: String
    /// How far ahead a conversion counts.
    public var horizon: String
    /// All contacts by then.
    public var contacts: Int
    /// Those that had converted.
    public var converted: Int
    /// Past instants, the newest first.
    public var references: [Reference]
    /// How long it takes from creation to conversion; nil with too few conversions.
    public var salesCycle: SalesCycle?
    /// What the judgement rests on.
    public var figures: AssessmentFigures
    /// The judgement.
    public var assessment: Assessment
  }

  private let stages: RunStages

  /// Reads the configuration.
  ///
  /// - Throws: `SettingsError` for a configuration or profile that cannot be used.
  public init(_ options: RunOptions) throws { stages = try RunStages(options) }

  /// Counts and judges.
  ///
  /// - Parameter onStage: gets one line for each stage that ended.
  /// - Returns: What was found.
  /// - Throws: a `DiagnosticError` when the input cannot be used.
  /// - Complexity: as learning a model.
  public func run(onStage: @escaping (String) -> Void = { _ in }) throws -> Result {
    var clock = StageClock(onStage: onStage)
    let selection = try stages.recognise(&clock)
    let population = stages.population(
      try stages.ingest(selection, to: nil, &clock),
      selection
    )
    let learning = stages.configuration.learning
    let training = TrainingSet(
      of: population.snapshot,
      asOf: population.asOf,
      learning: learning
    )
    let figures = try clock.stage(
      "assess",
      { (figures: AssessmentFigures) in "\(figures.conversions.formatted) conversions" },
      { try self.figures(population, training) }
    )
    let converted = population.contacts.count - figures.open
    return Result(
      asOf: "\(population.asOf)",
      horizon: "\(learning.horizon)",
      contacts: population.contacts.count,
      converted: converted,
      references: Self.references(training),
      salesCycle: try Self.salesCycle(population),
      figures: figures,
      assessment: Assessment(of: figures, asOf: population.asOf)
    )
  }

  // MARK: - Figures

  private func figures(
    _ population: Population,
    _ training: TrainingSet
  ) throws -> AssessmentFigures {
    let asOf = population.asOf
    let snapshot = population.snapshot
    let open = population.contacts.filter { !Self.isConverted($0, in: snapshot, by: asOf) }
    var figures = AssessmentFigures()
    let start = asOf - .days(figures.rateDays)
    figures.open = open.count
    figures.newContacts = population.contacts.count {
      snapshot.contacts.createdAt[$0].map { $0 > start } ?? false
    }
    figures.recentConversions = snapshot.firstConversions.count {
      $0.map { $0 > start && $0 <= asOf } ?? false
    }
    figures.capacity = stages.configuration.handOff.capacity
    figures.minimumConversions = stages.configuration.learning.minimumConversions
    figures.hasConversionTable = snapshot.hasConversionTable
    figures.conversions = training.conversionCount
    figures.others = training.examples.count - training.conversionCount
    let features = stages.features(of: population)
    try fill(&figures, coverageOf: open, population, features)
    try fill(&figures, areasOf: training, population, features)
    return figures
  }

  private static func isConverted(
    _ contact: Int,
    in snapshot: CRMSnapshot,
    by asOf: Instant
  ) -> Bool {
    snapshot.firstConversions[contact].map { $0 <= asOf } ?? false
  }

  private func fill(
    _ figures: inout AssessmentFigures,
    coverageOf open: [Int],
    _ population: Population,
    _ features: LeadFeatures
  ) throws {
    guard !open.isEmpty else { return }
    let snapshot = population.snapshot
    let asOf = population.asOf
    let fit = try FitScorer(stages.configuration.fit, for: snapshot)
    let attributes = snapshot.attributeNames.filter { !features.excludedAttributes.contains($0) }
      .compactMap { snapshot.attribute($0) }
    func share(_ holds: (Int) -> Bool) -> Double {
      Double(open.count(where: holds)) / Double(open.count)
    }
    figures.activeShare = share { contact in
      snapshot.events.withEvents(of: contact) { events in
        events.contains {
          $0.instant <= asOf && $0.type.isContactActivity && $0.machine != .yes
            && ($0.type != .call || $0.answered)
        }
      }
    }
    figures.knownFitShare = share { fit.result(for: $0).coverage > 0 }
    figures.knownAttributeShare = share { contact in
      attributes.contains { $0.code(of: contact) >= 0 }
    }
  }

  /// Ranks the same past examples by a model that did not see their accounts and by the rules.
  private func fill(
    _ figures: inout AssessmentFigures,
    areasOf training: TrainingSet,
    _ population: Population,
    _ features: LeadFeatures
  ) throws {
    guard figures.conversions > 0, figures.others > 0 else { return }
    let snapshot = population.snapshot
    let accounts = training.examples.map { example in
      let company = Int(snapshot.contacts.companies[example.contact])
      return company >= 0 ? company : -1 - example.contact
    }
    let points = try rulePoints(training.examples, snapshot)
    figures.rules = try ReceiverOperatingCharacteristic(
      outcomes: training.outcomes,
      scores: points,
      clusters: accounts
    ).map(AreaEstimate.init)
    let learned = try stages.configuration.learning.fitted(
      to: training,
      features: features,
      rules: stages.configuration.rules,
      in: snapshot,
      threads: stages.options.threads
    )
    guard let probabilities = learned.crossFit?.probabilities else { return }
    figures.model = try ReceiverOperatingCharacteristic(
      outcomes: training.outcomes,
      scores: probabilities,
      clusters: accounts
    ).map(AreaEstimate.init)
    figures.modelMinusRules = try AreaComparison(
      outcomes: training.outcomes,
      scores: probabilities,
      against: points,
      clusters: accounts
    ).map { AreaEstimate(value: $0.difference, interval: $0.interval) }
  }

  /// Fit and engagement together, as the hand-off ranks where there is no model.
  private func rulePoints(_ examples: [LeadExample], _ snapshot: CRMSnapshot) throws -> [Double] {
    let fit = try FitScorer(stages.configuration.fit, for: snapshot)
    var engagement = EngagementScorer(stages.configuration.engagement, for: snapshot)
    return examples.map { example in
      fit.result(for: example.contact).score
        + snapshot.events.withEvents(of: example.contact) {
          engagement.score($0, asOf: example.reference).score
        }
    }
  }

  private static func references(_ training: TrainingSet) -> [Result.Reference] {
    training.references.map { reference in
      let rows = training.examples.indices.filter { training.examples[$0].reference == reference }
      return Result.Reference(
        instant: "\(reference)",
        atRisk: rows.count,
        conversions: rows.count { training.outcomes[$0] == 1 }
      )
    }
  }

  private static func salesCycle(_ population: Population) throws -> SalesCycle? {
    var days: [Int] = []
    var isEnded: [Bool] = []
    for contact in population.contacts {
      guard let created = population.snapshot.contacts.createdAt[contact] else { continue }
      let conversion = population.snapshot.firstConversions[contact]
        .flatMap { $0 <= population.asOf ? $0 : nil }
      let end = conversion ?? population.asOf
      days.append(max(0, Int((end - created).inDays)))
      isEnded.append(conversion != nil)
    }
    return days.isEmpty ? nil : try SalesCycle(days: days, isConverted: isEnded)
  }
}
