public import CRMData
public import CivilTime
import Features
public import Statistics

/// How soon after an inquiry somebody called, and what became of it.
///
/// An inquiry is a contact's first event of some types, such as `form_submit`. The first touch is
/// the first call, meeting or message that a person sent, within the horizon after it and before a
/// conversion. Observational: sales calls whom it likes first, so that bands differ also by what
/// leads they hold, and who converts at once can no longer be called.
public struct SpeedToLead: Sendable, Hashable, Codable {
  /// Inquiries that were answered within a time.
  public struct Band: Sendable, Hashable, Codable {
    /// Such as `under 5 minutes`, or `never`.
    public var name: String
    /// How many contacts.
    public var contacts: Int
    /// How many of them converted within the horizon after the inquiry.
    public var conversions: Int
    /// The share that converted; nil without contacts.
    public var rate: Double?
    /// Its 95 % interval by Wilson's score.
    public var interval: Interval?
  }

  /// The event types that count as an inquiry and occur in the data.
  public var inquiries: [String]
  /// How long after the inquiry a touch or a conversion counts.
  public var horizon: TimeSpan
  /// The bands, the fastest first; the last are those who never were touched.
  public var bands: [Band]

  /// What an inquiry is unless the configuration says otherwise.
  public static let standardInquiries = [
    "form_submit", "meeting_booked", "demo_request", "contact_request",
  ]

  static let limits: [(name: String, below: TimeSpan)] = [
    ("under 5 minutes", .minutes(5)), ("under 1 hour", .hours(1)), ("under 1 day", .days(1)),
    ("under 3 days", .days(3)),
  ]

  /// Reads the inquiries of some contacts whose horizon ended by the instant.
  ///
  /// - Complexity: O(events).
  public init(
    of snapshot: CRMSnapshot,
    contacts: [Int],
    inquiries: [String] = standardInquiries,
    horizon: TimeSpan,
    asOf: Instant,
    threads: Int
  ) {
    let reader = SpeedReader(snapshot, inquiries: inquiries, horizon: horizon, asOf: asOf)
    let parts = mapBlocks(of: contacts.count, blockSize: 4096, threads: threads) { items in
      reader.counts(of: contacts[items])
    }
    var counts = SpeedReader.Counts()
    for part in parts { counts.add(part) }
    self.inquiries = inquiries.filter(Set(snapshot.eventTypeNames).contains)
    self.horizon = horizon
    let names = Self.limits.map(\.name) + ["later", "never"]
    bands = zip(names, zip(counts.contacts, counts.conversions)).map { name, numbers in
      Band(name, contacts: numbers.0, conversions: numbers.1)
    }
  }

  /// How many inquiries there are.
  public var contacts: Int { bands.reduce(0) { $0 + $1.contacts } }
}

extension SpeedToLead.Band {
  init(_ name: String, contacts: Int, conversions: Int) {
    self.name = name
    self.contacts = contacts
    self.conversions = conversions
    guard contacts > 0 else { return }
    rate = Double(conversions) / Double(contacts)
    interval = .wilson(successes: Double(conversions), trials: Double(contacts))
  }
}

/// Finds each contact's first inquiry and the first touch after it.
private struct SpeedReader: Sendable {
  struct Counts: Sendable {
    var contacts = [Int](repeating: 0, count: SpeedToLead.limits.count + 2)
    var conversions = [Int](repeating: 0, count: SpeedToLead.limits.count + 2)

    mutating func add(_ other: Counts) {
      for band in contacts.indices {
        contacts[band] += other.contacts[band]
        conversions[band] += other.conversions[band]
      }
    }
  }

  let snapshot: CRMSnapshot
  let horizon: TimeSpan
  let asOf: Instant
  private let isInquiry: [Bool]
  /// Whether messages without a campaign can be told from those with one.
  private let tellsCampaigns: Bool

  init(_ snapshot: CRMSnapshot, inquiries: [String], horizon: TimeSpan, asOf: Instant) {
    self.snapshot = snapshot
    self.horizon = horizon
    self.asOf = asOf
    isInquiry = snapshot.eventTypeNames.map { !$0.isEmpty && inquiries.contains($0) }
    tellsCampaigns = snapshot.contacts.order.contains { contact in
      snapshot.events.withEvents(of: contact) { events -> Bool in
        events.contains { $0.type == .send && $0.message != 0 && $0.instant <= asOf }
      }
    }
  }

  func counts(of contacts: ArraySlice<Int>) -> Counts {
    var counts = Counts()
    for contact in contacts {
      let conversion = snapshot.firstConversions[contact].flatMap { $0 <= asOf ? $0 : nil }
      let place = snapshot.events.withEvents(of: contact) { band(of: $0, conversion) }
      guard let place else { continue }
      counts.contacts[place.number] += 1
      if place.isConverted { counts.conversions[place.number] += 1 }
    }
    return counts
  }

  private func band(
    of events: UnsafeBufferPointer<Event>,
    _ conversion: Instant?
  ) -> (number: Int, isConverted: Bool)? {
    guard
      let first = events.firstIndex(where: {
        isInquiry[Int($0.type.rawValue)] && $0.machine != .yes
      })
    else { return nil }
    let inquiry = events[first]
    let end = inquiry.instant + horizon
    guard end <= asOf, conversion.map({ $0 > inquiry.instant }) ?? true else { return nil }
    let isConverted = conversion.map { $0 <= end } ?? false
    let last = min(end, conversion ?? end)
    let touch = events[first...].first { isTouch($0) && $0.instant > inquiry.instant }
    guard let touch, touch.instant <= last else {
      return (SpeedToLead.limits.count + 1, isConverted)
    }
    return (number(from: inquiry, to: touch), isConverted)
  }

  /// The band of a delay; where a time of day is unknown, it is at least the one below a day.
  private func number(from inquiry: Event, to touch: Event) -> Int {
    let delay = touch.instant - inquiry.instant
    let number = SpeedToLead.limits.firstIndex { delay < $0.below } ?? SpeedToLead.limits.count
    return inquiry.hasUnknownHour || touch.hasUnknownHour ? max(2, number) : number
  }

  /// Whether a person of ours did it, as far as the data tell: a message without a campaign is one
  /// to one only where others have campaigns.
  private func isTouch(_ event: Event) -> Bool {
    switch event.type {
    case .call, .callAttempt, .voicemail, .smsOut, Self.meeting: true
    case .send:
      tellsCampaigns && event.message == 0 && (event.channel == .email || event.channel == .sms)
    default: false
    }
  }

  private static let meeting = EventType.known("meeting")
}
