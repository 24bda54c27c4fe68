import CSV
import CivilTime
import Tables

/// Collects contacts while their rows are read.
struct ContactBuilder {
  private(set) var ids = KeyTable()
  private(set) var createdAt: [Instant?] = []
  private var companies: [Int32] = []
  private var zoneCodes: [Int16] = []
  private var zones: [Zone] = []
  private var zoneWords = WordCodes<Int16>()
  private var consents: [String: [ConsentState]] = [:]
  private var consentWords = WordCodes<ConsentState?>()
  private var owner: AttributeBuilder?
  private var attributes: [String: AttributeBuilder] = [:]
  private var versions = RowVersions()
  private var hasEmail: [Bool] = []
  private var knowsEmails = false
  private var emails = EmailIndex()
  /// How late each contact's consent on each channel was told.
  private var consentTimes: [String: [Int64]] = [:]
  private let asOf: Instant

  /// Rows that a later row replaced: they were counted as used.
  private(set) var replacedRows: [RowVersions.Version] = []

  /// Creates a builder.
  ///
  /// Rows that were updated after `asOf` count only where there is no other.
  init(asOf: Instant) { self.asOf = asOf }

  var count: Int { ids.count }

  /// The contact with this identifier; made when `creating`, else nil when there is none.
  mutating func contact(_ id: UnsafeRawBufferPointer, creating: Bool) -> Int? {
    guard creating else { return ids.find(id) }
    let (contact, isNew) = ids.insert(id)
    if isNew { addRow() }
    return contact
  }

  /// The only contact with this address.
  mutating func contact(email: UnsafeRawBufferPointer) -> Int? { emails.contact(of: email) }

  private mutating func addRow() {
    createdAt.append(nil)
    companies.append(-1)
    zoneCodes.append(-1)
    hasEmail.append(false)
  }

  /// Reads all rows of one file.
  mutating func read(_ file: MappedFile, companyIDs: inout KeyTable) throws {
    let fields = Fields(file)
    if fields.email != nil { knowsEmails = true }
    if fields.owner != nil, owner == nil { owner = AttributeBuilder() }
    for (name, _) in fields.attributes where attributes[name] == nil {
      attributes[name] = AttributeBuilder()
    }
    try file.forEachRow { batch, record in
      try readRow(batch, record, fields, file, companyIDs: &companyIDs)
    }
  }

  /// The fields of one file.
  private struct Fields {
    let id, email, company, zone, owner: FieldReader?
    let created, updated: TimeReader?
    let consents: [(channel: String, field: FieldReader)]
    let attributes: [(name: String, field: FieldReader)]
    let hashed: [FieldReader]

    init(_ file: MappedFile) {
      id = file.field("contact_id")
      email = file.field("email")
      company = file.field("company_id")
      zone = file.field("tz")
      owner = file.field("owner")
      created = file.timeField("created_at")
      updated = file.timeField("updated_at")
      consents = file.consentFields()
      attributes = file.attributeFields()
      hashed =
        [email, company, zone, owner, created?.field].compactMap(\.self)
        + consents.map(\.field) + attributes.map(\.field)
    }
  }

  private mutating func readRow(
    _ batch: CSVBatch,
    _ record: Int,
    _ fields: Fields,
    _ file: MappedFile,
    companyIDs: inout KeyTable
  ) throws -> MappedFile.Fate {
    guard let id = fields.id?.value(batch, record), !id.isEmpty else {
      file.reject(
        batch,
        record,
        fields.id,
        .missingValue,
        hint: "every contact needs an identifier"
      )
      return .rejected
    }
    var created: Instant?
    if let reader = fields.created {
      switch reader.read(batch, record) {
      case .missing: break
      case .bad:
        file.reject(batch, record, reader.field, .badTime, hint: TimeReader.hint)
        return .rejected
      case .time(let instant, _): created = instant
      }
    }
    // Cells are judged whether the row wins or not, so that their rejects do not depend on order.
    let zone = zoneCode(batch, record, fields.zone, file)
    let states = fields.consents.map { consentState(batch, record, $0.field, file) }
    let (contact, isNew) = ids.insert(id)
    if isNew { addRow() }
    let version = version(batch, record, fields, file)
    for (consent, state) in zip(fields.consents, states) {
      setConsent(contact, consent.channel, state, told: version.updatedAt)
    }
    switch versions.judge(version, of: contact) {
    case .first: break
    case .duplicate: return .duplicate
    case .loses:
      file.reject(batch, record, fields.id, .duplicateID, hint: RowVersions.hint)
      return .rejected
    case .replaces(let earlier):
      replacedRows.append(earlier)
      forgetAttributes(of: contact)
    }
    createdAt[contact] = created
    zoneCodes[contact] = zone
    set(contact, batch, record, fields, companyIDs: &companyIDs)
    return .used
  }

