import CRMData
import CivilTime
import Features
import SendTime

/// SplitMix64, so that a Python script can draw the same worlds.
struct SplitMix: RandomNumberGenerator {
  var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var bits = state
    bits = (bits ^ (bits >> 30)) &* 0xBF58_476D_1CE4_E5B9
    bits = (bits ^ (bits >> 27)) &* 0x94D0_49BB_1331_11EB
    return bits ^ (bits >> 31)
  }

  mutating func next(below bound: Int) -> Int { Int(next() % UInt64(bound)) }
}

/// A list of contacts in segments.
struct World {
  var contacts: [(history: ResponseHistory, segment: Int)] = []
  var segments = 1

  var counts: SendTimeCounts {
    contacts.reduce(into: SendTimeCounts(segments: segments)) {
      $0.add($1.history, segment: $1.segment)
    }
  }

  var model: SendTimeModel { SendTimeEstimator().fitted(to: counts, sample: contacts) }
}

func distance(_ first: Int, _ second: Int, period: Int) -> Int {
  let apart = (abs(first - second)) % period
  return min(apart, period - apart)
}

func hour(_ number: Int) -> HourOfWeek { HourOfWeek(day: number / 24, hour: number % 24) }

func send(_ number: Int?, _ responded: Bool, _ channel: Channel = .email) -> ObservedSend {
  ObservedSend(hour: number.map(hour), channel: channel, responded: responded)
}

extension World {
  /// Contacts with one habit each, seen in responses and, if asked for, in visits.
  static func withHabits(seed: UInt64, contacts: Int, visits: Bool = true, foreign: Bool = false)
    -> World
  {
    var random = SplitMix(seed: seed)
    var world = World(segments: 2)
    let channels: [Channel] = [.email, .email, .sms, .phone]
    for index in 0..<contacts {
      var history = ResponseHistory()
      let habit = random.next(below: 168)
      for _ in 0..<12 {
        let hour = random.next(below: 168)
        let channel = channels[random.next(below: 4)]
        var rate = 150 + (distance(hour % 24, habit % 24, period: 24) <= 2 ? 350 : 0)
        rate += distance(hour, habit, period: 168) <= 3 ? 300 : 0
        if channel == .sms { rate /= 2 }
        history.sends.append(send(hour, random.next(below: 1000) < rate, channel))
      }
      for _ in 0..<6 {
        let isOwn = random.next(below: 3) < 2
        let own = isOwn ? (habit + random.next(below: 5) + 166) % 168 : random.next(below: 168)
        if visits { history.visits.append(hour(own)) }
      }
      world.contacts.append((history, index % 2))
    }
    guard foreign else { return world }
    let all = world.contacts.map(\.history.visits)
    for index in 0..<contacts {
      world.contacts[index].history.visits = all[(index + contacts / 2 + 1) % contacts]
    }
    return world
  }

  /// Contacts without any habit of their own: everybody responds by the same curve.
  static func withoutHabits(
    seed: UInt64,
    contacts: Int,
    sends: Int = 12,
    rate: (Int) -> Int
  ) -> World {
    var random = SplitMix(seed: seed)
    var world = World()
    for _ in 0..<contacts {
      var history = ResponseHistory()
      for _ in 0..<sends {
        let hour = random.next(below: 168)
        history.sends.append(send(hour, random.next(below: 1000) < rate(hour)))
      }
      world.contacts.append((history, 0))
    }
    return world
  }
}
