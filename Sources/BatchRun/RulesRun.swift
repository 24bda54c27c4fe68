import CRMData
public import LeadScoring

/// Tells what the rules do on some data: how many contacts each holds for, and what it gives.
///
///     print(try RulesRun(options).explanation().text)
///
/// Nothing is written.
public struct RulesRun {
  private let stages: RunStages

  /// Reads the configuration.
  ///
  /// - Throws: `SettingsError` for a configuration or profile that cannot be used.
  public init(_ options: RunOptions) throws { stages = try RunStages(options) }

  /// Applies the rules to all contacts.
  ///
  /// - Parameter onStage: gets one line for each stage that ended.
  /// - Returns: What every rule does.
  /// - Throws: a `DiagnosticError` when the input cannot be used.
  /// - Complexity: O(contacts × rules + events).
  public func explanation(
    onStage: @escaping (String) -> Void = { _ in }
  ) throws -> Result {
    var clock = StageClock(onStage: onStage)
    let selection = try stages.recognise(&clock)
    let ingested = try stages.ingest(selection, to: nil, &clock)
    let population = stages.population(ingested, selection)
    return Result(
      rules: try RulesExplanation(
        stages.configuration.fit,
        stages.configuration.engagement,
        of: population.snapshot,
        contacts: population.contacts,
        asOf: population.asOf
      )
    )
  }

  /// What the rules do, for a person at the terminal or for a script.
  public struct Result: Sendable {
    /// Every rule with what it does.
    public var rules: RulesExplanation

    /// The explanation as lines of at most 80 columns.
    public var text: String { rules.text }

    /// The explanation as JSON.
    public func json() throws -> String { try JSONText.encode(rules) }
  }
}
