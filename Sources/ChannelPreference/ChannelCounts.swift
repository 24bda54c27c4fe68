public import CRMData
public import Features

/// Sends and responses of a whole list by segment and channel.
///
/// Only whole numbers are kept, so that counts of any partition of the contacts, added in any
/// order, have the same bits.
public struct ChannelCounts: Hashable, Sendable, Codable {
  /// How many segments the caller distinguishes; segments are numbered from 0.
  public let segments: Int
  /// Sends by (segment, channel).
  private(set) var sends: [Int]
  /// Responses by (segment, channel).
  private(set) var responses: [Int]

  /// Creates empty counts for a number of segments, at least one.
  public init(segments: Int) {
    precondition(segments > 0, "a list has at least one segment")
    self.segments = segments
    sends = Array(repeating: 0, count: segments * Channel.capacity)
    responses = sends
  }

  /// Adds one contact's history to a segment.
  public mutating func add(_ history: ResponseHistory, segment: Int) {
    precondition(0..<segments ~= segment, "segment \(segment) is not in 0..<\(segments)")
    for send in history.sends {
      let cell = segment * Channel.capacity + Int(send.channel.rawValue)
      sends[cell] += 1
      responses[cell] += send.responded ? 1 : 0
    }
  }

  /// Adds the counts of another part of the same list, with the same segments.
  public mutating func merge(_ other: ChannelCounts) {
    precondition(segments == other.segments, "counts with different segments cannot be merged")
    for cell in sends.indices {
      sends[cell] += other.sends[cell]
      responses[cell] += other.responses[cell]
    }
  }

  /// Sends and responses of one channel in one segment.
  public func total(of channel: Channel, segment: Int) -> (sends: Int, responses: Int) {
    let cell = segment * Channel.capacity + Int(channel.rawValue)
    return (sends[cell], responses[cell])
  }

  /// Sends and responses of one channel in the whole list.
  public func total(of channel: Channel) -> (sends: Int, responses: Int) {
    (0..<segments).reduce(into: (0, 0)) { sum, segment in
      let part = total(of: channel, segment: segment)
      sum.sends += part.sends
      sum.responses += part.responses
    }
  }
}
