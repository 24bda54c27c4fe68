import CRMData
import CivilTime
import Diagnostics
import Foundation
import Settings
import Tables
import TestSupport
import Testing

/// Invented exports of every tool, in `Exports/TOOL` or `Exports/TOOL-CASE`, of several tools in
/// `Exports/together-CASE`, and beside them in
/// `understood.txt` what is read from them.
///
/// `LEADTIME_RECORD=1` writes `understood.txt` again; read the difference before you believe it.
/// `tool.yaml` may say what only the user knows: `zone:` and `dates:`.
@Suite("Exports of the tools")
struct ToolExportTests {
  @Test("every file is recognised by its tool's profile and understood", arguments: folders)
  func understood(folder: String) throws {
    let path = "\(Self.home)/\(folder)"
    let result = try Self.importFolder(folder)
    let text = SnapshotText(result).text
    if ProcessInfo.processInfo.environment["LEADTIME_RECORD"] != nil {
      try text.write(toFile: "\(path)/understood.txt", atomically: true, encoding: .utf8)
    }
    let expected = try String(contentsOfFile: "\(path)/understood.txt", encoding: .utf8)
    #expect(text == expected)
    for file in result.snapshot.report.files where !folder.hasPrefix("together-") {
      #expect(folder == file.profile || folder.hasPrefix(file.profile + "-"), "\(file.file)")
    }
  }

  @Test("the order of files and threads does not matter", arguments: folders)
  func order(folder: String) throws {
    let text = SnapshotText(try Self.importFolder(folder)).text
    #expect(SnapshotText(try Self.importFolder(folder, reversed: true, threads: 2)).text == text)
  }

  static let home = Repository.root + "/Tests/CRMDataTests/Exports"

  static var folders: [String] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: home)) ?? []
    return names.filter { !$0.hasPrefix(".") && !$0.hasSuffix(".md") }.sorted()
  }

  static func importFolder(
    _ folder: String,
    reversed: Bool = false,
    threads: Int = 1
  ) throws -> Imported {
    let path = "\(home)/\(folder)"
    let library = try ProfileLibrary()
    var tools: [String: ToolSetting] = [:]
    var inputs: [InputFile] = []
    for name in (try FileManager.default.subpathsOfDirectory(atPath: path)).sorted() {
      var isFolder: ObjCBool = false
      _ = FileManager.default.fileExists(atPath: "\(path)/\(name)", isDirectory: &isFolder)
      if isFolder.boolValue || ["understood.txt", "tool.yaml"].contains(name) { continue }
      for file in try InputFile.paths(behind: "\(path)/\(name)") {
        let shortName = String(file.dropFirst(path.count + 1))
        let input = try InputFile.recognised(file, name: shortName, profile: nil, library: library)
        inputs.append(try #require(input, "\(shortName) is not recognised"))
      }
    }
    if FileManager.default.fileExists(atPath: "\(path)/tool.yaml") {
      let settings = try Settings(contentsOf: "\(path)/tool.yaml")
      let setting = ToolSetting(
        zone: try settings.string("zone").map { try Zone.named($0) },
        dateOrder: try settings.string("dates").flatMap(DateOrder.init)
      )
      for input in inputs { tools[input.profile.name] = setting }
    }
    var rejects: [Reject] = []
    let importer = CRMImporter(threads: threads, tools: tools)
    let files = reversed ? inputs.reversed() : inputs
    let snapshot = try importer.snapshot(of: files) { rejects.append($0) }
    return Imported(snapshot: snapshot, rejects: rejects)
  }
}

/// Everything that was read, as lines for people.
struct SnapshotText {
  private var lines: [String] = []

  var text: String { lines.joined(separator: "\n") + "\n" }

