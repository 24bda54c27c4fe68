import CRMData
import LeadScoring
import Statistics
import TestSupport
import Testing

#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

@Suite("What an account's contacts say together")
struct AccountScoreTests {
  /// Contacts of one company with some probabilities, as independent ones.
  private func score(
    _ probabilities: [Double],
    weights: [Double] = [1],
    classes: [Int]? = nil,
    engagements: [Double] = [],
    converted: Set<Int> = [],
    vetoed: Set<Int> = []
  ) throws -> AccountScore {
    var rollUp = AccountRollUp(companyCount: 1, weights: weights)
    for (index, probability) in probabilities.enumerated() {
      rollUp.add(
        contact: index,
        company: 0,
        probability: probability,
        interval: Interval(lower: probability / 2, upper: (1 + probability) / 2),
        isEngaged: false,
        engagement: engagements.isEmpty ? 0 : engagements[index],
        weightClass: classes?[index] ?? 0,
        isConverted: converted.contains(index),
        mayBeCalled: !vetoed.contains(index)
      )
    }
    return try #require(rollUp.scores(of: [0]).first)
  }

  private func draws(_ count: Int, seed: UInt64) -> [Double] {
    var random = SplitMix(seed: seed)
    return (0..<count).map { _ in random.uniform() * 0.3 }
  }

  @Test("1 − Π (1 − p)^w, with the weight of each contact")
  func weights() throws {
    // 1 − 0.8^0.5 · 0.7
    let score = try score([0.2, 0.3], weights: [0.5, 1], classes: [0, 1])
    #expect(abs(score.probability - (1 - 0.894427190999916 * 0.7)) < 1e-15)
    #expect(score.strongestContact == 1)
  }

  @Test("a contact of weight 0 changes neither probability nor interval")
  func weightZero() throws {
    let with = try score([0.2, 0.9, 0.3], weights: [0, 1], classes: [1, 0, 1])
    let without = try score([0.2, 0.3], weights: [0, 1], classes: [1, 1])
    #expect(with.probability == without.probability)
    #expect(with.interval == without.interval)
    #expect(with.contacts == 3)
  }

  @Test("a weight of 2 is the contact twice", arguments: 1...5 as ClosedRange<UInt64>)
  func weightIsCount(seed: UInt64) throws {
    let some = draws(6, seed: seed)
    let heavy = try score(some, weights: [1, 2], classes: [0, 0, 0, 0, 0, 1])
    let twice = try score(some + [some[5]])
    #expect(abs(heavy.probability - twice.probability) < 1e-15)
    #expect(abs(heavy.interval.upper - twice.interval.upper) < 1e-15)
  }

  @Test("another contact never lowers plain noisy-OR", arguments: 1...5 as ClosedRange<UInt64>)
  func grows(seed: UInt64) throws {
    let some = draws(30, seed: seed)
    var last = 0.0
    for count in 1...30 {
      let now = try score(Array(some.prefix(count))).probability
      #expect(now >= last)
      #expect(now >= some.prefix(count).max() ?? 1)
      last = now
    }
  }

  @Test("reasons add up to the log-odds", arguments: [1, 2, 3, 4, 40])
  func reasons(count: Int) throws {
    let score = try score(draws(count, seed: 3))
    let contributions = score.contributions { "c\($0)" }
    let sum = contributions.reduce(score.parts.base) { $0 + $1.logOdds }
    #expect(abs(sum - score.logOdds) < 1e-12)
    #expect(contributions.count == min(count, 3) + (count > 3 ? 1 : 0))
    #expect(contributions.last?.name == (count == 4 ? "1 other contact" : contributions.last?.name))
  }

  @Test("the mean of the top three, the highest, and engagement that counts half each time")
  func beside() throws {
    let score = try score([0.1, 0.4, 0.2, 0.3], engagements: [8, 0, 40, 16])
    #expect(abs(score.topMean - 0.3) < 1e-15)
    #expect(score.highest == 0.4)
    #expect(score.engagement == 40 + 8 + 2)
  }

  @Test("who converted belongs to the account, but is no chance for a conversion any more")
  func converted() throws {
    let score = try score([0.9, 0.2], converted: [0])
    #expect(score.probability == -expm1(log1p(-0.2)))
    #expect(score.contacts == 2)
    #expect(score.convertedContacts == 1)
    #expect(score.strongestContact == 1)
    #expect(score.callableContacts == [1])
    let nobody = try self.score([0.9, 0.2], converted: [0, 1])
    #expect(nobody.basis == .nobodyAtRisk)
    #expect(nobody.probability == 0)
  }

  @Test("only contacts whom sales may call are named to be called, the best first")
  func callable() throws {
    #expect(try score([0.1, 0.4, 0.2, 0.3, 0.25], vetoed: [1]).callableContacts == [3, 4, 2])
  }

  @Test("a hundred thousand contacts of one company are no trouble")
  func manyContacts() throws {
    let rare = try score([Double](repeating: 1e-7, count: 100_000))
    #expect(abs(rare.probability - -expm1(-0.0100000005)) < 1e-12)
    #expect(try score([Double](repeating: 0.5, count: 100_000)).probability == 1)
  }

  @Test("without a model an account has the base rate of a contact, however many there are")
  func withoutModel() throws {
    var rollUp = AccountRollUp(companyCount: 1, hasModel: false)
    for contact in 0..<5 {
      rollUp.add(
        contact: contact,
        company: 0,
        probability: 0.05,
        interval: Interval(lower: 0.01, upper: 0.2),
        isEngaged: true
      )
    }
    let score = try #require(rollUp.scores(of: [0]).first)
    #expect(score.basis == .baseRate)
    #expect(score.probability == 0.05)
    #expect(score.interval == Interval(lower: 0.01, upper: 0.2))
  }

  @Test("customers of a provider of free mail are no colleagues")
  func freeMail() throws {
    let companies = try snapshot([
      ("companies.csv", "company_id,name\na,Aye\ngmail.com,\nweb.de,\n"),
      ("contacts.csv", "contact_id,email\nc,\n"),
    ]).companies
    var rollUp = AccountRollUp(companyCount: 3)
    for company in 0..<3 {
      rollUp.add(
        contact: company,
        company: company,
        probability: 0.5,
        interval: Interval(lower: 0, upper: 1),
        isEngaged: true
      )
    }
    #expect(rollUp.scores(in: companies).map(\.company) == [0])
  }

  @Test("an account whose contacts moved away has no score; one they came from is no trouble")
  func replacedRows() throws {
    // The older row alone names the first company, which has no row of its own.
    let snapshot = try snapshot([
      (
        "contacts.csv",
        "contact_id,email,company_id,updated_at\nc,,old,2024-01-01\nc,,new,2024-02-01\n"
      )
    ])
    var rollUp = AccountRollUp(companyCount: snapshot.companies.count)
    rollUp.add(
      contact: 0,
      company: Int(snapshot.contacts.companies[0]),
      probability: 0.5,
      interval: Interval(lower: 0, upper: 1),
      isEngaged: true
    )
    #expect(rollUp.scores(in: snapshot.companies).map(\.contacts) == [1])
  }
}
