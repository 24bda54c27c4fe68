import CRMData
import CivilTime
import Features
import Testing

@Suite("Consent to being scored")
struct ScoringConsentTests {
  private static let asOf = instant("2024-06-01")

  private func causes(
    _ word: String,
    _ events: String = "",
    header: String = "consent_scoring",
    consent: ScoringConsent = ScoringConsent()
  ) throws -> SuppressionCause? {
    let crm = try snapshot(
      contacts: "contact_id,email,\(header)\na,a@x.org,\(word)\n",
      events: events
    )
    return consent.refusals(in: crm, asOf: Self.asOf)[0]
  }

  @Test(
    "the word of the row",
    arguments: [
      ("subscribed", nil), ("yes", nil), ("never", SuppressionCause.scoringRefused),
      ("no", .scoringRefused), ("pending", .scoringRefused), ("unsubscribed", .scoringWithdrawn),
      ("", .scoringUnknown), ("unknown", .scoringUnknown),
    ]
  )
  func words(word: String, cause: SuppressionCause?) throws {
    #expect(try causes(word) == cause)
    let named = ScoringConsent(column: "consent_profiling")
    let header = "consent_profiling"
    // A column that begins with consent_ and is not mapped is an attribute.
    #expect(try causes(word, header: header, consent: named) == cause)
  }

  @Test("unknown consent is consent where the configuration says so")
  func unknown() throws {
    #expect(try causes("", consent: ScoringConsent(unknown: .allow)) == nil)
    #expect(try causes("never", consent: ScoringConsent(unknown: .allow)) == .scoringRefused)
  }

  @Test("where no file asks, nobody is refused")
  func notAsked() throws {
    #expect(try causes("x", header: "note") == nil)
    #expect(try causes("x", header: "note", consent: ScoringConsent(column: "other")) == nil)
  }

  @Test(
    "an event withdraws consent from its instant on, a later one gives it back",
    arguments: [
      ("consent_withdrawn", "2024-05-31", nil, SuppressionCause.scoringWithdrawn),
      ("erasure_request", "2024-05-31", nil, .scoringWithdrawn),
      ("consent_withdrawn", "2024-06-02", nil, nil),
      ("unsubscribe", "2024-05-31", nil, nil),
      ("consent_withdrawn", "2024-05-30", "2024-05-31", nil),
      ("consent_withdrawn", "2024-05-31", "2024-05-30", .scoringWithdrawn),
    ] as [(String, String, String?, SuppressionCause?)]
  )
  func events(type: String, day: String, given: String?, cause: SuppressionCause?) throws {
    var rows = "a,\(day),\(type),,,,,\n"
    if let given { rows += "a,\(given),consent_given,,,,,\n" }
    #expect(try causes("subscribed", rows) == cause)
    // Without a field, only the withdrawal counts.
    #expect(try causes("x", rows, header: "note") == cause)
  }

  @Test("of several rows the latest tells, of equals the stricter; both sources must agree")
  func conflicts() throws {
    let header = "contact_id,email,updated_at,consent_scoring,other\n"
    func cause(_ rows: String, column: String? = nil) throws -> SuppressionCause? {
      let crm = try snapshot(contacts: header + rows)
      return ScoringConsent(column: column).refusals(in: crm, asOf: Self.asOf)[0]
    }
    let early = "a,,2024-01-01,subscribed,yes\n"
    let late = "a,,2024-02-01,unsubscribed,yes\n"
    #expect(try cause(early + late) == .scoringWithdrawn)
    #expect(try cause(late + early) == .scoringWithdrawn)
    #expect(try cause("a,,2024-03-01,subscribed,yes\n" + late) == nil)
    #expect(try cause(late + "a,,2024-02-01,subscribed,yes\n") == .scoringWithdrawn)
    #expect(try cause("a,,2024-03-01,subscribed,no\n", column: "other") == .scoringRefused)
  }

  @Test("without them the snapshot is as if they had never been read")
  func removal() throws {
    let rows = ["a,,1,red,Ann\n", "b,,2,blue,Ben\n", "c,,x,green,Cid\n"]
    let header = "contact_id,email,size,colour,owner\n"
    let events = "a,2024-01-01,open,email,,,,\nb,2024-01-02,click,email,,,,\n"
    let whole = try snapshot(contacts: header + rows.joined(), events: events)
    let cut = whole.without([try whole.number("c")])
    let expected = try snapshot(contacts: header + rows[0] + rows[1], events: events)
    #expect(cut.contacts.order == expected.contacts.order)
    for name in ["size", "colour"] {
      let (left, right) = (cut.contacts.attributes[name], expected.contacts.attributes[name])
      #expect(left?.levels == right?.levels)
      #expect(left?.levelNumbers == right?.levelNumbers)
      #expect(left?.codes.prefix(2) == right?.codes.prefix(2))
    }
    // With c the column was no number: a third of its texts is none.
    #expect(whole.contacts.attributes["size"]?.isNumeric == false)
    #expect(cut.contacts.owner?.levels == ["Ann", "Ben"])
    #expect(whole.without([]).contacts.order == whole.contacts.order)
  }
}