  init(_ result: Imported) {
    let snapshot = result.snapshot
    for file in snapshot.report.files { add(file) }
    for company in snapshot.companies.ids.sortedIDs() { add(company: company, snapshot) }
    for contact in snapshot.contacts.order { add(contact, snapshot) }
    for reject in result.rejects {
      let place = "\(reject.location.file):\(reject.location.line)"
      lines.append("reject \(place) \(reject.columnName) \(reject.code) \(reject.value)")
    }
    let identities = snapshot.report.identities
    lines.append(
      "identities: \(identities.mergedRecords) merged, \(identities.linkedByIdentifier) linked by"
        + " identifier, \(identities.linkedByEmail) by e-mail, \(identities.ambiguousAddresses)"
        + " ambiguous, \(identities.sharedAddresses) shared, \(identities.roleAddresses) of roles"
    )
    if let deals = snapshot.report.deals {
      lines.append(
        "deals: \(deals.won) won (\(deals.wonWithoutContact) without contact), \(deals.lost) lost,"
          + " \(deals.open) open"
      )
    }
  }

  private mutating func add(_ file: FileReport) {
    lines.append(
      "file \(file.file) line \(file.headerLine): \(file.profile) (\(file.confidence.rawValue))"
        + " \(file.table), \(file.rows) rows: \(file.used) used, \(file.duplicates) duplicates,"
        + " \(file.rejected) rejected, \(file.otherRows) other"
    )
    func note(_ name: String, _ values: [String]) {
      if !values.isEmpty { lines.append("  \(name): \(values.joined(separator: ", "))") }
    }
    note("linked by", file.links.sorted { $0.key < $1.key }.map { "\($0) \($1)" })
    note("times", file.times.sorted { $0.key < $1.key }.map { "\($0) \($1)" })
    note("kept", file.keptColumns)
    note("unused", file.unusedColumns)
  }

  private mutating func add(company: Int, _ snapshot: CRMSnapshot) {
    let values = snapshot.companies.attributes.sorted { $0.key < $1.key }.compactMap {
      name,
      column in
      column.text(at: company).map { "\(name)=\($0)" }
    }
    lines.append(
      "company \(snapshot.companies.ids.string(company)) \(values.joined(separator: " | "))"
    )
  }

  private mutating func add(_ contact: Int, _ snapshot: CRMSnapshot) {
    let contacts = snapshot.contacts
    var parts: [String] = []
    if let created = contacts.createdAt[contact] { parts.append("created=\(created)") }
    if let zone = contacts.zone(of: contact) { parts.append("zone=\(zone)") }
    if contacts.companies[contact] >= 0 {
      parts.append("company=\(snapshot.companies.ids.string(Int(contacts.companies[contact])))")
    }
    if let owner = contacts.owner?.text(at: contact) { parts.append("owner=\(owner)") }
    if !contacts.hasEmail.isEmpty, contacts.hasEmail[contact] { parts.append("has e-mail") }
    if !contacts.roleAddresses.isEmpty, contacts.roleAddresses[contact] { parts.append("role") }
    for (channel, states) in contacts.consents.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
      parts.append("\(snapshot.channelNames[Int(channel.rawValue)])=\(states[contact])")
    }
    for (name, column) in contacts.attributes.sorted(by: { $0.key < $1.key }) {
      if let text = column.text(at: contact) { parts.append("\(name)=\(text)") }
    }
    lines.append("contact \(contacts.ids.string(contact)) \(parts.joined(separator: " | "))")
    snapshot.events.withEvents(of: contact) { events in
      for event in events { add(event, snapshot) }
    }
    if let converted = snapshot.firstConversions[contact] {
      lines.append("  converted \(converted)")
    }
  }

  private mutating func add(_ event: Event, _ snapshot: CRMSnapshot) {
    var line = "  \(event.instant) \(snapshot.eventTypeNames[Int(event.type.rawValue)])"
    line += " \(snapshot.channelNames[Int(event.channel.rawValue)])"
    if event.message > 0 { line += " message \(event.message)" }
    if event.machine != .no { line += " machine \(event.machine)" }
    if event.answered { line += " answered" }
    if event.hasUnknownHour { line += " day only" }
    lines.append(line)
  }
}
