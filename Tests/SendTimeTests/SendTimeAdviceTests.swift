import CRMData
import CivilTime
import Features
import Foundation
import SendTime
import Statistics
import Testing

struct SendTimeAdviceTests {
  /// People who respond in office hours and were tried at all hours.
  private static func office(contacts: Int = 60) -> World {
    .withoutHabits(seed: 3, contacts: contacts) { (9...16).contains($0 % 24) ? 400 : 100 }
  }

  @Test(
    "John only ever opened on Thursday at midnight: he is written to then, and nobody else",
    arguments: [10, 60, 300]
  )
  func thursdayMidnight(others: Int) {
    var world = Self.office(contacts: others)
    var john = ResponseHistory()
    for week in 0..<8 {
      john.sends.append(send(72, true))
      john.sends.append(send([10, 34, 58, 82, 106, 15, 39, 63][week], false))
    }
    world.contacts.append((john, 0))
    let model = world.model
    let advice = model.advice(for: john, segment: 0)
    #expect(advice.hour == HourOfWeek(day: 3, hour: 0))
    #expect(advice.basis == .personal)
    #expect(advice.gain > 0.05)
    #expect(advice.interval.contains(advice.expectedRate))
    #expect((9...16).contains(advice.commonHour.hour))
  }

  @Test("without habits in a flat world, chance makes few of them", arguments: [41, 42, 43])
  func falseHabits(seed: UInt64) {
    let world = World.withoutHabits(seed: seed, contacts: 1000) { _ in 250 }
    let model = world.model
    #expect(model.hourConcentration == nil)
    let personal = world.contacts.count {
      model.advice(for: $0.history, segment: 0).basis == .personal
    }
    #expect(personal <= 10, "seed \(seed)")
  }

  @Test("a contact without history gets the common hour")
  func noHistory() {
    let model = Self.office().model
    let advice = model.advice(for: ResponseHistory(), segment: 0)
    #expect(advice.hour == model.commonHour)
    #expect(advice.basis == .population)
    #expect(advice.gain == 0)
    #expect(advice.expectedRate > 0.2 && advice.expectedRate < 0.6)
  }

  @Test("without any evidence the hour is Tuesday 10:00 and the interval says how little is known")
  func noEvidence() {
    var counts = SendTimeCounts(segments: 1)
    counts.add(ResponseHistory(), segment: 0)
    let model = SendTimeEstimator().fitted(to: counts, sample: [(ResponseHistory(), 0)])
    let advice = model.advice(for: ResponseHistory(), segment: 0)
    #expect(advice.hour.description == "Tuesday 10:00")
    #expect(advice.basis == .default)
    #expect(advice.interval.width > 0.5)
  }

  @Test("without sends, visits choose the hours")
  func visitsOnly() {
    var world = World()
    for index in 0..<50 {
      var history = ResponseHistory()
      history.visits = (0..<6).map { hour(($0 * 24 + 9 + index % 3) % 168) }
      world.contacts.append((history, 0))
    }
    var owl = ResponseHistory()
    owl.visits = Array(repeating: hour(47), count: 12)
    let model = world.model
    #expect((9...11).contains(model.commonHour.hour))
    #expect(model.advice(for: ResponseHistory(), segment: 0).basis == .population)
    let advice = model.advice(for: owl, segment: 0)
    #expect(advice.hour == hour(47))
    #expect(advice.basis == .personal)
  }

  @Test("a segment with hours of its own gets them, the others keep the common hour")
  func segments() {
    var world = World.withoutHabits(seed: 5, contacts: 400) {
      distance($0 % 24, 10, period: 24) < 2 ? 500 : 100
    }
    let late = World.withoutHabits(seed: 6, contacts: 100) {
      distance($0 % 24, 20, period: 24) < 2 ? 500 : 100
    }
    world.segments = 2
    world.contacts += late.contacts.map { ($0.history, 1) }
    let model = world.model
    let common = model.advice(for: ResponseHistory(), segment: 0)
    let other = model.advice(for: ResponseHistory(), segment: 1)
    #expect(distance(common.hour.hour, 10, period: 24) < 2)
    #expect(common.basis == .population)
    #expect(distance(other.hour.hour, 20, period: 24) < 2)
    #expect(other.basis == .segment)
    #expect(other.hour == model.segmentHour(1))
    #expect(other.gain > 0.05)
    #expect(other.commonHour == common.hour)
  }

