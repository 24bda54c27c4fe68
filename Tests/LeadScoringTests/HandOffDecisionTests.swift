import CRMData
import CivilTime
import LeadScoring
import Statistics
import TestSupport
import Testing

@Suite("The hand-off")
struct HandOffDecisionTests {
  private func candidates(_ probabilities: [Double], handedOver: Set<Int> = []) -> [HandOffRule
    .Candidate]
  {
    probabilities.enumerated().map { position, probability in
      HandOffRule.Candidate(
        position: position,
        probability: probability,
        points: 0,
        grade: Grade(fit: 0, engagement: 0),
        isFitKnown: true,
        isVetoed: false,
        isConverted: false,
        isHandedOver: handedOver.contains(position)
      )
    }
  }

  @Test("the capacity decides; the first who waits is what one more call would bring")
  func capacity() {
    let decision = HandOffRule(capacity: 2, minimumProbability: 0)
      .decision(on: candidates([0.1, 0.4, 0.3, 0.2]), hasModel: true)
    #expect(decision.leads.map(\.position) == [1, 2])
    #expect(decision.waiting == 2)
    #expect(decision.nextProbability == 0.2)
    #expect(decision.threshold == 0.3)
    #expect(decision.expectedConversions == 0.7)
  }

  @Test("a lead goes where its probability times the value passes the cost, not at it")
  func value() {
    var rule = HandOffRule(capacity: 10, minimumProbability: 0)
    rule.valuePerConversion = 1000
    rule.costPerLead = 250
    let decision = rule.decision(on: candidates([0.25, 0.26, 0.9, 0.1]), hasModel: true)
    #expect(rule.breakEven == 0.25)
    #expect(decision.leads.map(\.position) == [2, 1])
    #expect(decision.notWorthwhile == 2)
    #expect(decision.waiting == 0)
    #expect(decision.nextProbability == nil)
  }

  @Test("whom sales has already is not handed over again")
  func handedOver() {
    let decision = HandOffRule(capacity: 2, minimumProbability: 0)
      .decision(on: candidates([0.1, 0.4, 0.3, 0.2], handedOver: [1]), hasModel: true)
    #expect(decision.leads.map(\.position) == [2, 3])
  }

  @Test("a lead goes to its own owner; whose owner has enough, waits")
  func owners() {
    var rule = HandOffRule(capacity: 10, minimumProbability: 0)
    rule.perOwner = 1
    let names = ["Ann", "Ann", "Ben", nil]
    let decision = rule.decision(
      on: candidates([0.1, 0.4, 0.3, 0.2]),
      hasModel: true,
      ownerOf: { names[$0] }
    )
    #expect(decision.leads.map(\.position) == [1, 2, 3])
    #expect(decision.leads.map(\.owner) == ["Ann", "Ben", ""])
    #expect(decision.waiting == 1)
    #expect(decision.nextProbability == 0.1)
  }

  @Test(
    "leads of nobody are shared by weight, the same way every time",
    arguments: 1...5 as ClosedRange<UInt64>
  )
  func sharing(seed: UInt64) {
    var random = SplitMix(seed: seed)
    var rule = HandOffRule(capacity: 90, minimumProbability: 0)
    rule.owners = [.init("Ann", weight: 1), .init("Ben", weight: 0.5)]
    let leads = candidates((0..<200).map { _ in random.uniform() })
    let decision = rule.decision(on: leads, hasModel: true)
    let ann = decision.leads.count { $0.owner == "Ann" }
    #expect(ann == 60)
    #expect(decision.leads.count { $0.owner == "Ben" } == 30)
    #expect(rule.decision(on: leads.shuffled(using: &random), hasModel: true) == decision)
  }

