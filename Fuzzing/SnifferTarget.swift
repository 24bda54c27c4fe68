@testable import CSV

/// The verdict on any file: it never stops the program, what it found can be used, and reading with
/// it gives what it counted.
enum SnifferTarget {
  @Sendable
  static func run(_ bytes: [UInt8]) {
    let input = FuzzInput(bytes)
    ScratchFile.write(input.content)
    let rowLimit = input.pick(0, [nil, 1, 10, 1000])
    guard let verdict = try? CSVVerdict(contentsOf: ScratchFile.path, rowLimit: rowLimit) else {
      return
    }
    require(verdict.dialect.delimiter < 0x80, "the delimiter is ASCII")
    require(verdict.isJSONLines || verdict.header.line >= 1, "the header is on a line")
    require(verdict.columns.allSatisfy { $0.rows == verdict.rows.rows }, "columns count all rows")
    for column in verdict.columns {
      let cells = column.missing + column.missingWords + column.otherCells
      require(cells <= column.rows, "no cell counts twice")
    }
    require(Self.again(verdict, rowLimit) == verdict, "a second look says the same")
    read(with: verdict)
  }

  private static func again(_ verdict: CSVVerdict, _ rowLimit: Int?) -> CSVVerdict? {
    try? CSVVerdict(contentsOf: ScratchFile.path, rowLimit: rowLimit)
  }

  private static func read(with verdict: CSVVerdict) {
    var options = ReadingOptions()
    options.limits = CSVLimits()
    options.dialect = verdict.dialect
    options.encoding = verdict.encoding.encoding
    options.extent = verdict.extent
    guard case .success(let reading) = options.read(ScratchFile.path) else {
      fatalError("FINDING: a file with a verdict cannot be read by it")
    }
    // A footer is found behind the rows that were counted.
    guard verdict.rows.isWholeFile, !verdict.extent.endsAtShortRow else { return }
    require(reading.rows.count == verdict.rows.rows, "the verdict counts the rows")
    require(
      reading.rejects.count == verdict.rows.rejects.reduce(0) { $0 + $1.count },
      "the verdict counts the rejects"
    )
  }
}
