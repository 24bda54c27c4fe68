import CSV

extension FileInspection {
  /// What a person should look at, the whole file first.
  static func problems(of verdict: CSVVerdict) -> [Problem] {
    aboutBytes(verdict) + aboutStructure(verdict) + aboutRows(verdict)
      + verdict.columns.flatMap(aboutColumn)
  }

  private static func aboutBytes(_ verdict: CSVVerdict) -> [Problem] {
    var problems: [Problem] = []
    let encoding = verdict.encoding
    if let suspected = encoding.suspected {
      problems.append(
        Problem(
          code: "csv.invalid-utf8",
          message: "suspected \(suspected.rawValue): \(encoding.because)"
        )
      )
    }
    if encoding.zeroBytes > 0 {
      problems.append(
        Problem(message: "zero bytes dropped from the first megabyte: \(encoding.zeroBytes)")
      )
    }
    if verdict.quote.suspectsQuotesAreText {
      problems.append(Problem(message: "suspected quotes as text: \(verdict.quote.because)"))
    }
    if verdict.lineEnds.kind == .mixed {
      problems.append(Problem(message: "lines end in different ways; all of them are read"))
    }
    return problems
  }

  private static func aboutStructure(_ verdict: CSVVerdict) -> [Problem] {
    let header = verdict.header
    var problems: [Problem] = []
    if header.preambleLines > 0 {
      let other = header.preambleLines == 1 ? "line stands" : "lines stand"
      problems.append(
        Problem(
          line: header.line,
          message: "\(header.preambleLines) \(other) before the header: \(header.because)"
        )
      )
    }
    if header.tables.count > 1 {
      let lines = header.tables.map { "\($0.line)" }.joined(separator: ", ")
      problems.append(Problem(message: "several tables may be in the file, from lines \(lines) on"))
    }
    if let line = header.footerLine {
      problems.append(Problem(line: line, message: "a footer seems to begin here, not a row"))
    }
    if !header.emptyNames.isEmpty {
      let columns = header.emptyNames.map { "\($0)" }.joined(separator: ", ")
      problems.append(Problem(line: header.line, message: "without a name: column \(columns)"))
    }
    for name in header.duplicateNames {
      problems.append(
        Problem(
          code: "csv.duplicate-column",
          line: header.line,
          message: "the name '\(name)' comes again; the later column is called '\(name) (2)'"
        )
      )
    }
    return problems
  }

  private static func aboutRows(_ verdict: CSVVerdict) -> [Problem] {
    var problems = verdict.rows.rejects.map { reject in
      Problem(
        code: reject.code,
        line: reject.firstLine,
        message: reject.count == 1
          ? "1 row cannot be used: \(reject.hint)"
          : "\(reject.count.formatted) rows cannot be used, the first here: \(reject.hint)"
      )
    }
    if verdict.rows.shortRows > 0 {
      problems.append(
        Problem(
          message: "rows shorter than the header, filled up with empty cells:"
            + " \(verdict.rows.shortRows.formatted)"
        )
      )
    }
    return problems
  }

  private static func aboutColumn(_ column: ColumnFinding) -> [Problem] {
    var problems: [Problem] = []
    if column.otherCells > 0 {
      problems.append(
        Problem(
          line: column.firstOtherLine,
          message: "\(column.name): \(column.because) \(column.shape.noun);"
            + " the first of the others is here"
        )
      )
    }
    switch column.spelling {
    case .ambiguous:
      problems.append(
        Problem(message: "\(column.name): day or month may come first, no number is above 12")
      )
    case .contradictory:
      problems.append(
        Problem(message: "\(column.name): some dates are day first, others month first")
      )
    default: break
    }
    if column.missingWords > 0 {
      problems.append(
        Problem(
          message: "\(column.name): a word for a missing value, such as null or N/A, in"
            + " \(column.missingWords.formatted) of \(column.rows.formatted) cells"
        )
      )
    }
    return problems
  }
}

extension ColumnFinding.Shape {
  /// What cells of this shape are called.
  var noun: String {
    switch self {
    case .integer: "whole numbers"
    case .decimal: "numbers"
    case .boolean: "truth values"
    case .date: "dates"
    case .dateTime: "dates with times"
    case .epoch: "counts since 1970"
    case .email: "e-mail addresses"
    case .identifier: "identifiers"
    case .word: "words"
    case .text: "texts"
    case .json: "JSON"
    case .empty: "empty"
    }
  }
}
