import CSV
import CivilTime
import Diagnostics
import Tables

/// What has been read so far.
struct ImportState {
  var contacts: ContactBuilder
  var companyIDs = KeyTable()
  var companyAttributes: [String: AttributeBuilder] = [:]
  var events = EventStoreBuilder()
  var codes = EventCodes()
  var companyVersions = RowVersions()
  var conversions: Set<Conversion> = []
  var deals = DealBuilder()
  var report = ImportReport()
  var stableAttributes: Set<String> = []
  var hasConversionTable = false

  private let asOf: Instant
  private let threads: Int
  private var isResolved = false
  private var latestRecord = Int64.min

  init(passes: [(file: InputFile, mapping: TableMapping)], asOf: Instant, threads: Int) {
    self.asOf = asOf
    self.threads = threads
    report.contactsAreDerived = !passes.contains { $0.mapping.table == .contacts }
    hasConversionTable = passes.contains { [.conversions, .deals].contains($0.mapping.table) }
    stableAttributes = Set(passes.flatMap(\.file.profile.stableAttributes))
    contacts = ContactBuilder(asOf: asOf)
  }

  mutating func read(_ file: MappedFile) throws {
    switch file.mapping.table {
    case .companies: try readCompanies(file)
    case .contacts: try contacts.read(file, companyIDs: &companyIDs)
    case .merges: try contacts.readMerges(file)
    case .deals:
      try resolveIdentities()
      try deals.read(
        file,
        contacts: &contacts,
        creating: report.contactsAreDerived,
        asOf: asOf
      )
    case .events, .sends:
      try resolveIdentities()
      guard var reader = EventReader(file) else { break }
      try reader.read(
        into: &events,
        contacts: &contacts,
        codes: &codes,
        createsContacts: report.contactsAreDerived,
        threads: threads
      )
    case .conversions:
      try resolveIdentities()
      try readConversions(file)
    }
    report.files.append(file.report)
    if [.companies, .contacts, .deals].contains(file.mapping.table), let time = file.latestTime {
      latestRecord = max(latestRecord, time)
    }
  }

  /// Who is who is decided once, after the last row that says something about it.
  private mutating func resolveIdentities() throws {
    guard !isResolved else { return }
    isResolved = true
    try contacts.resolveIdentities()
  }

  /// Rejects the rows that lost against others of their identifiers, in the order of reading.
  ///
  /// Which they are is known only behind the last row, and so does not depend on the rows' order.
  mutating func rejectLosers(_ onReject: (Reject) -> Void) {
    let losers = companyVersions.losers + contacts.losers + deals.losers
    for version in losers.sorted(by: { ($0.pass, $0.line) < ($1.pass, $1.line) }) {
      onReject(reject(loser: version))
    }
  }

  private mutating func reject(loser version: RowVersions.Version) -> Reject {
    report.files[version.pass].used -= 1
    report.files[version.pass].rejected += 1
    report.files[version.pass].rejectsByCode[RejectCode.duplicateID.rawValue, default: 0] += 1
    return Reject(
      location: SourceLocation(file: report.files[version.pass].file, line: version.line),
      code: RejectCode.duplicateID.rawValue,
      hint: RowVersions.hint
    )
  }

  private mutating func readCompanies(_ file: MappedFile) throws {
    guard let id = file.keyField("company_id") else { return }
    let updated = file.timeField("updated_at")
    let fields = file.attributeFields()
    for (name, _) in fields where companyAttributes[name] == nil {
      companyAttributes[name] = AttributeBuilder()
    }
    try file.forEachRow { batch, record in
      let key = id.key(batch, record)
      guard !key.isEmpty, !KeyReader.isRounded(key) else {
        file.reject(
          batch,
          record,
          id.field,
          key.isEmpty ? .missingValue : .damagedID,
          hint: key.isEmpty ? "every company needs an identifier" : KeyReader.roundedHint
        )
        return .rejected
      }
      var version = RowVersions.Version(
        updatedAt: .min,
        content: 0,
        pass: file.pass,
        line: batch.line(record)
      )
      version.updatedAt = RowVersions.rank(updated?.read(batch, record), asOf: asOf)
      var hash = ContentHash()
      for (_, field) in fields { hash.combine(field.value(batch, record)) }
      version.content = hash.value
      let row = companyIDs.insert(key).id
      let isFirst = !companyVersions.has(row)
      let verdict = companyVersions.judge(version, of: row)
      guard verdict.wins else { return verdict.fate }
      if !isFirst {
        for name in companyAttributes.keys { companyAttributes[name]?.clear(row: row) }
      }
      for (name, field) in fields {
        companyAttributes[name]?.assign(field.value(batch, record), row: row)
      }
      return verdict.fate
    }
  }

