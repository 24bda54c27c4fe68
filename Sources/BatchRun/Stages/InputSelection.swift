import CRMData
import Diagnostics
import Foundation

/// Finds the input files and how to read each of them.
struct InputSelection {
  /// Files that will be read, in bytewise order of their names.
  var files: [InputFile] = []
  /// Files in given folders that no profile fits.
  var unrecognised: [String] = []

  /// Looks at every input.
  ///
  /// - Throws: `CRMDataError` for an input that is not there or that no profile fits; `CSVError`
  ///   for a named file that is no table.
  init(_ inputs: [String], library: ProfileLibrary) throws {
    for input in inputs {
      let (path, profileName) = Self.split(input)
      var isFolder: ObjCBool = false
      guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
        throw CRMDataError(
          .missingInput,
          "there is no file or folder '\(path)'",
          hint: "check the path; a profile is named after a colon, as in leads.csv:my-crm.yaml"
        )
      }
      let profile = try profileName.map { try Self.profile($0, library: library) }
      if isFolder.boolValue {
        try addFolder(path, profile: profile, library: library)
      } else {
        try addFile(path, profile: profile, library: library)
      }
    }
    files.sort { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
  }

  /// `FILE:profile` where FILE:profile is not itself a path.
  private static func split(_ input: String) -> (path: String, profile: String?) {
    guard !FileManager.default.fileExists(atPath: input), let colon = input.lastIndex(of: ":")
    else { return (input, nil) }
    return (String(input[..<colon]), String(input[input.index(after: colon)...]))
  }

  private static func profile(_ name: String, library: ProfileLibrary) throws -> Profile {
    name.hasSuffix(".yaml") || name.hasSuffix(".yml")
      ? try Profile(contentsOf: name) : try library.named(name)
  }

  private mutating func addFile(
    _ path: String,
    profile: Profile?,
    library: ProfileLibrary
  ) throws {
    guard
      let file = try InputFile.recognised(path, name: path, profile: profile, library: library)
    else {
      throw CRMDataError(
        .unknownProfile,
        "no profile fits this header",
        at: SourceLocation(file: path, line: 1),
        hint: "write a profile and name it: \(path):my-profile.yaml"
          + " (leadtime explain profiles shows how)"
      )
    }
    add(file)
  }

  private mutating func addFolder(
    _ path: String,
    profile: Profile?,
    library: ProfileLibrary
  ) throws {
    let names = try FileManager.default.contentsOfDirectory(atPath: path).sorted()
    let tables = names.filter { name in
      [".csv", ".csv.gz", ".tsv", ".tsv.gz"].contains { name.lowercased().hasSuffix($0) }
    }
    guard !tables.isEmpty else {
      throw CRMDataError(
        .missingInput,
        "the folder '\(path)' has no .csv or .csv.gz files",
        hint: "name the files themselves if they have other endings"
      )
    }
    let folder = path.hasSuffix("/") ? String(path.dropLast()) : path
    for name in tables {
      let file = "\(folder)/\(name)"
      if let found = try InputFile.recognised(file, name: file, profile: profile, library: library)
      {
        add(found)
      } else {
        unrecognised.append(file)
      }
    }
    guard !files.isEmpty else {
      throw CRMDataError(
        .unknownProfile,
        "no profile fits any of the \(tables.count) files in '\(path)'",
        hint: "write a profile; leadtime explain profiles shows how"
      )
    }
  }

  /// A file that is named twice is read once.
  private mutating func add(_ file: InputFile) {
    if !files.contains(where: { $0.path == file.path }) { files.append(file) }
  }
}
