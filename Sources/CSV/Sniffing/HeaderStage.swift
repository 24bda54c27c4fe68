/// Where the names of the columns stand.
public struct HeaderFinding: Hashable, Sendable, Codable {
  /// A line that may be the header of a table in the file.
  public struct Candidate: Hashable, Sendable, Codable {
    /// The physical line, from 1; 0 for JSON lines.
    public var line: Int
    /// How many columns it names.
    public var columns: Int
    /// How many rows follow, as far as was looked.
    public var rows: Int
    /// The cells of the line; they may be data, so they are never saved or printed.
    public var names: [String] = []

    /// The cells as names of columns: cleaned, none empty, none twice.
    public var columnNames: [String] { HeaderNames(cells: names).names }

    private enum CodingKeys: String, CodingKey {
      case line, columns, rows
    }
  }

  /// The physical line of the header, from 1; 0 for JSON lines.
  public var line: Int
  /// How many lines with text stand before it: titles, or other tables.
  public var preambleLines: Int
  /// The names as they are in the file.
  public var names: [String]
  /// The numbers, from 1, of columns without a name.
  public var emptyNames: [Int]
  /// The names that come more than once, each once for each further column.
  public var duplicateNames: [String]
  /// The lines that begin a table, in the order of the file; profiles choose among them.
  public var tables: [Candidate]
  /// The line on which the text behind the last row begins, such as a report's footer.
  public var footerLine: Int?
  /// How many of the records looked at have more or fewer cells than the header.
  public var raggedRecords: Int
  /// How sure this is.
  public var confidence: CSVConfidence
  /// Why.
  public var because: String
}

/// The fourth stage: header, preamble, several tables, footer.
enum HeaderStage {
  private static let recordsToLookAt = 50_000
  private static let maximumTables = 16

  /// - Returns: nil when there is no record at all.
  static func finding(
    in sample: TextSample,
    _ dialect: CSVDialect,
    declaredLine: Int?
  ) -> HeaderFinding? {
    let outline = Outline(sample, dialect, limit: recordsToLookAt)
    guard let first = outline.records.first(where: { !$0.record.isBlank }) else { return nil }
    let tables = outline.tables(limit: maximumTables)
    let chosen = choose(first, tables, declaredLine)
    let names = HeaderNames(cells: chosen.table.names)
    let end = outline.end(of: chosen.table, tables)
    return HeaderFinding(
      line: chosen.table.line,
      preambleLines: outline.records.count {
        !$0.record.isBlank && $0.record.line < chosen.table.line
      },
      names: chosen.table.names,
      emptyNames: names.emptyColumns.map { $0 + 1 },
      duplicateNames: names.duplicates,
      tables: tables,
      footerLine: outline.footerLine(of: chosen.table, tables, isWhole: sample.isWhole),
      raggedRecords: end.ragged,
      confidence: chosen.confidence,
      because: chosen.because
    )
  }

  private typealias Choice = (
    table: HeaderFinding.Candidate, confidence: CSVConfidence, because: String
  )

  private static func choose(
    _ first: Outline.Line,
    _ tables: [HeaderFinding.Candidate],
    _ declaredLine: Int?
  ) -> Choice {
    let firstRecord = HeaderFinding.Candidate(
      line: first.record.line,
      columns: first.record.width,
      rows: 0,
      names: first.names
    )
    if declaredLine != nil { return (firstRecord, .high, "declared") }
    // The largest table counts: titles and summaries are small.
    let largest = tables.max { ($0.rows * $0.columns) < ($1.rows * $1.columns) }
    guard let largest, largest.line != firstRecord.line, largest.columns > firstRecord.columns
    else {
      if HeaderNames.looksLikeData(first.names) {
        return (firstRecord, .low, "the first record looks like data: there may be no header")
      }
      let others = tables.count > 1 ? "; \(tables.count) lines could be headers" : ""
      return (
        firstRecord, tables.count > 1 ? .medium : .high, "the first record has names\(others)"
      )
    }
    return (
      largest, .medium,
      "the first record has \(firstRecord.columns) cell\(firstRecord.columns == 1 ? "" : "s"),"
        + " but the rows from line \(largest.line) on have \(largest.columns)"
    )
  }
}