  /// The replaced row may have had columns that the new one's file does not have.
  private mutating func forgetAttributes(of contact: Int) {
    owner?.clear(row: contact)
    hasEmail[contact] = false
    emails.remove(contact)
    for name in attributes.keys { attributes[name]?.clear(row: contact) }
  }

  private func version(
    _ batch: CSVBatch,
    _ record: Int,
    _ fields: Fields,
    _ file: MappedFile
  ) -> RowVersions.Version {
    let updatedAt = RowVersions.rank(fields.updated?.read(batch, record), asOf: asOf)
    var hash = ContentHash()
    for field in fields.hashed { hash.combine(field.value(batch, record)) }
    return RowVersions.Version(
      updatedAt: updatedAt,
      content: hash.value,
      pass: file.pass,
      line: batch.line(record)
    )
  }

  private mutating func set(
    _ contact: Int,
    _ batch: CSVBatch,
    _ record: Int,
    _ fields: Fields,
    companyIDs: inout KeyTable
  ) {
    if let company = fields.company?.value(batch, record), !company.isEmpty {
      companies[contact] = Int32(companyIDs.insert(company).id)
    } else {
      companies[contact] = -1
    }
    if let email = fields.email?.value(batch, record) {
      hasEmail[contact] = !email.isEmpty
      emails.add(email, contact: contact)
    }
    if let field = fields.owner {
      owner?.assign(field.value(batch, record), row: contact)
    }
    for (name, field) in fields.attributes {
      attributes[name]?.assign(field.value(batch, record), row: contact)
    }
  }

  /// The zone of a row, or -1; an unknown name is reported.
  private mutating func zoneCode(
    _ batch: CSVBatch,
    _ record: Int,
    _ field: FieldReader?,
    _ file: MappedFile
  ) -> Int16 {
    guard let field else { return -1 }
    let text = field.value(batch, record)
    guard !text.isEmpty else { return -1 }
    let code = zoneWords.code(text) { name in
      guard let zone = try? Zone.named(name) else { return -1 }
      zones.append(zone)
      return Int16(zones.count - 1)
    }
    if code < 0 {
      file.reject(
        batch,
        record,
        field,
        .unknownZone,
        hint: "use an IANA name such as Europe/Paris; the row is used without a zone"
      )
    }
    return code
  }

  /// The consent that a cell speaks of; an unknown word is reported and read as unknown.
  private mutating func consentState(
    _ batch: CSVBatch,
    _ record: Int,
    _ field: FieldReader,
    _ file: MappedFile
  ) -> ConsentState {
    let word = field.value(batch, record)
    if word.isEmpty { return .unknown }
    if let state = consentWords.code(word, make: { ConsentState(word: $0) }) { return state }
    file.reject(
      batch,
      record,
      field,
      .badWord,
      hint: "consent is one of \(ConsentState.allCases.map { "\($0)" }.joined(separator: ", "));"
        + " map other words in the profile; read as unknown"
    )
    return .unknown
  }

  /// Takes over what a row tells of consent: the later row wins, of equals the stricter one.
  private mutating func setConsent(
    _ contact: Int,
    _ channel: String,
    _ state: ConsentState,
    told time: Int64
  ) {
    var column = consents.removeValue(forKey: channel) ?? []
    var times = consentTimes.removeValue(forKey: channel) ?? []
    while column.count <= contact {
      column.append(.unknown)
      times.append(.min)
    }
    if time > times[contact] {
      column[contact] = state
      times[contact] = time
    } else if time == times[contact] {
      column[contact] = column[contact].stricter(state)
    }
    consents[channel] = column
    consentTimes[channel] = times
  }

