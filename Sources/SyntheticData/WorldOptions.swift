public import CivilTime
public import Diagnostics

/// What a synthetic world is to be like.
public struct WorldOptions: Hashable, Sendable, Codable {
  /// How many contacts there are, 1 to 10 million.
  public var contacts: Int
  /// How many weeks are observed, 1 to 520.
  public var weeks: Int
  /// What the randomness depends on.
  public var seed: UInt64
  /// The first instant of the window, between 1971 and 2090.
  public var start: Instant
  /// What conversions come from; nil where they follow what contacts did in the last weeks.
  public var causes: CauseOptions?

  /// Creates options; by default 26 weeks of 2,000 contacts, up to 2025-06-30T00:00:00Z.
  public init(
    contacts: Int = 2_000,
    weeks: Int = 26,
    seed: UInt64 = 7,
    start: Instant = Instant(seconds: 1_735_516_800),
    causes: CauseOptions? = nil
  ) {
    self.contacts = contacts
    self.weeks = weeks
    self.seed = seed
    self.start = start
    self.causes = causes
  }

  /// The first instant after the window.
  public var end: Instant { start + .weeks(weeks) }

  /// How many companies there are: one for four contacts.
  public var companies: Int { max(1, contacts / 4) }

  func check() throws(SyntheticDataError) {
    guard (1...10_000_000).contains(contacts) else {
      throw SyntheticDataError(
        message: "a world cannot have \(contacts) contacts",
        hint: "ask for 1 to 10000000"
      )
    }
    guard (1...520).contains(weeks) else {
      throw SyntheticDataError(
        message: "a world cannot last \(weeks) weeks",
        hint: "ask for 1 to 520"
      )
    }
    guard (31_536_000..<3_786_912_000).contains(start.seconds) else {
      throw SyntheticDataError(
        message: "a world cannot start at \(start)",
        hint: "use an instant from 1971 to 2089"
      )
    }
    try causes?.check()
  }
}

/// A world that cannot be made.
public struct SyntheticDataError: DiagnosticError, Hashable {
  /// What was asked for.
  public var message: String
  /// Always nil: options stand in no file.
  public var location: SourceLocation?
  /// What can be asked for.
  public var hint: String?

  /// Always `synthetic.bad-option`.
  public var diagnosticCode: String { "synthetic.bad-option" }

  init(message: String, hint: String) {
    self.message = message
    self.hint = hint
  }
}
