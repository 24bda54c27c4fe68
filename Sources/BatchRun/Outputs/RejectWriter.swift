import CSV
import Diagnostics

/// Writes `rejects.csv` while files are read, or only counts where nothing is written.
final class RejectWriter {
  private let table: CSVWriter?
  private let policy: RejectPolicy
  private var count = 0
  /// Why the outputs must not be written: the disk, or more rejects than allowed.
  private(set) var failure: (any Error)?

  init(to outputs: OutputSet?, policy: RejectPolicy) throws {
    self.policy = policy
    table = try outputs?.table(
      "rejects.csv",
      ["file", "line", "column", "code", "value", "hint", "byte"]
    )
  }

  func write(_ reject: Reject) {
    if let table { write(reject, to: table) }
    count += 1
    failure = failure ?? policy.error(after: count, latest: reject)
  }

  private func write(_ reject: Reject, to table: CSVWriter) {
    table.field(reject.location.file)
    table.field(reject.location.line)
    table.field(
      reject.columnName.isEmpty
        ? reject.location.column.map(String.init) ?? "" : reject.columnName
    )
    table.field(reject.code)
    table.field(reject.value)
    table.field(reject.hint)
    table.field(reject.location.byte.map(String.init) ?? "")
    do { try table.endRecord() } catch { failure = failure ?? error }
  }
}
