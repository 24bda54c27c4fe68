import CSV
import CivilTime
import SyntheticData
import Testing

@Suite struct SyntheticWorldTests {
  @Test func `Equal options give equal bytes, and another seed gives others`() throws {
    let options = WorldOptions(contacts: 60, weeks: 8, seed: 11)
    let first = try TestWorld(options)
    let second = try TestWorld(options)
    let other = try TestWorld(WorldOptions(contacts: 60, weeks: 8, seed: 12))
    for name in TestWorld.fileNames {
      #expect(first.bytes[name] == second.bytes[name])
      if name != "conversions" { #expect(first.bytes[name] != other.bytes[name]) }
    }
    #expect(first.summary == second.summary)
  }

  @Test func `The default world has the promised size`() throws {
    let world = try TestWorld.standard.get()
    #expect(world.summary.contacts == 2_000)
    #expect((50_000...75_000).contains(world.summary.events))
    #expect((120...300).contains(world.summary.conversions))
    #expect(world.bytes["events", default: []].count < 6_000_000)
    #expect(world.rows("contacts").count == world.summary.contacts)
    #expect(world.rows("truth").count == world.summary.contacts)
    #expect(world.rows("companies").count == world.summary.companies)
    #expect(world.rows("events").count == world.summary.events)
    #expect(world.rows("conversions").count == world.summary.conversions)
  }

  @Test func `Everything happens within the window and after the contact was created`() throws {
    let world = try TestWorld.standard.get()
    let events = world.eventsByContact()
    let conversions = Dictionary(grouping: world.rows("conversions")) { $0["contact_id"] }
    var misplaced = 0
    for contact in world.rows("contacts") {
      let id = try #require(contact["contact_id"])
      let created = try #require(contact["created_at"].flatMap(Instant.parse))
      let begin = max(created, world.options.start)
      let own = events[id, default: []]
      misplaced += own.count { $0.instant < begin || $0.instant >= world.options.end }
      misplaced += zip(own, own.dropFirst()).count { $0.instant > $1.instant }
      let won = try conversions[id, default: []].map { row in
        try #require(row["converted_at"].flatMap(Instant.parse))
      }
      #expect(won.count <= 1)
      misplaced += won.count { $0 < begin || $0 >= world.options.end }
      #expect((contact["lifecycle"] == "customer") == (won.count == 1))
    }
    #expect(misplaced == 0)
    #expect(Set(world.rows("events").map { $0["event_id"] }).count == world.summary.events)
  }

  @Test func `Nobody gets a message without consent`() throws {
    let world = try TestWorld.standard.get()
    let events = world.eventsByContact()
    var sends = 0
    var withdrawals = 0
    for contact in world.rows("contacts") {
      let own = events[contact["contact_id", default: ""], default: []]
      for channel in ["email", "sms", "phone", "post"] {
        let sent = own.filter { $0.channel == channel && ["send", "call"].contains($0.type) }
        let left = own.first { $0.channel == channel && $0.type == "unsubscribe" }
        sends += sent.count
        switch contact["consent_\(channel)"] {
        case "subscribed":
          #expect(left == nil)
        case "unsubscribed":
          // Withdrawn within the window, or before it and then nothing was sent.
          #expect(sent.isEmpty || left != nil)
          if let left {
            withdrawals += 1
            #expect(sent.allSatisfy { $0.instant <= left.instant })
          }
        default:
          #expect(sent.isEmpty)
        }
        if channel == "email", contact["email"] == "" { #expect(sent.isEmpty) }
      }
    }
    #expect(sends > 10_000)
    #expect(withdrawals > 20)
  }

  @Test func `Machines open soon after delivery and hide the human opens`() throws {
    let world = try TestWorld.standard.get()
    var machineOpens = 0
    for own in world.eventsByContact().values {
      let opens = own.filter { $0.type == "open" }
      let byMachine = opens.filter { $0.machine == "true" }
      machineOpens += byMachine.count
      if !byMachine.isEmpty { #expect(opens.count == byMachine.count) }
      #expect(opens.allSatisfy { ["true", "false"].contains($0.machine) })
      for open in byMachine {
        let delivered = try #require(
          own.first { $0.type == "delivered" && $0.message == open.message }
        )
        #expect((TimeSpan.zero ... .seconds(600)).contains(open.instant - delivered.instant))
      }
    }
    #expect(machineOpens > 2_000)
  }

  @Test func `The rows are as untidy as promised, and readable`() throws {
    let world = try TestWorld.standard.get()
    let contacts = world.rows("contacts")
    #expect(contacts.contains { $0["title"]?.contains(", ") == true })
    #expect(contacts.contains { $0["title"]?.contains("\"") == true })
    #expect(world.rows("companies").contains { $0["name"]?.contains(", Inc.") == true })
    #expect(world.rows("companies").contains { $0["name"]?.contains("\"") == true })
    for column in ["email", "tz", "seniority", "company_id", "owner"] {
      let empty = contacts.count { $0[column] == "" }
      #expect((10...300).contains(empty), "\(column)")
    }
    let zones = Set(contacts.compactMap { $0["tz"] }).subtracting([""])
    #expect(zones.isSuperset(of: ["Asia/Kolkata", "Asia/Kathmandu", "Australia/Adelaide"]))
    for email in contacts.compactMap({ $0["email"] }) where !email.isEmpty {
      #expect(email.hasSuffix(".example") || email.hasSuffix("@example.com"))
      #expect(email.utf8.allSatisfy { $0 > 32 && $0 < 127 })
    }
  }

  @Test(arguments: [
    WorldOptions(contacts: 0), WorldOptions(contacts: 10_000_001), WorldOptions(weeks: 0),
    WorldOptions(weeks: 521), WorldOptions(start: Instant(seconds: 0)),
    WorldOptions(start: Instant(microseconds: .max)),
  ])
  func `Impossible options are refused before anything is written`(options: WorldOptions) {
    let error = #expect(throws: SyntheticDataError.self) {
      try SyntheticWorld.write(to: "/nowhere", options: options)
    }
    #expect(error?.diagnosticCode == "synthetic.bad-option")
    #expect(error?.hint != nil)
  }

  @Test func `A folder that cannot be made is reported`() {
    let error = #expect(throws: CSVError.self) {
      try SyntheticWorld.write(to: "/nowhere/at/all", options: WorldOptions(contacts: 1))
    }
    #expect(error?.diagnosticCode == "output.not-writable")
  }

  @Test func `The smallest world is a world`() throws {
    let world = try TestWorld(WorldOptions(contacts: 1, weeks: 1))
    #expect((world.summary.contacts, world.summary.companies) == (1, 1))
    #expect(world.rows("truth").count == 1)
  }
}
