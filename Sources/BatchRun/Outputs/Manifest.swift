public import CRMData
import CSV
import CivilTime
public import Evaluation
import Features
public import LeadScoring
import LinearAlgebra
import SendTime

/// The version of the program.
public enum LeadtimeVersion {
  /// The version of the program.
  public static let current = "0.1.0"
}

/// What a run did, for machines: `manifest.json`.
///
/// Equal runs have equal manifests; what may differ (threads, timings) is in `timings.json`.
public struct Manifest: Sendable, Codable {
  /// One input file.
  public struct Input: Sendable, Codable {
    /// The file as the user named it.
    public var file: String
    /// The profile that read it.
    public var profile: String
    /// What it held; nil when it could not be read again.
    public var digest: FileDigest?
  }

  /// The conversion model in short.
  public struct ConversionSummary: Sendable, Codable {
    /// `logistic` or `base rate`.
    public var basis: String
    /// The model in a few words.
    public var summary: String
    /// How far ahead a conversion counts.
    public var horizon: String
    /// The instants that were learnt from.
    public var references: [String]
    /// How many examples there were.
    public var examples: Int
    /// How many of them converted.
    public var conversions: Int
    /// Attributes that the model may not look at, since nobody declared them stable.
    public var excludedAttributes: [String]
    /// Attributes that may know the outcome beforehand, leaks first; nil where nobody looked.
    public var leakage: [LeakFinding]?
    /// How well unseen accounts are predicted.
    public var crossFitted: ClassificationReport?
  }

  /// The hours in short.
  public struct TimeSummary: Sendable, Codable {
    /// Sends, responses and visits that were learnt from.
    public var sends, responses, visits: Int
    /// The hour that suits the list as a whole.
    public var commonHour: String
    /// How much visits count, as a share; 0 where they say nothing about responses.
    public var visitWeight: Double
    /// Contacts by the basis of their hour.
    public var basis: [String: Int]
    /// Contacts whose zone is unknown; their hours are in the default zone.
    public var contactsWithoutZone: Int
    /// Contacts by how their zone was found.
    public var zones: [String: Int]
  }

  /// The format of this file.
  public var format = 1
  /// The version of the program.
  public var version = LeadtimeVersion.current
  /// The BLAS kernel, which may change the last bits of numbers.
  public var blasCore = BLASInfo.coreName
  /// The version of the time zone data.
  public var zoneData = ZoneData.version
  /// The instant that the run speaks of.
  public var asOf: String
  /// What random choices were drawn with.
  public var seed: UInt64
  /// The configuration file, if there was one.
  public var configuration: FileDigest?
  /// The input files.
  public var inputs: [Input]
  /// Files in given folders that no profile fits.
  public var unrecognisedFiles: [String]
  /// What became of every row.
  public var rows: ImportReport
  /// Contacts, those created after the as-of instant not counted.
  public var contacts: Int
  /// Contacts created after the as-of instant, of which nothing is said.
  public var laterContacts: Int
  /// Companies, events and conversions.
  public var companies, events, conversions: Int
  /// The conversion model.
  public var conversionModel: ConversionSummary
  /// What a person should know of the conversion model.
  public var modelCard: ModelCard
  /// The hours.
  public var sendTime: TimeSummary
  /// Contacts by recommended channel.
  public var channels: [String: Int]
  /// Contacts by segment.
  public var segments: [String: Int]
  /// Leads handed to sales.
  public var handedOver: Int
  /// The companies.
  public var accounts: AccountSummary?
  /// Rules, segments and the hand-off in detail.
  public var scoring: ScoringSummary
  /// Messages planned.
  public var planned: Int
  /// Contacts without a planned message, by cause.
  public var suppressed: [String: Int]
  /// What a person should know first.
  public var warnings: [String]
}

extension Manifest {
  init(
    asOf: Instant,
    seed: UInt64,
    configuration: FileDigest?,
    inputs: [Input],
    unrecognisedFiles: [String],
    population: Population,
    models: FittedModels,
    tally: AdviceTally,
    configurationWarnings: [String]
  ) {
    let snapshot = population.snapshot
    self.asOf = "\(asOf)"
    self.seed = seed
    self.configuration = configuration
    self.inputs = inputs
    self.unrecognisedFiles = unrecognisedFiles
    rows = snapshot.report
    contacts = population.contacts.count
    laterContacts = snapshot.contacts.count - population.contacts.count
    companies = snapshot.companies.count
    events = snapshot.events.count
    conversions = snapshot.conversionCount
    conversionModel = ConversionSummary(
      basis: models.conversion.step.rawValue,
      summary: models.conversion.summary,
      horizon: "\(models.conversion.horizon)",
      references: models.conversion.references.map { "\($0)" },
      examples: models.training.examples.count,
      conversions: models.training.conversionCount,
      excludedAttributes: models.excludedAttributes,
      leakage: models.conversion.leaks.map(LeakFinding.init),
      crossFitted: models.conversion.report
    )
    modelCard = models.conversion.card
    sendTime = TimeSummary(
      sends: models.sendTime.summary.sends,
      responses: models.sendTime.summary.responses,
      visits: models.sendTime.summary.visits,
      commonHour: "\(models.sendTime.commonHour)",
      visitWeight: models.sendTime.visitWeight.total,
      basis: tally.timeBasis,
      contactsWithoutZone: tally.contactsWithoutZone,
      zones: Self.zoneCounts(population)
    )
    channels = tally.channels
    segments = tally.segments
    handedOver = tally.handedOver
    accounts = tally.accountSummary
    scoring = tally.scoring
    planned = tally.planned
    suppressed = tally.suppressed
    warnings = Warnings(population, models, tally, unrecognisedFiles).sentences
    warnings += configurationWarnings
    warnings += (conversionModel.leakage ?? []).filter(\.isSurprising).map(\.text)
  }
}

