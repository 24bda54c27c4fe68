import Diagnostics

/// What a file of records is, as far as its bytes tell, and why.
///
/// Each part is the finding of one stage. What is declared always wins over what is found.
///
///     let verdict = try CSVVerdict(contentsOf: "leads.csv")
///     print(verdict.delimiter.delimiter, verdict.header.line)
///     let reader = try CSVReader(
///       contentsOf: "leads.csv",
///       dialect: verdict.dialect,
///       encoding: verdict.encoding.encoding,
///       extent: verdict.extent
///     ) { print($0) }
///
/// Names of columns are in it, but no other cell of the file is.
public struct CSVVerdict: Hashable, Sendable, Codable {
  /// Encoding, mark and compression.
  public var encoding: EncodingFinding
  /// What separates cells.
  public var delimiter: DelimiterFinding
  /// Quote and escape.
  public var quote: QuoteFinding
  /// How lines end.
  public var lineEnds: LineEndFinding
  /// The header, what stands before it, and further tables.
  public var header: HeaderFinding
  /// What became of the rows that were looked at.
  public var rows: RowFinding
  /// What the cells of each column look like.
  public var columns: [ColumnFinding]
  /// Whether the file holds JSON objects, one a line, that are read as rows.
  public var isJSONLines: Bool

  /// Looks at a file.
  ///
  /// - Parameters:
  ///   - path: A file, as for ``CSVReader``; it is read twice, so no pipe.
  ///   - name: The name in errors, if it is not `path`.
  ///   - dialect: The dialect, when it is declared.
  ///   - encoding: The encoding, when it is declared.
  ///   - extent: Which lines are the table; by default the largest table is looked for.
  ///   - rowLimit: How many rows the columns are judged by; nil for all.
  /// - Throws: ``CSVError`` when there is no such file, no text or no usable header.
  public init(
    contentsOf path: String,
    name: String? = nil,
    dialect: CSVDialect? = nil,
    encoding: CSVEncoding? = nil,
    extent: CSVExtent = .wholeFile,
    rowLimit: Int? = 1000
  ) throws(CSVError) {
    let text = try TextSource(path: path, declared: encoding)
    let structure = try Structure(
      of: text,
      name: name ?? path,
      declared: dialect,
      headerLine: text.isJSONLines ? nil : extent.headerLine
    )
    self.encoding = text.encoding
    delimiter = structure.delimiter
    quote = structure.quote
    lineEnds = structure.lineEnds
    header = structure.header
    isJSONLines = text.isJSONLines
    columns = []
    rows = RowFinding()
    try read(path, name: name, declared: extent, rowLimit: rowLimit ?? .max)
  }

  /// The dialect that was found.
  public var dialect: CSVDialect {
    CSVDialect(
      delimiter: delimiter.delimiter.utf8.first ?? UInt8(ascii: ","),
      quote: quote.quote?.utf8.first,
      escape: quote.escape?.utf8.first
    )
  }

  /// The lines that were found to be the table.
  public var extent: CSVExtent {
    CSVExtent(
      headerLine: header.preambleLines > 0 ? header.line : nil,
      endsAtShortRow: header.tables.contains { $0.line > header.line } || header.footerLine != nil
    )
  }

  /// The fifth stage and the fate of each row.
  private mutating func read(
    _ path: String,
    name: String?,
    declared: CSVExtent,
    rowLimit: Int
  ) throws(CSVError) {
    let tally = RejectTally()
    let reader = try CSVReader(
      contentsOf: path,
      name: name,
      dialect: dialect,
      encoding: encoding.encoding,
      extent: declared == .wholeFile ? extent : declared
    ) { tally.add($0) }
    var stage = ColumnStage(names: reader.header)
    var footer = FooterWatch(columnCount: reader.header.count)
    while stage.rows < rowLimit, let batch = try reader.nextBatch() {
      stage.add(batch, limit: rowLimit - stage.rows)
      footer.look(at: batch)
    }
    rows = RowFinding(
      rows: stage.rows,
      isWholeFile: stage.rows < rowLimit,
      shortRows: reader.paddedCount,
      blankLines: reader.blankCount,
      rejects: tally.counts
    )
    columns = stage.findings
    if rows.isWholeFile, header.footerLine == nil { header.footerLine = footer.line }
  }
}

/// What became of the rows that were looked at.
public struct RowFinding: Hashable, Sendable, Codable {
  /// Rejects of one code.
  public struct Rejects: Hashable, Sendable, Codable {
    /// The code.
    public var code: String
    /// How many rows have it.
    public var count: Int
    /// The line of the first.
    public var firstLine: Int
    /// How to repair that one.
    public var hint: String
  }

  /// How many rows could be read.
  public var rows = 0
  /// Whether that is all of the file.
  public var isWholeFile = false
  /// How many of them had fewer cells than the header.
  public var shortRows = 0
  /// How many blank lines were skipped.
  public var blankLines = 0
  /// The rows that could not be read.
  public var rejects: [Rejects] = []
}

private final class RejectTally {
  private(set) var counts: [RowFinding.Rejects] = []

  func add(_ reject: Reject) {
    if let index = counts.firstIndex(where: { $0.code == reject.code }) {
      counts[index].count += 1
    } else {
      counts.append(
        RowFinding.Rejects(
          code: reject.code,
          count: 1,
          firstLine: reject.location.line,
          hint: reject.hint
        )
      )
    }
  }
}

/// Rows of nothing but a first cell: at the end of a file they are a footer.
private struct FooterWatch {
  private let columnCount: Int
  private(set) var line: Int?

  init(columnCount: Int) {
    self.columnCount = columnCount
  }

  mutating func look(at batch: CSVBatch) {
    guard columnCount >= 3 else { return }
    for record in 0..<batch.count {
      let isShort = (1..<columnCount).allSatisfy { batch.field(record, $0).isEmpty }
      line = isShort ? line ?? batch.line(record) : nil
    }
  }
}
