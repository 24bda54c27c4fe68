public import CivilTime
public import Tables

/// Everything that was read: contacts, companies, events and conversions, by dense numbers.
///
/// Contacts are numbered in the order of their rows; whatever is computed or written goes through
/// ``ContactTable/order``, so that nothing depends on that order.
public struct CRMSnapshot: Sendable {
  /// The contacts.
  public var contacts: ContactTable
  /// The companies.
  public var companies: CompanyTable
  /// The events.
  public var events: EventStore
  /// For each contact the instant of its first conversion; nil where there is none.
  public var firstConversions: [Instant?]
  /// How many conversions were read.
  public var conversionCount: Int
  /// Whether any file could have told of conversions.
  public var hasConversionTable: Bool
  /// The newest instant of events and conversions.
  public var newestInstant: Instant?
  /// The newest instant at which a contact, company or deal was created or updated.
  public var newestRecord: Instant?
  /// The names of the event types, by code; unused codes are empty.
  public var eventTypeNames: [String]
  /// The names of the channels, by code.
  public var channelNames: [String]
  /// Attributes that profiles declare stable over time.
  public var stableAttributes: Set<String>
  /// Attributes that were made from others, by their names among ``attributeNames``.
  public var derivedAttributes: [String: DerivedAttribute] = [:]
  /// What became of every row.
  public var report: ImportReport

  /// The attribute of contacts by this name, or that of their companies.
  ///
  /// `company.NAME` asks for the company's even when contacts have one by that name.
  public func attribute(_ name: String) -> ContactAttribute? {
    if let column = contacts.attributes[name] {
      return ContactAttribute(name: name, column: column, rows: nil)
    }
    let companyName = name.hasPrefix("company.") ? String(name.dropFirst(8)) : name
    return companies.attributes[companyName].map {
      ContactAttribute(name: name, column: $0, rows: contacts.companies)
    }
  }

  /// The names of all attributes, each once, in bytewise order.
  public var attributeNames: [String] {
    let ofCompanies = companies.attributes.keys.map {
      contacts.attributes[$0] == nil ? $0 : "company.\($0)"
    }
    return (Array(contacts.attributes.keys) + ofCompanies)
      .sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }
}

/// An attribute as seen from the contacts.
public struct ContactAttribute: Sendable {
  /// The name.
  public let name: String
  /// The values, by contact or by company.
  public let column: AttributeColumn
  private let rows: [Int32]?

  init(name: String, column: AttributeColumn, rows: [Int32]?) {
    self.name = name
    self.column = column
    self.rows = rows
  }

  private func row(_ contact: Int) -> Int { rows.map { Int($0[contact]) } ?? contact }

  /// The number of the contact's text among the column's levels, or -1.
  public func code(of contact: Int) -> Int { Int(column.code(at: row(contact))) }

  /// The contact's value as a number; NaN when it is missing.
  public func number(of contact: Int) -> Double { column.number(at: row(contact)) }

  /// The numbers of some contacts' texts among the column's levels, or -1.
  ///
  /// - Complexity: O(contacts), without a call for each.
  public func codes(of contacts: [Int32]) -> [Int32] {
    guard let rows else { return contacts.map { column.codes[Int($0)] } }
    return contacts.map { column.code(at: Int(rows[Int($0)])) }
  }

  /// Some contacts' values as numbers; NaN where they are missing.
  public func numbers(of contacts: [Int32]) -> [Double] {
    guard let numbers = column.levelNumbers else {
      return [Double](repeating: .nan, count: contacts.count)
    }
    return codes(of: contacts).map { $0 < 0 ? .nan : numbers[Int($0)] }
  }

  /// The contact's text, if there is one.
  public func text(of contact: Int) -> String? { column.text(at: row(contact)) }
}

/// The contacts, column by column.
public struct ContactTable: Sendable {
  /// The identifiers.
  public var ids: KeyTable
  /// The contacts' numbers in the bytewise order of their identifiers; numbers of records that
  /// were merged into others are left out.
  public var order: [Int]
  /// The number of each contact's company, or -1.
  public var companies: [Int32]
  /// The zones in use.
  public var zones: [Zone]
  /// For each contact the position of its zone in ``zones``, or -1 when it is unknown.
  public var zoneCodes: [Int16]
  /// For each contact how its zone was found; empty until ``adopt(_:)``.
  public var zoneSources: [ZoneSource] = []
  /// The likeliest zones of contacts whose zone is open; empty until ``adopt(_:)``.
  public var zoneCandidates: [Int: [ZoneCandidate]] = [:]
  /// When each contact was created; nil when unknown.
  public var createdAt: [Instant?]
  /// Whether an e-mail address is known; empty when no file has addresses.
  public var hasEmail: [Bool]
  /// Telephone numbers as printed; nil when no file has them.
  public var phones: AttributeColumn?
  /// For each contact whose address others have too: those others.
  public var sharedAddresses: [Int: [Int]]
  /// Whether the address is one of a role, such as info@, behind which several people may read;
  /// empty when there are none.
  public var roleAddresses: [Bool]
  /// The state of consent on each channel that a file speaks of.
  public var consents: [Channel: [ConsentState]]
  /// Whether the contact agreed to being scored; empty where no file speaks of it.
  public var scoringConsents: [ConsentState] = []
  /// Who looks after the contact.
  public var owner: AttributeColumn?
  /// Everything else.
  public var attributes: [String: AttributeColumn]

  /// How many contacts there are.
  public var count: Int { order.count }

  /// The zone of a contact, if it is known.
  public func zone(of contact: Int) -> Zone? {
    let code = zoneCodes[contact]
    return code < 0 ? nil : zones[Int(code)]
  }
}

/// The companies, column by column.
public struct CompanyTable: Sendable {
  /// The identifiers.
  public var ids: KeyTable
  /// How many companies there are, those that only contacts mention included.
  public var count: Int
  /// Everything that is known of them.
  public var attributes: [String: AttributeColumn]
}
