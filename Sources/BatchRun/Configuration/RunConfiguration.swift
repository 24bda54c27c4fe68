// BatchRun: the nightly run from files to files. Comes in: paths and options. Goes out: the output
// files, a manifest and a summary. It alone knows the order of the stages; what each stage does is
// in the rooms below.

public import CRMData
public import CSV
import ChannelPreference
public import CivilTime
public import Features
public import LeadScoring
import SendPlanning
public import SendTime

/// Everything that a configuration file can say, with its defaults.
public struct RunConfiguration: Sendable {
  /// The user's own profiles.
  public var profiles: [Profile] = []
  /// What only the user knows of the tools, by the name of the profile.
  public var tools: [String: ToolSetting] = [:]
  /// What to do where consent is unknown.
  public var unknownConsent = UnknownConsent.refuse
  /// Who may be scored, learned from and handed over.
  public var scoringConsent = ScoringConsent()
  /// The zone of contacts whose zone is unknown.
  public var defaultZone = Zone.utc
  /// What an input file may not exceed.
  public var limits = CSVLimits()
  /// The share of rejected rows above which the run stops.
  public var maximumRejectShare = 0.2
  /// How the conversion model learns.
  public var learning = ConversionLearning()
  /// Who a good lead is.
  public var fit = FitRules.standard
  /// What activity is worth.
  public var engagement = EngagementRules.standard
  /// Letters, digits and segments.
  public var grades = GradeScheme.standard
  /// How contacts are divided.
  public var segments = SegmentRules()
  /// Who goes to sales.
  public var handOff = HandOffRule(capacity: 50, minimumProbability: 0)
  /// Companies: buying roles, what is learned of them, and which go to sales.
  public var accounts = AccountConfiguration()
  /// Event types after which somebody waits for a call.
  public var inquiries = SpeedToLead.standardInquiries
  /// How events are read as sends, responses and visits.
  public var observation = ObservationRules()
  /// The attribute whose values share habits.
  public var segmentAttribute = "industry"
  /// How hours are learned.
  public var sendTime = SendTimeOptions()
  /// What a response is worth, by channel name; 1 where not named.
  public var channelValues: [String: Double] = [:]
  /// What a message costs, by channel name; 0 where not named.
  public var channelCosts: [String: Double] = [:]
  /// The hours of the local day in which a channel is quiet, by channel name.
  public var quietHours = Dictionary(
    uniqueKeysWithValues: ["phone", "sms", "push"].map { ($0, QuietHours(from: 21, to: 8)) }
  )
  /// How long before a send the channel must know of it, by channel name.
  public var leadTimes: [String: TimeSpan] = ["post": .days(3)]
  /// The least time between two messages to one contact.
  public var minimumGap = TimeSpan.days(7)

  /// Names that the data should know.
  var names: [NamedInput] = []

  /// Creates the defaults.
  public init() {}

  /// Everything that a person wrote down about good leads.
  var rules: (fit: FitRules, engagement: EngagementRules) { (fit, engagement) }

  /// How channels are compared, for the channels of a snapshot.
  func channelOptions(channelNames: [String]) -> ChannelPreferenceOptions {
    var options = ChannelPreferenceOptions()
    let named = Set(channelValues.keys).union(channelCosts.keys)
    options.terms = Self.codes(of: named, channelNames).map { name, channel in
      ChannelTerms(
        channel: channel,
        value: channelValues[name] ?? 1,
        cost: channelCosts[name] ?? 0
      )
    }
    return options
  }

  /// The rules of the plan, for the channels of a snapshot.
  func planningOptions(channelNames: [String]) -> PlanningOptions {
    let quiet = Self.codes(of: quietHours.keys, channelNames).map { ($1, quietHours[$0] ?? .none) }
    let leads = Self.codes(of: leadTimes.keys, channelNames).map { ($1, leadTimes[$0] ?? .zero) }
    return PlanningOptions(
      quietHours: Dictionary(uniqueKeysWithValues: quiet),
      leadTimes: Dictionary(uniqueKeysWithValues: leads),
      minimumGap: minimumGap
    )
  }

  /// The channels with these names, in bytewise order; names that no data uses are left out.
  private static func codes(
    of names: some Sequence<String>,
    _ channelNames: [String]
  ) -> [(name: String, channel: Channel)] {
    names.sorted().compactMap { name in
      channelNames.firstIndex(of: name).map { (name, Channel(rawValue: UInt8($0))) }
    }
  }
}
