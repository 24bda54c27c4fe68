import CivilTime
import Statistics

#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

/// What happens to one contact, week by week.
struct ContactLife {
  let contact: Contact
  let options: WorldOptions
  private let zone: Zone
  /// The local day on which the window begins.
  private let firstDay: CivilDateTime
  /// Nothing happens before `begin`, and nothing has happened yet at `end`.
  private let begin: Instant
  private var end: Instant

  private(set) var events: [ContactEvent] = []
  private(set) var consents: [Consent]
  var conversion: (instant: Instant, value: Double)?
  private(set) var monthlyConversionProbability = 0.0
  /// What the law says, where conversions come from causes.
  var causeTruth: CauseTruth?
  private var interests: [Interest] = []
  /// When the contact withdrew his consent to e-mail.
  private var leftEmail: Instant?

  private static let futures = 16
  private static let horizon = TimeSpan.days(30)

  init(of contact: Contact, options: WorldOptions, zone: Zone) {
    self.contact = contact
    self.options = options
    self.zone = zone
    let first = CivilDateTime(utc: options.start)
    firstDay = CivilDateTime(year: first.year, month: first.month, day: first.day)
    begin = max(options.start, contact.createdAt)
    end = options.end
    consents = contact.consents
  }

  /// Lets all weeks of the window pass, and looks at what the next 30 days promise.
  mutating func live() {
    guard let traits = contact.causeTraits else { return liveByInterest() }
    for week in 0..<options.weeks { live(week: week, future: 0) }
    sortEvents()
    convertByCauses(traits)
    if conversion == nil { monthlyConversionProbability = causeTruth?.probability ?? 0 }
  }

  /// Draws week by week whether the contact converts, by what happened before.
  private mutating func liveByInterest() {
    var chance = RandomStream(
      seed: options.seed,
      key: UInt64(contact.number),
      purpose: Purpose.conversion
    )
    for week in 0..<options.weeks {
      let instant = options.start + .weeks(week)
      if conversion == nil, contact.createdAt <= instant, chance.bernoulli(hazard(at: instant)) {
        convert(inWeekFrom: instant, &chance)
      }
      live(week: week, future: 0)
    }
    if conversion == nil { monthlyConversionProbability = meanOfFutures() }
    sortEvents()
  }

  private mutating func sortEvents() {
    // The order of events at the same instant is the order in which they were made.
    let order = events.indices.sorted {
      (events[$0].instant, $0) < (events[$1].instant, $1)
    }
    events = order.map { events[$0] }
  }

  private mutating func convert(inWeekFrom instant: Instant, _ stream: inout RandomStream) {
    let seconds = Int(stream.uniform() * TimeSpan.weeks(1).inSeconds)
    conversion = (instant + .seconds(seconds), conversionValue(&stream))
  }

  /// What a conversion is worth; more for larger companies.
  func conversionValue(_ stream: inout RandomStream) -> Double {
    let size = Double(contact.company?.employees ?? 10).squareRoot()
    return (exp(stream.normal(mean: 7.5, standardDeviation: 0.8)) * size * 100).rounded() / 100
  }

  /// The probability of a conversion within 30 days of the end.
  private func meanOfFutures() -> Double {
    var sum = 0.0
    for future in 1...Self.futures {
      var life = self
      life.end = options.end + Self.horizon
      var survival = 1.0
      for week in 0..<5 {
        let instant = options.end + .weeks(week)
        // The fifth week counts as far as the 30 days reach into it.
        let share = min(1, (life.end - instant).inDays / 7)
        survival *= 1 - life.hazard(at: instant) * share
        life.live(week: options.weeks + week, future: future)
      }
      sum += 1 - survival
    }
    return sum / Double(Self.futures)
  }

  /// The probability of a conversion within a week, by what happened before it.
  private func hazard(at instant: Instant) -> Double {
    var counts = [Double](repeating: 0, count: Interest.Kind.allCases.count)
    for interest in interests where interest.instant <= instant {
      counts[interest.kind.rawValue] += exp2(-(instant - interest.instant).inDays / 14)
    }
    var logit = -6.0 + contact.seniority.effect
    if let company = contact.company {
      logit += company.industry.effect + 0.6 * (log10(Double(company.employees)) - 2)
    }
    for kind in Interest.Kind.allCases { logit += kind.weight * log1p(counts[kind.rawValue]) }
    if let leftEmail, leftEmail <= instant { logit -= 0.8 }
    return 1 / (1 + exp(-logit))
  }

  /// Lets a week pass.
  private mutating func live(week: Int, future: Int) {
    var stream = RandomStream(
      seed: options.seed,
      key: UInt64(contact.number),
      purpose: Purpose.week(week, future: future)
    )
    for channel in Channel.allCases where canReceive(channel) {
      guard stream.bernoulli(channel.weeklySendRate) else { continue }
      let hour = stream.categorical(WeekPattern.sends(on: channel))
      let instant = self.instant(week: week, hour: hour, &stream)
      guard instant >= begin, instant < end else { continue }
      send(on: channel, at: instant, week: week, &stream)
    }
    var arrival = stream.exponential(rate: contact.visitsPerWeek)
    while arrival < 1 {
      let instant = self.instant(week: week, hour: visitHour(&stream), &stream)
      visit(at: instant, &stream)
      arrival += stream.exponential(rate: contact.visitsPerWeek)
    }
  }

  private func canReceive(_ channel: Channel) -> Bool {
    consents[channel.rawValue] == .subscribed && (channel != .email || contact.hasEmail)
  }

  /// A random second of a local hour of a week of the window.
  private func instant(week: Int, hour: Int, _ stream: inout RandomStream) -> Instant {
    let daysAhead = (hour / 24 - firstDay.weekday + 7) % 7
    var local = CivilDateTime(dayNumber: firstDay.dayNumber + 7 * week + daysAhead)
    local.hour = hour % 24
    return zone.instant(of: local) + .seconds(stream.integer(below: 3_600))
  }

  private func visitHour(_ stream: inout RandomStream) -> Int {
    guard let preferred = contact.preferredHour, stream.bernoulli(0.75) else {
      return stream.categorical(WeekPattern.visits)
    }
    let day = stream.bernoulli(0.3) ? stream.integer(below: 7) : preferred.day
    let shift = Int(stream.normal(standardDeviation: 1.5).rounded())
    return (24 * day + preferred.hour + shift + HourOfWeek.count) % HourOfWeek.count
  }
}

extension ContactLife {
  /// Whether a person responds to what is sent at an instant.
  func responds(to channel: Channel, at instant: Instant, _ stream: inout RandomStream) -> Bool {
    stream.bernoulli(
      contact.responseRates[channel.rawValue]
        * SyntheticWorld.attention(
          at: zone.hourOfWeek(at: instant),
          preferred: contact.preferredHour
        )
    )
  }

  /// Notes an event, if it happens within the window.
  mutating func note(_ event: ContactEvent) {
    guard event.instant >= begin, event.instant < end else { return }
    events.append(event)
    if let kind = event.interest {
      interests.append(Interest(instant: event.instant, kind: kind))
    }
  }

  /// Withdraws the consent to a channel.
  mutating func unsubscribe(from channel: Channel, message: String, at instant: Instant) {
    guard instant < end else { return }
    consents[channel.rawValue] = .unsubscribed
    if channel == .email { leftEmail = instant }
    note(
      ContactEvent(
        instant: instant,
        kind: .unsubscribe,
        channel: channel.name,
        message: message
      )
    )
  }
}
