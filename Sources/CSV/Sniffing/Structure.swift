import Diagnostics

/// What the stages say about a text before its rows are read.
struct Structure {
  var delimiter: DelimiterFinding
  var quote: QuoteFinding
  var lineEnds: LineEndFinding
  var header: HeaderFinding

  /// All stages, for a person to read.
  init(
    of text: TextSource,
    name: String,
    declared: CSVDialect?,
    headerLine: Int?
  ) throws(CSVError) {
    let found = text.sample.withUnsafeBytes { bytes -> Structure? in
      var sample = TextSample(bytes: bytes, isWhole: text.isSampleWhole, line: text.firstLine)
      let start = DialectStage.start(of: sample)
      guard sample.drop(beforeLine: headerLine ?? start.line) else { return nil }
      let stage = DialectStage(sample, declared: declared, hinted: start.delimiter, text)
      return Structure(sample, stage, headerLine: headerLine)
    }
    guard let found else { throw Opening.empty(name, headerLine: headerLine) }
    self = found
  }

  private init?(_ sample: TextSample, _ stage: DialectStage, headerLine: Int?) {
    guard let header = HeaderStage.finding(in: sample, stage.dialect, declaredLine: headerLine)
    else { return nil }
    self.header = header
    delimiter = stage.delimiter
    quote = stage.quote
    if let reason = QuoteStage.suspectsQuotesAreText(sample, stage.dialect) {
      quote.suspectsQuotesAreText = true
      quote.confidence = .low
      quote.because = reason
    }
    var scanner = sample.scanner(stage.dialect)
    while scanner.next() != nil {}
    lineEnds = LineEndFinding(scanner.lineEnds)
  }
}

/// The second and third stage together: what a reader needs before it can read.
struct DialectStage {
  let delimiter: DelimiterFinding
  let quote: QuoteFinding
  let dialect: CSVDialect

  init(
    _ sample: TextSample,
    declared: CSVDialect?,
    hinted: UInt8?,
    _ text: TextSource
  ) {
    // JSON lines arrive as CSV of our own making.
    let declared = text.isJSONLines ? .rfc4180 : declared
    delimiter = DelimiterStage.finding(in: sample, declared: declared?.delimiter, hinted: hinted)
    let found = delimiter.delimiter.utf8.first ?? UInt8(ascii: ",")
    quote =
      declared.map(QuoteStage.declared) ?? QuoteStage.finding(in: sample, delimiter: found)
    dialect =
      declared ?? CSVDialect(delimiter: found, escape: quote.escape?.utf8.first)
  }

  /// The line that the records begin on, behind Excel's first line `sep=;`, and what it says.
  static func start(of sample: TextSample) -> (line: Int, delimiter: UInt8?) {
    let bytes = sample.bytes.prefix(7)
    let start = (sample.line, nil as UInt8?)
    guard bytes.count >= 5, bytes.prefix(4).elementsEqual("sep=".utf8) else { return start }
    guard CSVDialect(delimiter: bytes[4]).isUsable else { return start }
    let isLine = bytes.count == 5 || bytes[5] == Byte.lineFeed || bytes[5] == Byte.carriageReturn
    return isLine ? (sample.line + 1, bytes[4]) : start
  }
}
