import Statistics

#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

/// Room for one account after the other: takes its members and says what they are together.
struct AccountAtWork {
  private let weights: [Double]
  private let model: AccountModel
  private let hasModel: Bool

  private var odds: [Double] = []
  private var bounds: [Int] = []
  private var engagements: [Double] = []
  private var strongest = Ranking()
  private var callable = Ranking()
  private var highest = Ranking()
  private var counts = (all: 0, engaged: 0, converted: 0)
  private var covered = RoleSet()
  private var engaged = RoleSet()
  private var firstInterval: Interval?
  /// `Σ wᵢ·−ln(1 − pᵢ)`, for the probabilities and for both ends of their intervals.
  private var hazard = (middle: 0.0, low: 0.0, high: 0.0)
  /// `Σ wᵢ pᵢ sᵢ` and `Σ wᵢ pᵢ`, with sᵢ the standard error of log-odds.
  private var errors = (sum: 0.0, weight: 0.0)

  private static let reach = NormalDistribution.twoSidedQuantile(confidence: 0.95)

  /// Weights that predict past accounts worse than equal ones are not used.
  init(weights: [Double], model: AccountModel, hasModel: Bool) {
    self.weights = model.isWeighted ? weights : weights.map { _ in 1 }
    (self.model, self.hasModel) = (model, hasModel)
  }

  private var isCalibrated: Bool { hasModel && model.basis == .calibrated }

  /// Says what some members are together, before correction.
  ///
  /// - Parameters:
  ///   - company: the company's number.
  ///   - members: by weight, then in the order of their identifiers; at least one.
  /// - Returns: The score.
  mutating func score(
    of company: Int,
    _ members: some RandomAccessCollection<(position: Int, member: AccountRollUp.Member)>
  ) -> AccountScore {
    begin()
    for (position, member) in members { add(member, position) }
    closeBounds(through: weights.count)
    var score = AccountScore(
      company: company,
      probability: 0,
      interval: Interval(lower: 0, upper: 0),
      basis: .nobodyAtRisk,
      contacts: counts.all,
      engagedContacts: counts.engaged,
      convertedContacts: counts.converted,
      strongestContact: (strongest.items.first
        ?? members.first.map {
          Ranking.Item(contact: Int($0.member.contact), value: 0, position: 0)
        })?.contact ?? -1,
      callableContacts: callable.items.map(\.contact),
      topMean: highest.mean,
      highest: highest.items.first?.value ?? 0,
      engagement: diminishing(),
      coveredRoles: covered,
      engagedRoles: engaged,
      parts: AccountScore.Parts()
    )
    fill(&score)
    return score
  }

  // MARK: - Members

  private mutating func begin() {
    odds.removeAll(keepingCapacity: true)
    bounds.removeAll(keepingCapacity: true)
    engagements.removeAll(keepingCapacity: true)
    strongest.items.removeAll(keepingCapacity: true)
    callable.items.removeAll(keepingCapacity: true)
    highest.items.removeAll(keepingCapacity: true)
    (counts, hazard, errors) = ((0, 0, 0), (0, 0, 0), (0, 0))
    (covered, engaged, firstInterval) = (RoleSet(), RoleSet(), nil)
  }

  private mutating func closeBounds(through weightClass: Int) {
    while bounds.count <= weightClass { bounds.append(odds.count) }
  }

  private mutating func add(_ member: AccountRollUp.Member, _ position: Int) {
    counts.all += 1
    covered.formUnion(member.roles)
    if member.engagement > 0 { engagements.append(member.engagement) }
    if member.isEngaged {
      counts.engaged += 1
      engaged.formUnion(member.roles)
    }
    if member.isConverted {
      counts.converted += 1
      return
    }
    closeBounds(through: Int(member.weightClass))
    addRisk(of: member, position)
  }

