import CRMData
import CivilTime
import Features
import Tables
import TestSupport

/// The instant of a text that is one.
func instant(_ text: String) -> Instant {
  guard let instant = Instant.parse(text) else { preconditionFailure("'\(text)' is no instant") }
  return instant
}

/// An event written down by hand.
func event(
  _ type: String,
  _ time: String,
  _ channel: Channel = .email,
  message: UInt32 = 0,
  machine: Event.MachineOrigin = .no,
  answered: Bool = false,
  hasUnknownHour: Bool = false
) -> Event {
  Event(
    instant: instant(time),
    type: .known(type),
    channel: channel,
    machine: machine,
    answered: answered,
    hasUnknownHour: hasUnknownHour,
    message: message,
    identity: 0
  )
}

/// Imports tables that are written down as CSV, with the canonical profile.
func snapshot(_ files: [(name: String, text: String)]) throws -> CRMSnapshot {
  let folder = try TemporaryFolder()
  let library = try ProfileLibrary()
  var inputs: [InputFile] = []
  for (name, text) in files {
    let path = try folder.write(text, to: name)
    guard
      let input = try InputFile.recognised(path, name: name, profile: nil, library: library)
    else { throw CRMDataError(.unknownProfile, "\(name) is not recognised") }
    inputs.append(input)
  }
  return try CRMImporter().snapshot(of: inputs) { _ in }
}

/// Imports contacts and events.
func snapshot(contacts: String, events: String = "") throws -> CRMSnapshot {
  let header = "contact_id,occurred_at,type,channel,message_id,is_machine,duration_s,bounce_class\n"
  return try snapshot([("contacts.csv", contacts), ("events.csv", header + events)])
}

extension CRMSnapshot {
  /// The number of a contact.
  func number(_ id: String) throws -> Int {
    guard let number = contacts.ids.find(id) else {
      throw CRMDataError(.noContacts, "there is no contact '\(id)'")
    }
    return number
  }
}

/// Random events of every kind within 100 days from 2024-01-01, in order of time.
func randomEvents(seed: UInt64, count: Int) -> [Event] {
  var random = SplitMix(seed: seed)
  let types: [EventType] = [
    .send, .open, .click, .reply, .bounce, .call, .smsOut, .smsIn, .unsubscribe, .complaint,
    .resubscribe, .hardBounce, .known("page_view"), .known("login"),
  ]
  let start = instant("2024-01-01")
  return (0..<count).map { _ in
    Event(
      instant: start + .minutes(random.integer(below: 144_000)),
      type: random.element(of: types),
      channel: random.element(of: [.email, .sms, .phone, .web]),
      machine: random.element(of: [.no, .no, .unknown, .yes]),
      answered: random.next() & 1 == 1,
      hasUnknownHour: random.integer(below: 10) == 0,
      message: UInt32(random.integer(below: 4)),
      identity: random.next()
    )
  }.sorted()
}
