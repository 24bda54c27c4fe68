/// How records look where a dialect leaves a choice.
public struct CSVStyle: Hashable, Sendable {
  /// Which cells are quoted.
  public enum Quoting: String, Hashable, Sendable, Codable, CaseIterable {
    /// Those that hold delimiters, quotes or line ends.
    case minimal
    /// All of them.
    case all
  }

  /// What ends a record.
  public enum LineEnd: String, Hashable, Sendable, Codable, CaseIterable {
    /// A line feed.
    case lineFeed = "lf"
    /// A carriage return and a line feed.
    case pair = "crlf"
  }

  /// Which cells are quoted.
  public var quoting: Quoting
  /// What ends a record.
  public var lineEnd: LineEnd
  /// Whether the file begins with the mark of UTF-8, which Excel needs to know the encoding.
  public var hasByteOrderMark: Bool
  /// Whether texts that a spreadsheet would run as a formula get a `'` before them.
  ///
  /// That is texts that begin with `=`, `+`, `-`, `@`, a tab or a carriage return, unless they are
  /// plain numbers. Reading such a file gives the texts with the `'`.
  public var guardsFormulas: Bool

  /// Creates a style: minimal quoting, line feeds, no mark and no guard unless told otherwise.
  public init(
    quoting: Quoting = .minimal,
    lineEnd: LineEnd = .lineFeed,
    hasByteOrderMark: Bool = false,
    guardsFormulas: Bool = false
  ) {
    self.quoting = quoting
    self.lineEnd = lineEnd
    self.hasByteOrderMark = hasByteOrderMark
    self.guardsFormulas = guardsFormulas
  }
}
