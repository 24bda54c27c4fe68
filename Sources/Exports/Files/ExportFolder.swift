import CSV
import Foundation

/// The folder for a tool's files: all of them appear together, and those of the last export that
/// are not among them go, so that nobody imports them again.
struct ExportFolder {
  /// The folder that the user named.
  let path: String

  static let manifestName = "export.json"
  static let leftOutName = "left_out.csv"

  /// What the last export into this folder wrote.
  let earlier: [String: String]

  private struct EarlierManifest: Decodable {
    struct File: Decodable { var file, xxh128: String }
    var target: String
    var files: [File]
  }

  /// Looks into a folder, which need not be there yet.
  ///
  /// - Throws: ``ExportError`` when it is the results' own or holds the files of another target.
  init(path: String, results: String, target: String) throws {
    self.path = path
    guard Self.resolved(path) != Self.resolved(results) else {
      throw ExportError(
        .outputFolder,
        "'\(path)' holds the results themselves",
        hint: "choose another folder for --output"
      )
    }
    let data = FileManager.default.contents(atPath: "\(path)/\(Self.manifestName)")
    let manifest = data.flatMap { try? JSONDecoder().decode(EarlierManifest.self, from: $0) }
    if let other = manifest?.target, other != target {
      throw ExportError(
        .outputFolder,
        "'\(path)' holds files for \(other)",
        hint: "give each target a folder of its own"
      )
    }
    let files = (manifest?.files ?? []).filter { Self.isPlainName($0.file) }
    earlier = Dictionary(files.map { ($0.file, $0.xxh128) }) { $1 }
  }

  private static func resolved(_ path: String) -> String {
    URL(fileURLWithPath: path).resolvingSymlinksInPath().standardizedFileURL.path
  }

  /// Whether a manifest names a file of ours, and no other place.
  private static func isPlainName(_ name: String) -> Bool {
    !name.contains("/") && name.hasSuffix(".csv")
  }

  /// Names of the last export that the new one does not have.
  func outdated(_ parts: [TargetPart]) -> [String] {
    let names = Set(parts.map(\.name))
    return earlier.keys.filter {
      !names.contains($0) && FileManager.default.fileExists(atPath: "\(path)/\($0)")
    }.sorted()
  }

  /// Refuses to replace what no export wrote: a tool's own export may have the same name.
  ///
  /// - Throws: ``ExportError`` when a file of that name is there that the manifest does not list.
  func check(_ parts: [TargetPart]) throws {
    let foreign = parts.first {
      earlier[$0.name] == nil && FileManager.default.fileExists(atPath: "\(path)/\($0.name)")
    }
    guard let foreign else { return }
    throw ExportError(
      .outputFolder,
      "'\(path)/\(foreign.name)' is there and was not written by an export",
      hint: "choose another folder for --output, or move the file away"
    )
  }

  /// Writes everything, the manifest last.
  func write(_ parts: [TargetPart], leftOut: [LeftOut], manifest: String) throws {
    try make()
    var files: [OutputFile] = []
    for part in parts {
      let file = try OutputFile(path: "\(path)/\(part.name)")
      file.write(part.opening)
      for row in part.rows { file.write(row.bytes) }
      files.append(file)
    }
    files.append(try table(leftOut))
    let last = try OutputFile(path: "\(path)/\(Self.manifestName)")
    last.write(manifest)
    files.append(last)
    for file in files { try file.finish() }
    try remove(outdated(parts))
    for file in files { try file.commit() }
  }

  private func table(_ leftOut: [LeftOut]) throws -> OutputFile {
    let file = try OutputFile(path: "\(path)/\(Self.leftOutName)")
    let writer = CSVWriter(to: file, header: ["contact_id", "cause", "place"])
    for contact in leftOut {
      writer.field(contact.contactID)
      writer.field(contact.cause.rawValue)
      writer.field(contact.place)
      try writer.endRecord()
    }
    return file
  }

  private func make() throws {
    do {
      try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    } catch {
      throw ExportError(
        .outputFolder,
        "cannot make the folder '\(path)'",
        hint: "check that its parent exists, is a folder and may be written to"
      )
    }
  }

  private func remove(_ names: [String]) throws {
    for name in names {
      do { try FileManager.default.removeItem(atPath: "\(path)/\(name)") } catch {
        throw ExportError(
          .outputFolder,
          "cannot remove \(path)/\(name), which the last export wrote",
          hint: "remove it yourself: it must not be imported again"
        )
      }
    }
  }
}
