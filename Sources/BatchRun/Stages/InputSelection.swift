import CRMData
import CSV
import Diagnostics
import Foundation

/// Finds the input files and how to read each of them.
struct InputSelection {
  /// Files that will be read, in bytewise order of their names.
  var files: [InputFile] = []
  /// Files in given folders that no profile fits.
  var unrecognised: [String] = []

  /// The names of the profiles that are not ours.
  var userProfiles: Set<String> {
    Set(files.map(\.profile.name)).subtracting(ProfileLibrary.builtInNames)
  }

  /// Looks at every input.
  ///
  /// - Throws: `CRMDataError` for an input that is not there or that no profile fits; `CSVError`
  ///   for a named file that is no table.
  ///
  /// - Parameters:
  ///   - inputs: files and folders as the user named them.
  ///   - library: the profiles to recognise files by.
  ///   - outputFolder: where the outputs go; what an earlier run left there is no input.
  init(_ inputs: [String], library: ProfileLibrary, outputFolder: String) throws {
    let outputs = Set(OutputSet.tableNames.map { Self.identity("\(outputFolder)/\($0)") })
    for input in inputs {
      let (path, profileName) = Self.split(input)
      var isFolder: ObjCBool = false
      let isThere = FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
      guard isThere || path.lowercased().contains(".zip/") else {
        throw CRMDataError(
          .missingInput,
          "there is no file or folder '\(profileName == nil ? path : input)'",
          hint: "check the path; a profile is named after a colon, as in leads.csv:my-crm.yaml"
        )
      }
      let profile = try profileName.map { try Self.profile($0, library: library) }
      if isFolder.boolValue {
        let folder = path.hasSuffix("/") ? String(path.dropLast()) : path
        let names = try FileManager.default.contentsOfDirectory(atPath: path).sorted()
        let files = try names.flatMap { name in
          name.lowercased().hasSuffix(".zip")
            ? try InputFile.paths(behind: "\(folder)/\(name)")
            : InputFile.isTable(name) ? ["\(folder)/\(name)"] : []
        }
        try addAll(files, of: path, profile: profile, library: library, without: outputs)
      } else if path.lowercased().hasSuffix(".zip") {
        let files = try InputFile.paths(behind: path)
        try addAll(files, of: path, profile: profile, library: library, without: outputs)
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
    guard Self.isReadAgain(path) else {
      throw CRMDataError(
        .missingInput,
        "'\(path)' is a pipe or a device, not a file",
        hint: "files are read more than once: save it to a file first"
      )
    }
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

  /// Adds the tables of a folder or a zip archive.
  private mutating func addAll(
    _ tables: [String],
    of path: String,
    profile: Profile?,
    library: ProfileLibrary,
    without outputs: Set<String>
  ) throws {
    guard !tables.isEmpty else {
      throw CRMDataError(
        .missingInput,
        "'\(path)' has no .csv, .tsv, .jsonl or .zip files, also none that end with .gz",
        hint: "name the files themselves if they have other endings"
      )
    }
    for file in tables where !outputs.contains(Self.identity(file)) {
      // Nobody may ever write into a pipe that lies in the folder.
      if Self.isReadAgain(file),
        let found = try recognised(file, profile: profile, library: library)
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

  /// A file of a folder; nil where it is no table or no profile fits.
  ///
  /// Nobody named the file itself, so what else lies in the folder must not end the night.
  private func recognised(
    _ path: String,
    profile: Profile?,
    library: ProfileLibrary
  ) throws -> InputFile? {
    do {
      return try InputFile.recognised(path, name: path, profile: profile, library: library)
    } catch let error as CSVError {
      let isNoTable: [CSVError.Code] = [
        .emptyFile, .binaryFile, .noHeader, .directory, .notJSONLines,
      ]
      if isNoTable.contains(error.code) { return nil }
      throw error
    } catch let error as CRMDataError where error.code == .missingColumn {
      return nil
    }
  }

  /// Whether it is a file or an entry of an archive: pipes and devices can be read only once.
  private static func isReadAgain(_ path: String) -> Bool {
    let attributes = try? FileManager.default.attributesOfItem(atPath: identity(path))
    let isEntry = path.lowercased().contains(".zip/") && attributes == nil
    return isEntry || attributes?[.type] as? FileAttributeType == .typeRegular
  }

  /// The path without links, so that one file has one name.
  private static func identity(_ path: String) -> String {
    URL(fileURLWithPath: path).resolvingSymlinksInPath().path
  }

  /// A file that is named twice is read once.
  private mutating func add(_ file: InputFile) {
    let identity = Self.identity(file.path)
    if !files.contains(where: { Self.identity($0.path) == identity }) { files.append(file) }
  }
}
