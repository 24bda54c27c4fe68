import CSV
import CivilTime
public import Diagnostics
import Tables

/// Reads the files of one night into a snapshot.
///
/// Companies are read first, then contacts, then what refers to them, whatever the order of the
/// files. The result depends on the rows only, never on their order or on the number of threads.
///
///     let snapshot = try CRMImporter(threads: 2).snapshot(of: files) { rejects.append($0) }
///
/// - Complexity: one pass over each file; 16 bytes an event while reading, 12 afterwards.
public struct CRMImporter: Sendable {
  /// How many threads group the events.
  public var threads: Int
  /// Whether rejects show cells as they are, rather than their shapes.
  public var showsValues: Bool

  /// Creates an importer.
  public init(threads: Int = 1, showsValues: Bool = false) {
    self.threads = threads
    self.showsValues = showsValues
  }

  /// Reads all files.
  ///
  /// - Parameters:
  ///   - files: recognised files.
  ///   - onReject: gets every row and cell that could not be used, in the order of reading.
  /// - Returns: The snapshot.
  /// - Throws: `CSVError` for a file that cannot be read at all; `CRMDataError` when nothing in
  ///   the input is a contact.
  public func snapshot(
    of files: [InputFile],
    onReject: @escaping (Reject) -> Void
  ) throws -> CRMSnapshot {
    let passes = Self.passes(over: files)
    var state = ImportState(passes: passes)
    let rejects = RejectCounter()
    var seen: Set<String> = []
    for (file, mapping) in passes {
      let source = try MappedFile(
        file,
        mapping,
        isFirstPass: seen.insert(file.path).inserted,
        showsValues: showsValues
      ) { reject in
        rejects.count(reject)
        onReject(reject)
      }
      try state.read(source)
    }
    return try state.finished(threads: threads, rejectsByCode: rejects.byCode)
  }

  /// Every file with each table that it fills, companies first, files in bytewise order.
  static func passes(over files: [InputFile]) -> [(file: InputFile, mapping: TableMapping)] {
    let sorted = files.sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
    return TableKind.allCases.flatMap { kind in
      sorted.flatMap { file in
        file.tables.filter { $0.table == kind }.map { (file, $0) }
      }
    }
  }
}

/// Counts rejects by code while several readers report them.
private final class RejectCounter {
  private(set) var byCode: [String: Int] = [:]
  func count(_ reject: Reject) { byCode[reject.code, default: 0] += 1 }
}

private struct ImportState {
  var contacts: ContactBuilder
  var companyIDs = KeyTable()
  var companyAttributes: [String: AttributeBuilder] = [:]
  var events = EventStoreBuilder()
  var codes = EventCodes()
  var conversions: [(contact: Int, instant: Instant)] = []
  var report = ImportReport()
  var stableAttributes: Set<String> = []
  var hasConversionTable = false

  init(passes: [(file: InputFile, mapping: TableMapping)]) {
    report.contactsAreDerived = !passes.contains { $0.mapping.table == .contacts }
    hasConversionTable = passes.contains { $0.mapping.table == .conversions }
    stableAttributes = Set(passes.flatMap(\.file.profile.stableAttributes))
    contacts = ContactBuilder(
      joinsByEmail: passes.contains { file, mapping in
        guard mapping.table != .contacts, case .column(let name)? = mapping.fields["email"]?.origin
        else { return false }
        return file.header.contains(name)
      }
    )
  }

  mutating func read(_ file: MappedFile) throws {
    switch file.mapping.table {
    case .companies: try readCompanies(file)
    case .contacts: try contacts.read(file, companyIDs: &companyIDs)
    case .events, .sends:
      guard var reader = EventReader(file) else { break }
      try reader.read(
        into: &events,
        contacts: &contacts,
        codes: &codes,
        createsContacts: report.contactsAreDerived
      )
    case .conversions: try readConversions(file)
    }
    report.files.append(file.report)
  }

  private mutating func readCompanies(_ file: MappedFile) throws {
    guard let id = file.field("company_id") else { return }
    let fields = file.attributeFields()
    for (name, _) in fields where companyAttributes[name] == nil {
      companyAttributes[name] = AttributeBuilder()
    }
    var contents: [UInt64?] = []
    try file.forEachRow { batch, record in
      let key = id.value(batch, record)
      guard !key.isEmpty else {
        file.reject(batch, record, id, .missingValue, hint: "every company needs an identifier")
        return .rejected
      }
      var hash = ContentHash()
      for (_, field) in fields { hash.combine(field.value(batch, record)) }
      let row = companyIDs.insert(key).id
      while contents.count <= row { contents.append(nil) }
      if let earlier = contents[row] {
        if earlier == hash.value { return .duplicate }
        file.reject(
          batch,
          record,
          id,
          .duplicateID,
          hint: "another row of this company was kept"
        )
        if earlier > hash.value { return .rejected }
        file.replacedEarlierRow()
      }
      contents[row] = hash.value
      for (name, field) in fields {
        companyAttributes[name]?.assign(field.value(batch, record), row: row)
      }
      return .used
    }
  }

