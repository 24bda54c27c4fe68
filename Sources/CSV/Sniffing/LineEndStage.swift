/// How lines end, outside quoted cells.
public struct LineEndFinding: Hashable, Sendable, Codable {
  /// A kind of line end.
  public enum Kind: String, Hashable, Sendable, Codable {
    /// Line feeds, as on Unix.
    case lineFeed = "LF"
    /// Pairs of carriage return and line feed, as on Windows.
    case pair = "CRLF"
    /// Carriage returns, as on old Macs.
    case carriageReturn = "CR"
    /// Several of these.
    case mixed
    /// There is one line without an end.
    case none
  }

  /// What ends lines.
  public var kind: Kind
  /// How many of the lines looked at end with LF, with CRLF and with CR.
  public var counts: [Int]

  init(_ counts: LineEndCounts) {
    self.counts = [counts.lineFeeds, counts.pairs, counts.carriageReturns]
    let kinds = zip(self.counts, [Kind.lineFeed, .pair, .carriageReturn]).filter { $0.0 > 0 }
    kind = kinds.count > 1 ? .mixed : kinds.first?.1 ?? .none
  }
}