  /// The table, with consents by channel code.
  func finished(channelCode: (String) -> Channel) -> ContactTable {
    let count = ids.count
    var byChannel: [Channel: [ConsentState]] = [:]
    for (name, states) in consents {
      let padding = [ConsentState](repeating: .unknown, count: count - states.count)
      byChannel[channelCode(name)] = states + padding
    }
    return ContactTable(
      ids: ids,
      order: ids.sortedIDs(),
      companies: companies,
      zones: zones,
      zoneCodes: zoneCodes,
      createdAt: createdAt,
      hasEmail: knowsEmails ? hasEmail : [],
      sharedAddresses: emails.shared,
      consents: byChannel,
      owner: owner?.finished(rowCount: count),
      attributes: attributes.mapValues { $0.finished(rowCount: count) }
    )
  }

  /// The names of the channels that consent columns speak of.
  var consentChannels: [String] { consents.keys.sorted() }
}

extension AttributeBuilder {
  mutating func assign(_ value: UnsafeRawBufferPointer, row: Int) {
    if value.isEmpty { clear(row: row) } else { set(value, row: row) }
  }
}

extension TimeReader {
  static let hint =
    "a time must exist, lie between 1970 and 2109, and follow the profile's formats, such as"
    + " times: [\"dd/MM/yyyy HH:mm\"]"
}

extension RowVersions {
  static let hint =
    "another row of this identifier was kept: the one with the later updated_at, or else a fixed"
    + " one; export each once"
}

/// Finds contacts by e-mail address; addresses that several contacts share find nobody.
struct EmailIndex {
  private var keys = KeyTable()
  /// The number of each contact's address, or -1.
  private var addresses: [Int32] = []
  /// The only contact of each address, or -1; made when first asked for.
  private var owners: [Int32]?

  mutating func add(_ email: UnsafeRawBufferPointer, contact: Int) {
    owners = nil
    while addresses.count <= contact { addresses.append(-1) }
    guard !email.isEmpty else { return }
    addresses[contact] = Int32(Self.folded(email).withUnsafeBytes { keys.insert($0).id })
  }

  mutating func remove(_ contact: Int) {
    owners = nil
    if contact < addresses.count { addresses[contact] = -1 }
  }

  mutating func contact(of email: UnsafeRawBufferPointer) -> Int? {
    let owners = owners ?? makeOwners()
    self.owners = owners
    guard let address = Self.folded(email).withUnsafeBytes({ keys.find($0) }),
      owners[address] >= 0
    else { return nil }
    return Int(owners[address])
  }

  /// For each contact whose address others have too: those others.
  var shared: [Int: [Int]] {
    var members: [Int32: [Int]] = [:]
    let counts = addresses.reduce(into: [Int](repeating: 0, count: keys.count)) {
      if $1 >= 0 { $0[Int($1)] += 1 }
    }
    for (contact, address) in addresses.enumerated() where address >= 0 && counts[Int(address)] > 1
    {
      members[address, default: []].append(contact)
    }
    var shared: [Int: [Int]] = [:]
    for group in members.values {
      for contact in group { shared[contact] = group.filter { $0 != contact } }
    }
    return shared
  }

  private func makeOwners() -> [Int32] {
    var owners = [Int32](repeating: -1, count: keys.count)
    var counts = [Int](repeating: 0, count: keys.count)
    for (contact, address) in addresses.enumerated() where address >= 0 {
      counts[Int(address)] += 1
      owners[Int(address)] = counts[Int(address)] == 1 ? Int32(contact) : -1
    }
    return owners
  }

  /// ASCII letters in lower case; `+tag` and dots stay.
  private static func folded(_ email: UnsafeRawBufferPointer) -> [UInt8] {
    email.map { $0 >= UInt8(ascii: "A") && $0 <= UInt8(ascii: "Z") ? $0 | 0x20 : $0 }
  }
}
