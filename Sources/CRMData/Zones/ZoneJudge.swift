import CivilTime

/// Weighs colleagues and active hours against each other for contacts whose place leaves several
/// clocks open.
struct ZoneJudge {
  /// What was found for a contact.
  struct Verdict {
    /// The zone; nil where no clock is likely enough.
    var zone: String?
    /// What decided.
    var source = ZoneSource.none
    /// The likeliest zones and their probabilities, where no clock is likely enough.
    var candidates: [(String, Double)] = []
  }

  /// How many known contacts teach the weights, and how few are too few.
  private static let sampleSize = 1_000
  private static let smallestSample = 50
  /// How many candidates are kept.
  private static let keptCandidates = 8

  private var work: ZoneWork
  private let options: ZoneInference
  private let activity: HumanActivity
  private let clocks: ClockTable
  private let createdAt: [Instant?]
  private let asOf: Instant
  /// How many known contacts each entry of the clock table has.
  private var populations: [Int]
  /// For each company how many known contacts each entry has.
  private var colleagues: [Int32: [Int: Int]] = [:]
  private var curve = ActivityCurve()
  private var logShares: [Double] = []
  private var weights = ZoneBelief.Weights()
  private var choices: [String: [(entry: Int, share: Double)]] = [:]

  init(_ work: ZoneWork, _ snapshot: CRMSnapshot, options: ZoneInference, asOf: Instant) {
    self.work = work
    self.options = options
    // Events lie between 1970 and the end of their time; years are added and subtracted below.
    self.asOf = max(Instant(seconds: -1), min(asOf, Event.endOfTime))
    let start = self.asOf - .days(3 * 365)
    activity = HumanActivity(events: snapshot.events, asOf: self.asOf, start: start)
    createdAt = snapshot.contacts.createdAt
    let asOf = self.asOf
    let known = Set(
      work.zoneCodes.indices.lazy.filter { contact in
        work.zoneCodes[contact] >= 0 && (snapshot.contacts.createdAt[contact] ?? asOf) <= asOf
      }.map { work.zoneCodes[$0] }
    )
    clocks = ClockTable(
      zones: known.map { work.zones[Int($0)] },
      countries: Set(work.places.values.compactMap(\.country)),
      from: start,
      until: asOf + .days(365)
    )
    populations = [Int](repeating: 0, count: clocks.entries.count)
  }

  /// Counts the known contacts and learns how far to trust colleagues and hours.
  mutating func learn() {
    let known = work.contacts.order.filter { contact in
      work.zoneCodes[contact] >= 0 && (createdAt[contact] ?? asOf) <= asOf
    }
    for contact in known { count(contact) }
    logShares = curve.logShares()
    let cases = cases(of: known)
    if cases.count >= Self.smallestSample { weights = ZoneBelief.weights(fittedTo: cases) }
  }

  private mutating func count(_ contact: Int) {
    guard let entry = entry(of: contact) else { return }
    populations[entry] += 1
    let company = work.contacts.companies[contact]
    if company >= 0 { colleagues[company, default: [:]][entry, default: 0] += 1 }
    curve.add(activity.instants(of: contact), in: clocks.entries[entry].zone)
  }

  /// The entry of a contact whose zone is known.
  private func entry(of contact: Int) -> Int? {
    clocks.number(of: work.zones[Int(work.zoneCodes[contact])].identifier)
  }
}

// What is learned from known contacts.
extension ZoneJudge {
  /// Contacts of known zone, as if it were not known.
  ///
  /// Best are those whose place leaves the zone open, since such contacts will be judged. Where
  /// they are few, all are asked as if nothing were known of their place.
  private mutating func cases(
    of known: [Int]
  ) -> [(evidence: [ZoneBelief.Evidence], truth: Int)] {
    var open: [(contact: Int, country: Country?)] = []
    for contact in known where work.sources[contact] == .explicit {
      let place = work.ownPlace(of: contact)
      if place.zone == nil { open.append((contact, place.country)) }
    }
    if open.count < Self.smallestSample { open = known.map { ($0, nil) } }
    let step = (open.count + Self.sampleSize - 1) / Self.sampleSize
    return stride(from: 0, to: open.count, by: max(1, step)).compactMap { index in
      hidden(open[index].contact, in: open[index].country)
    }
  }

  /// The evidence on a known contact without its own share in it.
  private mutating func hidden(
    _ contact: Int,
    in country: Country?
  ) -> (evidence: [ZoneBelief.Evidence], truth: Int)? {
    guard let entry = entry(of: contact) else { return nil }
    let instants = activity.instants(of: contact)
    var own = ActivityCurve()
    own.add(instants, in: clocks.entries[entry].zone)
    let evidence = evidence(
      on: contact,
      in: country,
      instants: isTelling(instants) ? instants : [],
      logShares: curve.logShares(without: own),
      hiding: entry
    )
    let clock = clocks.entries[entry].clock
    return evidence.firstIndex { $0.clock == clock }.map { (evidence, $0) }
  }

