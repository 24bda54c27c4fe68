import CRMData
import CSV

/// For a person: 80 columns wide, with the reasons.
extension FileInspection {
  private static let width = 80
  private static let labelWidth = 14

  /// The inspection as text.
  public var text: String {
    let rows = Self.count(verdict.rows.rows, verdict.isJSONLines ? "JSON line" : "row")
    var lines = ["\(file): \(rows), \(Self.count(verdict.columns.count, "column"))"]
    lines += structure + [""] + columns
    if !problems.isEmpty {
      lines += ["", "problems"] + problems.flatMap(Self.lines)
    }
    return lines.joined(separator: "\n")
  }

  private static func count(_ number: Int, _ noun: String) -> String {
    "\(number.formatted) \(noun)\(number == 1 ? "" : "s")"
  }

  private var structure: [String] {
    let encoding = verdict.encoding
    let mark = encoding.mark.isEmpty ? "" : " with mark \(encoding.mark)"
    let packed = encoding.container == .plain ? "" : " in \(encoding.container.rawValue)"
    var lines = Self.finding(
      "encoding",
      encoding.encoding.rawValue + mark + packed,
      encoding.confidence,
      encoding.because
    )
    if !verdict.isJSONLines {
      lines += Self.finding(
        "delimiter",
        Self.named(verdict.delimiter.delimiter),
        verdict.delimiter.confidence,
        verdict.delimiter.because
      )
      lines += Self.finding(
        "quote",
        quote,
        verdict.quote.confidence,
        verdict.quote.because
      )
      lines += Self.wrapped(label: "line ends", verdict.lineEnds.kind.rawValue)
      lines += Self.finding(
        "header",
        "line \(verdict.header.line)",
        verdict.header.confidence,
        verdict.header.because
      )
    }
    return lines + profileLines
  }

  private var quote: String {
    let escape = verdict.quote.escape.map { ", escaped by \($0)" } ?? ""
    return (verdict.quote.quote ?? "none") + escape
  }

  private var profileLines: [String] {
    guard let name = profile.profile else {
      return Self.wrapped(label: "profile", "none: \(profile.because)")
        + profile.near.flatMap { near in
          Self.wrapped(
            label: "",
            "near: \(near.profile) (\(near.table)), without"
              + " \(near.missingColumns.joined(separator: ", "))"
          )
        }
    }
    let tables = profile.tables.joined(separator: ", ")
    let lines = Self.wrapped(label: "profile", "\(name) (\(tables)): \(profile.because)")
    guard profile.confidence == .low else { return lines }
    return lines
      + Self.wrapped(
        label: "",
        "this format is known from memory only: check what comes out, and send us its shape"
          + " (leadtime profiles report FILE prints no values)"
      )
  }

  private static func finding(
    _ label: String,
    _ value: String,
    _ confidence: CSVConfidence,
    _ because: String
  ) -> [String] {
    wrapped(label: label, "\(value) (\(confidence.rawValue): \(because))")
  }

  private static func named(_ delimiter: String) -> String {
    switch delimiter {
    case ",": "comma"
    case ";": "semicolon"
    case "\t": "tab"
    case "|": "bar"
    default: delimiter
    }
  }

  // MARK: Columns

  private var columns: [String] {
    let titles = Self.row("column", "shape", "missing", "distinct", "longest")
    return [titles]
      + verdict.columns.map { column in
        let isFull = column.distinct >= ColumnFinding.distinctLimit
        let shape =
          column.spelling.map { spelling in
            column.shape == .epoch
              ? spelling.rawValue : "\(column.shape.rawValue) \(spelling.rawValue)"
          } ?? column.shape.rawValue
        return Self.row(
          column.name,
          shape,
          Self.percent(column.missingShare),
          column.distinct.formatted + (isFull ? "+" : ""),
          column.longestBytes.formatted
        )
      }
  }

  private static func row(
    _ name: String,
    _ shape: String,
    _ missing: String,
    _ distinct: String,
    _ longest: String
  ) -> String {
    "  " + padded(name, 26) + " " + padded(shape, 23)
      + [missing, distinct, longest].map { " " + leftPadded($0, 8) }.joined()
  }

  /// Never 0 % nor 100 % where that is not true.
  private static func percent(_ share: Double) -> String {
    if share > 0, share < 0.005 { return "<1 %" }
    if share < 1, share >= 0.995 { return ">99 %" }
    return "\(Int((100 * share).rounded())) %"
  }

  // MARK: Lines of 80 columns

  private static func lines(_ problem: Problem) -> [String] {
    let place = problem.line.map { "line \($0): " } ?? ""
    let code = problem.code.map { "[\($0)] " } ?? ""
    return wrapped("  - ", indent: 4, "\(place)\(code)\(problem.message)")
  }

  private static func wrapped(label: String, _ text: String) -> [String] {
    wrapped("  " + padded(label, labelWidth - 2), indent: labelWidth, text)
  }

  private static func wrapped(_ start: String, indent: Int, _ text: String) -> [String] {
    var lines = [start]
    var isEmpty = true
    for word in text.split(separator: " ", omittingEmptySubsequences: false) {
      if !isEmpty, lines[lines.count - 1].count + 1 + word.count > width {
        lines.append(String(repeating: " ", count: indent))
        isEmpty = true
      }
      lines[lines.count - 1] += (isEmpty ? "" : " ") + word
      isEmpty = false
    }
    return lines
  }

  /// The text in just so many columns; what does not fit ends with a dot.
  private static func padded(_ text: String, _ width: Int) -> String {
    let shown = text.count <= width ? text : text.prefix(width - 1) + "…"
    return shown + String(repeating: " ", count: width - shown.count)
  }

  private static func leftPadded(_ text: String, _ width: Int) -> String {
    String(repeating: " ", count: max(0, width - text.count)) + text
  }
}
