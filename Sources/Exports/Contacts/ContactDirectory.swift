import CRMData
import CSV
import Diagnostics

/// Who the contacts of our results are in the target, from the contact exports of the tools.
struct ContactDirectory {
  /// The columns that rows carry or merge, each once.
  let carriedNames: [[String]]
  /// The header under which each of them was found first.
  private(set) var carriedHeaders: [String?]
  /// The exports that were read.
  private(set) var inputs: [ExportManifest.ContactsInput] = []

  private let target: Target
  private var byID = RecordIndex()
  private var byEmail = RecordIndex()
  /// Addresses by the contact ids of our results.
  private var emails: [String: String] = [:]
  /// The target's ids by contact ids that do not show them.
  private var nativeIDs: [String: String] = [:]

  init(_ target: Target) {
    self.target = target
    var names: [[String]] = []
    for column in target.writer.files.flatMap(\.columns)
    where !column.carriedNames.isEmpty && !names.contains(column.carriedNames) {
      names.append(column.carriedNames)
    }
    carriedNames = names
    carriedHeaders = Array(repeating: nil, count: names.count)
  }

  // MARK: - Reading

  /// Reads one export.
  ///
  /// - Throws: ``ExportError`` when its columns are not those of a known tool.
  mutating func read(_ argument: String, library: ProfileLibrary) throws {
    let source = try ContactSource(argument, target: target, library: library)
    var rejected = 0
    let reader = try CSVReader(contentsOf: source.path, encoding: source.encoding) { _ in
      rejected += 1
    }
    let kind = try source.kind(of: reader.header)
    let columns = try kind.columns(in: reader.header, file: source.path)
    let isOwn = kind.source == target.source
    let files = isOwn ? target.files(forInput: source.fileName, header: reader.header) : []
    let cells = isOwn ? try carriedColumns(in: reader.header, for: files, source.path) : []
    while let batch = try reader.nextBatch() {
      for row in 0..<batch.count {
        let person = columns.person(batch, row)
        note(person, of: kind)
        guard isOwn else { continue }
        let record = ContactRecord(
          email: person.email,
          cells: cells.map { Self.firstFilled($0, batch, row) },
          files: files,
          input: source.path,
          line: batch.line(row)
        )
        add(record, id: person.id)
      }
    }
    inputs.append(
      ExportManifest.ContactsInput(
        file: source.path,
        tool: kind.source ?? "canonical",
        rows: reader.recordCount,
        rejected: rejected
      )
    )
  }

  private mutating func note(_ person: ContactSource.Person, of kind: ContactSource.Kind) {
    guard let id = kind.idForm.normalised(person.id) else { return }
    if let source = kind.source {
      emails["\(source):\(id)"] = person.email
    } else {
      emails[id] = person.email
      if person.source == target.source { nativeIDs[id] = person.sourceID }
    }
  }

  private mutating func add(_ record: ContactRecord, id: String) {
    if let id = target.nativeID(id) { byID.add(record, under: id) }
    let address = Target.addressKey(record.email)
    if !address.isEmpty { byEmail.add(record, under: address) }
  }

  /// Where an export has the cells that rows carry; none for those of other files' rows.
  private mutating func carriedColumns(in header: [String], for files: [Int], _ path: String)
    throws -> [[Int]]
  {
    let needed = Set(files.flatMap { target.writer.files[$0].columns }.map(\.carriedNames))
    return try carriedNames.indices.map { index in
      let names = carriedNames[index]
      let present = names.compactMap(header.firstIndex(of:))
      if let first = present.first {
        carriedHeaders[index] = carriedHeaders[index] ?? header[first]
      } else if needed.contains(names) {
        throw ExportError(
          .unknownContacts,
          "the column '\(names[0])' is missing",
          at: SourceLocation(file: path, line: 1),
          hint: "export it too: rows for \(target.name) hold it as it is"
        )
      }
      return present
    }
  }

  private static func firstFilled(_ columns: [Int], _ batch: CSVBatch, _ row: Int) -> String {
    let filled = columns.first { !batch.field(row, $0).isEmpty } ?? columns.first
    return filled.map { Cell.string(batch.field(row, $0)) } ?? ""
  }

  /// The header of a carried column, as the tool's own export has it.
  func header(of column: TargetColumn) -> String {
    let index = carriedNames.firstIndex(of: column.carriedNames)
    return index.flatMap { carriedHeaders[$0] } ?? column.carriedNames.first ?? ""
  }

  // MARK: - Finding

  /// Who a contact of our results is in the target.
  func identity(of contactID: String) -> Result<Identity, LeftOut.Cause> {
    var identity = Identity(contactID: contactID)
    if let id = nativeIDs[contactID] ?? target.ownID(in: contactID) {
      guard let nativeID = target.nativeID(id) else { return .failure(.damagedID) }
      identity.nativeID = nativeID
    } else if target.writer.match == .id {
      return .failure(.otherTool)
    }
    let known = identity.nativeID.map { "\(target.source):\($0)" }.flatMap { emails[$0] }
    identity.email =
      emails[contactID] ?? known ?? Target.address(in: contactID) ?? ""
    return target.writer.needsOwnRecords ? withRecord(identity) : withAddress(identity)
  }

  private func withAddress(_ identity: Identity) -> Result<Identity, LeftOut.Cause> {
    let isLacking = target.writer.match == .email && identity.email.isEmpty
    return isLacking ? .failure(.noEmail) : .success(identity)
  }

  private func withRecord(_ identity: Identity) -> Result<Identity, LeftOut.Cause> {
    var found = identity.nativeID.map { byID[$0] } ?? .none
    if case .none = found, target.writer.match == .email {
      guard !identity.email.isEmpty else { return .failure(.noEmail) }
      found = byEmail[Target.addressKey(identity.email)]
    }
    switch found {
    case .none: return .failure(.notInContacts)
    case .several: return .failure(.severalRecords)
    case .one(let record):
      var identity = identity
      identity.record = record
      if !record.email.isEmpty { identity.email = record.email }
      return withAddress(identity)
    }
  }
}

/// A contact of our results and who it is in the target.
struct Identity {
  /// As our results have it.
  var contactID: String
  /// As the target has it.
  var nativeID: String?
  /// The address, or nothing.
  var email = ""
  /// The row of the target's own export.
  var record: ContactRecord?
}

extension LeftOut.Cause: Error {}
