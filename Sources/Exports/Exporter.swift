// Exports: results go back into the tools. Comes in: the output folder of a run, a profile's writer
// map, and the tools' own contact exports. Goes out: files that the tool imports without losing
// anything, a table of who was left out, and a manifest.
// This room must not know how a score or an hour was found, nor any tool by name.

import CRMData
import Diagnostics

/// What to export, and where to.
public struct ExportOptions: Sendable {
  /// The output folder of a run.
  public var results: String
  /// The name of a profile, or the path of one.
  public var target: String
  /// The folder for the files.
  public var output: String
  /// The tools' own exports, each with an optional `:PROFILE`.
  public var contacts: [String]
  /// The output folder of an earlier run, to write only what differs.
  public var since: String?
  /// Whether to write nothing.
  public var isDryRun: Bool
  /// The version of the program, for the manifest.
  public var version: String

  /// Creates options.
  public init(
    results: String,
    target: String,
    output: String,
    contacts: [String] = [],
    since: String? = nil,
    isDryRun: Bool = false,
    version: String = ""
  ) {
    self.results = results
    self.target = target
    self.output = output
    self.contacts = contacts
    self.since = since
    self.isDryRun = isDryRun
    self.version = version
  }
}

/// Writes the files that a tool imports.
///
///     let options = ExportOptions(results: "tonight", target: "hubspot", output: "import")
///     print(try Exporter(options).run().text)
///
/// Equal results, exports and profiles give equal bytes. Rows are in memory until they are
/// written.
public struct Exporter {
  private let options: ExportOptions
  private let library: ProfileLibrary
  private let target: Target

  /// Finds the target.
  ///
  /// - Throws: ``ExportError`` when there is none, `SettingsError` when its profile is damaged.
  public init(_ options: ExportOptions) throws {
    self.options = options
    library = try ProfileLibrary()
    target = try Target(options.target, library: library)
  }

  /// Reads the results and writes the files.
  ///
  /// - Returns: What was written and what was not.
  /// - Throws: a `DiagnosticError` when the results cannot be used or the files not be written.
  public func run() throws -> ExportSummary {
    let results = try Results(folder: options.results)
    let folder = try ExportFolder(
      path: options.output,
      results: options.results,
      target: target.name
    )
    var directory = ContactDirectory(target)
    try checkContacts(results)
    for file in options.contacts { try directory.read(file, library: library) }
    let rows = try RowSet(results, target, directory, scoredAt: results.asOf)
    let comparison = try compare(rows, results, directory)
    let parts = split(comparison.rows, directory)
    try folder.check(parts)
    let manifest = manifest(results, directory, rows, comparison.since, parts)
    let changes = changes(parts, folder)
    if !options.isDryRun {
      let text = try ExportSummary.encode(manifest)
      try folder.write(parts, leftOut: rows.leftOut, manifest: text)
    }
    return ExportSummary(
      manifest: manifest,
      outputFolder: options.output,
      isDryRun: options.isDryRun,
      changes: changes
    )
  }

  /// Refuses to go on without the exports that rows need.
  private func checkContacts(_ results: Results) throws {
    guard options.contacts.isEmpty else { return }
    var isNeeded = target.writer.needsOwnRecords
    if !isNeeded, target.writer.match == .email {
      try results.forEachRow(of: target.writer.rows, fields: []) { row in
        isNeeded = isNeeded || Target.address(in: row.contactID) == nil
      }
    }
    guard isNeeded else { return }
    let what = target.writer.needsOwnRecords ? "cells of its own export" : "addresses"
    throw ExportError(
      .contactsNeeded,
      "rows for \(target.name) need \(what), which results do not hold",
      hint: "give the exports that the run read: --contacts FILE ..."
    )
  }

  private func compare(_ rows: RowSet, _ results: Results, _ directory: ContactDirectory) throws
    -> (rows: [[TargetRow]], since: ExportManifest.Comparison?)
  {
    guard let folder = options.since else { return (rows.files, nil) }
    let earlier = try Results(folder: folder)
    let before = try RowSet(earlier, target, directory, scoredAt: results.asOf)
    let changed = rows.changes(since: before)
    let comparison = ExportManifest.Comparison(
      asOf: "\(earlier.asOf)",
      unchanged: rows.files.joined().count - changed.joined().count,
      vanished: rows.vanished(since: before)
    )
    return (changed, comparison)
  }

  private func split(_ rows: [[TargetRow]], _ directory: ContactDirectory) -> [TargetPart] {
    zip(target.writer.files, rows).flatMap { file, rows in
      TargetPart.split(
        rows,
        name: file.name,
        header: file.columns.map { $0.name ?? directory.header(of: $0) },
        dialect: target.writer.dialect
      )
    }
  }

  private func manifest(
    _ results: Results,
    _ directory: ContactDirectory,
    _ rows: RowSet,
    _ since: ExportManifest.Comparison?,
    _ parts: [TargetPart]
  ) -> ExportManifest {
    ExportManifest(
      version: options.version,
      target: target.name,
      confidence: target.writer.confidence.rawValue,
      notes: target.writer.notes,
      asOf: "\(results.asOf)",
      contactInputs: directory.inputs,
      contacts: rows.contacts,
      written: parts.reduce(0) { $0 + $1.rows.count },
      leftOut: Dictionary(rows.leftOut.map { ($0.cause.rawValue, 1) }, uniquingKeysWith: +),
      since: since,
      files: parts.map {
        ExportManifest.File(
          file: $0.name,
          rows: $0.rows.count,
          bytes: $0.byteCount,
          xxh128: $0.digest
        )
      }
    )
  }

  private func changes(_ parts: [TargetPart], _ folder: ExportFolder) -> [String] {
    parts.map { part in
      guard let digest = folder.earlier[part.name] else { return "\(part.name): new" }
      return "\(part.name): \(digest == part.digest ? "unchanged" : "changed")"
    } + folder.outdated(parts).map { "\($0): removed" }
  }
}
