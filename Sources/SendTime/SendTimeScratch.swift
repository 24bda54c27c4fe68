import CRMData
import CivilTime
import Features

/// Working memory for advice, so that no contact costs an allocation.
///
/// Keep one per thread and hand it to ``SendTimeModel/advice(for:segment:using:)``.
public struct SendTimeScratch: Sendable {
  /// The expected rates of the contact advised last, by hour of the week.
  public internal(set) var rates: [Double]

  /// The sends as sorted numbers: hour, channel, responded.
  ///
  /// Sums over them have the same bits whatever the order of the sends.
  var sends: [UInt32] = []
  /// Visits by hour of the week.
  var visits: [Int]
  /// Sums of smoothed visits and sends; see ``Region``.
  var slab: [Double]

  /// Where things are in the slab.
  ///
  /// Weeks are padded by the widest kernel's radius on both sides.
  enum Region {
    static let paddedWeek = 168 + 2 * 11
    static let visitedWeek = 0
    static let visitedDay = paddedWeek
    static let responsesWeek = visitedDay + 24
    static let responsesDay = responsesWeek + paddedWeek
    static let expectedWeek = responsesDay + 24
    static let expectedDay = expectedWeek + paddedWeek
    static let end = expectedDay + 24
  }

  /// Creates working memory.
  public init() {
    rates = Array(repeating: 0, count: 168)
    visits = Array(repeating: 0, count: 168)
    slab = Array(repeating: 0, count: Region.end)
    sends.reserveCapacity(128)
  }

  /// Whether the contact ever responded to a send whose hour is known.
  var hasTimedResponse: Bool {
    sends.contains { PackedSend(bits: $0).hour < 168 && PackedSend(bits: $0).response > 0 }
  }

  /// Takes in a history; what order its sends and visits have is lost here.
  mutating func load(_ history: ResponseHistory) {
    sends.removeAll(keepingCapacity: true)
    for send in history.sends { sends.append(PackedSend(send).bits) }
    sends.sort()
    for hour in 0..<168 { visits[hour] = 0 }
    for visit in history.visits { visits[Int(visit.rawValue)] += 1 }
  }
}

/// One send in a number that sorts by hour, channel, response.
struct PackedSend {
  let bits: UInt32

  init(bits: UInt32) { self.bits = bits }

  init(_ send: ObservedSend) {
    let hour = send.hour.map { UInt32($0.rawValue) } ?? 168
    bits = hour << 16 | UInt32(send.channel.rawValue) << 8 | (send.responded ? 1 : 0)
  }

  /// The hour of the week, 168 where it is unknown.
  var hour: Int { Int(bits >> 16) }
  /// The channel's code.
  var channel: Int { Int(bits >> 8 & 0xFF) }
  /// One for a response, else zero.
  var response: Double { bits & 1 == 0 ? 0 : 1 }
}

extension UnsafeMutableBufferPointer<Double> {
  /// Part of the buffer, counted from zero.
  func region(at start: Int, count: Int) -> UnsafeMutableBufferPointer<Double> {
    UnsafeMutableBufferPointer(rebasing: self[start..<start + count])
  }
}
