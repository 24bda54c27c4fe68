package import Diagnostics

/// What happens when rows cannot be used.
public enum RejectPolicy: Hashable, Sendable {
  /// The first such row ends the reading with its own code.
  case fail
  /// Such rows are reported and left out; one more than the limit ends the reading with
  /// `csv.too-many-rejects`. Without a limit nothing does.
  case quarantine(limit: Int?)

  /// The error that ends the reading after a reject, if it does.
  package func error(after count: Int, latest reject: Reject) -> CSVError? {
    switch self {
    case .fail:
      return CSVError(
        CSVError.Code(rawValue: reject.code) ?? .tooManyRejects,
        "the row cannot be used (\(reject.code)), and no reject is allowed",
        at: reject.location,
        hint: reject.hint
      )
    case .quarantine(let limit?) where count > limit:
      return CSVError(
        .tooManyRejects,
        "\(count) rows cannot be used, more than the limit of \(limit)",
        at: reject.location,
        hint: "the latest is \(reject.code): \(reject.hint)"
      )
    case .quarantine: return nil
    }
  }
}
