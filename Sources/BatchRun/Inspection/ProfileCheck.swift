public import CRMData
import Diagnostics
import Foundation

/// Whether a profile can be used, and what becomes of the rows of some exports with it.
///
///     print(try ProfileCheck("my-crm.yaml", exports: ["leads.csv"]).text)
public struct ProfileCheck: Sendable, Codable {
  /// The profile's file.
  public var file: String
  /// The profile's name.
  public var profile: String
  /// The tables that it fills, in the order of the file.
  public var tables: [TableKind]
  /// What became of the rows of each export and table.
  public var files: [FileReport] = []
  /// The first rows and cells that cannot be used: where, why and how to repair them.
  public var firstRejects: [String] = []
  /// Event types that only these files use.
  public var ownEventTypes: [String] = []
  /// How many contacts, events and conversions came of it.
  public var contacts = 0, events = 0, conversions = 0
  /// What keeps the exports from being a whole night's input, if anything does.
  public var remark: String?

  /// More rejects than this are not listed one by one.
  private static let mostRejects = 5

  /// Reads a profile and, with it, some exports.
  ///
  /// - Parameters:
  ///   - file: the profile's YAML file.
  ///   - exports: files to read with it.
  ///   - tools: what only the user knows of the tools.
  /// - Throws: `SettingsError` with the line of what is wrong in the profile; `CSVError` or
  ///   `CRMDataError` for an export that cannot be read with it.
  public init(_ file: String, exports: [String], tools: [String: ToolSetting] = [:]) throws {
    let profile = try Profile(contentsOf: file)
    self.file = file
    self.profile = profile.name
    tables = profile.tables.map(\.table)
    let library = try ProfileLibrary(additional: [profile])
    let inputs = try exports.compactMap {
      try InputFile.recognised($0, name: $0, profile: profile, library: library)
    }
    guard !inputs.isEmpty else { return }
    var rejects: [String] = []
    do {
      let snapshot = try CRMImporter(tools: tools).snapshot(of: inputs) { reject in
        if rejects.count < Self.mostRejects { rejects.append(Self.line(reject)) }
      }
      files = snapshot.report.files
      ownEventTypes = snapshot.report.customEventTypes
      contacts = snapshot.contacts.count
      events = snapshot.events.count
      conversions = snapshot.conversionCount
    } catch let error as CRMDataError where error.code == .noContacts {
      remark = "these files make no contacts: \(error.hint ?? "")"
    }
    firstRejects = rejects
  }

  private static func line(_ reject: Reject) -> String {
    let column = reject.columnName.isEmpty ? "" : " (\(reject.columnName))"
    return "\(reject.location)\(column): \(reject.code): \(reject.value)\n    \(reject.hint)"
  }

  /// Whether every row of the exports was used.
  public var isClean: Bool { firstRejects.isEmpty && remark == nil }

  /// What was found, for people.
  public var text: String {
    let names = tables.map(\.rawValue).joined(separator: ", ")
    var lines = ["\(file): the profile '\(profile)' can be used; it fills \(names)"]
    for report in files { lines += Self.lines(report) }
    if !files.isEmpty {
      lines.append(
        "together: \(contacts.formatted) contacts, \(events.formatted) events,"
          + " \(conversions.formatted) conversions"
      )
    }
    if !ownEventTypes.isEmpty {
      lines.append(
        "event types that Leadtime does not know: \(ownEventTypes.joined(separator: ", "))"
      )
    }
    if !firstRejects.isEmpty { lines.append("the first rows and cells that cannot be used:") }
    lines += firstRejects.map { "  \($0)" }
    if let remark { lines.append(remark) }
    return lines.joined(separator: "\n")
  }

  private static func lines(_ report: FileReport) -> [String] {
    var lines = [
      "\(report.file) as \(report.table): \(report.rows.formatted) rows:"
        + " \(report.used.formatted) used, \(report.duplicates.formatted) duplicate,"
        + " \(report.rejected.formatted) rejected"
        + (report.otherRows > 0 ? ", \(report.otherRows.formatted) of other tables" : "")
    ]
    func note(_ title: String, _ names: [String]) {
      if !names.isEmpty { lines.append("  \(title): \(names.joined(separator: ", "))") }
    }
    note("kept as attributes", report.keptColumns)
    note("not used", report.unusedColumns)
    note("named by the profile, not in the file", report.missingColumns)
    note("contacts found by", report.links.sorted { $0.key < $1.key }.map { "\($0) \($1)" })
    if report.shortRows > 0 {
      lines.append(
        "  rows shorter than the header, read as if filled up: \(report.shortRows.formatted)"
      )
    }
    if report.outsideLines > 0 {
      lines.append(
        "  lines not read, since the table ended at a blank line or a row of one cell:"
          + " \(report.outsideLines.formatted) (ends_at_short_row)"
      )
    }
    if let assumed = report.times["assumed"] {
      lines.append(
        "  \(assumed.formatted) times print no zone and nobody says it: set it under 'tools:' in"
          + " the configuration, or 'zone:' in the profile"
      )
    }
    return lines
  }

  /// What was found, as JSON.
  public func json() throws -> String { try JSONText.encode(self) }
}
