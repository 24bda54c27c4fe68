import CRMData
import Diagnostics
import TestSupport
import Testing

@Suite("What became of every row")
struct ImportReportTests {
  @Test("every row is used, a duplicate, rejected or another table's", arguments: 1...5)
  func arithmetic(seed: UInt64) throws {
    let files = World(seed: seed).files
    let result = try imported(files)
    for file in files {
      let report = try #require(result.report(file.name))
      let sum = report.used + report.duplicates + report.rejected + report.otherRows
      #expect(report.rows == file.rows.count, "\(file.name)")
      #expect(report.rows == sum, "\(file.name)")
    }
    let snapshot = result.snapshot
    #expect(result.report("contacts.csv")?.used == snapshot.contacts.count)
    let events = ["events.csv", "sends.csv"].compactMap { result.report($0) }
    let repeated = snapshot.report.duplicateEvents
    #expect(events.reduce(0) { $0 + $1.used } - repeated == snapshot.events.count)
    #expect(snapshot.report.usedRows == snapshot.report.files.reduce(0) { $0 + $1.used } - repeated)
    #expect(result.report("conversions.csv")?.used == snapshot.conversionCount)
    #expect(snapshot.report.eventsByType.values.reduce(0, +) == snapshot.events.count)
  }

  @Test("damaged rows are rejected once, with the file's own codes")
  func damagedRows() throws {
    let result = try imported([
      CSVText("contacts.csv", "contact_id,email,source", ["a,,x,y", "b,\"q\"r,", "c", "d,,"])
    ])
    let report = try #require(result.report("contacts.csv"))
    #expect([report.rows, report.used, report.rejected, report.shortRows] == [4, 2, 2, 1])
    #expect(Set(result.rejects.map(\.code)) == ["csv.ragged-row", "csv.text-after-quote"])
    #expect(result.snapshot.report.rejectsByCode["csv.ragged-row"] == 1)
  }

  private static let leads = """
    profile: leads
    tables:
      - table: contacts
        columns: {contact_id: Id, created_at: Made, stage: Stage}
      - table: conversions
        where: {Stage: [Won, Sold]}
        columns: {contact_id: Id, converted_at: Closed}
    """

  @Test("one file fills two tables; rows that a condition leaves out are counted apart")
  func twoTables() throws {
    let file = CSVText(
      "leads.csv",
      "Id,Made,Stage,Closed",
      [
        "a,2024-01-01,Won,2024-02-01", "b,2024-01-01,Open,", "c,2024-01-01,Sold,2024-03-01",
        "d,2024-01-01,Won,", "e,x,won,2024-03-01", "f,\"g\"h,,",
      ]
    )
    let result = try imported([file], profile: Self.leads)
    let contacts = try #require(result.report("leads.csv", .contacts))
    #expect([contacts.rows, contacts.used, contacts.rejected, contacts.otherRows] == [6, 4, 2, 0])
    let conversions = try #require(result.report("leads.csv", .conversions))
    #expect(conversions.rows == 6)
    #expect(
      [conversions.used, conversions.rejected, conversions.otherRows] == [2, 3, 1],
      "words fit in any case of letters, so e is won as well, but its contact was rejected"
    )
    #expect(result.snapshot.conversionCount == 2)
    #expect(result.rejects.count == 4, "the damaged row is reported once")
    #expect(try result.snapshot.text("stage", of: "b") == "Open")
  }

  @Test("duplicates of events never make a file's count of used rows negative")
  func eventDuplicates() throws {
    let header = "contact_id,occurred_at,type"
    let result = try imported([
      CSVText("contacts.csv", "contact_id,email", ["a,"]),
      CSVText("events-1.csv", header, Array(repeating: "a,2024-01-01,open", count: 10)),
      CSVText("events-2.csv", header, ["a,2024-01-02,open"]),
    ])
    let reports = ["events-1.csv", "events-2.csv"].compactMap { result.report($0) }
    #expect(reports.map(\.used) == [10, 1])
    #expect(result.snapshot.report.duplicateEvents == 9)
    #expect(result.snapshot.events.count == 2)
    #expect(result.snapshot.report.usedRows == 3)
    #expect(result.snapshot.report.duplicateRows == 9)
  }

  @Test("a row that a later file replaced is rejected in its own file")
  func replacedInAnotherFile() throws {
    let header = "contact_id,email,updated_at,plan"
    let result = try imported([
      CSVText("1.csv", header, ["a,,2024-01-01,x"]), CSVText("2.csv", header, ["a,,2024-02-01,y"]),
    ])
    #expect(result.faults == ["1.csv:2 duplicate-id"])
    #expect(result.report("1.csv")?.rejected == 1)
    #expect(result.report("2.csv")?.used == 1)
  }

  @Test("columns that nobody names are kept or listed")
  func unnamedColumns() throws {
    let result = try imported([
      CSVText("contacts.csv", "contact_id,email,first_name,plan", ["a,,Ann,free"]),
      CSVText("events.csv", "contact_id,occurred_at,type,weather", ["a,2024-01-01,open,rain"]),
    ])
    let contacts = try #require(result.report("contacts.csv"))
    #expect(contacts.keptColumns == ["plan"])
    #expect(contacts.unusedColumns == ["first_name"])
    #expect(try result.snapshot.text("plan", of: "a") == "free")
    #expect(result.snapshot.attribute("first_name") == nil)
    #expect(result.report("events.csv")?.unusedColumns == ["weather"])
    #expect(contacts.profile == "canonical")
    #expect(contacts.table == .contacts)
  }

  @Test("compressed files give the same snapshot")
  func compressed() throws {
    let folder = try TemporaryFolder()
    let library = try ProfileLibrary()
    let files = World(seed: 3).files
    for file in files { try folder.write(file.text, to: file.name) }
    let compression = try FinishedProcess(script: "gzip *.csv", in: folder.path)
    #expect(compression.status == 0)
    let inputs = try files.map {
      try #require(try recognised("\($0.name).gz", in: folder, library: library))
    }
    var rejects = 0
    let snapshot = try CRMImporter().snapshot(of: inputs) { _ in rejects += 1 }
    #expect(Content(snapshot) == Content(try imported(files).snapshot))
    #expect(rejects == snapshot.report.rejectCount)
  }
}
