import CRMData
import CivilTime
import Tables

/// All that a snapshot says, by identifiers rather than by numbers, so that two can be compared.
struct Content: Equatable {
  struct Contact: Equatable {
    var id: String
    var company: String?
    var zone: String?
    var createdAt: Instant?
    var hasEmail: Bool?
    var consents: [UInt8: ConsentState]
    var owner: String?
    var attributes: [String: String?]
    var events: [Event]
    var firstConversion: Instant?
  }

  var contacts: [Contact]
  var companies: [String: [String: String?]]
  var levels: [String: [String]]
  var numericAttributes: Set<String>
  var conversionCount: Int
  var newestInstant: Instant?
  var eventTypeNames: [String]
  var channelNames: [String]
  var eventCount: Int
  var duplicateCount: Int
  var eventsByType: [String: Int]
  var rejectsByCode: [String: Int]
  var contactsAreDerived: Bool

  init(_ snapshot: CRMSnapshot) {
    let table = snapshot.contacts
    let companies = snapshot.companies
    contacts = table.order.map { contact in
      Contact(
        id: table.ids.string(contact),
        company: table.companies[contact] < 0
          ? nil : companies.ids.string(Int(table.companies[contact])),
        zone: table.zone(of: contact)?.identifier,
        createdAt: table.createdAt[contact],
        hasEmail: table.hasEmail.isEmpty ? nil : table.hasEmail[contact],
        consents: Dictionary(
          uniqueKeysWithValues: table.consents.map { ($0.rawValue, $1[contact]) }
        ),
        owner: table.owner?.text(at: contact),
        attributes: table.attributes.mapValues { $0.text(at: contact) },
        events: snapshot.events.withEvents(of: contact) { Array($0) },
        firstConversion: snapshot.firstConversions[contact]
      )
    }
    self.companies = Dictionary(
      uniqueKeysWithValues: companies.ids.sortedIDs().map { company in
        (companies.ids.string(company), companies.attributes.mapValues { $0.text(at: company) })
      }
    )
    let columns = table.attributes.merging(
      companies.attributes.map { ("company.\($0)", $1) },
      uniquingKeysWith: { first, _ in first }
    )
    levels = columns.mapValues(\.levels)
    numericAttributes = Set(columns.filter(\.value.isNumeric).keys)
    conversionCount = snapshot.conversionCount
    newestInstant = snapshot.newestInstant
    eventTypeNames = snapshot.eventTypeNames
    channelNames = snapshot.channelNames
    eventCount = snapshot.events.count
    duplicateCount = snapshot.events.duplicateCount
    eventsByType = snapshot.report.eventsByType
    rejectsByCode = snapshot.report.rejectsByCode
    contactsAreDerived = snapshot.report.contactsAreDerived
  }
}
