/// What stands around cells that hold delimiters, and how a quote is written in them.
public struct QuoteFinding: Hashable, Sendable, Codable {
  /// The quote; nil when quotes are text.
  public var quote: String?
  /// What makes a quote behind it text, besides another quote; nil for nothing.
  public var escape: String?
  /// Whether quotes seem to be text, which is told but never done unasked.
  public var suspectsQuotesAreText = false
  /// How sure this is.
  public var confidence: CSVConfidence
  /// Why.
  public var because: String
}

/// The third stage: quote and escape.
enum QuoteStage {
  private static let recordsToLookAt = 10_000

  /// Tries a backslash where one stands before a quote; it counts when it mends records.
  static func finding(in sample: TextSample, delimiter: UInt8) -> QuoteFinding {
    var finding = QuoteFinding(
      quote: "\"",
      confidence: .high,
      because: "quotes inside quoted cells are doubled"
    )
    guard sample.hasBackslashQuote else { return finding }
    let backslash = UInt8(ascii: "\\")
    let plain = Trial(sample, CSVDialect(delimiter: delimiter))
    let escaped = Trial(sample, CSVDialect(delimiter: delimiter, escape: backslash))
    if escaped.bad < plain.bad {
      finding.escape = "\\"
      finding.confidence = escaped.bad == 0 ? .high : .medium
      finding.because =
        "with \\\" as a quote \(escaped.bad) of \(escaped.records) records break, without it"
        + " \(plain.bad)"
    }
    return finding
  }

  /// The finding for a dialect that was declared.
  static func declared(_ dialect: CSVDialect) -> QuoteFinding {
    QuoteFinding(
      quote: dialect.quote.map { String(decoding: [$0], as: UTF8.self) },
      escape: dialect.escape.map { String(decoding: [$0], as: UTF8.self) },
      confidence: .high,
      because: "declared"
    )
  }

  /// Whether the records are better with quotes as text.
  static func suspectsQuotesAreText(_ sample: TextSample, _ dialect: CSVDialect) -> String? {
    guard dialect.quote != nil else { return nil }
    let quoted = Trial(sample, dialect)
    guard quoted.bad > 0 else { return nil }
    let plain = Trial(sample, CSVDialect(delimiter: dialect.delimiter, quote: nil))
    guard plain.width > 1, plain.bad * 2 < quoted.bad else { return nil }
    return "\(quoted.bad) of \(quoted.records) records break at a quote; with quotes as text"
      + " \(plain.bad) of \(plain.records): if so, declare `quotes: none`"
  }

  /// How many records a dialect breaks.
  private struct Trial {
    private(set) var records = 0
    private(set) var bad = 0
    private(set) var width = 0

    init(_ sample: TextSample, _ dialect: CSVDialect) {
      let all = sample.records(dialect, limit: QuoteStage.recordsToLookAt)
      let widths = Dictionary(all.map { ($0.width, 1) }, uniquingKeysWith: +)
      width = widths.max { ($0.value, $0.key) < ($1.value, $1.key) }?.key ?? 0
      records = all.count
      for record in all where isBad(record) { bad += 1 }
    }

    private func isBad(_ record: SampleRecord) -> Bool {
      record.fault != nil || record.width > width || (record.hasStrayQuote && record.width != width)
    }
  }
}
