import CSV
import CivilTime
import Tables

/// Collects deals; those that are won are conversions of their contacts.
struct DealBuilder {
  private enum Stage: String { case won, lost, open }

  private struct Deal {
    var stage: Stage
    var closed: (instant: Instant, isDayOnly: Bool)?
    var contacts: Set<Int>
  }

  private var ids = KeyTable()
  private var deals: [Deal] = []
  private var versions = RowVersions()
  private var stages = WordMemory<Stage?>()

  private static let unclosedHint =
    "the deal is won, but the file has no column that tells when; export it as well"

  /// How many there are by stage; nil where there are none.
  var report: DealReport? {
    guard !deals.isEmpty else { return nil }
    var report = DealReport()
    for deal in deals {
      switch deal.stage {
      case .won: report.won += 1
      case .lost: report.lost += 1
      case .open: report.open += 1
      }
      if deal.stage == .won, deal.contacts.isEmpty { report.wonWithoutContact += 1 }
    }
    return report
  }

  /// When which contacts converted.
  func conversions(_ createdAt: [Instant?]) -> [(contact: Int, instant: Instant)] {
    deals.filter { $0.stage == .won }.flatMap { deal in
      deal.contacts.compactMap { contact in
        deal.closed.map { closed in
          let created = createdAt[contact]
          let instant = ImportState.conversionTime(
            closed.instant,
            isDayOnly: closed.isDayOnly,
            created: created
          )
          // A deal that was won before its contact became known converts him when he does.
          return (contact, max(instant, created ?? instant))
        }
      }
    }
  }

  /// The fields of one file.
  private struct Fields {
    let id: KeyReader
    let contact, contacts: KeyReader?
    let email, stage: FieldReader?
    let closed, updated: TimeReader?

    init?(_ file: MappedFile) {
      guard let id = file.keyField("deal_id") else { return nil }
      self.id = id
      contact = file.keyField("contact_id")
      contacts = file.keyField("contact_ids")
      email = file.field("email")
      stage = file.field("stage")
      closed = file.timeField("closed_at")
      updated = file.timeField("updated_at")
    }
  }

  /// Rows that lost against others: they were counted as used.
  var losers: [RowVersions.Version] { versions.losers }

  /// Reads a file.
  mutating func read(
    _ file: MappedFile,
    contacts: inout ContactBuilder,
    creating: Bool,
    asOf: Instant
  ) throws {
    guard let fields = Fields(file) else { return }
    _ = file.attributeFields()
    try file.forEachRow { batch, record in
      let key = fields.id.key(batch, record)
      guard !key.isEmpty else {
        file.reject(
          batch,
          record,
          fields.id.field,
          .missingValue,
          hint: "every deal needs an identifier"
        )
        return .rejected
      }
      guard let deal = deal(batch, record, key, fields, file, &contacts, creating) else {
        return .rejected
      }
      let number = ids.insert(key).id
      let verdict = versions.judge(version(batch, record, fields, file, asOf), of: number)
      if number == deals.count {
        deals.append(deal)
      } else if verdict.wins {
        deals[number] = deal
      }
      return verdict.fate
    }
  }

  /// The deal of a row; nil when it was rejected.
  private mutating func deal(
    _ batch: CSVBatch,
    _ record: Int,
    _ key: UnsafeRawBufferPointer,
    _ fields: Fields,
    _ file: MappedFile,
    _ contacts: inout ContactBuilder,
    _ creating: Bool
  ) -> Deal? {
    guard let stage = stage(batch, record, fields, file) else { return nil }
    var closed: (instant: Instant, isDayOnly: Bool)?
    if stage == .won {
      guard let reader = fields.closed else {
        file.reject(batch, record, nil, .missingValue, hint: Self.unclosedHint)
        return nil
      }
      guard let time = reader.instant(batch, record, in: file) else { return nil }
      closed = time
    }
    var members = Set(contacts.contacts(deal: key))
    var namesSomebody = false
    func add(_ id: UnsafeRawBufferPointer) {
      namesSomebody = namesSomebody || !id.isEmpty
      guard !id.isEmpty, let found = contacts.contact(id, creating: creating) else { return }
      file.count(found.isMerged ? .merged : .identifier)
      members.insert(found.contact)
    }
    if let contact = fields.contact { add(contact.key(batch, record)) }
    fields.contacts?.keys(batch, record, add)
    if members.isEmpty, let address = fields.email?.value(batch, record), !address.isEmpty {
      namesSomebody = true
      if let found = contacts.contact(email: address, creating: creating) {
        file.count(.email)
        members.insert(found)
      }
    }
    if members.isEmpty, namesSomebody {
      file.reject(
        batch,
        record,
        (fields.contacts ?? fields.contact)?.field ?? fields.email,
        .unknownContact,
        hint: "no contacts file has the contacts of this deal; export them together"
      )
      return nil
    }
    return Deal(stage: stage, closed: closed, contacts: members)
  }

  private mutating func stage(
    _ batch: CSVBatch,
    _ record: Int,
    _ fields: Fields,
    _ file: MappedFile
  ) -> Stage? {
    let word = fields.stage?.value(batch, record) ?? FieldReader.nothing
    if let stage = stages.code(word, make: { Stage(rawValue: $0.lowercased()) }) { return stage }
    file.reject(
      batch,
      record,
      fields.stage,
      word.isEmpty ? .missingValue : .badWord,
      hint: "a stage is won, lost or open; map the tool's words under 'values:' in the profile"
    )
    return nil
  }

  private func version(
    _ batch: CSVBatch,
    _ record: Int,
    _ fields: Fields,
    _ file: MappedFile,
    _ asOf: Instant
  ) -> RowVersions.Version {
    var hash = ContentHash()
    let hashed = [
      fields.contact?.field, fields.contacts?.field, fields.email, fields.stage,
      fields.closed?.field,
    ]
    for field in hashed { hash.combine(field?.value(batch, record) ?? FieldReader.nothing) }
    return RowVersions.Version(
      updatedAt: RowVersions.rank(fields.updated?.read(batch, record), asOf: asOf),
      content: hash.value,
      pass: file.pass,
      line: batch.line(record)
    )
  }
}
