extension ReportContent {
  /// Days from one event to another, over closed deals.
  public struct Cycle: Sendable, Hashable {
    /// How many deals.
    public var deals: Int
    /// The days of the middle deal, with a 95 % interval.
    public var median: Estimate
    /// The days that a quarter and three quarters of the deals stay below.
    public var quarter, threeQuarters: Double

    /// Creates a cycle.
    public init(deals: Int, median: Estimate, quarter: Double, threeQuarters: Double) {
      self.deals = deals
      self.median = median
      self.quarter = quarter
      self.threeQuarters = threeQuarters
    }
  }

  /// Leads of one kind, and what became of them.
  public struct Band: Sendable, Hashable {
    /// The kind, and what that means.
    public var name, note: String
    /// How many there were, and how many of them converted.
    public var leads, conversions: Int
    /// The 95 % interval of the share that converted.
    public var lower, upper: Double
    /// How many contacts are of this kind tonight; nil where that was not counted.
    public var tonight: Int?
    /// How long their deals took; nil where deals are too few.
    public var cycle: Cycle?

    /// Creates a band.
    public init(
      _ name: String,
      note: String = "",
      leads: Int,
      conversions: Int,
      lower: Double,
      upper: Double,
      tonight: Int? = nil,
      cycle: Cycle? = nil
    ) {
      self.name = name
      self.note = note
      self.leads = leads
      self.conversions = conversions
      self.lower = lower
      self.upper = upper
      self.tonight = tonight
      self.cycle = cycle
    }
  }

  /// How many of the deals are found by working a part of the list.
  public struct GainPoint: Sendable, Hashable {
    /// The share of leads that is worked, and the share of deals that is found.
    public var worked, found: Double
    /// The 95 % interval of the share that is found.
    public var lower, upper: Double

    /// Creates a point.
    public init(worked: Double, found: Double, lower: Double, upper: Double) {
      self.worked = worked
      self.found = found
      self.lower = lower
      self.upper = upper
    }
  }

  /// How much one reason moves the list.
  public struct Reason: Sendable, Hashable {
    /// The reason, and its value that raises most, if it has values.
    public var name, note: String
    /// The mean distance that it moves a contact's log-odds.
    public var logOdds: Double
    /// The share of contacts that it raises.
    public var raised: Double

    /// Creates a reason.
    public init(name: String, note: String = "", logOdds: Double, raised: Double) {
      self.name = name
      self.note = note
      self.logOdds = logOdds
      self.raised = raised
    }
  }

  /// Whether today's leads are still like those that were learnt from.
  public struct Drift: Sendable, Hashable {
    /// How far one number has moved.
    public struct Line: Sendable, Hashable {
      /// What it is.
      public var name: String
      /// Its population stability index.
      public var index: Double
      /// Whether that is more than chance and enough to matter.
      public var isAlarming: Bool

      /// Creates a line.
      public init(name: String, index: Double, isAlarming: Bool) {
        self.name = name
        self.index = index
        self.isAlarming = isAlarming
      }
    }

    /// What to do, in a sentence.
    public var verdict: String
    /// What moved most, the furthest first.
    public var lines: [Line]

    /// Creates a verdict.
    public init(verdict: String, lines: [Line]) {
      self.verdict = verdict
      self.lines = lines
    }
  }

  /// One line of the model card.
  public struct Fact: Sendable, Hashable {
    /// What it tells, and the answer.
    public var name, text: String

    /// Creates a line.
    public init(_ name: String, _ text: String) {
      self.name = name
      self.text = text
    }
  }

  /// One company as a whole.
  public struct Account: Sendable, Hashable {
    /// What it is called.
    public var name: String
    /// The probability that anyone of it converts.
    public var probability: Estimate
    /// How many contacts it has, and how many of them are active.
    public var contacts, engaged: Int
    /// The buying roles that are filled and those that nobody has.
    public var covered, missing: [String]

    /// Creates a company.
    public init(
      name: String,
      probability: Estimate,
      contacts: Int,
      engaged: Int,
      covered: [String] = [],
      missing: [String] = []
    ) {
      self.name = name
      self.probability = probability
      self.contacts = contacts
      self.engaged = engaged
      self.covered = covered
      self.missing = missing
    }
  }
}
