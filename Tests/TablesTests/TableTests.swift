import CSV
import Diagnostics
import Tables
import Testing

#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

@Suite("Tables")
struct TableTests {
  @Test("a column of numbers is numbers, with nan where a cell is missing")
  func numbers() throws {
    let table = try table("id,amount\na,1\nb,\nc, 2.5e1 \nd\n")
    #expect(table.rowCount == 4)
    #expect(table.columnNames == ["id", "amount"])
    let values = try #require(numbers(table, "amount"))
    #expect(values[0] == 1 && values[1].isNaN && values[2] == 25 && values[3].isNaN)
  }

  @Test("one cell that is no number makes a column of categories")
  func categories() throws {
    let table = try table("size\n10\n9\nlarge\n10\n")
    let expected = TableColumn.categories(codes: [0, 1, 2, 0], levels: ["10", "9", "large"])
    #expect(table[column: "size"] == expected)
  }

  @Test("levels are in bytewise order and do not depend on the order of rows")
  func levelOrder() throws {
    let forwards = try table("x\nb\nB\né\n\"\"\na\n")
    let backwards = try table("x\na\n\"\"\né\nB\nb\n")
    #expect(
      forwards[column: "x"]
        == .categories(codes: [2, 0, 3, -1, 1], levels: ["B", "a", "b", "é"])
    )
    #expect(
      backwards[column: "x"]
        == .categories(codes: [1, -1, 3, 0, 2], levels: ["B", "a", "b", "é"])
    )
  }

  @Test("declared null words are missing, also between spaces; others are not")
  func nulls() throws {
    let table = try table("a,b\nnull,x\n1, Select \n,y\n", nulls: ["", "null", "Select"])
    #expect(numbers(table, "a")?.map(\.isNaN) == [true, false, true])
    #expect(table[column: "b"] == .categories(codes: [0, -1, 1], levels: ["x", "y"]))
    let plain = try self.table("a\nnull\n1\n")
    #expect(plain[column: "a"] == .categories(codes: [1, 0], levels: ["1", "null"]))
  }

  @Test("a column without any value is categories without levels")
  func emptyColumn() throws {
    let table = try table("a,b\n1,\n2,\n")
    #expect(table[column: "b"] == .categories(codes: [-1, -1], levels: []))
  }

  @Test("a table without rows has its columns")
  func noRows() throws {
    let table = try table("a,b\n")
    #expect(table.rowCount == 0)
    #expect(table[column: "a"] == .categories(codes: [], levels: []))
    #expect(table[column: "c"] == nil)
  }

  @Test("rejected rows are reported and leave no trace in the columns")
  func rejects() throws {
    var lines: [Int] = []
    let table = try table("a,b\n1,x\n2,y,z\n3,\"w\n4,v\n") { lines.append($0.location.line) }
    #expect(lines == [3, 4])
    #expect(numbers(table, "a") == [1, 4])
  }

  @Test("what is no CSV file throws")
  func missingFile() {
    let error = #expect(throws: CSVError.self) {
      try Table(contentsOf: "/nowhere/table.csv") { _ in }
    }
    #expect(error?.code == .missingFile)
  }

  // MARK: Real files

  /// `shared/data` beside the package, four levels above this file.
  private static let directory =
    #filePath.split(separator: "/").dropLast(4).reduce("") { $0 + "/" + $1 } + "/shared/data/"
  private static var isThere: Bool { access(directory, R_OK) == 0 }

  // Figures: Python 3.11 with csv.DictReader: sums, counts of a value, counts of empty cells.
  @Test("Bank Marketing has its published shape", .enabled(if: isThere))
  func bankMarketing() throws {
    let table = try Table(contentsOf: Self.directory + "bank_marketing/bank-full.csv.gz") {
      Issue.record("unexpected reject \($0)")
    }
    #expect(table.rowCount == 45_211)
    #expect(table.columnNames.count == 17)
    let ages = try #require(numbers(table, "age"))
    #expect(ages.reduce(0, +) == 1_850_767)
    guard case .categories(let codes, let levels)? = table[column: "y"] else {
      Issue.record("y is no category")
      return
    }
    #expect(levels == ["no", "yes"])
    #expect(codes.count { $0 == 1 } == 5289)
  }

  @Test("X Education has its published shape", .enabled(if: isThere))
  func xEducation() throws {
    let table = try Table(contentsOf: Self.directory + "x_education_leads/Leads.csv.gz") {
      Issue.record("unexpected reject \($0)")
    }
    #expect(table.rowCount == 9240)
    #expect(table.columnNames.count == 38)
    #expect(numbers(table, "Converted")?.reduce(0, +) == 3561)
    #expect(numbers(table, "TotalVisits")?.count { $0.isNaN } == 137)
    #expect(
      table[column: "column 38"]
        == .categories(codes: Array(repeating: -1, count: 9240), levels: [])
    )
  }

  // MARK: Help

  private func numbers(_ table: Table, _ name: String) -> [Double]? {
    guard case .numbers(let values)? = table[column: name] else { return nil }
    return values
  }

  private func table(
    _ text: String,
    nulls: Set<String> = [""],
    onReject: @escaping (Reject) -> Void = { Issue.record("unexpected reject \($0)") }
  ) throws -> Table {
    let path = "/tmp/tables-tests-\(UInt64.random(in: 0 ... .max)).csv"
    let file = try OutputFile(path: path)
    file.write(text)
    try file.commit()
    defer { unlink(path) }
    return try Table(contentsOf: path, nulls: nulls, onReject: onReject)
  }
}
