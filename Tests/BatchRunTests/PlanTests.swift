import CRMData
import CivilTime
import Foundation
import TestSupport
import Testing

/// Never without consent, never in quiet hours, never twice, told by the input files alone.
@Suite("The plan obeys its rules")
struct PlanTests {
  let world: TestWorld
  let outputs: Outputs
  let plan: [[String: String]]

  init() throws {
    world = try TestWorld.standard.get()
    outputs = try TestWorld.outputs.get()
    plan = try outputs.rows("send_plan")
  }

  @Test("Nobody is written to without consent")
  func consent() throws {
    let contacts = Dictionary(
      uniqueKeysWithValues: try world.rows("contacts").map { ($0["contact_id"] ?? "", $0) }
    )
    let withdrawals: Set = ["unsubscribe", "complaint", "hard_bounce"]
    let withdrawn = Set(
      try world.rows("events").filter { withdrawals.contains($0["type"] ?? "") }
        .map { "\($0["contact_id"] ?? "") \($0["channel"] ?? "")" }
    )
    // There must be something to obey.
    try #require(withdrawn.count > 3)
    for row in plan {
      let (id, channel) = (try #require(row["contact_id"]), try #require(row["channel"]))
      #expect(contacts[id]?["consent_\(channel)"] == "subscribed", "\(row)")
      #expect(!withdrawn.contains("\(id) \(channel)"), "\(row)")
      if channel == "email" { #expect(contacts[id]?["email"]?.isEmpty == false, "\(row)") }
    }
  }

  @Test("A withdrawal among the events counts, though the contact's row still says subscribed")
  func withdrawals() throws {
    let ids = plan.filter { $0["channel"] == "email" }.compactMap { $0["contact_id"] }.prefix(40)
    try #require(ids.count == 40)
    let kinds = [
      ("unsubscribe", "unsubscribed"), ("complaint", "complained"), ("hard_bounce", "bounced"),
      ("unsubscribe", nil),
    ]
    let (header, rows) = try world.lines("events")
    var added: [String] = []
    var expected: [String: String?] = [:]
    for (number, id) in ids.enumerated() {
      let (type, cause) = kinds[number % kinds.count]
      added.append("W\(number),\(id),2025-06-29T23:00:00Z,\(type),email,,,,")
      // One in four comes back.
      if cause == nil {
        added.append("B\(number),\(id),2025-06-29T23:30:00Z,resubscribe,email,,,,")
      }
      expected[id] = .some(cause)
    }
    let folder = try TemporaryFolder()
    let events = try folder.write(
      ([header] + rows + added).joined(separator: "\n") + "\n",
      to: "events.csv"
    )
    let inputs = try world.paths().map { $0.hasSuffix("/events.csv") ? events : $0 }
    let outputs = try world.run(inputs)
    let causes = Dictionary(
      uniqueKeysWithValues: try outputs.rows("suppressions")
        .filter { $0["channel"] == "email" && $0["until"] == "" }
        .map { ($0["contact_id"] ?? "", $0["cause"] ?? "") }
    )
    for (id, cause) in expected { #expect(causes[id] == cause, "\(id)") }
    for row in try outputs.rows("send_plan") where row["channel"] == "email" {
      if let cause = expected[row["contact_id"] ?? ""] { #expect(cause == nil, "\(row)") }
    }
  }

  @Test("A channel is recommended only where it is allowed")
  func recommendations() throws {
    let contacts = Dictionary(
      uniqueKeysWithValues: try world.rows("contacts").map { ($0["contact_id"] ?? "", $0) }
    )
    for row in try outputs.rows("channels") {
      let (id, channel) = (try #require(row["contact_id"]), try #require(row["channel"]))
      guard channel != "none" else { continue }
      #expect(contacts[id]?["consent_\(channel)"] == "subscribed", "\(row)")
    }
  }

  @Test("Nobody is disturbed between 21 and 8 by phone, text message or push")
  func quietHours() throws {
    try #require(plan.contains { $0["channel"] == "phone" || $0["channel"] == "sms" })
    for row in plan {
      let zone = try Zone.named(#require(row["time_zone"]))
      let local = zone.civil(at: try row.instant("send_at"))
      #expect(row["local_time"] == "\(local)".replacing("T", with: " ").prefix(16).description)
      if ["phone", "sms", "push"].contains(row["channel"]) {
        #expect((8..<21).contains(local.hour), "\(row)")
      }
    }
  }

  @Test("A contact gets one message, and none within seven days of the last")
  func frequency() throws {
    #expect(Set(plan.map { $0["contact_id"] }).count == plan.count)
    let attempts: Set = ["send", "call", "call_attempt", "voicemail", "sms_out"]
    var last: [String: Instant] = [:]
    for row in try world.rows("events") where attempts.contains(row["type"] ?? "") {
      let instant = try row.instant("occurred_at")
      guard let id = row["contact_id"], instant <= world.asOf else { continue }
      last[id] = max(last[id] ?? instant, instant)
    }
    var recent = 0
    for row in plan {
      let sendAt = try row.instant("send_at")
      #expect(sendAt > world.asOf, "\(row)")
      guard let attempt = last[row["contact_id"] ?? ""] else { continue }
      #expect(sendAt - attempt >= .days(7), "\(row)")
      if world.asOf - attempt < .days(7) { recent += 1 }
    }
    // Some had to wait, or the gap was not tested.
    #expect(recent > 0)
  }

  @Test("A letter is known three days ahead")
  func leadTime() throws {
    for row in plan where row["channel"] == "post" {
      #expect(try row.instant("send_at") >= world.asOf + TimeSpan.days(3), "\(row)")
    }
  }

  @Test("Without exploration each send is certain")
  func propensity() {
    #expect(plan.allSatisfy { $0["propensity"] == "1" && $0["policy"] == "greedy" })
  }

  @Test("Who is not written to has a known cause; a passing one has an end after the instant")
  func suppressions() throws {
    let rows = try outputs.rows("suppressions")
    for row in rows {
      let cause = try #require(SuppressionCause(rawValue: row["cause"] ?? ""), "\(row)")
      #expect((cause == .frequencyCap) == (row["until"] != ""), "\(row)")
      if cause == .frequencyCap { #expect(try row.instant("until") > world.asOf, "\(row)") }
    }
    let spoken = Set(rows.map { $0["contact_id"] } + plan.map { $0["contact_id"] })
    #expect(spoken == Set(try world.rows("contacts").map { $0["contact_id"] }))
    let ids = rows.compactMap { $0["contact_id"] }
    #expect(ids == ids.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) })
  }
}
