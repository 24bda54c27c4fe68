import CRMData
import CSV
import Exports
import Foundation
import TestSupport
import Testing

@Suite("Files within a tool's limits")
struct FileTests {
  private func row(_ number: Int, bytes: Int) -> TargetRow {
    let text = String(repeating: "x", count: bytes - 1) + "\n"
    return TargetRow(
      contactID: "",
      key: "\(number)",
      identity: "\(number)",
      isOwn: true,
      bytes: Array(text.utf8)
    )
  }

  private func split(_ sizes: [Int], maximumBytes: Int = .max, maximumRows: Int = .max)
    -> [TargetPart]
  {
    var dialect = TargetDialect()
    dialect.maximumBytes = maximumBytes
    dialect.maximumRows = maximumRows
    let rows = sizes.enumerated().map { row($0.offset, bytes: $0.element) }
    // The header is 10 bytes: nine letters and a line end.
    return TargetPart.split(rows, name: "crm.csv", header: ["abcdefghi"], dialect: dialect)
  }

  @Test(
    "No file has more bytes than allowed, the header counted",
    arguments: [
      ([20, 20, 20], 50, [2, 1]), ([20, 20, 20], 49, [1, 1, 1]), ([20, 20, 20], 70, [3]),
      ([5, 40, 5], 50, [1, 1, 1]), ([5, 35, 5], 50, [2, 1]), ([], 50, []),
    ]
  )
  func bytes(sizes: [Int], limit: Int, rows: [Int]) {
    let parts = split(sizes, maximumBytes: limit)
    #expect(parts.map(\.rows.count) == rows)
    #expect(parts.allSatisfy { $0.byteCount <= limit })
  }

  @Test("A row that is too long alone gets a file of its own")
  func longRow() {
    let parts = split([5, 80, 5], maximumBytes: 50)
    #expect(parts.map(\.rows.count) == [1, 1, 1])
    #expect(parts.map(\.byteCount) == [15, 90, 15])
  }