extension Manifest {
  fileprivate static func zoneCounts(_ population: Population) -> [String: Int] {
    let sources = population.snapshot.contacts.zoneSources
    return population.contacts.reduce(into: [:]) { counts, contact in
      counts[sources[contact].rawValue, default: 0] += 1
    }
  }
}

/// What a person should know first.
private struct Warnings {
  var sentences: [String] = []

  init(
    _ population: Population,
    _ models: FittedModels,
    _ tally: AdviceTally,
    _ unrecognised: [String]
  ) {
    let snapshot = population.snapshot
    if tally.contactsWithoutFit == tally.advised, tally.advised > 0 {
      sentences.append(
        "no attribute that the fit rules ask for is known: fit is 0 for everybody; name your own"
          + " attributes in the rules (leadtime init)"
      )
    }
    if !models.conversion.isModel {
      sentences.append(
        snapshot.hasConversionTable
          ? "\(models.training.conversionCount.formatted) conversions teach no model: probabilities"
            + " follow your rules around the base rate; rank by fit and engagement"
          : "there is no table of conversions: probabilities are not informed; rank by fit and"
            + " engagement"
      )
    }
    if tally.planned == 0, tally.advised > 0 {
      let isUnknown =
        tally.suppressed["consent-unknown"] ?? 0 > 0 || population.consent.channels.isEmpty
      sentences.append(
        isUnknown
          ? "nothing is planned since consent is unknown: map your consent columns to"
            + " consent_email and so on in the profile, or set consent.unknown: allow"
          : "nothing is planned: see suppressions.csv for the causes"
      )
    }
    let refused = tally.scoring.withoutConsent.values.reduce(0, +)
    if refused > 0 {
      sentences.append(
        "\(refused.formatted) contacts did not agree to being scored: nothing is learned from them"
          + " or said of them but the cause, in suppressions.csv"
      )
    }
    let isTimed = models.sendTime.summary.sends + models.sendTime.summary.visits > 0
    if isTimed, tally.contactsWithoutZone > 0 {
      sentences.append(
        "\(tally.contactsWithoutZone.formatted) contacts have no usable time zone; their hours"
          + " are in the default zone (time.default_zone)"
      )
    }
    if models.sendTime.summary.sends == 0 {
      sentences.append("there are no sends, so hours and channels cannot be judged by response")
    }
    if snapshot.report.contactsAreDerived {
      sentences.append("there is no contacts file; contacts were made from events")
    }
    if !snapshot.report.customEventTypes.isEmpty {
      sentences.append(
        "event types that only the data uses: "
          + snapshot.report.customEventTypes.joined(separator: ", ")
      )
    }
    for file in snapshot.report.files where !file.duplicateColumns.isEmpty {
      let sentence =
        "\(CSVError.Code.duplicateColumn.rawValue): \(file.file) has more than one column called"
        + " \(file.duplicateColumns.joined(separator: ", ")); the first is used, the next is kept"
        + " as 'NAME (2)': rename it in the export"
      if !sentences.contains(sentence) { sentences.append(sentence) }
    }
    for file in snapshot.report.files
    where !file.missingColumns.isEmpty && population.userProfiles.contains(file.profile) {
      sentences.append(
        "\(file.file) lacks columns that the profile \(file.profile) names: "
          + file.missingColumns.joined(separator: ", ")
      )
    }
    for file in snapshot.report.files
    where file.outsideLines > 0 && population.userProfiles.contains(file.profile) {
      let sentence =
        "\(file.file): \(file.outsideLines.formatted) lines behind the table's end were not read"
        + " (ends_at_short_row)"
      if !sentences.contains(sentence) { sentences.append(sentence) }
    }
    let inferred = Manifest.zoneCounts(population).filter {
      !["explicit", "none"].contains($0.key)
    }
    if !inferred.isEmpty {
      sentences.append(
        "time zones were inferred by "
          + inferred.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
          .map { "\($0.key) (\($0.value.formatted))" }.joined(separator: ", ")
          + "; map a zone column to tz to be sure"
      )
    }
    let assumed = Dictionary(
      snapshot.report.files.compactMap { file in file.times["assumed"].map { (file.profile, $0) } },
      uniquingKeysWith: +
    )
    for (profile, count) in assumed.sorted(by: { $0.key < $1.key }) {
      sentences.append(
        "\(count.formatted) times of \(profile) print no zone and were read in the default zone:"
          + " say the account's zone in the configuration: tools: {\(profile): {zone: Europe/Madrid}}"
      )
    }
    let doubtful = snapshot.report.files.filter { $0.confidence == .low }.map(\.profile)
    for profile in Set(doubtful).sorted() {
      sentences.append(
        "the format of \(profile) is known from memory only: check the rows, and send us the shape"
          + " of your export (leadtime profiles report FILE)"
      )
    }
    for name in snapshot.attributeNames {
      let stray = snapshot.attribute(name)?.column.strayTexts.count ?? 0
      guard stray > 0 else { continue }
      sentences.append(
        "\(stray.formatted) different texts in \(name) are no numbers and are read as missing"
      )
    }
    if population.contacts.isEmpty {
      sentences.append("no contact existed yet as of \(population.asOf)")
    }
    if !unrecognised.isEmpty {
      sentences.append("files that no profile fits: \(unrecognised.joined(separator: ", "))")
    }
  }
}
