// SendTime: when to write to each contact. Comes in: mergeable integer counts of sends, responses
// and visits by segment, channel and local hour of the week, and one contact's history at a time.
// Goes out: a fitted model, and per contact the best hour with its rate, interval and basis.
// This room must not know consent, quiet hours, time zones, calendars, files or the clock.
import CRMData
import CivilTime
public import Features

/// Sends, responses and visits of a whole list by segment, channel and local hour of the week.
///
/// Only whole numbers are kept, so that counts of any partition of the contacts, added in any
/// order, have the same bits.
///
///     var counts = SendTimeCounts(segments: 3)
///     for contact in contacts { counts.add(contact.history, segment: contact.segment) }
public struct SendTimeCounts: Hashable, Sendable, Codable {
  /// How many segments the caller distinguishes; segments are numbered from 0.
  public let segments: Int
  /// One more than the highest channel code seen in a send.
  public private(set) var channels = 0
  /// Sends by (channel, segment, hour), the last hour standing for "unknown".
  private(set) var sends: [Int] = []
  /// Responses, laid out like ``sends``.
  private(set) var responses: [Int] = []
  /// Visits by (segment, hour).
  private(set) var visits: [Int]
  /// Contacts with at least one send in the hour, by (segment, hour).
  private(set) var contacts: [Int]
  /// Sends for curves, in units of 2⁻²⁰, laid out like ``sends``.
  ///
  /// n sends to one contact in one hour and channel weigh 2n/(n + 1) together, so that nobody's
  /// habit becomes everybody's hour just because he was often written to then.
  private(set) var weights: [Int] = []
  /// Responses for curves, in the same units and layout.
  private(set) var weightedResponses: [Int] = []

  /// Cells of one segment in one channel: 168 hours and "unknown".
  static let hours = 169

  /// Creates empty counts for a number of segments, at least one.
  public init(segments: Int) {
    precondition(segments > 0, "a list has at least one segment")
    self.segments = segments
    visits = Array(repeating: 0, count: segments * 168)
    contacts = visits
  }

  /// Adds one contact's history to a segment.
  public mutating func add(_ history: ResponseHistory, segment: Int) {
    precondition(0..<segments ~= segment, "segment \(segment) is not in 0..<\(segments)")
    withUnsafeTemporaryAllocation(of: UInt32.self, capacity: history.sends.count) { keys in
      for (index, send) in history.sends.enumerated() {
        keys.initializeElement(at: index, to: PackedSend(send).bits)
      }
      var keys = keys
      keys.sort()
      add(sorted: keys, segment: segment)
    }
    for visit in history.visits { visits[segment * 168 + Int(visit.rawValue)] += 1 }
  }

  /// Adds the counts of another part of the same list, with the same segments.
  public mutating func merge(_ other: SendTimeCounts) {
    precondition(segments == other.segments, "counts with different segments cannot be merged")
    makeRoom(for: other.channels)
    for cell in other.sends.indices {
      sends[cell] += other.sends[cell]
      responses[cell] += other.responses[cell]
      weights[cell] += other.weights[cell]
      weightedResponses[cell] += other.weightedResponses[cell]
    }
    for cell in other.visits.indices {
      visits[cell] += other.visits[cell]
      contacts[cell] += other.contacts[cell]
    }
  }

  /// All sends of the list, with known and unknown hour.
  public var totalSends: Int { sends.reduce(0, +) }
  /// All responses of the list.
  public var totalResponses: Int { responses.reduce(0, +) }
  /// All visits of the list.
  public var totalVisits: Int { visits.reduce(0, +) }

  /// Sends and responses by cell, in fractions of one.
  struct Tally {
    let sends: [Int]
    let responses: [Int]
    let unit: Double
  }

  /// Every send counts one.
  var raw: Tally { Tally(sends: sends, responses: responses, unit: 1) }
  /// Repeated sends to one contact in one hour count less.
  var weighted: Tally { Tally(sends: weights, responses: weightedResponses, unit: 1_048_576) }

  /// The first cell of one channel and segment.
  func firstCell(channel: Int, segment: Int) -> Int {
    (channel * segments + segment) * Self.hours
  }

  /// Adds one contact's sends, equal ones side by side.
  private mutating func add(sorted keys: UnsafeMutableBufferPointer<UInt32>, segment: Int) {
    var first = 0
    var hourBefore = -1
    while first < keys.count {
      let send = PackedSend(bits: keys[first])
      var (sends, responses) = (0, 0)
      while first < keys.count, keys[first] >> 8 == send.bits >> 8 {
        sends += 1
        responses += Int(PackedSend(bits: keys[first]).response)
        first += 1
      }
      makeRoom(for: send.channel + 1)
      let cell = firstCell(channel: send.channel, segment: segment) + send.hour
      self.sends[cell] += sends
      self.responses[cell] += responses
      weights[cell] += (sends << 21) / (sends + 1)
      weightedResponses[cell] += (responses << 21) / (sends + 1)
      if send.hour < 168, send.hour != hourBefore { contacts[segment * 168 + send.hour] += 1 }
      hourBefore = send.hour
    }
  }

  private mutating func makeRoom(for channels: Int) {
    guard channels > self.channels else { return }
    let cells = channels * segments * Self.hours
    sends.append(contentsOf: repeatElement(0, count: cells - sends.count))
    responses.append(contentsOf: repeatElement(0, count: cells - responses.count))
    weights.append(contentsOf: repeatElement(0, count: cells - weights.count))
    weightedResponses.append(
      contentsOf: repeatElement(0, count: cells - weightedResponses.count)
    )
    self.channels = channels
  }
}
