import CivilTime
import Features
import SendTime
import Testing

struct SendTimePropertyTests {
  @Test(
    "the order of a contact's sends and visits changes no bit",
    arguments: [31, 32] as [UInt64]
  )
  func orderWithinContact(seed: UInt64) {
    let world = World.withHabits(seed: seed, contacts: 150)
    var shuffled = world
    var random = SplitMix(seed: seed)
    for index in shuffled.contacts.indices {
      shuffled.contacts[index].history.sends.shuffle(using: &random)
      shuffled.contacts[index].history.visits.shuffle(using: &random)
    }
    let (model, other) = (world.model, shuffled.model)
    #expect(model == other, "seed \(seed)")
    for (contact, same) in zip(world.contacts, shuffled.contacts) {
      #expect(
        model.rates(for: contact.history, segment: contact.segment)
          == other.rates(for: same.history, segment: same.segment),
        "seed \(seed)"
      )
    }
  }

  @Test("counts of any parts, merged in any order, are the same", arguments: [1, 2, 3, 7])
  func merging(parts: Int) {
    let world = World.withHabits(seed: 33, contacts: 100)
    var counts = (0..<parts).map { _ in SendTimeCounts(segments: 2) }
    for (index, contact) in world.contacts.enumerated() {
      counts[index * 31 % parts].add(contact.history, segment: contact.segment)
    }
    var merged = SendTimeCounts(segments: 2)
    for part in counts.reversed() { merged.merge(part) }
    #expect(merged == world.counts)
    #expect(merged.totalSends == 1200)
  }

  @Test("used working memory gives the same advice as fresh memory")
  func scratch() {
    let world = World.withHabits(seed: 34, contacts: 100)
    let model = world.model
    var scratch = SendTimeScratch()
    for contact in world.contacts {
      let advice = model.advice(for: contact.history, segment: contact.segment, using: &scratch)
      #expect(advice == model.advice(for: contact.history, segment: contact.segment))
      #expect(scratch.rates == model.rates(for: contact.history, segment: contact.segment))
      #expect(scratch.rates[Int(advice.hour.rawValue)] == advice.expectedRate)
    }
  }

  @Test("when everything happens a day later, so does the advice", arguments: [1, 3, 6])
  func circularity(days: Int) {
    let world = World.withHabits(seed: 35, contacts: 150)
    func later(_ number: HourOfWeek) -> HourOfWeek {
      hour((Int(number.rawValue) + 24 * days) % 168)
    }
    var moved = world
    for index in moved.contacts.indices {
      for send in moved.contacts[index].history.sends.indices {
        let old = moved.contacts[index].history.sends[send].hour
        moved.contacts[index].history.sends[send].hour = old.map(later)
      }
      moved.contacts[index].history.visits = moved.contacts[index].history.visits.map(later)
    }
    let (model, other) = (world.model, moved.model)
    #expect(other.commonHour == later(model.commonHour))
    for (contact, same) in zip(world.contacts, moved.contacts) {
      let advice = model.advice(for: contact.history, segment: contact.segment)
      let shifted = other.advice(for: same.history, segment: same.segment)
      #expect(shifted.hour == later(advice.hour))
      #expect(shifted.basis == advice.basis)
      #expect(abs(shifted.expectedRate - advice.expectedRate) < 1e-9)
    }
  }

  @Test("personal advice beats the hour of the segment by the margin; all others get that hour")
  func margin() {
    let world = World.withHabits(seed: 36, contacts: 300)
    let model = world.model
    for contact in world.contacts {
      let advice = model.advice(for: contact.history, segment: contact.segment)
      let rates = model.rates(for: contact.history, segment: contact.segment)
      let fallback = model.segmentHour(contact.segment)
      let needed = (1 + model.options.gainMargin) * rates[Int(fallback.rawValue)]
      if advice.basis == .personal {
        #expect(advice.expectedRate > needed)
      } else {
        #expect(advice.hour == fallback)
        #expect((rates.max() ?? 0) <= needed)
      }
    }
  }
}
