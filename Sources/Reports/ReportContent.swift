// Reports: what a person reads in the morning. Comes in: counts and names, already computed. Goes
// out: one self-contained HTML page. This room must not compute any statistics, nor know contacts.

/// Everything that the nightly report shows.
public struct ReportContent: Sendable, Hashable {
  /// A count with its name.
  public struct Count: Sendable, Hashable {
    /// What is counted.
    public var name: String
    /// How many.
    public var count: Int
    /// Explains the name.
    public var note: String

    /// Creates a count.
    public init(_ name: String, _ count: Int, note: String = "") {
      self.name = name
      self.count = count
      self.note = note
    }
  }

  /// A number with its 95 % interval.
  public struct Estimate: Sendable, Hashable {
    /// The number and the ends of its interval.
    public var value, lower, upper: Double

    /// Creates an estimate.
    public init(value: Double, lower: Double, upper: Double) {
      self.value = value
      self.lower = lower
      self.upper = upper
    }
  }

  /// One group of the calibration chart.
  public struct CalibrationPoint: Sendable, Hashable {
    /// The mean prediction.
    public var predicted: Double
    /// The observed share, and its 95 % interval.
    public var observed, lower, upper: Double
    /// How many examples.
    public var count: Int

    /// Creates a point.
    public init(predicted: Double, observed: Double, lower: Double, upper: Double, count: Int) {
      self.predicted = predicted
      self.observed = observed
      self.lower = lower
      self.upper = upper
      self.count = count
    }
  }

  /// One channel: how often people respond and how often it is recommended.
  public struct ChannelLine: Sendable, Hashable {
    /// The channel.
    public var name: String
    /// How many contacts it is recommended to.
    public var recommended: Int
    /// How many sends and responses were seen.
    public var sends, responses: Int
    /// The 95 % interval of the response rate.
    public var lower, upper: Double

    /// Creates a line.
    public init(
      name: String,
      recommended: Int,
      sends: Int,
      responses: Int,
      lower: Double,
      upper: Double
    ) {
      self.name = name
      self.recommended = recommended
      self.sends = sends
      self.responses = responses
      self.lower = lower
      self.upper = upper
    }
  }

  /// What became of the rows of one file.
  public struct FileLine: Sendable, Hashable {
    /// The file, its profile and the table that it fills.
    public var file, profile, table: String
    /// Rows by fate.
    public var rows, used, duplicates, rejected, other: Int

    /// Creates a line.
    public init(
      file: String,
      profile: String,
      table: String,
      rows: Int,
      used: Int,
      duplicates: Int,
      rejected: Int,
      other: Int
    ) {
      self.file = file
      self.profile = profile
      self.table = table
      self.rows = rows
      self.used = used
      self.duplicates = duplicates
      self.rejected = rejected
      self.other = other
    }
  }

  /// The instant that the run speaks of, as text.
  public var asOf = ""
  /// The program's version.
  public var version = ""
  /// How many contacts, companies, events and conversions there are.
  public var contacts = 0, companies = 0, events = 0, conversions = 0
  /// Whether probabilities come from a model; otherwise from the base rate alone.
  public var hasModel = false
  /// How the probabilities were made, in a sentence.
  public var modelSummary = ""
  /// How far ahead a conversion counts, such as "30 days".
  public var horizon = ""
  /// How many contacts have a probability in each of 20 equal steps from 0 to `histogramMaximum`.
  public var probabilityHistogram: [Int] = []
  /// The upper end of the histogram.
  public var histogramMaximum = 1.0
  /// How many contacts have each grade: rows A, B, C; columns 1, 2, 3.
  public var gradeCounts: [[Int]] = []
  /// How many contacts are in each segment.
  public var segments: [Count] = []
  /// The area under the curve on contacts that the model did not see.
  public var auc: Estimate?
  /// Log-loss of the model on contacts that it did not see.
  public var logLoss: Double?
  /// Log-loss of giving everybody the base rate.
  public var baseRateLogLoss: Double?
  /// Predicted against observed.
  public var calibration: [CalibrationPoint] = []
  /// The leads of past instants that bands are judged by, and how many of them converted.
  public var pastLeads = 0, pastConversions = 0
  /// The instants, such as "7 dates from 2024-12-31 to 2025-05-31".
  public var pastReferences = ""
  /// Past leads by predicted probability, the best band first; empty where nothing can be said.
  public var bands: [Band] = []
  /// Past leads by grade, A1 to C3; empty where nothing can be said.
  public var gradeBands: [Band] = []
  /// The same by letter, A to C, and by digit, 1 to 3.
  public var fitBands: [Band] = [], engagementBands: [Band] = []
  /// How many of the deals are found from the top of the list.
  public var gain: [GainPoint] = []
  /// How long all deals together took.
  public var cycle: Cycle?
  /// What moves the list, the strongest first.
  public var reasons: [Reason] = []
  /// How many contacts the reasons were weighed on.
  public var reasonContacts = 0
  /// Of how many contacts each attribute is known that the fit rules ask for.
  public var coverageInputs: [Count] = []
  /// How many contacts have how many of those attributes.
  public var coverage: [Count] = []
  /// Whether today's leads are still like those that were learnt from; nil where nobody looked.
  public var drift: Drift?
  /// How the model was made, line by line.
  public var modelCard: [Fact] = []
  /// Conversions by how soon sales responded, the soonest first.
  public var responseDelays: [Band] = []
  /// The most promising companies, the best first.
  public var accounts: [Account] = []
  /// How many contacts were advised each hour of the week; 168 counts, 0 = Monday 00:00.
  public var hourCounts: [Int] = []
  /// The hour that suits the list as a whole, such as "Tuesday 10:00"; empty when unknown.
  public var commonHour = ""
  /// How many contacts got a personal, segment, population or default hour.
  public var timeBasis: [Count] = []
  /// The channels.
  public var channels: [ChannelLine] = []
  /// How many contacts have no channel, by cause.
  public var noChannel: [Count] = []
  /// How many messages are planned for each date.
  public var plannedByDate: [Count] = []
  /// How many leads go to sales.
  public var handedOver = 0
  /// What is kept back, by cause.
  public var suppressions: [Count] = []
  /// What became of every row.
  public var files: [FileLine] = []
  /// Rejects by code, with the meaning as note.
  public var rejects: [Count] = []
  /// What a person should know first.
  public var warnings: [String] = []

  /// Creates an empty report.
  public init() {}
}
