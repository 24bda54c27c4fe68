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
  private var zoneWords = WordMemory<Int16>()
  private var zoneHints = WordMemory<String>()
  private var consents: [String: [ConsentState]] = [:]
  private var consentWords = WordMemory<ConsentState?>()
  private var owner: AttributeBuilder?
  private var attributes: [String: AttributeBuilder] = [:]
  private var versions = RowVersions()
  private var hasEmail: [Bool] = []
  private var knowsEmails = false
  private var emails = AddressIndex(form: .email)
  private var phones = AddressIndex(form: .phone)
  private var phoneTexts: AttributeBuilder?
  private var identities = Identities()
  /// How late each contact's consent on each channel was told.
  private var consentTimes: [String: [Int64]] = [:]
  private let asOf: Instant

  /// Rows that lost against others: they were counted as used.
  var losers: [RowVersions.Version] { versions.losers }

  /// Creates a builder.
  ///
  /// Rows that were updated after `asOf` count only where there is no other.
  init(asOf: Instant) { self.asOf = asOf }

  var count: Int { ids.count }

  /// The contact with this identifier, or that it was merged into; made when `creating`, else nil
  /// when there is none.
  mutating func contact(
    _ id: UnsafeRawBufferPointer,
    creating: Bool
  ) -> (contact: Int, isMerged: Bool)? {
    guard let contact = creating ? insert(id) : ids.find(id) else { return nil }
    let survivor = identities.survivor(of: contact)
    return (survivor, survivor != contact)
  }

  /// The only contact with this address; made when `creating` and there is none at all.
  mutating func contact(email: UnsafeRawBufferPointer, creating: Bool) -> Int? {
    if let found = emails.contact(of: email) { return found }
    guard creating else { return nil }
    let id = Array("email:".utf8) + AddressIndex.Form.email.key(of: email)
    return id.withUnsafeBytes { insert($0) }
  }

  /// What finds contacts on several threads.
  var lookUp: ContactLookUp {
    let isMerged = identities.survivors.enumerated().map { $0 != Int($1) }
    return ContactLookUp(ids: ids, isMerged: isMerged.contains(true) ? isMerged : [])
  }

  /// The only contact with this telephone number.
  mutating func contact(phone: UnsafeRawBufferPointer) -> Int? { phones.contact(of: phone) }

  /// The contacts that name a deal as their own.
  func contacts(deal: UnsafeRawBufferPointer) -> [Int] { identities.contacts(ofDeal: deal) }

  private mutating func insert(_ id: UnsafeRawBufferPointer) -> Int {
    let (contact, isNew) = ids.insert(id)
    if isNew {
      createdAt.append(nil)
      companies.append(-1)
      zoneCodes.append(-1)
      hasEmail.append(false)
    }
    return contact
  }

  /// Reads which records became which.
  mutating func readMerges(_ file: MappedFile) throws {
    guard let survivor = file.keyField("contact_id"), let merged = file.keyField("merged_ids")
    else { return }
    try file.forEachRow { batch, record in
      let key = Array(survivor.key(batch, record))
      guard !key.isEmpty else {
        file.reject(batch, record, survivor.field, .missingValue, hint: "the row names nobody")
        return .rejected
      }
      merged.keys(batch, record) { identities.redirect(Array($0), to: key) }
      return .used
    }
  }

  /// Decides which records are one person, once all of them are read.
  ///
  /// - Throws: `CRMDataError` when records were merged in a circle.
  mutating func resolveIdentities() throws {
    let later = Set(
      createdAt.indices.filter { contact in createdAt[contact].map { $0 > asOf } ?? false }
    )
    emails.later = later
    phones.later = later
    let groups = try identities.resolved(&ids, emails: emails)
    while createdAt.count < ids.count {
      createdAt.append(nil)
      companies.append(-1)
      zoneCodes.append(-1)
      hasEmail.append(false)
    }
    for (contact, survivor) in groups { merge(contact, into: survivor) }
    emails.survivors = identities.survivors
    phones.survivors = identities.survivors
  }

  /// What is known of the records' identities.
  var identityReport: IdentityReport {
    var report = identities.report
    report.sharedAddresses = emails.sharedCount
    report.roleAddresses = emails.roleCount
    return report
  }

  /// Fills what is missing from another record of the same person.
  private mutating func merge(_ contact: Int, into survivor: Int) {
    let known = [createdAt[contact], createdAt[survivor]].compactMap(\.self)
    createdAt[survivor] = known.min()
    if companies[survivor] < 0 { companies[survivor] = companies[contact] }
    if zoneCodes[survivor] < 0 { zoneCodes[survivor] = zoneCodes[contact] }
    hasEmail[survivor] = hasEmail[survivor] || hasEmail[contact]
    owner?.fill(row: survivor, from: contact)
    phoneTexts?.fill(row: survivor, from: contact)
    for name in attributes.keys { attributes[name]?.fill(row: survivor, from: contact) }
    for (channel, states) in consents where contact < states.count {
      // When a record was updated says little of when the person agreed: the stricter state stays.
      let told = max(consentTimes[channel]?[contact] ?? .min, time(survivor, channel))
      let known = survivor < states.count ? states[survivor] : .unknown
      setConsent(survivor, channel, states[contact].stricter(known), told: told)
    }
  }

  /// Reads all rows of one file.
  mutating func read(_ file: MappedFile, companyIDs: inout KeyTable) throws {
    let fields = Fields(file)
    if fields.email != nil { knowsEmails = true }
    if fields.owner != nil, owner == nil { owner = AttributeBuilder() }
    if fields.phone != nil, phoneTexts == nil { phoneTexts = AttributeBuilder() }
    for (name, _) in fields.attributes where attributes[name] == nil {
      attributes[name] = AttributeBuilder()
    }
    let source = identities.sourceCode(file.file.profile)
    try file.forEachRow { batch, record in
      try readRow(batch, record, fields, file, source, companyIDs: &companyIDs)
    }
  }

  /// The fields of one file.
  private struct Fields {
    let id, company, mergedInto, mergedIDs, deal: KeyReader?
    let links: [KeyReader]
    let email, phone, zone, owner: FieldReader?
    let created, updated: TimeReader?
    let consents: [(channel: String, field: FieldReader)]
    let attributes: [(name: String, field: FieldReader)]
    let hashed: [FieldReader]

    init(_ file: MappedFile) {
      id = file.keyField("contact_id")
      email = file.field("email")
      phone = file.field("phone")
      company = file.keyField("company_id")
      mergedInto = file.keyField("merged_into")
      mergedIDs = file.keyField("merged_ids")
      deal = file.keyField("deal_id")
      links = file.linkFields()
      zone = file.field("tz")
      owner = file.field("owner")
      created = file.timeField("created_at")
      updated = file.timeField("updated_at")
      consents = file.consentFields()
      attributes = file.attributeFields()
      hashed =
        [email, phone, company?.field, zone, owner, created?.field].compactMap(\.self)
        + consents.map(\.field) + attributes.map(\.field)
    }
  }

  private mutating func readRow(
    _ batch: CSVBatch,
    _ record: Int,
    _ fields: Fields,
    _ file: MappedFile,
    _ source: Int16,
    companyIDs: inout KeyTable
  ) throws -> MappedFile.Fate {
    guard let id = identifier(batch, record, fields, file) else { return .rejected }
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
    let contact = id.withUnsafeBytes { insert($0) }
    identities.note(contact, from: source)
    noteIdentities(batch, record, fields, contact, id)
    let version = version(batch, record, fields, file)
    for (consent, state) in zip(fields.consents, states) {
      setConsent(contact, consent.channel, state, told: version.updatedAt)
    }
    let isFirst = !versions.has(contact)
    let verdict = versions.judge(version, of: contact)
    guard verdict.wins else { return verdict.fate }
    if !isFirst { forgetAttributes(of: contact) }
    createdAt[contact] = created
    zoneCodes[contact] = zone
    set(contact, batch, record, fields, companyIDs: &companyIDs)
    return verdict.fate
  }

  /// The row's identifier, or else one that is made of its address; nil when it was rejected.
  private func identifier(
    _ batch: CSVBatch,
    _ record: Int,
    _ fields: Fields,
    _ file: MappedFile
  ) -> [UInt8]? {
    if let id = fields.id?.key(batch, record), !id.isEmpty {
      guard !KeyReader.isRounded(id) else {
        file.reject(batch, record, fields.id?.field, .damagedID, hint: KeyReader.roundedHint)
        return nil
      }
      return Array(id)
    }
    if fields.id == nil, let email = fields.email?.value(batch, record), !email.isEmpty {
      return Array("email:".utf8) + AddressIndex.Form.email.key(of: email)
    }
    file.reject(
      batch,
      record,
      fields.id?.field ?? fields.email,
      .missingValue,
      hint: "every contact needs an identifier"
    )
    return nil
  }

  /// Notes what the row says of other records of the same person.
  private mutating func noteIdentities(
    _ batch: CSVBatch,
    _ record: Int,
    _ fields: Fields,
    _ contact: Int,
    _ id: [UInt8]
  ) {
    if let key = fields.mergedInto?.key(batch, record), !key.isEmpty {
      identities.redirect(id, to: Array(key))
    }
    fields.mergedIDs?.keys(batch, record) { identities.redirect(Array($0), to: id) }
    for link in fields.links {
      let key = link.key(batch, record)
      if !key.isEmpty { identities.link(contact, to: Array(key)) }
    }
    if let key = fields.deal?.key(batch, record), !key.isEmpty {
      identities.noteDeal(key, of: contact)
    }
  }

  /// The replaced row may have had columns that the new one's file does not have.
  private mutating func forgetAttributes(of contact: Int) {
    owner?.clear(row: contact)
    phoneTexts?.clear(row: contact)
    hasEmail[contact] = false
    emails.remove(contact)
    phones.remove(contact)
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
    if let company = fields.company?.key(batch, record), !company.isEmpty {
      companies[contact] = Int32(companyIDs.insert(company).id)
    } else {
      companies[contact] = -1
    }
    if let email = fields.email?.value(batch, record) {
      hasEmail[contact] = !email.isEmpty
      emails.add(email, contact: contact)
    }
    if let phone = fields.phone?.value(batch, record) {
      phones.add(phone, contact: contact)
      phoneTexts?.assign(phone, row: contact)
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
      guard let zone = ZoneName(name).zone else { return -1 }
      zones.append(zone)
      return Int16(zones.count - 1)
    }
    if code < 0 {
      file.reject(
        batch,
        record,
        field,
        .unknownZone,
        hint: "the row is used without it; "
          + zoneHints.code(text) { ZoneName($0).hint ?? "use an IANA name such as Europe/Paris" }
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

  /// Takes over what a row tells of consent: the later row wins, of equals the stricter one; a row
  /// that tells nothing changes nothing.
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
    if state == .unknown {
      // Nothing was told.
    } else if time > times[contact] {
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
    var scoring: [ConsentState] = []
    for (name, states) in consents {
      let padding = [ConsentState](repeating: .unknown, count: count - states.count)
      if name == Self.scoringPurpose {
        scoring = states + padding
      } else {
        byChannel[channelCode(name)] = states + padding
      }
    }
    return ContactTable(
      ids: ids,
      order: ids.sortedIDs().filter { identities.survivor(of: $0) == $0 },
      companies: companies,
      zones: zones,
      zoneCodes: zoneCodes,
      createdAt: createdAt,
      hasEmail: knowsEmails ? hasEmail : [],
      phones: phoneTexts?.finished(rowCount: count),
      sharedAddresses: emails.shared,
      roleAddresses: emails.roles(count: count),
      consents: byChannel,
      scoringConsents: scoring,
      owner: owner?.finished(rowCount: count),
      attributes: attributes.mapValues { $0.finished(rowCount: count) }
    )
  }

  private func time(_ contact: Int, _ channel: String) -> Int64 {
    consentTimes[channel].flatMap { contact < $0.count ? $0[contact] : nil } ?? .min
  }

  /// The names of the channels that consent columns speak of.
  var consentChannels: [String] {
    consents.keys.filter { $0 != Self.scoringPurpose }.sorted()
  }

  /// `consent_scoring` speaks of a purpose, not of a channel.
  private static let scoringPurpose = "scoring"
}

extension AttributeBuilder {
  mutating func assign(_ value: UnsafeRawBufferPointer, row: Int) {
    if value.isEmpty { clear(row: row) } else { set(value, row: row) }
  }
}

extension RowVersions {
  static let hint =
    "another row of this identifier was kept: the one with the later updated_at, or else a fixed"
    + " one; export each once"
}
