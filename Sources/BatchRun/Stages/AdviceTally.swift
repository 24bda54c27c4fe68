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
  private(set) var alreadyHandedOver = 0
  private var coverage = 0.0
  var scoring = ScoringSummary()
  private let snapshot: CRMSnapshot
  let rules: LeadRules

  private let roles: BuyingRoleReader
  var accountSummary: AccountSummary?
  var likeliestAccounts: [AccountScore] = []

  init(_ population: Population, _ rules: LeadRules, _ models: FittedModels) {
    snapshot = population.snapshot
    self.rules = rules
    roles = models.roles
    accounts = AccountRollUp(
      companyCount: population.snapshot.companies.count,
      hasModel: models.conversion.isModel,
      weights: models.roles.weights,
      model: models.accounts
    )
    candidates.reserveCapacity(population.contacts.count)
  }

  /// Counts one contact; contacts come in the order of their identifiers.
  mutating func add(_ advice: ContactAdvice) {
    let judgement = advice.judgement
    let candidate = rules.candidate(for: advice.score, position: advised)
    candidates.append(candidate)
    if candidate.isHandedOver { alreadyHandedOver += 1 }
    if judgement.fit.coverage == 0 { contactsWithoutFit += 1 }
    coverage += judgement.fit.coverage
    if judgement.isVetoed { scoring.vetoed += 1 }
    count(judgement, previous: rules.previousSegment(of: advice.contact))
    accounts.add(
      advice.score,
      candidate,
      roles,
      company: Int(snapshot.contacts.companies[advice.contact])
    )
    advised += 1
    grades[judgement.grade.rank] += 1
    segments[rules.segmentation.names[judgement.segment], default: 0] += 1
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

  private mutating func count(_ judgement: LeadRules.Judgement, previous: Int?) {
    guard let previous else {
      scoring.segmentMoves.new += 1
      return
    }
    if judgement.segment != previous {
      scoring.segmentMoves.moved += 1
    } else if judgement.plainSegment != previous {
      scoring.segmentMoves.held += 1
    }
  }

  /// The share of the fit rules' attributes that is known, on average.
  var fitCoverage: Double { advised == 0 ? 1 : coverage / Double(advised) }

  /// Words of the fit rules that values resemble only by letters of another alphabet.
  var ruleWarnings: [String] {
    rules.fit.lookAlikes.map { alike in
      let attribute = rules.fit.rules.rules[alike.rule].attribute
      return
        "\(alike.values.formatted) values of \(attribute) are written with letters that only look"
        + " like those of '\(alike.word)'; they were taken for it: repair them in the CRM"
    }
  }

  /// How many leads go to sales.
  var handedOver: Int { scoring.handOff.leads }

  /// The names of the channels, by code.
  var channelNames: [String] { snapshot.channelNames }

  private func name(of channel: Channel) -> String {
    snapshot.channelNames[Int(channel.rawValue)]
  }
}