  private mutating func readConversions(_ file: MappedFile) throws {
    guard let time = file.timeField("converted_at") else { return }
    let id = file.field("contact_id")
    let email = file.field("email")
    _ = file.attributeFields()
    var seen: Set<Conversion> = []
    try file.forEachRow { batch, record in
      let contact: Int?
      if let key = id?.value(batch, record), !key.isEmpty {
        contact = contacts.contact(key, creating: report.contactsAreDerived)
      } else {
        contact = email.flatMap { contacts.contact(email: $0.value(batch, record)) }
      }
      guard let contact else {
        file.reject(
          batch,
          record,
          id ?? email,
          .unknownContact,
          hint: "no contacts file has this identifier; export contacts and outcomes together"
        )
        return .rejected
      }
      guard case .time(let instant, _) = time.read(batch, record) else {
        file.reject(batch, record, time.field, .badTime, hint: TimeReader.hint)
        return .rejected
      }
      if let created = contacts.createdAt[contact], instant < created {
        file.reject(
          batch,
          record,
          time.field,
          .outcomeBeforeCreation,
          hint: "the contact was created later; check the zones and the export"
        )
        return .rejected
      }
      guard seen.insert(Conversion(contact: contact, instant: instant)).inserted else {
        return .duplicate
      }
      conversions.append((contact, instant))
      return .used
    }
  }

  private struct Conversion: Hashable {
    var contact: Int
    var instant: Instant
  }

  mutating func finished(
    threads: Int,
    rejectsByCode: [String: Int]
  ) throws -> CRMSnapshot {
    report.rejectsByCode = rejectsByCode
    guard contacts.count > 0 else {
      throw CRMDataError(
        .noContacts,
        "the input has no contacts",
        hint: "add a contacts file, or events whose contact_id is filled"
      )
    }
    for channel in contacts.consentChannels { _ = codes.channels.code(channel) }
    let recodeChannel = codes.channels.finished().recode
    var table = contacts.finished { name in
      var codes = codes.channels
      return Channel(rawValue: UInt8(recodeChannel[codes.code(name)]))
    }
    var first = [Instant?](repeating: nil, count: table.count)
    for (contact, instant) in conversions {
      first[contact] = min(first[contact] ?? instant, instant)
    }
    let latestEvent = events.latest
    let store = events.finish(threads: threads, recode: codes.recoding())
    if report.contactsAreDerived { setCreation(of: &table, from: store, first) }
    let newest = max(latestEvent, conversions.map(\.instant.microseconds).max() ?? .min)
    let typeNames = Self.names(codes.types)
    completeReport(store, typeNames)
    return CRMSnapshot(
      contacts: table,
      companies: CompanyTable(
        ids: companyIDs,
        attributes: companyAttributes.mapValues { $0.finished(rowCount: companyIDs.count) }
      ),
      events: store,
      firstConversions: first,
      conversionCount: conversions.count,
      hasConversionTable: hasConversionTable,
      newestInstant: newest == .min ? nil : Instant(microseconds: newest),
      eventTypeNames: typeNames,
      channelNames: Self.names(codes.channels),
      stableAttributes: stableAttributes,
      report: report
    )
  }

  /// Contacts that are made from events exist from their first event or conversion on.
  private func setCreation(
    of contacts: inout ContactTable,
    from events: EventStore,
    _ conversions: [Instant?]
  ) {
    for contact in contacts.order {
      let event = events.withEvents(of: contact) { $0.first?.instant }
      contacts.createdAt[contact] = [event, conversions[contact]].compactMap(\.self).min()
    }
  }

  private static func names(_ codes: NameCodes) -> [String] {
    var names = [String](repeating: "", count: codes.capacity)
    for (code, name) in codes.known.enumerated() { names[code] = name }
    for (position, name) in codes.finished().names.enumerated() {
      names[codes.firstCustom + position] = name
    }
    return names
  }

  private mutating func completeReport(_ store: EventStore, _ typeNames: [String]) {
    var counts = [Int](repeating: 0, count: 256)
    for bucket in store.buckets {
      for event in bucket.events { counts[Int(event.type.rawValue)] += 1 }
    }
    for (code, count) in counts.enumerated() where count > 0 {
      report.eventsByType[typeNames[code].isEmpty ? "other" : typeNames[code]] = count
    }
    report.customEventTypes = typeNames[Int(EventType.firstCustomCode)...].filter { !$0.isEmpty }
    // Duplicates are known only once all files are read; they belong to the events as a whole.
    if let last = report.files.lastIndex(where: { $0.table == .events || $0.table == .sends }) {
      report.files[last].used -= store.duplicateCount
      report.files[last].duplicates += store.duplicateCount
    }
  }
}
