public import CivilTime

/// Finds the zones of contacts whose row does not say it.
///
/// In this order: the contact's own field; its country, where that has one clock; its region or
/// postal code; the prefix of its telephone number; its colleagues and the hours at which it is
/// active, weighed together; the address of its company. No address of a computer is looked up.
///
///     let inferred = ZoneInference().inferred(for: snapshot, asOf: asOf)
///     snapshot.contacts.adopt(inferred)
///
/// The last steps give probabilities, and a zone is taken over only from ``acceptance`` on; how
/// much colleagues and hours are to be trusted is learned from the contacts whose zone is known.
/// For the others the likeliest zones are kept with their weights. Nothing later than `asOf` has
/// any influence: neither events nor contacts that were created later.
public struct ZoneInference: Hashable, Sendable {
  /// The probability from which on a zone is taken over.
  public var acceptance = 0.8
  /// In how many different hours a contact must have been active for its hours to count.
  public var minimumActiveHours = 8
  /// How many colleagues with a known zone are needed.
  public var minimumColleagues = 2

  /// Creates the inference with its default options.
  public init() {}

  /// Infers the zones of all contacts.
  ///
  /// - Parameters:
  ///   - snapshot: everything that was read.
  ///   - asOf: events and contacts after this instant have no influence on others.
  /// - Returns: The zones, known and inferred, for all contacts.
  /// - Complexity: Reads the events of known contacts once, unless all zones are known; then some
  ///   microseconds for each contact without a zone.
  public func inferred(for snapshot: CRMSnapshot, asOf: Instant) -> InferredZones {
    var work = ZoneWork(snapshot)
    guard work.hasOpenContacts else { return work.finished }
    work.readPlaces()
    if work.hasOpenContacts {
      var judge = ZoneJudge(work, snapshot, options: self, asOf: asOf)
      judge.learn()
      for contact in snapshot.contacts.order where work.sources[contact] == .none {
        work.settle(contact, judge.verdict(on: contact))
      }
    }
    return work.finished
  }
}

/// The zones while they are being inferred.
struct ZoneWork {
  let contacts: ContactTable
  private(set) var zones: [Zone]
  private(set) var zoneCodes: [Int16]
  private(set) var sources: [ZoneSource]
  /// The places of contacts whose zone no field gives.
  private(set) var places: [Int: Place] = [:]
  /// The zones that companies' addresses decide, and countries that they name.
  private(set) var companyPlaces: [Int: Place] = [:]
  private var candidates: [Int: [ZoneCandidate]] = [:]
  private var codesByName: [String: Int16?]
  private var reader: PlaceReader
  private var companyReader: PlaceReader

  init(_ snapshot: CRMSnapshot) {
    contacts = snapshot.contacts
    zones = contacts.zones
    zoneCodes = contacts.zoneCodes
    sources = zoneCodes.map { $0 >= 0 ? .explicit : .none }
    codesByName = Dictionary(
      zones.enumerated().map { ($1.identifier, Int16($0)) },
      uniquingKeysWith: { first, _ in first }
    )
    reader = PlaceReader(contacts.attributes, phones: contacts.phones)
    companyReader = PlaceReader(snapshot.companies.attributes)
  }

  /// Whether any contact has no zone yet.
  var hasOpenContacts: Bool { sources.contains(.none) }

  /// The result.
  var finished: InferredZones {
    InferredZones(zones: zones, zoneCodes: zoneCodes, sources: sources, candidates: candidates)
  }

  /// Takes over what the contacts' own addresses and telephone numbers decide.
  mutating func readPlaces() {
    for contact in contacts.order where sources[contact] == .none {
      var place = reader.place(at: contact)
      if let zone = place.zone, let code = code(of: zone) {
        zoneCodes[contact] = code
        sources[contact] = place.source
        continue
      }
      place.zone = nil
      if contacts.companies[contact] >= 0 { addCompanyPlace(to: &place, of: contact) }
      places[contact] = place
    }
  }

  /// The company's address counts where the contact's own does not speak against it.
  private mutating func addCompanyPlace(to place: inout Place, of contact: Int) {
    let company = companyReader.place(at: Int(contacts.companies[contact]))
    if place.country == nil { place = Place(country: company.country, source: .account) }
    if company.country == place.country { companyPlaces[contact] = company }
  }

  /// The place of a contact whose zone is known, as if it were not.
  mutating func ownPlace(of contact: Int) -> Place { reader.place(at: contact) }

  /// Takes over what was found for a contact.
  mutating func settle(_ contact: Int, _ verdict: ZoneJudge.Verdict) {
    let found = verdict.zone ?? companyPlaces[contact]?.zone
    if let found, let code = code(of: found) {
      zoneCodes[contact] = code
      sources[contact] = verdict.zone == nil ? .account : verdict.source
      return
    }
    let weighed = verdict.candidates.compactMap { name, weight in
      code(of: name).map { ZoneCandidate(zoneCode: $0, weight: weight) }
    }
    if !weighed.isEmpty { candidates[contact] = weighed }
  }

  /// The position of a zone in the list; nil where the system does not have it.
  private mutating func code(of name: String) -> Int16? {
    if let code = codesByName[name] { return code }
    var code: Int16?
    if let zone = try? Zone.named(name) {
      zones.append(zone)
      code = Int16(zones.count - 1)
    }
    codesByName[name] = .some(code)
    return code
  }
}