  @Test(
    "No file has more rows than allowed",
    arguments: [(7, 3, [3, 3, 1]), (6, 3, [3, 3]), (3, 3, [3]), (2, 1, [1, 1]), (0, 1, [])]
  )
  func rows(count: Int, limit: Int, rows: [Int]) {
    #expect(
      split(Array(repeating: 9, count: count), maximumRows: limit).map(\.rows.count) == rows
    )
  }

  @Test("Several files are numbered with three digits, a single one is not")
  func names() {
    #expect(split([9], maximumRows: 1).map(\.name) == ["crm.csv"])
    #expect(split([9, 9], maximumRows: 1).map(\.name) == ["crm-001.csv", "crm-002.csv"])
    let many = split(Array(repeating: 9, count: 1000), maximumRows: 1).map(\.name)
    #expect(many.first == "crm-0001.csv")
    #expect(many.last == "crm-1000.csv")
    #expect(many.sorted() == many)
  }

  @Test("Whatever the limits, all rows are there in their order", arguments: UInt64(1)...20)
  func concatenation(seed: UInt64) {
    var random = SplitMix(seed: seed)
    let sizes = (0..<200).map { _ in 2 + random.integer(below: 60) }
    let bytes = 80 + random.integer(below: 400)
    let count = 1 + random.integer(below: 30)
    let parts = split(sizes, maximumBytes: bytes, maximumRows: count)
    #expect(parts.flatMap { $0.rows.map(\.key) } == (0..<200).map(String.init))
    #expect(parts.allSatisfy { $0.byteCount <= bytes && 1...count ~= $0.rows.count })
    // No file could have taken the first row of the next one.
    for (part, next) in zip(parts, parts.dropFirst()) {
      let more = part.byteCount + (next.rows.first?.bytes.count ?? 0)
      #expect(part.rows.count == count || more > bytes)
    }
  }

  @Test("The digest is that of the file on the disk")
  func digest() throws {
    let scene = try Scene([.init("crm:1"), .init("crm:2")])
    let profile = try scene.profile(
      """
      bom: true
      line_ends: crlf
      delimiter: tab
      files: [{name: crm.csv}]
      columns: [{name: ID, from: native_id, key: true}, {name: Fit, from: fit}]
      """
    )
    let file = try #require(try scene.export(to: profile).manifest.files.first)
    let data = try Data(contentsOf: URL(fileURLWithPath: "\(scene.folder.path)/import/crm.csv"))
    #expect(data == Data([0xEF, 0xBB, 0xBF]) + Data("ID\tFit\r\n1\t58\r\n2\t58\r\n".utf8))
    #expect(file.bytes == data.count)
    // XXH3_128bits of libxxhash 0.8.1 on these bytes, called from Python.
    #expect(file.xxh128 == "08ef7f212a6f95ecc087c9167ad4cef0")
  }

  // MARK: - Records

  @Test(
    "Cells are quoted where they must be",
    arguments: [
      ("plain", "plain"), ("", ""), ("a,b", "\"a,b\""), ("a\"b", "\"a\"\"b\""),
      ("a\nb", "\"a\nb\""), ("a\rb", "\"a\rb\""), (" a", "\" a\""), ("a ", "\"a \""),
      ("a;b", "a;b"), ("ä", "ä"),
    ]
  )
  func minimalQuotes(cell: String, text: String) {
    let bytes = RecordText(TargetDialect()).bytes(["x", cell])
    #expect(String(decoding: bytes, as: UTF8.self) == "x,\(text)\n")
  }

  @Test("All cells are quoted where the tool wants it, and the delimiter is its own")
  func allQuotes() {
    var dialect = TargetDialect()
    dialect.quotesAll = true
    dialect.delimiter = UInt8(ascii: ";")
    let bytes = RecordText(dialect).bytes(["a", "", "b\"c", "d;e"])
    #expect(String(decoding: bytes, as: UTF8.self) == "\"a\";\"\";\"b\"\"c\";\"d;e\"\n")
  }

  @Test("What is written is read back as it was", arguments: UInt64(1)...30)
  func roundTrip(seed: UInt64) throws {
    var random = SplitMix(seed: seed)
    let pieces = ["a", "\"", ",", ";", "\n", "\r\n", " ", "ü", "🚀", "'", "\\", "\t", ""]
    func cell() -> String {
      (0..<random.integer(below: 6)).map { _ in random.element(of: pieces) }.joined()
    }
    let records = (0..<40).map { ["k\($0)", cell(), cell()] }
    var dialect = TargetDialect()
    dialect.quotesAll = seed % 2 == 0
    dialect.hasCarriageReturns = seed % 3 == 0
    let text = RecordText(dialect)
    let bytes = ([["k", "x", "y"]] + records).flatMap(text.bytes)
    let folder = try TemporaryFolder()
    let path = "\(folder.path)/t.csv"
    try Data(bytes).write(to: URL(fileURLWithPath: path))
    let reader = try CSVReader(contentsOf: path, dialect: .rfc4180) { _ in }
    var read: [[String]] = []
    while let batch = try reader.nextBatch() {
      for row in 0..<batch.count { read.append((0..<3).map { Cell.string(batch.field(row, $0)) }) }
    }
    #expect(read == records)
    #expect(reader.rejectedCount == 0)
  }

  @Test("What no export wrote is not replaced, and stays as it was")
  func foreignFile() throws {
    let folder = try TemporaryFolder()
    let results = try ResultsFolder.write([ResultsFolder.Contact("hubspot:1")], in: folder)
    try folder.write("Record ID,Email\n1,a@example.test\n", to: "exports/hubspot-contacts.csv")
    let options = ExportOptions(
      results: results,
      target: "hubspot",
      output: "\(folder.path)/exports"
    )
    #expect { try Exporter(options).run() } throws: {
      ($0 as? ExportError)?.code == .outputFolder
    }
    #expect(try folder.read("exports/hubspot-contacts.csv").hasPrefix("Record ID,Email\n"))
    #expect(!FileManager.default.fileExists(atPath: "\(options.output)/export.json"))
  }
}