  private mutating func readConversions(_ file: MappedFile) throws {
    guard let time = file.timeField("converted_at") else { return }
    let person = PersonReader(file)
    _ = file.attributeFields()
    try file.forEachRow { batch, record in
      guard let (told, isDayOnly) = time.instant(batch, record, in: file),
        let contact = person.contact(
          batch,
          record,
          in: &contacts,
          creating: report.contactsAreDerived
        )
      else { return .rejected }
      let created = contacts.createdAt[contact]
      let instant = Self.conversionTime(told, isDayOnly: isDayOnly, created: created)
      if let created, instant < created {
        file.reject(
          batch,
          record,
          time.field,
          .outcomeBeforeCreation,
          hint: "the contact was created later; check the zones and the export"
        )
        return .rejected
      }
      let conversion = Conversion(contact: contact, instant: instant)
      return conversions.insert(conversion).inserted ? .used : .duplicate
    }
  }

  /// A day without an hour is not before a creation on that day.
  static func conversionTime(_ told: Instant, isDayOnly: Bool, created: Instant?) -> Instant {
    guard isDayOnly, let created, told < created, created < told + .days(1) else {
      return told
    }
    return created
  }

  struct Conversion: Hashable {
    var contact: Int
    var instant: Instant
  }

  mutating func finished() throws -> CRMSnapshot {
    try resolveIdentities()
    for (contact, instant) in deals.conversions(contacts.createdAt) {
      conversions.insert(Conversion(contact: contact, instant: instant))
    }
    guard contacts.count > 0 else {
      throw CRMDataError(
        .noContacts,
        "the input has no contacts",
        hint: "add a contacts file, or events whose contact_id is filled"
      )
    }
    for channel in contacts.consentChannels { _ = codes.channels.code(channel) }
    let recodeChannel = try codes.channels.finished().recode
    var table = contacts.finished { name in
      var codes = codes.channels
      return Channel(rawValue: UInt8(recodeChannel[codes.code(name)]))
    }
    var first = [Instant?](repeating: nil, count: table.ids.count)
    for conversion in conversions {
      let instant = conversion.instant
      first[conversion.contact] = min(first[conversion.contact] ?? instant, instant)
    }
    let later = conversions.count - first.count { $0 != nil }
    report.laterOutcomes = later > 0 ? later : nil
    let latestEvent = events.latest
    let store = events.finish(threads: threads, recode: try codes.recoding())
    if report.contactsAreDerived { setCreation(of: &table, from: store, first) }
    let newest = max(latestEvent, conversions.map(\.instant.microseconds).max() ?? .min)
    let typeNames = try Self.names(codes.types)
    completeReport(store, typeNames)
    return CRMSnapshot(
      contacts: table,
      companies: CompanyTable(
        ids: companyIDs,
        count: companyCount(table),
        attributes: companyAttributes.mapValues { $0.finished(rowCount: companyIDs.count) }
      ),
      events: store,
      firstConversions: first,
      conversionCount: conversions.count,
      hasConversionTable: hasConversionTable,
      newestInstant: newest == .min ? nil : Instant(microseconds: newest),
      newestRecord: latestRecord == .min ? nil : Instant(microseconds: latestRecord),
      eventTypeNames: typeNames,
      channelNames: try Self.names(codes.channels),
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

  /// Companies with a row, or with a contact whose row was kept.
  private func companyCount(_ contacts: ContactTable) -> Int {
    var isKnown = (0..<companyIDs.count).map { companyVersions.has($0) }
    for company in contacts.companies where company >= 0 { isKnown[Int(company)] = true }
    return isKnown.count(where: \.self)
  }

  private static func names(_ codes: NameCodes) throws -> [String] {
    var names = [String](repeating: "", count: codes.capacity)
    for (code, name) in codes.known.enumerated() { names[code] = name }
    for (position, name) in try codes.finished().names.enumerated() {
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
    report.duplicateEvents = store.duplicateCount
    report.identities = contacts.identityReport
    report.deals = deals.report
    for file in report.files {
      report.rejectsByCode.merge(file.rejectsByCode, uniquingKeysWith: +)
    }
  }
}
