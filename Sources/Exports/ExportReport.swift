import Foundation

/// What an export wrote, for machines: `export.json`.
///
/// Equal exports have equal manifests.
public struct ExportManifest: Sendable, Codable {
  /// One file to import.
  public struct File: Sendable, Codable {
    /// Its name.
    public var file: String
    /// Rows without the header.
    public var rows: Int
    /// Its size.
    public var bytes: Int
    /// Its XXH3-128 hash.
    public var xxh128: String
  }

  /// One contact export that was read.
  public struct ContactsInput: Sendable, Codable {
    /// The file as the user named it.
    public var file: String
    /// The tool that it comes from.
    public var tool: String
    /// Rows that could be read.
    public var rows: Int
    /// Rows that could not.
    public var rejected: Int
  }

  /// What was compared with.
  public struct Comparison: Sendable, Codable {
    /// The as-of instant of the earlier results.
    public var asOf: String
    /// Rows that are the same as then.
    public var unchanged: Int
    /// Rows of then that these results do not give.
    public var vanished: Int
  }

  /// The version of the program.
  public var version: String
  /// The profile that was written for.
  public var target: String
  /// How sure we are of its import format: `high`, `medium` or `low`.
  public var confidence: String
  /// What to know before importing.
  public var notes: [String]
  /// The as-of instant of the results.
  public var asOf: String
  /// The exports of the tools that were read.
  public var contactInputs: [ContactsInput]
  /// Scored contacts, or planned messages, of the results.
  public var contacts: Int
  /// Rows in all files.
  public var written: Int
  /// Contacts that are in no file, by cause; `left_out.csv` names them.
  public var leftOut: [String: Int]
  /// The comparison with earlier results, if one was asked for.
  public var since: Comparison?
  /// The files to import.
  public var files: [File]
}

/// What an export did, for a person at the terminal or for a script.
public struct ExportSummary: Sendable, Codable {
  /// Everything in detail.
  public var manifest: ExportManifest
  /// Where the files are.
  public var outputFolder: String
  /// Whether nothing was written.
  public var isDryRun: Bool
  /// Each file and whether it is new, changed, unchanged or removed.
  public var changes: [String]

  /// The summary as a few lines of text.
  public var text: String {
    let manifest = manifest
    var lines = [
      "As of \(manifest.asOf): \(manifest.written) of \(manifest.contacts) rows for"
        + " \(manifest.target) (confidence \(manifest.confidence))"
    ]
    lines += manifest.files.map {
      "  file     \($0.file): \($0.rows) row\($0.rows == 1 ? "" : "s"), \($0.bytes) bytes"
    }
    if let since = manifest.since {
      lines.append(
        "  since    \(since.asOf): \(since.unchanged) unchanged, \(since.vanished) vanished"
      )
    }
    for cause in LeftOut.Cause.allCases {
      guard let count = manifest.leftOut[cause.rawValue] else { continue }
      lines.append("  left out \(count) \(cause.words)")
    }
    lines += manifest.contactInputs.filter { $0.rejected > 0 }.map {
      "  note     \($0.rejected) rows of \($0.file) cannot be read; 'leadtime run' tells why"
    }
    lines += manifest.notes.map { "  note     \($0)" }
    if isDryRun {
      lines +=
        ["  dry run: nothing was written; an export would make"] + changes.map { "    \($0)" }
    } else {
      lines.append("  manifest \(outputFolder)/\(ExportFolder.manifestName)")
    }
    return lines.joined(separator: "\n")
  }

  /// The summary as JSON.
  public func json() throws -> String { try Self.encode(self) }

  static func encode(_ value: some Encodable) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(value), as: UTF8.self) + "\n"
  }
}
