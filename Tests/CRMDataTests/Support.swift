import CRMData
import CivilTime
import Diagnostics
import Settings
import Tables
import TestSupport

/// What came out of an import.
struct Imported {
  var snapshot: CRMSnapshot
  var rejects: [Reject]

  /// `file:line code` of each reject, in the order of reading.
  var faults: [String] {
    rejects.map { "\($0.location.file):\($0.location.line) \($0.code.dropFirst(4))" }
  }

  /// The report of one file and table.
  func report(_ file: String, _ table: TableKind? = nil) -> FileReport? {
    snapshot.report.files.first { $0.file == file && (table == nil || $0.table == table) }
  }
}

/// One file of a night: its name and its rows below the header.
struct CSVText {
  var name: String
  var header: String
  var rows: [String]

  init(_ name: String, _ header: String, _ rows: [String]) {
    self.name = name
    self.header = header
    self.rows = rows
  }

  var text: String { ([header] + rows).map { $0 + "\n" }.joined() }
}

/// Parses a profile.
func profile(_ yaml: String) throws -> Profile {
  try Profile(Settings(text: yaml, name: "profile.yaml"))
}

/// Recognises one file and gives it a short name.
func recognised(
  _ name: String,
  in folder: TemporaryFolder,
  profile: Profile? = nil,
  library: ProfileLibrary
) throws -> InputFile? {
  try InputFile.recognised(
    "\(folder.path)/\(name)",
    name: name,
    profile: profile,
    library: library
  )
}

/// Imports some files; those that name no profile are recognised from their headers.
func imported(
  _ files: [CSVText],
  profile yaml: String? = nil,
  threads: Int = 1,
  showsValues: Bool = false,
  tools: [String: ToolSetting] = [:]
) throws -> Imported {
  let folder = try TemporaryFolder()
  let library = try ProfileLibrary()
  let named = try yaml.map { try profile($0) }
  var inputs: [InputFile] = []
  for file in files {
    try folder.write(file.text, to: file.name)
    guard
      let input = try recognised(file.name, in: folder, profile: named, library: library)
    else { throw CRMDataError(.unknownProfile, "\(file.name) is not recognised") }
    inputs.append(input)
  }
  var rejects: [Reject] = []
  let snapshot = try CRMImporter(threads: threads, showsValues: showsValues, tools: tools)
    .snapshot(of: inputs) { rejects.append($0) }
  return Imported(snapshot: snapshot, rejects: rejects)
}

/// Imports contacts (`contact_id,email,…`) with the canonical profile.
func contacts(_ header: String, _ rows: [String]) throws -> Imported {
  try imported([CSVText("contacts.csv", header, rows)])
}

/// Imports events of the contacts `c1` and `c2` with the canonical profile.
func events(_ header: String, _ rows: [String]) throws -> Imported {
  try imported([
    CSVText("contacts.csv", "contact_id,email", ["c1,", "c2,"]),
    CSVText("events.csv", header, rows),
  ])
}

/// The instant of a text that is one.
func instant(_ text: String) -> Instant {
  guard let instant = Instant.parse(text) else { preconditionFailure("'\(text)' is no instant") }
  return instant
}

extension CRMSnapshot {
  /// The number of a contact.
  func number(_ id: String) throws -> Int {
    guard let number = contacts.ids.find(id) else {
      throw CRMDataError(.noContacts, "there is no contact '\(id)'")
    }
    return number
  }

  /// The events of a contact, in order of time.
  func events(of id: String) throws -> [Event] {
    events.withEvents(of: try number(id)) { Array($0) }
  }

  /// The names of the types of a contact's events, in order of time.
  func types(of id: String) throws -> [String] {
    try events(of: id).map { eventTypeNames[Int($0.type.rawValue)] }
  }

  /// The text of an attribute of a contact or its company.
  func text(_ attribute: String, of id: String) throws -> String? {
    try self.attribute(attribute)?.text(of: number(id))
  }

  /// The state of consent that the row of a contact gave.
  func consent(_ channel: Channel, of id: String) throws -> ConsentState? {
    try contacts.consents[channel]?[number(id)]
  }
}
