import Diagnostics

/// Lines of JSON that are no objects.
extension BatchFiller {
  /// The reject of a line that ``JSONLinesSource`` could not make a row of.
  ///
  /// All its other rows are well formed, so text behind a quote can be nothing else.
  func badJSON(onLine line: Int, at start: Int) -> PendingReject {
    // The line stands behind two quotes and a space.
    let text = windowBytes[min(start + 3, windowBytes.count)...].prefix(200)
    let reject = Reject(
      location: SourceLocation(file: format.name, line: line),
      code: CSVError.Code.badJSON.rawValue,
      value: Reject.shape(of: String(decoding: text.prefix { $0 != Byte.lineFeed }, as: UTF8.self)),
      hint: "the line is no JSON object, or is cut off: complete it, or export the file again"
    )
    return PendingReject(reject: reject)
  }
}
