import Diagnostics

/// Lines of JSON that are no objects.
extension BatchFiller {
  /// The reject of a line that ``JSONLinesSource`` could not make a row of.
  ///
  /// All its other rows are well formed, so text behind a quote can be nothing else.
  func badJSON(onLine line: Int, at start: Int) -> PendingReject {
    // The line stands behind two quotes and a space; bytes beyond the record limit may be in memory
    // or not, so they are left out.
    let end = min(start + 203, start + format.limits.maximumRecordBytes, windowBytes.count)
    let text = windowBytes[min(start + 3, end)..<end]
    let reject = Reject(
      location: SourceLocation(file: format.name, line: line),
      code: CSVError.Code.badJSON.rawValue,
      value: Reject.shape(of: String(decoding: text.prefix { $0 != Byte.lineFeed }, as: UTF8.self)),
      hint: "the line is no JSON object, or is cut off: complete it, or export the file again"
    )
    return PendingReject(reject: reject)
  }
}
