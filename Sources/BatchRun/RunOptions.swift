public import CSV
public import CivilTime

/// What the user asked for on the command line.
public struct RunOptions: Sendable {
  /// Files and folders, each with an optional `:profile`.
  public var inputs: [String]
  /// Where the outputs go.
  public var outputFolder: String
  /// The instant to speak of; nil for the newest instant in the data.
  public var asOf: Instant?
  /// The configuration file.
  public var configurationFile: String?
  /// How many threads to use; no output depends on it.
  public var threads: Int
  /// What random choices are drawn with.
  public var seed: UInt64
  /// Whether to do everything but write.
  public var isDryRun: Bool
  /// Whether rejects show cells as they are, rather than their shapes.
  public var showsValues: Bool
  /// What happens when rows or cells cannot be used.
  public var rejectPolicy: RejectPolicy
  /// Where the report's charts go as SVG files; nil for nowhere.
  public var figuresFolder: String?

  /// Creates options.
  public init(
    inputs: [String],
    outputFolder: String,
    asOf: Instant? = nil,
    configurationFile: String? = nil,
    threads: Int = 1,
    seed: UInt64 = 42,
    isDryRun: Bool = false,
    showsValues: Bool = false,
    rejectPolicy: RejectPolicy = .quarantine(limit: nil),
    figuresFolder: String? = nil
  ) {
    self.inputs = inputs
    self.outputFolder = outputFolder
    self.asOf = asOf
    self.configurationFile = configurationFile
    self.threads = threads
    self.seed = seed
    self.isDryRun = isDryRun
    self.showsValues = showsValues
    self.rejectPolicy = rejectPolicy
    self.figuresFolder = figuresFolder
  }
}
