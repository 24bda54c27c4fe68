/// What separates the cells.
public struct DelimiterFinding: Hashable, Sendable, Codable {
  /// The delimiter, one character.
  public var delimiter: String
  /// How sure this is.
  public var confidence: CSVConfidence
  /// Why.
  public var because: String
}

/// The second stage: the delimiter.
enum DelimiterStage {
  /// The delimiters that are tried; the first wins where nothing speaks for another.
  static let candidates: [UInt8] = [",", ";", "\t", "|"].map(UInt8.init(ascii:))
  private static let recordsToLookAt = 32

  /// What Excel's line says or, without one, the delimiter that cuts the most records into as many
  /// cells as the header has.
  static func finding(
    in sample: TextSample,
    declared: UInt8?,
    hinted: UInt8?
  ) -> DelimiterFinding {
    if let declared { return finding(declared, .high, "declared") }
    if let hinted { return finding(hinted, .high, "the first line says so: sep=") }
    var trials = candidates.map { Trial(of: $0, escape: nil, in: sample) }
    if !trials.contains(where: \.isPerfect), sample.hasBackslashQuote {
      trials += candidates.map { Trial(of: $0, escape: UInt8(ascii: "\\"), in: sample) }
    }
    let fitting = trials.filter { $0.width > 1 }
    guard let best = fitting.max(by: { $0.rank < $1.rank }) else {
      return finding(candidates[0], .low, "no delimiter was found: one column")
    }
    let reason =
      "\(best.agreeing) of the first \(best.records) records have \(best.width) cells"
    return finding(best.delimiter, best.isPerfect ? .high : .medium, reason)
  }

  private static func finding(
    _ delimiter: UInt8,
    _ confidence: CSVConfidence,
    _ because: String
  ) -> DelimiterFinding {
    DelimiterFinding(
      delimiter: String(decoding: [delimiter], as: UTF8.self),
      confidence: confidence,
      because: because
    )
  }

  /// How one delimiter cuts the first records.
  private struct Trial {
    let delimiter: UInt8
    /// The width that counts: that of the first record, or of most where titles come first.
    private(set) var width = 0
    private(set) var agreeing = 0
    private(set) var records = 0

    init(of delimiter: UInt8, escape: UInt8?, in sample: TextSample) {
      self.delimiter = delimiter
      let dialect = CSVDialect(delimiter: delimiter, escape: escape)
      let records = sample.records(dialect, limit: DelimiterStage.recordsToLookAt)
      self.records = records.count
      guard let first = records.first else { return }
      let widths = records.filter { $0.fault == nil && !$0.hasStrayQuote }.map(\.width)
      width = first.width
      agreeing = widths.count { $0 == width }
      considerTitles(widths)
    }

    /// Titles before a table are short: what many of the records have counts then.
    private mutating func considerTitles(_ widths: [Int]) {
      let counts = Dictionary(widths.map { ($0, 1) }, uniquingKeysWith: +)
      guard let usual = counts.max(by: { ($0.value, $0.key) < ($1.value, $1.key) }),
        usual.key >= 3, usual.key > width, usual.value >= 3,
        usual.value * 5 >= records * (width == 1 ? 2 : 3)
      else { return }
      (width, agreeing) = usual
    }

    var isPerfect: Bool { width > 1 && agreeing == records }

    var rank: (Double, Int) { (Double(agreeing) / Double(max(records, 1)), width) }
  }
}
