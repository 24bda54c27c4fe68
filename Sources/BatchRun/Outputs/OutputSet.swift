import CSV
import Foundation

/// All outputs of a run: written beside their targets and put in place together at the end.
///
/// A run that fails leaves the outputs of the last one as they were.
final class OutputSet {
  /// The folder that the user named.
  let folder: String
  private let workFolder: String
  private let isDryRun: Bool
  private var files: [(name: String, file: OutputFile)] = []
  private let lock: FolderLock?

  /// The tables that a run or an evaluation writes.
  static let tableNames = [
    "scores.csv", "send_times.csv", "channels.csv", "send_plan.csv", "suppressions.csv",
    "handoff.csv", "accounts.csv", "handoff_accounts.csv", "rejects.csv", "predictions.csv",
    "history.csv",
  ]

  /// What became of one output.
  struct Change: Hashable, Sendable, Codable {
    /// How the file compares with the one of the last run.
    enum Kind: String, Sendable, Codable {
      case new, changed, unchanged
    }

    var file: String
    var kind: Kind
  }

  /// Makes the folder if it is not there.
  init(folder: String, isDryRun: Bool) throws {
    self.folder = folder
    self.isDryRun = isDryRun
    let scratch =
      FileManager.default.temporaryDirectory.path
      + "/leadtime-\(ProcessInfo.processInfo.processIdentifier)"
    workFolder = isDryRun ? scratch : folder
    do {
      try FileManager.default.createDirectory(
        atPath: workFolder,
        withIntermediateDirectories: true
      )
    } catch {
      throw BatchRunError(
        .outputFolder,
        "cannot make the folder '\(workFolder)'",
        hint: "check that its parent exists, is a folder and may be written to"
      )
    }
    lock = isDryRun ? nil : try FolderLock(folder)
  }

  deinit {
    files = []
    if isDryRun { try? FileManager.default.removeItem(atPath: workFolder) }
  }

  /// Opens an output; one that was opened before by this name is given up.
  func file(_ name: String) throws -> OutputFile {
    files.removeAll { $0.name == name }
    let file = try OutputFile(path: "\(workFolder)/\(name)")
    files.append((name, file))
    return file
  }

  /// Opens a table.
  func table(_ name: String, _ columns: [String]) throws -> CSVWriter {
    CSVWriter(to: try file(name), header: columns)
  }

  /// Puts all outputs in place and tells how they compare with the last ones.
  func commit() throws -> [Change] {
    let before = Dictionary(
      uniqueKeysWithValues: files.map { ($0.name, FileDigest(of: "\(folder)/\($0.name)")) }
    )
    for (_, file) in files { try file.finish() }
    // The manifest comes last: where it is new, everything is.
    for (name, file) in files where name != "manifest.json" { try file.commit() }
    for (name, file) in files where name == "manifest.json" { try file.commit() }
    return files.map(\.name).sorted().map { name in
      let digest = FileDigest(of: "\(workFolder)/\(name)")
      guard let earlier = before[name] ?? nil else { return Change(file: name, kind: .new) }
      return Change(file: name, kind: earlier == digest ? .unchanged : .changed)
    }
  }
}
