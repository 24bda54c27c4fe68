import CRMData
import ChannelPreference
import CivilTime
import LeadScoring
import SendPlanning
import SendTime

/// Counts what is said of all contacts.
struct AdviceTally {
  private(set) var advised = 0
  private(set) var candidates: [HandOffRule.Candidate] = []
  private(set) var accounts: AccountRollUp
  private(set) var grades = [Int](repeating: 0, count: 9)
  private(set) var segments: [String: Int] = [:]
  private(set) var hours = [Int](repeating: 0, count: HourOfWeek.count)
  private(set) var timeBasis: [String: Int] = [:]
  private(set) var channels: [String: Int] = [:]
  private(set) var planned = 0
  private(set) var plannedByDate: [String: Int] = [:]
  private(set) var blocked: [String: Int] = [:]
  private(set) var suppressed: [String: Int] = [:]
  private(set) var contactsWithoutZone = 0
  private(set) var contactsWithoutFit = 0
  var handedOver = 0
  private let snapshot: CRMSnapshot
  private let asOf: Instant
  private let scheme: GradeScheme

  init(_ population: Population, _ configuration: RunConfiguration, hasModel: Bool) {
    snapshot = population.snapshot
    asOf = population.asOf
    scheme = configuration.grades
    accounts = AccountRollUp(
      companyCount: population.snapshot.companies.count,
      hasModel: hasModel
    )
    candidates.reserveCapacity(population.contacts.count)
  }

  /// Counts one contact; contacts come in the order of their identifiers.
  mutating func add(_ advice: ContactAdvice) {
    let isConverted = snapshot.firstConversions[advice.contact].map { $0 <= asOf } ?? false
    candidates.append(
      HandOffRule.Candidate(
        position: advised,
        probability: advice.conversion.probability,
        points: advice.fit + advice.engagement,
        grade: advice.grade,
        isFitKnown: advice.coverage > 0,
        isVetoed: advice.isVetoed,
        isConverted: isConverted
      )
    )
    if advice.coverage == 0 { contactsWithoutFit += 1 }
    accounts.add(
      contact: advice.contact,
      company: Int(snapshot.contacts.companies[advice.contact]),
      probability: advice.conversion.probability,
      interval: advice.conversion.interval,
      isEngaged: advice.grade.engagement < 2
    )
    advised += 1
    grades[advice.grade.rank] += 1
    segments[scheme.segment(of: advice.grade), default: 0] += 1
    hours[Int(advice.time.hour.rawValue)] += 1
    timeBasis[advice.time.basis.rawValue, default: 0] += 1
    channels[advice.channels.recommended.map(name) ?? "none", default: 0] += 1
    if snapshot.contacts.zoneCodes[advice.contact] < 0 { contactsWithoutZone += 1 }
    for (channel, cause) in advice.blocked {
      blocked["\(name(of: channel)): \(cause.rawValue)", default: 0] += 1
    }
    switch advice.decision {
    case .send(let send):
      planned += 1
      plannedByDate[String(send.localTime.prefix(10)), default: 0] += 1
    case .suppress(let suppression): suppressed[suppression.cause.rawValue, default: 0] += 1
    }
  }

  /// The names of the channels, by code.
  var channelNames: [String] { snapshot.channelNames }

  private func name(of channel: Channel) -> String {
    snapshot.channelNames[Int(channel.rawValue)]
  }
}
