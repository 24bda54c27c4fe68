import CSV
import Diagnostics

/// What the columns of a file are called and how their cells are spelled, without any value.
///
/// A user can send it to us, so that we learn a format without anybody's personal data.
///
///     print(try ShapeReport(of: "leads.csv").text)
public struct ShapeReport: Hashable, Sendable, Codable {
  /// One column.
  public struct Column: Hashable, Sendable, Codable {
    /// Its name as it is in the file.
    public var name: String
    /// The commonest shapes, the commonest first.
    public var shapes: [String]
    /// The share of empty cells.
    public var missing: Double
  }

  /// The version of these fields.
  public var version = 1
  /// How the file is written.
  public var encoding, delimiter: String
  /// The line of the header.
  public var headerLine: Int
  /// How many rows were looked at.
  public var rows: Int
  /// The columns, in the order of the file.
  public var columns: [Column]

  private static let rowsToLookAt = 1000
  private static let shapesToShow = 3

  /// Looks at the first rows of a file.
  ///
  /// A header that is not UTF-8 is read as windows-1252, which only changes how names look.
  ///
  /// - Parameter file: A file, a pipe, an entry `FILE.zip/ENTRY`, or `-` for standard input.
  /// - Throws: `CSVError` when there is no such file, no text or no usable header.
  public init(of file: String) throws {
    let input = try SpooledInput(file)
    self = try withExtendedLifetime(input) {
      let name = file == "-" ? "standard input" : file
      do {
        return try ShapeReport(input.path, name: name, encoding: nil)
      } catch let error as CSVError where error.code == .invalidUTF8 {
        return try ShapeReport(input.path, name: name, encoding: .windows1252)
      }
    }
  }

  private init(_ path: String, name: String, encoding suspected: CSVEncoding?) throws(CSVError) {
    let verdict = try CSVVerdict(
      contentsOf: path,
      name: name,
      encoding: suspected,
      rowLimit: 0
    )
    encoding = verdict.encoding.encoding.rawValue + (suspected == nil ? "" : " (suspected)")
    delimiter = verdict.delimiter.delimiter == "\t" ? "tab" : verdict.delimiter.delimiter
    headerLine = verdict.header.line
    let reader = try CSVReader(
      contentsOf: path,
      name: name,
      encoding: suspected,
      extent: verdict.extent
    ) { _ in }
    var tallies = [[String: Int]](repeating: [:], count: reader.header.count)
    rows = 0
    while rows < Self.rowsToLookAt, let batch = try reader.nextBatch() {
      for record in 0..<min(batch.count, Self.rowsToLookAt - rows) {
        for column in tallies.indices {
          let cell = Cell.string(batch.field(record, column))
          tallies[column][cell.isEmpty ? "" : Self.shape(of: cell), default: 0] += 1
        }
      }
      rows += min(batch.count, Self.rowsToLookAt - rows)
    }
    let total = rows
    columns = zip(reader.header, tallies).map { name, tally in
      let shapes = tally.filter { !$0.key.isEmpty }
        .sorted { ($1.value, $0.key) < ($0.value, $1.key) }
      return Column(
        name: name,
        shapes: shapes.prefix(Self.shapesToShow).map(\.key),
        missing: total == 0 ? 0 : Double(tally[""] ?? 0) / Double(total)
      )
    }
  }

  /// Words that tell a format and nothing about a person.
  private static let harmless: Set<String> = [
    "true", "false", "yes", "no", "y", "n", "t", "f", "null", "none", "n/a", "na", "nan", "nil",
    "-", "--", "\\n", "#n/a", "unknown", "{}", "[]",
  ]

  /// The shape of a cell with its runs of letters cut short; digits keep their number.
  private static func shape(of cell: String) -> String {
    if harmless.contains(cell.lowercased()) { return cell }
    var shape = ""
    for character in Reject.shape(of: cell) {
      let isRepeated =
        character == "a" && shape.last == "a" || character == "A" && shape.last == "A"
      if !isRepeated { shape.append(character) }
    }
    return shape
  }

  /// The report as lines to be sent.
  public var text: String {
    let width = min((columns.map(\.name.count).max() ?? 0) + 2, 40)
    let lines = columns.map { column in
      let missing = column.missing > 0 ? "  (\(Int((column.missing * 100).rounded())) % empty)" : ""
      return "  " + column.name.padded(to: width)
        + (column.shapes.isEmpty ? "(empty)" : column.shapes.joined(separator: "   ") + missing)
    }
    let head =
      "\(encoding), delimiter \(delimiter), header on line \(headerLine), \(rows.formatted) rows"
      + " looked at"
    let legend = "a stands for letters, 9 for a digit, no value is shown"
    return ([head, legend] + lines).joined(separator: "\n")
  }

  /// The report as JSON.
  public func json() throws -> String { try JSONText.encode(self) }
}
