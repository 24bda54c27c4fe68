import CRMData
import Diagnostics
import TestSupport
import Testing

@Suite("What becomes of several rows of one identifier does not depend on their order")
struct RowVersionOrderTests {
  private static let orders = [
    [0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0],
  ]

  @Test("a row that comes again after another one", arguments: orders)
  func repeatedRow(order: [Int]) throws {
    let rows = ["a,,2024-01-01,old", "a,,2024-02-01,other", "a,,2024-03-01,old"]
    let result = try imported([
      CSVText("contacts.csv", "contact_id,email,updated_at,origin", order.map { rows[$0] })
    ])
    let report = try #require(result.report("contacts.csv"))
    #expect([report.used, report.duplicates, report.rejected] == [1, 1, 1])
    #expect(try result.snapshot.text("origin", of: "a") == "old")
    #expect(result.rejects.map(\.code) == ["crm.duplicate-id"])
  }

  @Test("rows that differ in the telephone number only differ", arguments: [[0, 1], [1, 0]])
  func telephone(order: [Int]) throws {
    let crm = """
      profile: crm
      tables:
        - table: contacts
          header: [id, number, changed]
          columns: {contact_id: id, phone: number, updated_at: changed}
      """
    let rows = ["a,+34 600 111 222,2024-01-01", "a,+81 3 1234 5678,2024-02-01"]
    let folder = try TemporaryFolder()
    let profiles = try ProfileLibrary(additional: [profile(crm)])
    let file = CSVText("people.csv", "id,number,changed", order.map { rows[$0] })
    try folder.write(file.text, to: file.name)
    let input = try #require(try recognised(file.name, in: folder, library: profiles))
    var rejects: [Int] = []
    _ = try CRMImporter().snapshot(of: [input]) { rejects.append($0.location.line) }
    #expect(rejects == [order == [0, 1] ? 2 : 3], "the older row lost")
  }

  @Test("a contact created after the as-of instant takes no address from an earlier one")
  func laterContact() throws {
    let file = CSVText(
      "contacts.csv",
      "contact_id,email,created_at",
      ["a,a@x.example,2024-01-01", "b,a@x.example,2025-01-01"]
    )
    let asOf = instant("2024-06-01")
    let folder = try TemporaryFolder()
    try folder.write(file.text, to: file.name)
    let library = try ProfileLibrary()
    let input = try #require(try recognised(file.name, in: folder, library: library))
    let later = try CRMImporter(asOf: asOf).snapshot(of: [input]) { _ in }
    #expect(later.report.identities.sharedAddresses == 0)
    let now = try CRMImporter().snapshot(of: [input]) { _ in }
    #expect(now.report.identities.sharedAddresses == 1)
  }
}
