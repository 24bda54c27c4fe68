import CRMData

/// What a run found, for a person at the terminal or for a script.
public struct RunSummary: Sendable, Codable {
  /// Everything in detail.
  public var manifest: Manifest
  /// Where the outputs are.
  public var outputFolder: String
  /// Whether nothing was written.
  public var isDryRun: Bool
  /// Each output and whether it is new, changed or unchanged.
  public var changes: [String]

  /// The summary as a few lines of text.
  public var text: String {
    let model = manifest.conversionModel
    var lines = [
      "As of \(manifest.asOf): \(manifest.contacts.formatted) contacts,"
        + " \(manifest.events.formatted) events, \(manifest.conversions.formatted) conversions",
      "  who      \(model.summary)",
      "           \(manifest.handedOver.formatted) leads go to sales; segments: "
        + Self.list(manifest.segments),
      "  when     \(manifest.sendTime.commonHour) suits the list; hours are "
        + Self.list(manifest.sendTime.basis),
      "  channel  \(Self.list(manifest.channels))",
      "  plan     \(manifest.planned.formatted) messages planned"
        + (manifest.suppressed.isEmpty ? "" : "; kept back: \(Self.list(manifest.suppressed))"),
      "  rows     " + rowLine,
    ]
    lines += manifest.warnings.map { "  note     \($0)" }
    if isDryRun {
      lines += ["  dry run: nothing was written; a run would make"] + changes.map { "    \($0)" }
    } else {
      lines.append("  report   \(outputFolder)/report.html")
    }
    return lines.joined(separator: "\n")
  }

  private var rowLine: String {
    let rows = manifest.rows
    let cells = rows.rejectCount - rows.rejectedRows
    return "\(rows.usedRows.formatted) used, \(rows.duplicateRows.formatted) duplicate, "
      + "\(rows.rejectedRows.formatted) rejected"
      + (cells > 0 ? ", \(cells.formatted) used without a cell" : "")
      + (rows.rejectCount > 0 ? " (see rejects.csv)" : "")
  }

  private static func list(_ counts: [String: Int]) -> String {
    guard !counts.isEmpty else { return "none" }
    return counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
      .map { "\($0.key) \($0.value.formatted)" }.joined(separator: ", ")
  }

  /// The summary as JSON.
  public func json() throws -> String { try JSONText.encode(self) }
}