  @Test("visits of another contact weigh nothing, and nothing is lost by having them")
  func foreignVisits() {
    let foreign = World.withHabits(seed: 11, contacts: 1000, foreign: true)
    let none = World.withHabits(seed: 11, contacts: 1000, visits: false)
    let (model, reference) = (foreign.model, none.model)
    #expect(model.visitWeight == .none)
    #expect(model.summary.visits == 6000)
    for (contact, bare) in zip(foreign.contacts, none.contacts) {
      #expect(
        model.advice(for: contact.history, segment: contact.segment)
          == reference.advice(for: bare.history, segment: bare.segment)
      )
    }
    #expect(World.withHabits(seed: 11, contacts: 1000).model.visitWeight.total > 0.3)
  }

  @Test("where nobody has an hour of his own, hardly anybody gets one", arguments: [21, 22, 23])
  func nobodyHasHabits(seed: UInt64) {
    let sharp: (Int) -> Int = { distance($0, 81, period: 168) <= 1 ? 600 : 60 }
    let world = World.withoutHabits(seed: seed, contacts: 600, rate: sharp)
    let model = world.model
    #expect(distance(Int(model.commonHour.rawValue), 81, period: 168) <= 1)
    let good = world.contacts.count { contact in
      let hour = model.advice(for: contact.history, segment: 0).hour
      return distance(Int(hour.rawValue), 81, period: 168) <= 1
    }
    #expect(good >= 590, "seed \(seed)")
  }

  @Test("hours in which nobody was ever written to are not recommended to the list")
  func untriedHours() {
    var world = World()
    for index in 0..<30 {
      var history = ResponseHistory()
      history.sends = [send(34, index % 4 == 0), send(82, index % 5 == 0)]
      world.contacts.append((history, 0))
    }
    #expect(world.model.commonHour == hour(34))
    var refuser = ResponseHistory()
    refuser.sends = Array(repeating: send(34, false), count: 30)
    let advice = world.model.advice(for: refuser, segment: 0)
    #expect([34, 82].contains(Int(advice.hour.rawValue)))
  }

  @Test("sends without a known hour count for the level only")
  func unknownHours() {
    let model = Self.office().model
    var keen = ResponseHistory()
    keen.sends = Array(repeating: send(nil, true), count: 20)
    let advice = model.advice(for: keen, segment: 0)
    #expect(advice.hour == model.commonHour)
    #expect(advice.basis == .population)
    #expect(advice.expectedRate > model.advice(for: ResponseHistory(), segment: 0).expectedRate)
  }

  @Test("channels with high rates do not make their hours look good")
  func channelRates() {
    var random = SplitMix(seed: 12)
    var world = World()
    // Calls are answered twice as often and made at 15:00 mostly; the hour itself does nothing.
    for _ in 0..<400 {
      var history = ResponseHistory()
      for _ in 0..<8 {
        let isCall = random.next(below: 2) == 0
        let late = random.next(below: 10) < (isCall ? 9 : 1)
        let number = 24 * random.next(below: 5) + (late ? 15 : 9)
        let responded = random.next(below: 100) < (isCall ? 50 : 25)
        history.sends.append(send(number, responded, isCall ? .phone : .email))
      }
      world.contacts.append((history, 0))
    }
    let curve = world.model.commonCurve
    #expect((0..<5).allSatisfy { abs(curve[24 * $0 + 15] / curve[24 * $0 + 9] - 1) < 0.1 })
  }

  @Test(
    "rates are probabilities, also for people who always or never respond",
    arguments: [true, false]
  )
  func extremes(responded: Bool) {
    let model = Self.office().model
    var history = ResponseHistory()
    history.sends = (0..<1000).map { send($0 % 168, responded) }
    history.visits = Array(repeating: hour(5), count: 1000)
    let rates = model.rates(for: history, segment: 0)
    #expect(rates.allSatisfy { $0 > 0 && $0 < 1 })
    let interval = model.advice(for: history, segment: 0).interval
    #expect(interval.lower >= 0 && interval.upper <= 1)
  }

  @Test("a saved model gives the same advice")
  func codable() throws {
    let world = World.withHabits(seed: 13, contacts: 200)
    let model = world.model
    let loaded = try JSONDecoder().decode(SendTimeModel.self, from: JSONEncoder().encode(model))
    #expect(loaded == model)
    let contact = world.contacts[5]
    #expect(
      loaded.advice(for: contact.history, segment: contact.segment)
        == model.advice(for: contact.history, segment: contact.segment)
    )
  }
}
