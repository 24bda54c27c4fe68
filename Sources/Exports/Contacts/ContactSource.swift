import CRMData
import CSV
import Diagnostics
import Foundation

/// One `--contacts` argument: a file, and the tool that it comes from where the user says so.
struct ContactSource {
  /// The file.
  let path: String
  /// Its encoding, where the profile says it.
  let encoding: CSVEncoding?
  private let target: Target
  private let named: Kind?

  /// Which tool's export a file is; canonical contacts have no source of their own.
  struct Kind {
    var source: String?
    var names: ContactColumns
    var idForm: WriterMap.IDForm
  }

  /// What one row says of a person.
  struct Person {
    var id = ""
    var email = ""
    /// The tool and its id, in canonical contacts.
    var source = ""
    var sourceID = ""
  }

  static let canonical = Kind(
    source: nil,
    names: ContactColumns(id: ["contact_id"], email: ["email", "email_key"]),
    idForm: .text
  )

  /// Reads `FILE` or `FILE:PROFILE`.
  ///
  /// - Throws: ``ExportError`` for a profile whose export we cannot read contacts from.
  init(_ argument: String, target: Target, library: ProfileLibrary) throws {
    self.target = target
    let isFile = FileManager.default.fileExists(atPath: argument)
    guard !isFile, let colon = argument.lastIndex(of: ":") else {
      path = argument
      encoding = target.profile.encoding
      named = nil
      return
    }
    path = String(argument[..<colon])
    let name = String(argument[argument.index(after: colon)...])
    if name == target.name {
      encoding = target.profile.encoding
      named = try Self.kind(target.profile, file: path)
    } else {
      let profile = try library.named(name)
      encoding = profile.encoding
      named = try Self.kind(profile, file: path)
    }
  }

  /// The name without its folder.
  var fileName: String { path.split(separator: "/").last.map(String.init) ?? path }

  private static func kind(_ profile: Profile, file: String) throws -> Kind {
    if ["canonical", "workload"].contains(profile.name) { return canonical }
    guard let writer = profile.writer, let names = writer.contacts else {
      throw ExportError(
        .unknownContacts,
        "'\(profile.name)' does not say which columns hold ids and addresses",
        at: SourceLocation(file: file, line: 1),
        hint: "add writer.contacts to its profile, or give a file with contact_id and email"
      )
    }
    return Kind(source: writer.source ?? profile.name, names: names, idForm: writer.idForm)
  }

  /// The tool that the file comes from: as named, else ours, else the target.
  func kind(of header: [String]) throws -> Kind {
    if let named { return named }
    if header.contains("contact_id") { return Self.canonical }
    if let names = target.writer.contacts {
      let keys = names.id.isEmpty ? names.email : names.id
      if keys.contains(where: header.contains) { return try Self.kind(target.profile, file: path) }
    }
    throw ExportError(
      .unknownContacts,
      "this is no contact export of \(target.name)",
      at: SourceLocation(file: path, line: 1),
      hint: "say which tool it comes from: \(fileName):PROFILE"
    )
  }
}

extension ContactSource.Kind {
  /// Where a file has what is needed of a person.
  struct Columns {
    var id: Int?
    var email: Int?
    var source: Int?
    var sourceID: Int?

    func person(_ batch: CSVBatch, _ row: Int) -> ContactSource.Person {
      func text(_ column: Int?) -> String {
        column.map { Cell.string(Cell.trimmed(batch.field(row, $0))) } ?? ""
      }
      return ContactSource.Person(
        id: text(id),
        email: text(email),
        source: text(source),
        sourceID: text(sourceID)
      )
    }
  }

  func columns(in header: [String], file: String) throws -> Columns {
    func column(_ names: [String]) -> Int? { names.lazy.compactMap(header.firstIndex(of:)).first }
    let columns = Columns(
      id: column(names.id),
      email: column(names.email),
      source: source == nil ? column(["source"]) : nil,
      sourceID: source == nil ? column(["source_id"]) : nil
    )
    guard columns.id == nil, columns.email == nil else { return columns }
    throw ExportError(
      .unknownContacts,
      "there is no column of ids and none of addresses",
      at: SourceLocation(file: file, line: 1),
      hint: "it should have one of: \((names.id + names.email).joined(separator: ", "))"
    )
  }
}