  @Test("who can take no more is passed over while others can")
  func fullOwners() {
    var rule = HandOffRule(capacity: 100, minimumProbability: 0)
    rule.perOwner = 3
    rule.owners = [.init("Ann", weight: 1), .init("Ben", weight: 0.1)]
    let decision = rule.decision(on: candidates((0..<20).map { Double($0) / 20 }), hasModel: true)
    #expect(decision.leads.count { $0.owner == "Ann" } == 3)
    #expect(decision.leads.count { $0.owner == "Ben" } == 3)
    #expect(decision.waiting == 14)
  }
}

@Suite("Speed to lead")
struct SpeedToLeadTests {
  private static let asOf = instant("2024-03-01")

  private func speed(_ rows: String, conversions: String = "") throws -> [String: [Int]] {
    let crm = try snapshot([
      ("contacts.csv", "contact_id,email\na,\nb,\nc,\nd,\n"),
      ("events.csv", "contact_id,occurred_at,type,channel,message_id\n" + rows),
      ("deals.csv", "contact_id,converted_at,value\n" + conversions),
    ])
    let speed = SpeedToLead(
      of: crm,
      contacts: crm.contacts.order,
      horizon: .days(30),
      asOf: Self.asOf,
      threads: 2
    )
    let bands = speed.bands.filter { $0.contacts > 0 }
    for band in bands {
      #expect(band.rate == Double(band.conversions) / Double(band.contacts))
      #expect(band.interval?.contains(band.rate ?? -1) == true)
    }
    return Dictionary(uniqueKeysWithValues: bands.map { ($0.name, [$0.contacts, $0.conversions]) })
  }

  @Test(
    "the band is the time from the first inquiry to the first touch; conversions count within the horizon"
  )
  func bands() throws {
    let rows = """
      a,2024-01-10T10:00:00Z,form_submit,web,
      a,2024-01-10T10:04:59Z,call_attempt,phone,
      b,2024-01-10T10:00:00Z,meeting_booked,web,
      b,2024-01-10T10:05:00Z,call,phone,
      c,2024-01-10T10:00:00Z,form_submit,web,
      c,2024-01-13T10:00:00Z,call,phone,
      d,2024-01-10T10:00:00Z,form_submit,web,
      d,2024-02-20T10:00:00Z,call,phone,

      """
    let conversions = "a,2024-02-09T10:00:00Z,1\nb,2024-02-09T10:00:01Z,1\nd,2024-01-12,1\n"
    #expect(
      try speed(rows, conversions: conversions)
        == [
          "under 5 minutes": [1, 1], "under 1 hour": [1, 0], "later": [1, 0], "never": [1, 1],
        ]
    )
  }

  @Test("an inquiry whose horizon is not over, or after a conversion, tells nothing")
  func openHorizon() throws {
    let rows = """
      a,2024-02-10T10:00:00Z,form_submit,web,
      b,2024-01-10T10:00:00Z,form_submit,web,

      """
    #expect(try speed(rows, conversions: "b,2024-01-09,1\n") == [:])
  }

  @Test("a touch after the conversion answers nothing")
  func convertedFirst() throws {
    let rows = """
      a,2024-01-10T10:00:00Z,form_submit,web,
      a,2024-01-10T12:00:00Z,call,phone,

      """
    #expect(try speed(rows, conversions: "a,2024-01-10T11:00:00Z,1\n") == ["never": [1, 1]])
  }

  @Test("a message without a campaign is one to one only where others have campaigns")
  func messages() throws {
    let rows = """
      a,2024-01-10T10:00:00Z,form_submit,web,
      a,2024-01-10T10:30:00Z,send,email,

      """
    #expect(try speed(rows) == ["never": [1, 0]])
    let campaign = "b,2024-01-09T10:00:00Z,send,email,news\n"
    #expect(try speed(rows + campaign) == ["under 1 hour": [1, 0]])
  }

  @Test("where only the day of a touch is known, it is no matter of minutes")
  func dayOnly() throws {
    let rows = "a,2024-01-10T00:00:00Z,form_submit,web,\na,2024-01-10,call,phone,\n"
    #expect(try speed(rows).keys.allSatisfy { $0 == "under 1 day" || $0 == "never" })
  }
}
