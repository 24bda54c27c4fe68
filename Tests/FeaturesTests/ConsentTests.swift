import CRMData
import CivilTime
import Features
import Testing

@Suite("Consent")
struct ConsentTests {
  private static let asOf = instant("2024-06-01")

  /// The causes of the contact `a` by channel.
  private func causes(
    row: String = "a,a@x.org,subscribed,subscribed",
    header: String = "contact_id,email,consent_email,consent_sms",
    _ events: Event...,
    unknown: UnknownConsent = .refuse,
    asOf: Instant = asOf
  ) throws -> [Channel: SuppressionCause?] {
    let crm = try snapshot(contacts: "\(header)\n\(row)\n")
    let reader = ConsentReader(of: crm, unknown: unknown, census: EventCensus(of: crm, asOf: asOf))
    let causes = events.sorted().withUnsafeBufferPointer {
      reader.causes(of: 0, events: $0, asOf: asOf)
    }
    return Dictionary(uniqueKeysWithValues: zip(reader.channels, causes))
  }

  @Test(
    "the state of the row",
    arguments: [
      ("subscribed", nil), ("unsubscribed", SuppressionCause.unsubscribed),
      ("pending", .pendingConsent), ("bounced", .bounced), ("complained", .complained),
      ("suppressed", .suppressed), ("never", .noConsent), ("unknown", .unknownConsent),
      ("", .unknownConsent),
    ]
  )
  func states(word: String, cause: SuppressionCause?) throws {
    let result = try causes(row: "a,a@x.org,\(word),subscribed")
    #expect(result == [.email: cause, .sms: nil])
  }

  @Test("unknown consent is consent only where the configuration says so")
  func unknownConsent() throws {
    let row = "a,a@x.org,,never"
    #expect(try causes(row: row, unknown: .refuse) == [.email: .unknownConsent, .sms: .noConsent])
    #expect(try causes(row: row, unknown: .allow) == [.email: nil, .sms: .noConsent])
  }

  @Test("without an address there is no e-mail, whatever was agreed")
  func missingAddress() throws {
    #expect(try causes(row: "a,,subscribed,subscribed") == [.email: .noAddress, .sms: nil])
  }

  @Test("where no file has addresses, they are not missing")
  func noAddressColumn() throws {
    let result = try causes(
      row: "a,2024-01-01,subscribed",
      header: "contact_id,created_at,consent_email"
    )
    #expect(result == [.email: nil])
  }

  @Test(
    "an event withdraws consent to its channel, from its instant on",
    arguments: [
      ("unsubscribe", SuppressionCause.unsubscribed), ("complaint", .complained),
      ("hard_bounce", .bounced),
    ]
  )
  func withdrawal(type: String, cause: SuppressionCause) throws {
    let message = event(type, "2024-06-01")
    #expect(try causes(message) == [.email: cause, .sms: nil])
    let before = instant("2024-05-31T23:59:59.999Z")
    #expect(try causes(message, asOf: before) == [.email: nil, .sms: nil])
    #expect(try causes(event(type, "2024-05-01", .sms)) == [.email: nil, .sms: cause])
  }

  @Test("a soft bounce withdraws nothing")
  func softBounce() throws {
    #expect(try causes(event("bounce", "2024-05-01")) == [.email: nil, .sms: nil])
  }

  @Test("a later resubscription gives consent back, a still later withdrawal takes it again")
  func resubscription() throws {
    let first = event("unsubscribe", "2024-02-01")
    let back = event("resubscribe", "2024-03-01")
    let again = event("complaint", "2024-04-01")
    #expect(try causes(first, back) == [.email: nil, .sms: nil])
    #expect(try causes(first, back, again) == [.email: .complained, .sms: nil])
    #expect(try causes(first, back, asOf: instant("2024-02-15"))[.email] == .unsubscribed)
  }

  @Test("events on channels that nobody can be reached on change nothing")
  func otherChannels() throws {
    #expect(try causes(event("unsubscribe", "2024-02-01", .phone)) == [.email: nil, .sms: nil])
  }

  @Test("a resubscription does not make up an address")
  func resubscriptionWithoutAddress() throws {
    let result = try causes(row: "a,,subscribed,subscribed", event("resubscribe", "2024-02-01"))
    #expect(result[.email] == .noAddress)
  }

  @Test("future events change nothing", arguments: 1...10)
  func future(seed: UInt64) throws {
    let crm = try snapshot(
      contacts:
        "contact_id,email,consent_email,consent_sms,consent_phone\na,a@x.org,true,true,true\n"
    )
    let events = randomEvents(seed: seed, count: 60)
    let asOf = instant("2024-02-10")
    let reader = ConsentReader(of: crm, unknown: .refuse, census: EventCensus(of: crm, asOf: asOf))
    let all = events.withUnsafeBufferPointer { reader.causes(of: 0, events: $0, asOf: asOf) }
    let past = events.filter { $0.instant <= asOf }
      .withUnsafeBufferPointer { reader.causes(of: 0, events: $0, asOf: asOf) }
    #expect(all == past, "seed \(seed)")
  }

  @Test("channels are those with a consent column or with sends by then; nobody is sent a website")
  func channels() throws {
    let crm = try snapshot(
      contacts: "contact_id,email,consent_push\na,a@x.org,true\n",
      events: """
        a,2024-01-01,send,sms,,,,
        a,2024-01-01,page_view,web,,,,
        a,2024-01-01,send,web,,,,
        a,2024-01-01,open,chat,,,,
        a,2024-02-01,call,phone,,,0,
        a,2024-03-01,delivered,email,,,,
        """
    )
    func channels(_ day: String) -> [Channel] {
      ConsentReader(of: crm, unknown: .refuse, census: EventCensus(of: crm, asOf: instant(day)))
        .channels
    }
    #expect(channels("2023-01-01") == [.push])
    #expect(channels("2024-01-15") == [.sms, .push])
    #expect(channels("2024-02-15") == [.sms, .phone, .push])
    #expect(channels("2024-03-15") == [.email, .sms, .phone, .push])
  }
}