  private mutating func addRisk(of member: AccountRollUp.Member, _ position: Int) {
    let (probability, contact) = (member.probability, Int(member.contact))
    let weight = weights[Int(member.weightClass)]
    let own = weight == 0 ? 0 : -weight * log1p(-probability)
    firstInterval = firstInterval ?? member.interval
    odds.append(probability < 1 ? probability / (1 - probability) : 1e12)
    hazard.middle += own
    strongest.add(contact, own, position)
    highest.add(contact, probability, position)
    if member.mayBeCalled { callable.add(contact, own, position) }
    if weight == 0 { return }
    if isCalibrated {
      let width =
        logit(clampedProbability(member.interval.upper))
        - logit(clampedProbability(member.interval.lower))
      errors.sum += weight * probability * width / (2 * Self.reach)
      errors.weight += weight * probability
    } else {
      hazard.low -= weight * log1p(-member.interval.lower)
      hazard.high -= weight * log1p(-member.interval.upper)
    }
  }

  /// `E₁ + E₂/2 + E₃/4 + …`, the largest first.
  private mutating func diminishing() -> Double {
    engagements.sort(by: >)
    var (sum, factor) = (0.0, 1.0)
    for engagement in engagements.prefix(64) {
      sum += factor * engagement
      factor /= 2
    }
    return sum
  }

  // MARK: - The account

  private func fill(_ score: inout AccountScore) {
    guard let firstInterval else { return }
    guard hasModel else {
      score.probability = score.highest
      score.interval = firstInterval
      score.basis = .baseRate
      score.parts.base = Self.logOdds(score.highest)
      return
    }
    score.parts = sharedParts()
    guard isCalibrated else {
      score.probability = -expm1(-hazard.middle)
      score.interval = Interval(lower: -expm1(-hazard.low), upper: -expm1(-hazard.high))
      score.basis = .uncalibrated
      return
    }
    fillLearned(&score)
  }

  /// The average over the account's level; what the level changes is said in the parts.
  private func fillLearned(_ score: inout AccountScore) {
    let level = model.level(of: score.company)
    let hasPast = level != model.commonLevel
    score.basis = hasPast ? .history : .calibrated
    withHazard { hazard in
      let common = model.probability(of: hazard, level: model.commonLevel, isWeighted: true)
      let own =
        hasPast ? model.probability(of: hazard, level: level, isWeighted: true) : common
      score.probability = own
      score.interval = model.interval(
        of: hazard,
        level: level,
        error: errors.weight > 0 ? errors.sum / errors.weight : 0
      )
      score.parts.sharedLevel = Self.logOdds(common) - Self.logOdds(-expm1(-self.hazard.middle))
      score.parts.past = Self.logOdds(own) - Self.logOdds(common)
    }
  }

  /// Noisy-OR, one contact after the other.
  private func sharedParts() -> AccountScore.Parts {
    var parts = AccountScore.Parts()
    parts.base = logit(model.baseRate)
    var (sum, before) = (0.0, parts.base)
    for item in strongest.items where item.value > 0 {
      sum += item.value
      let now = Self.logOdds(-expm1(-sum))
      parts.contacts.append(AccountScore.Share(contact: item.contact, logOdds: now - before))
      before = now
    }
    let whole = Self.logOdds(-expm1(-hazard.middle))
    parts.others.count = odds.count - parts.contacts.count
    parts.others.logOdds = whole - before
    return parts
  }

  private func withHazard(_ body: (MemberHazard) -> Void) {
    odds.withUnsafeBufferPointer { odds in
      bounds.withUnsafeBufferPointer { bounds in
        body(MemberHazard(odds: odds, bounds: bounds, weights: weights))
      }
    }
  }

  private static func logOdds(_ probability: Double) -> Double {
    logit(clampedProbability(probability))
  }
}

/// The first three of many, the largest first; the earlier of equals.
struct Ranking {
  struct Item {
    var contact: Int
    var value: Double
    var position: Int
  }

  var items: [Item] = []
  private static let size = 3

  /// The mean of the values.
  var mean: Double {
    items.isEmpty ? 0 : items.reduce(0) { $0 + $1.value } / Double(items.count)
  }

  mutating func add(_ contact: Int, _ value: Double, _ position: Int) {
    let place =
      items.firstIndex { $0.value < value || ($0.value == value && $0.position > position) }
      ?? items.count
    guard place < Self.size else { return }
    items.insert(Item(contact: contact, value: value, position: position), at: place)
    if items.count > Self.size { items.removeLast() }
  }
}
