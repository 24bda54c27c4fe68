import CivilTime
import Features
import Foundation
import TestSupport
import Testing

/// Reference values that live beside the repository, not in it: their licences differ.
private enum Oracle {
  static let file = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "shared/oracles/expected/forward_decay.json")

  static var isPresent: Bool { FileManager.default.fileExists(atPath: file.path) }

  struct Expected: Decodable {
    struct Answer: Decodable {
      var t: Double
      var value: Double
    }
    // swift-format-ignore: AlwaysUseLowerCamelCase
    var half_life_s: Double
    var events: [[Double]]
    var at: [Answer]
  }
}

@Suite("A decayed count")
struct DecayedCountTests {
  private static func moments(seed: UInt64, count: Int, days: Int) -> [Instant] {
    var random = SplitMix(seed: seed)
    let start = instant("2020-01-01")
    return (0..<count).map { _ in
      start + TimeSpan(microseconds: 1000 * Int64(random.integer(below: days * 86_400_000)))
    }
  }

  private func counted(_ moments: some Sequence<Instant>, _ halfLife: Double) -> DecayedCount {
    var count = DecayedCount()
    for moment in moments { count.add(at: moment, halfLifeDays: halfLife) }
    return count
  }

  @Test(
    "agrees with forty digits of mpmath",
    .enabled(if: Oracle.isPresent, "the reference values lie in ../shared/oracles")
  )
  func oracle() throws {
    let expected = try JSONDecoder().decode(
      Oracle.Expected.self,
      from: Data(contentsOf: Oracle.file)
    )
    let halfLife = expected.half_life_s / 86_400
    for answer in expected.at {
      var count = DecayedCount()
      var units = 0.0
      for event in expected.events where event[0] <= answer.t {
        // Amounts are whole and half: each half is counted.
        count.add(
          at: Instant(seconds: Int64(event[0])),
          times: Int(event[1] * 2),
          halfLifeDays: halfLife
        )
        units += event[1]
      }
      let value =
        count.value(asOf: Instant(seconds: Int64(answer.t)), halfLifeDays: halfLife) / 2
      // Each unit is off by 2⁻⁴¹ at most, and the sum is read to a multiple of 2⁻³⁹.
      #expect(abs(value - answer.value) <= units * 0x1p-41 + 0x1p-40, "t = \(answer.t)")
      if answer.value > 1 { #expect(abs(value - answer.value) < 1e-12 * answer.value) }
    }
  }

  @Test(
    "any split, merged in any order, is the same state to the last bit",
    arguments: 1...10,
    [0.5, 3, 14, 365, Double.infinity]
  )
  func splits(seed: UInt64, halfLife: Double) {
    var random = SplitMix(seed: seed)
    // Up to four thousand half-lives, so that parts lie epochs apart.
    let moments = Self.moments(seed: seed, count: 400, days: 2000)
    let whole = counted(moments, halfLife)
    var parts = [[Instant]](repeating: [], count: 2 + random.integer(below: 6))
    for moment in moments { parts[random.integer(below: parts.count)].append(moment) }
    var states = parts.map { counted($0.shuffled(using: &random), halfLife) }
    states.shuffle(using: &random)
    while states.count > 1 {
      let state = states.remove(at: random.integer(below: states.count))
      states[random.integer(below: states.count)].merge(state)
    }
    #expect(states[0] == whole, "seed \(seed)")
    let asOf = instant("2026-01-01")
    #expect(
      states[0].value(asOf: asOf, halfLifeDays: halfLife)
        == whole.value(asOf: asOf, halfLifeDays: halfLife)
    )
  }

  @Test("nights give what one pass over everything gives", arguments: 1...5)
  func nights(seed: UInt64) {
    let moments = Self.moments(seed: seed, count: 300, days: 400).sorted()
    var kept = DecayedCount()
    var next = 0
    for night in 1...400 {
      let asOf = instant("2020-01-01") + .days(night)
      while next < moments.count, moments[next] <= asOf {
        kept.add(at: moments[next], halfLifeDays: 7)
        next += 1
      }
      let fresh = counted(moments.prefix { $0 <= asOf }, 7)
      #expect(
        kept.value(asOf: asOf, halfLifeDays: 7) == fresh.value(asOf: asOf, halfLifeDays: 7)
      )
    }
  }

  @Test("a long gap forgets what weighs nothing any more, and only that")
  func forgetting() {
    var count = counted([instant("2000-01-01")], 1)
    #expect(count.value(asOf: instant("2000-03-01"), halfLifeDays: 1) == 0)
    #expect(count.value(asOf: instant("2000-01-31"), halfLifeDays: 1) > 0)
    count.add(at: instant("2020-01-01"), halfLifeDays: 1)
    #expect(count == counted([instant("2020-01-01")], 1))
  }

  @Test("a new event is worth exactly one at any instant", arguments: 1...20)
  func one(seed: UInt64) {
    for moment in Self.moments(seed: seed, count: 20, days: 3000) {
      for halfLife in [0.25, 7, 14, 60, 1000] {
        let count = counted([moment], halfLife)
        #expect(count.value(asOf: moment, halfLifeDays: halfLife) == 1)
      }
    }
  }

  @Test("the borders of half-lives are no steps", arguments: [1.0, 3, 7, 14, 30, 60, 90])
  func borders(halfLife: Double) {
    let length = Int64(halfLife * 86_400_000)
    let period = 1_600_000_000_000 / length * length
    let asOf = Instant(microseconds: 1000 * (period + 5 * length))
    for offset in [-1, 0, 1] as [Int64] {
      let count = counted([Instant(microseconds: 1000 * (period + offset))], halfLife)
      let expected = 0x1p-5 * (1 + Double(offset) / Double(length) * 0.693_147_180_559_945_3)
      #expect(abs(count.value(asOf: asOf, halfLifeDays: halfLife) - expected) < 0x1p-39)
    }
  }

  @Test("a crowd of events neither overflows nor loses one")
  func crowd() {
    var count = DecayedCount()
    let moment = instant("2024-01-01")
    for _ in 0..<3 { count.add(at: moment, times: 1 << 38, halfLifeDays: 14) }
    let value = count.value(asOf: moment, halfLifeDays: 14)
    #expect(abs(value / Double(3 << 38) - 1) < 1e-12)
  }
}
