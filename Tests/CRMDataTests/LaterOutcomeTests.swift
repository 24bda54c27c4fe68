import CRMData
import Testing

@Suite("Outcomes after the first")
struct LaterOutcomeTests {
  private func imported(_ rows: [String]) throws -> CRMSnapshot {
    try CRMDataTests.imported([
      CSVText("contacts.csv", "contact_id,created_at", ["a,2024-01-01", "b,2024-01-01"]),
      CSVText("conversions.csv", "contact_id,converted_at", rows),
    ]).snapshot
  }

  @Test("are counted, and the first is the one that counts")
  func counted() throws {
    let crm = try imported(["a,2024-03-05", "a,2024-02-05", "a,2024-04-05", "b,2024-02-01"])
    #expect(crm.report.laterOutcomes == 2)
    #expect(crm.conversionCount == 4)
    #expect(crm.firstConversions[try crm.number("a")] == instant("2024-02-05"))
  }

  @Test("there are none where every contact has one, or the same one twice")
  func none() throws {
    let crm = try imported(["a,2024-03-05", "a,2024-03-05", "b,2024-02-01"])
    #expect(crm.report.laterOutcomes == nil)
  }
}