/// The records of a sample by their widths.
private struct Outline {
  struct Line {
    var record: SampleRecord
    /// The cells, where the record begins a part of the file.
    var names: [String] = []
    var beginsTable = false
  }

  private(set) var records: [Line] = []

  init(_ sample: TextSample, _ dialect: CSVDialect, limit: Int) {
    var scanner = sample.scanner(dialect)
    var part: (width: Int, isTable: Bool, rows: Int)?
    var isFirst = true
    while records.count < limit, let record = scanner.next() {
      var line = Line(record: record)
      let isTitle = record.filledCells <= 1 && record.width != part?.width
      let mayBegin = part == nil || (record.width != part?.width && part?.rows == 0)
      if isFirst || (mayBegin && !isTitle) { line.names = scanner.cells.map(scanner.text) }
      let isHeader = !isTitle && Self.looksLikeHeader(line.names)
      if record.isBlank || isTitle {
        part = nil
      } else if mayBegin, part == nil || isHeader {
        line.beginsTable = isHeader
        part = (record.width, isHeader, 0)
      } else if part?.isTable == true {
        part?.rows += 1
      }
      if !record.isBlank { isFirst = false }
      records.append(line)
    }
  }

  func tables(limit: Int) -> [HeaderFinding.Candidate] {
    var tables: [HeaderFinding.Candidate] = []
    var isOpen = false
    for line in records {
      if line.beginsTable {
        tables.append(
          HeaderFinding.Candidate(
            line: line.record.line,
            columns: line.record.width,
            rows: 0,
            names: line.names
          )
        )
        isOpen = true
      } else if line.record.isBlank || line.record.width <= 1 {
        isOpen = false
      } else if isOpen, !tables.isEmpty {
        tables[tables.count - 1].rows += 1
      }
    }
    return Array(tables.prefix(limit))
  }

  /// The records of a table and how many of them have another width.
  func end(
    of table: HeaderFinding.Candidate,
    _ tables: [HeaderFinding.Candidate]
  ) -> (rows: Int, ragged: Int) {
    let next = tables.first { $0.line > table.line }?.line ?? .max
    let own = records.filter {
      !$0.record.isBlank && $0.record.line > table.line && $0.record.line < next
    }
    return (own.count, own.count { $0.record.width != table.columns && $0.record.fault == nil })
  }

  /// Short lines at the end of a file behind the rows of a wide table.
  func footerLine(
    of table: HeaderFinding.Candidate,
    _ tables: [HeaderFinding.Candidate],
    isWhole: Bool
  ) -> Int? {
    guard isWhole, table.columns >= 3, tables.allSatisfy({ $0.line <= table.line }) else {
      return nil
    }
    let filled = records.lazy.map(\.record).filter { !$0.isBlank && $0.line > table.line }
    let footer = filled.reversed().prefix { $0.width <= 1 && $0.fault == nil }
    guard footer.count < filled.count else { return nil }
    return footer.last?.line
  }

  /// Names are there, different, and neither numbers nor dates nor addresses.
  private static func looksLikeHeader(_ cells: [String]) -> Bool {
    let filled = cells.filter { !$0.isEmpty }
    guard filled.count > 1, filled.count * 2 > cells.count else { return false }
    let odd = filled.count { cell in
      var cell = cell
      return cell.withUTF8 { bytes in
        switch CellKind(UnsafeRawBufferPointer(bytes)) {
        case .word, .text, .code, .boolean, .missingWord: bytes.count > 100
        default: true
        }
      }
    }
    return odd == 0 && Set(filled).count * 5 >= filled.count * 4
  }
}