  private func isTelling(_ instants: [Instant]) -> Bool {
    instants.count >= options.minimumActiveHours
  }
}

// What is said of contacts whose zone is not known.
extension ZoneJudge {
  /// What colleagues and hours say of a contact.
  mutating func verdict(on contact: Int) -> Verdict {
    let place = work.places[contact] ?? Place()
    let country = place.country
    let instants = activity.instants(of: contact)
    let evidence = evidence(
      on: contact,
      in: country,
      instants: isTelling(instants) ? instants : [],
      logShares: logShares,
      hiding: nil
    )
    let beliefs = ZoneBelief.probabilities(evidence, weights)
    guard let best = beliefs.indices.max(by: { beliefs[$0] < beliefs[$1] }) else {
      return Verdict()
    }
    let source = source(of: best, evidence, in: place, hasActivity: isTelling(instants))
    if beliefs[best] >= options.acceptance, source != .none {
      return Verdict(zone: zone(of: evidence[best].clock, contact, country), source: source)
    }
    let order = beliefs.indices.sorted { (-beliefs[$0], $0) < (-beliefs[$1], $1) }
    return Verdict(
      candidates: order.prefix(Self.keptCandidates).filter { beliefs[$0] >= 0.01 }.map {
        (zone(of: evidence[$0].clock, contact, country), beliefs[$0])
      }
    )
  }

  /// The first that is enough for this clock: colleagues, how people of the country are spread,
  /// activity.
  private func source(
    of clock: Int,
    _ evidence: [ZoneBelief.Evidence],
    in place: Place,
    hasActivity: Bool
  ) -> ZoneSource {
    let colleagues = evidence.reduce(0) { $0 + $1.colleagues }
    if colleagues >= options.minimumColleagues {
      var withoutActivity = weights
      withoutActivity.activity = 0
      let belief = ZoneBelief.probabilities(evidence, withoutActivity)[clock]
      if belief >= options.acceptance { return .account }
    }
    // The company's country is likely the contact's, but not so surely.
    let isOwnCountry = place.country != nil && place.source != .account
    if isOwnCountry, evidence[clock].share >= options.acceptance { return .country }
    return hasActivity && weights.activity > 0 ? .activity : .none
  }

  /// What is known of each clock that a contact may have.
  private mutating func evidence(
    on contact: Int,
    in country: Country?,
    instants: [Instant],
    logShares: [Double],
    hiding hidden: Int?
  ) -> [ZoneBelief.Evidence] {
    let choices = choices(in: country)
    let company = work.contacts.companies[contact]
    let colleagues = colleagues[company] ?? [:]
    var shares: [Double] = .init(repeating: 0, count: clocks.clocks.count)
    var counts: [Int] = .init(repeating: 0, count: clocks.clocks.count)
    var isOpen: [Bool] = .init(repeating: false, count: clocks.clocks.count)
    for (entry, share) in choices {
      let clock = clocks.entries[entry].clock
      let own = entry == hidden ? 1 : 0
      shares[clock] += share + Double(populations[entry] - own)
      counts[clock] += max(0, (colleagues[entry] ?? 0) - own)
      isOpen[clock] = true
    }
    let total = shares.reduce(0, +)
    return isOpen.indices.filter { isOpen[$0] }.map { clock in
      let zone = clocks.clocks[clock]
      return ZoneBelief.Evidence(
        clock: clock,
        share: total > 0 ? shares[clock] / total : 0,
        colleagues: counts[clock],
        logLikelihood: instants.reduce(0) {
          $0 + logShares[Int(zone.hourOfWeek(at: $1).rawValue)]
        }
      )
    }
  }

  private mutating func choices(in country: Country?) -> [(entry: Int, share: Double)] {
    let key = country?.code ?? ""
    if let known = choices[key] { return known }
    let made = clocks.choices(in: country)
    choices[key] = made
    return made
  }

  /// The zone of a clock that most colleagues have, else most contacts, else most people.
  private mutating func zone(of clock: Int, _ contact: Int, _ country: Country?) -> String {
    let colleagues = colleagues[work.contacts.companies[contact]] ?? [:]
    let named = choices(in: country).filter { clocks.entries[$0.entry].clock == clock }
    let best = named.max { left, right in
      (colleagues[left.entry] ?? 0, populations[left.entry], left.share, -left.entry)
        < (colleagues[right.entry] ?? 0, populations[right.entry], right.share, -right.entry)
    }
    return clocks.entries[best?.entry ?? 0].zone.identifier
  }
}
