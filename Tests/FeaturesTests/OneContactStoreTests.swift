import CRMData
import CivilTime
import Testing

@Suite("A store of one contact's events")
struct OneContactStoreTests {
  @Test(
    "the contact has his events in order of time, nobody else has any",
    arguments: [0, 255, 256, 1000]
  )
  func store(contact: Int) {
    let events = randomEvents(seed: 5, count: 40)
    let store = EventStore(of: contact, events: events.reversed())
    #expect(store.count == 40)
    #expect(store.withEvents(of: contact) { Array($0) } == events)
    for other in [0, 1, 255, 256, 744, 999, 1000, 1256, 5000] where other != contact {
      #expect(store.withEvents(of: other) { $0.isEmpty })
    }
  }

  @Test("events up to an instant include those at the instant")
  func through() {
    let events = randomEvents(seed: 6, count: 50)
    let store = EventStore(of: 3, events: events)
    let instant = events[20].instant
    #expect(store.events(of: 3, through: instant) == events.filter { $0.instant <= instant })
    #expect(store.events(of: 4, through: instant).isEmpty)
  }
}
