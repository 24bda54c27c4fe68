import CRMData
import CivilTime
import Testing

/// Traps of real exports that took more than a profile to read.
@Suite("Traps of exports")
struct ExportTrapTests {
  private func events(_ columns: String, nulls: String = "", _ rows: [String]) throws -> Imported {
    try imported(
      [CSVText("log.csv", "who,other,when", rows)],
      profile: """
        profile: p
        nulls: [\(nulls)]
        tables:
          - table: events
            columns: {\(columns), occurred_at: when}
        """
    )
  }

  @Test("a null is empty to conditions and to the first column that is filled")
  func nullsInConditions() throws {
    let snapshot = try events(
      "email: {first: [other, who]}, type: {cases: [{when: {other: ['*']}, is: open}, {is: click}]}",
      nulls: "'--'",
      ["a@x.org,--,2025-06-01", "a@x.org,b@x.org,2025-06-01", "a@x.org,,2025-06-01"]
    ).snapshot
    #expect(try snapshot.types(of: "email:a@x.org") == ["click"])
    #expect(try snapshot.types(of: "email:b@x.org") == ["open"])
  }

  @Test(
    "the only item of a list is somebody's, one of several is nobody's",
    arguments: [
      (#""[""a@x.org""]""#, 1), (#""[""a@x.org"",""b@x.org""]""#, 0), ("a@x.org", 1),
      ("a@x.org;b@x.org", 0), ("[]", 0), (#""[""a@x.org"",""b@x.org"",""c@x.org""]""#, 0),
    ]
  )
  func onlyItem(cell: String, used: Int) throws {
    let result = try events(
      "email: {column: who, item: only}, type: {constant: open}",
      ["\(cell),,2025-06-01", "z@x.org,,2025-06-01"]
    )
    #expect(result.report("log.csv")?.used == used + 1)
    #expect(result.faults == (used == 1 ? [] : ["log.csv:2 missing-value"]))
  }

  @Test("a row that tells no time makes no contact")
  func noContactWithoutEvent() throws {
    let result = try events(
      "email: who, type: {constant: open}",
      ["a@x.org,,never", "b@x.org,,2025-06-01"]
    )
    #expect(result.snapshot.contacts.count == 1)
    #expect(result.faults == ["log.csv:2 bad-time"])
  }

  @Test("a meeting in the calendar is not the newest instant")
  func scheduledMeetings() throws {
    let snapshot = try events(
      "email: who, type: other",
      ["a@x.org,meeting_booked,2025-06-01", "a@x.org,meeting,2025-09-01"]
    ).snapshot
    #expect(snapshot.newestInstant == instant("2025-06-01"))
    #expect(try snapshot.types(of: "email:a@x.org") == ["meeting_booked", "meeting"])
  }

  @Test("records that were merged leave room for the conversions of all others")
  func mergesAndConversions() throws {
    let snapshot = try imported(
      [CSVText("log.csv", "id,old,won", ["1,9,2025-06-01", "2,8,2025-06-02", "3,7,2025-06-03"])],
      profile: """
        profile: p
        tables:
          - table: contacts
            columns: {contact_id: id, merged_ids: old}
          - table: conversions
            columns: {contact_id: id, converted_at: won}
        """
    ).snapshot
    #expect(snapshot.contacts.count == 3)
    #expect(try snapshot.firstConversions[snapshot.number("3")] == instant("2025-06-03"))
    #expect(try snapshot.firstConversions[snapshot.number("7")] == nil)
  }
}
