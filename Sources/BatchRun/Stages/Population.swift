import CRMData
import ChannelPreference
import CivilTime
import Features
import SendTime
import Statistics
import Tables

/// The contacts of one run and what is the same for all of them.
struct Population: Sendable {
  let snapshot: CRMSnapshot
  let asOf: Instant
  /// The contacts that exist as of the run, in the bytewise order of their identifiers.
  let contacts: [Int]
  let census: EventCensus
  let sendTypes: SendTypes
  let rules: ObservationRules
  let consent: ConsentReader
  let defaultZone: Zone
  /// The names of the segments; the first is for contacts without one.
  let segmentNames: [String]
  private let segmentColumn: ContactAttribute?

  /// With more different values than this an attribute does not make segments.
  static let mostSegments = 60
  /// How many contacts hyper-parameters are learned from at most, on average.
  static let sampleSize = 20_000

  /// The names of the user's own profiles.
  let userProfiles: Set<String>
  /// Contacts that exist but must not be scored, by number, and why.
  let refusals: [Int: SuppressionCause]

  init(
    _ snapshot: CRMSnapshot,
    asOf: Instant,
    configuration: RunConfiguration,
    userProfiles: Set<String>,
    refusals: [Int: SuppressionCause]
  ) {
    self.userProfiles = userProfiles
    self.refusals = refusals.filter { contact, _ in
      snapshot.contacts.createdAt[contact].map { $0 <= asOf } ?? true
    }
    self.snapshot = snapshot
    self.asOf = asOf
    contacts = snapshot.contacts.order.filter {
      snapshot.contacts.createdAt[$0].map { $0 <= asOf } ?? true
    }
    census = EventCensus(of: snapshot, asOf: asOf)
    sendTypes = SendTypes(in: census)
    rules = configuration.observation
    consent = ConsentReader(
      of: snapshot,
      unknown: configuration.unknownConsent,
      census: census
    )
    defaultZone = configuration.defaultZone
    let column = snapshot.attribute(configuration.segmentAttribute)
    let fits = column.map { $0.column.levels.count <= Self.mostSegments } ?? false
    segmentColumn = fits ? column : nil
    segmentNames = ["(none)"] + (fits ? column?.column.levels ?? [] : [])
  }

  func segment(of contact: Int) -> Int { (segmentColumn?.code(of: contact) ?? -1) + 1 }

  /// Whether the address is one of a role: its hours are nobody's habits.
  func isRole(_ contact: Int) -> Bool {
    !snapshot.contacts.roleAddresses.isEmpty && snapshot.contacts.roleAddresses[contact]
  }

  func zone(of contact: Int) -> Zone { snapshot.contacts.zone(of: contact) ?? defaultZone }

  func historyReader() -> ResponseHistoryReader {
    ResponseHistoryReader(rules: rules, sendTypes: sendTypes)
  }

  /// Sums over all contacts and a sample of single ones, for the models of hours and channels.
  struct Evidence: Sendable {
    var sendTime: SendTimeCounts
    var channels: ChannelCounts
    var sample: [SendTimeEstimator.SampledContact] = []

    init(segments: Int) {
      sendTime = SendTimeCounts(segments: segments)
      channels = ChannelCounts(segments: segments)
    }
  }

  /// Reads every contact's response history once.
  ///
  /// The sample is chosen by a hash of the identifier, so that a contact is in or out whatever
  /// the others are, as long as their number is the same.
  func evidence(threads: Int) -> Evidence {
    let share = Double(Self.sampleSize) / Double(max(1, contacts.count))
    let limit = share >= 1 ? UInt64.max : UInt64(share * 0x1p64)
    let blockSize = max(2048, contacts.count / 32)
    let parts = mapBlocks(of: contacts.count, blockSize: blockSize, threads: threads) { items in
      evidence(of: contacts[items], sampledBelow: limit)
    }
    var total = Evidence(segments: segmentNames.count)
    for part in parts {
      total.sendTime.merge(part.sendTime)
      total.channels.merge(part.channels)
      total.sample += part.sample
    }
    return total
  }

  private func evidence(of contacts: ArraySlice<Int>, sampledBelow limit: UInt64) -> Evidence {
    var evidence = Evidence(segments: segmentNames.count)
    var reader = historyReader()
    var history = ResponseHistory()
    for contact in contacts {
      snapshot.events.withEvents(of: contact) { events in
        reader.read(events, zone: zone(of: contact), asOf: asOf, into: &history)
      }
      let segment = segment(of: contact)
      evidence.channels.add(history, segment: segment)
      if isRole(contact) { continue }
      evidence.sendTime.add(history, segment: segment)
      let hash = snapshot.contacts.ids.withBytes(of: contact) { StableHash.value(of: $0) }
      if hash <= limit { evidence.sample.append((history, segment)) }
    }
    return evidence
  }
}
