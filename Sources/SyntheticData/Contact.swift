import CivilTime
import Statistics

#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

/// A way to reach a contact, with what marketing does there.
enum Channel: Int, CaseIterable {
  case email, sms, phone, post

  var name: String {
    switch self {
    case .email: "email"
    case .sms: "sms"
    case .phone: "phone"
    case .post: "post"
    }
  }

  /// The chance that a contact with consent gets a message in a week.
  var weeklySendRate: Double {
    switch self {
    case .email: 0.42
    case .sms: 0.14
    case .phone: 0.12
    case .post: 0.012
    }
  }

  /// The response rate at the best hour of a contact of average engagement: usually, and for
  /// those who prefer the channel.
  var responseRate: (usual: Double, preferred: Double) {
    switch self {
    case .email: (0.34, 0.62)
    case .sms: (0.26, 0.60)
    case .phone: (0.24, 0.55)
    case .post: (0.03, 0.08)
    }
  }

  /// Which consents there are: subscribed, unsubscribed, pending, never, unknown.
  var consentWeights: [Double] {
    switch self {
    case .email: [0.88, 0.03, 0.03, 0.03, 0.03]
    case .sms: [0.45, 0.05, 0.05, 0.30, 0.15]
    case .phone: [0.55, 0.02, 0, 0.25, 0.18]
    case .post: [0.60, 0.01, 0, 0.14, 0.25]
    }
  }
}

/// What a contact has agreed to on a channel, in the words of the file.
enum Consent: String, CaseIterable {
  case subscribed, unsubscribed, pending, never
  case unknown = ""
}

/// Why a contact has a preferred hour.
enum Habit: CaseIterable {
  case earlyBird, lunch, evening, weekend, none

  static let weights = [0.24, 0.20, 0.24, 0.12, 0.20]

  func preferredHour(_ stream: inout RandomStream) -> HourOfWeek? {
    let (days, hours) =
      switch self {
      case .earlyBird: (0...4, 6...8)
      case .lunch: (0...4, 11...13)
      case .evening: (0...6, 18...21)
      case .weekend: (5...6, 9...16)
      case .none: (0...0, 0...0)
      }
    guard self != .none else { return nil }
    return HourOfWeek(day: stream.integer(in: days), hour: stream.integer(in: hours))
  }
}

/// A contact with everything about him that never changes, seen and unseen.
struct Contact {
  let number: Int
  let company: Company?
  let place: Int
  let seniority: Trait
  let firstName: String
  let lastName: String
  let title: String
  let owner: String
  let createdAt: Instant
  let hasEmail: Bool
  /// Whether the file leaves out the zone, and the seniority.
  let missing: (zone: Bool, seniority: Bool)
  /// By ``Channel``, on the first day.
  let consents: [Consent]

  let preferredHour: HourOfWeek?
  /// By ``Channel``, at the best hour.
  let responseRates: [Double]
  let visitsPerWeek: Double
  let fetchesImages: Bool
  let followsLinks: Bool
  /// What else the files tell, where conversions come from causes.
  let causeTraits: CauseTraits?

  var id: String { "C" + padded(number, width: 6) }

  /// An address below a domain that nobody can own.
  var email: String {
    guard hasEmail else { return "" }
    let local = "\(firstName).\(lastName).\(number)".lowercased().unicodeScalars.filter {
      $0.isASCII && $0 != "'"
    }
    return "\(String(String.UnicodeScalarView(local)))@\(company?.domain ?? "example.com")"
  }

  init(number: Int, options: WorldOptions) {
    var stream = RandomStream(
      seed: options.seed,
      key: UInt64(number),
      purpose: Purpose.traits
    )
    let employer = Company(
      number: stream.integer(below: options.companies),
      seed: options.seed
    )
    self.number = number
    company = stream.bernoulli(0.04) ? nil : employer
    place = stream.bernoulli(0.85) ? employer.place : stream.categorical(Place.weights)
    seniority = Trait.seniorities[stream.categorical(Trait.seniorityWeights)]
    firstName = stream.element(of: Vocabulary.firstNames)
    lastName = stream.element(of: Vocabulary.lastNames)
    title = Vocabulary.title(
      seniority: seniority.name,
      department: stream.element(of: Vocabulary.departments),
      style: stream.integer(below: 12)
    )
    owner = stream.bernoulli(0.1) ? "" : stream.element(of: Vocabulary.owners)
    createdAt = Self.creation(options, &stream)
    hasEmail = !stream.bernoulli(0.02)
    missing = (stream.bernoulli(0.06), stream.bernoulli(0.04))
    var consents: [Consent] = []
    for channel in Channel.allCases {
      consents.append(Consent.allCases[stream.categorical(channel.consentWeights)])
    }
    self.consents = consents

    preferredHour = Habit.allCases[stream.categorical(Habit.weights)].preferredHour(&stream)
    let preferredChannel = stream.categorical([0.55, 0.22, 0.18, 0.05])
    let engagement = min(max(exp(stream.normal(mean: -0.1, standardDeviation: 0.45)), 0.3), 1.5)
    responseRates = Channel.allCases.map { channel in
      let rate = channel.responseRate
      return engagement * (channel.rawValue == preferredChannel ? rate.preferred : rate.usual)
    }
    visitsPerWeek = min(exp(stream.normal(mean: -1.7, standardDeviation: 0.9)), 3)
    fetchesImages = stream.bernoulli(0.30)
    followsLinks = stream.bernoulli(0.04)
    causeTraits = options.causes.map { [missing, seniority, place] causes in
      CauseTraits(
        number: number,
        seniority: missing.seniority ? nil : seniority,
        country: Place.all[place].country,
        options: causes,
        seed: options.seed
      )
    }
  }

  /// Up to 400 days before the window, or at any time in it.
  private static func creation(_ options: WorldOptions, _ stream: inout RandomStream) -> Instant {
    let isOld = stream.bernoulli(0.45)
    let span = isOld ? TimeSpan.days(400) : options.end - options.start
    let age = Int64(stream.uniform() * span.inSeconds)
    return isOld ? options.start - .seconds(Int(age)) : options.start + .seconds(Int(age))
  }
}
