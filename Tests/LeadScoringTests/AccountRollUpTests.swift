import CRMData
import LeadScoring
import Statistics
import Testing

@Suite("Accounts")
struct AccountRollUpTests {
  private func companies() throws -> CompanyTable {
    // Numbered in the order of their rows: z is 0, a is 1, empty is 2.
    try snapshot([
      ("companies.csv", "company_id,name\nz,Zed\na,Aye\nempty,None\n"),
      ("contacts.csv", "contact_id,email\nc,\n"),
    ]).companies
  }

  private func interval(_ lower: Double, _ upper: Double) -> Interval {
    Interval(lower: lower, upper: upper)
  }

  @Test("at least one of them converts: 1 − Π(1 − p), also for the ends of the intervals")
  func noisyOr() throws {
    var rollUp = AccountRollUp(companyCount: 3)
    rollUp.add(
      contact: 4,
      company: 0,
      probability: 0.1,
      interval: interval(0, 0.2),
      isEngaged: true
    )
    rollUp.add(
      contact: 5,
      company: 0,
      probability: 0.5,
      interval: interval(0.25, 0.75),
      isEngaged: true
    )
    rollUp.add(
      contact: 6,
      company: 0,
      probability: 0.2,
      interval: interval(0.1, 0.5),
      isEngaged: false
    )
    let score = try #require(rollUp.scores(in: companies()).first)
    // 1 − 0.9 · 0.5 · 0.8, 1 − 1 · 0.75 · 0.9, 1 − 0.8 · 0.25 · 0.5
    #expect(abs(score.probability - 0.64) < 1e-15)
    #expect(abs(score.interval.lower - 0.325) < 1e-15)
    #expect(abs(score.interval.upper - 0.9) < 1e-15)
    #expect(score.company == 0)
    #expect(score.contacts == 3)
    #expect(score.engagedContacts == 2)
    #expect(score.strongestContact == 5)
  }

  @Test("companies come in the bytewise order of identifiers, those without contacts not at all")
  func order() throws {
    var rollUp = AccountRollUp(companyCount: 3)
    for company in [0, 1, -1] {
      rollUp.add(
        contact: company,
        company: company,
        probability: 0.5,
        interval: interval(0, 1),
        isEngaged: false
      )
    }
    let scores = try rollUp.scores(in: companies())
    #expect(scores.map(\.company) == [1, 0])
    #expect(scores.map(\.contacts) == [1, 1])
  }

  @Test("one contact says what he says himself; the first of equals is the strongest")
  func single() throws {
    var rollUp = AccountRollUp(companyCount: 3)
    rollUp.add(
      contact: 8,
      company: 1,
      probability: 0.25,
      interval: interval(0.2, 0.3),
      isEngaged: false
    )
    let score = try #require(rollUp.scores(in: companies()).first)
    #expect(abs(score.probability - 0.25) < 1e-15)
    rollUp.add(
      contact: 9,
      company: 1,
      probability: 0.25,
      interval: interval(0.2, 0.3),
      isEngaged: false
    )
    #expect(try rollUp.scores(in: companies()).map(\.strongestContact) == [8])
  }

  @Test("tiny probabilities are not lost, certainty stays certain")
  func extremes() throws {
    var rollUp = AccountRollUp(companyCount: 3)
    for contact in 0..<2 {
      rollUp.add(
        contact: contact,
        company: 0,
        probability: 1e-18,
        interval: interval(0, 1),
        isEngaged: false
      )
    }
    let score = try #require(rollUp.scores(in: companies()).first)
    #expect(abs(score.probability - 2e-18) < 1e-30)
    #expect(score.interval == interval(0, 1))
  }
}
