import CRMData
import LeadScoring
import Statistics
import Testing

@Suite("Accounts that go to sales")
struct AccountHandOffTests {
  /// Four companies with one contact each, k0 the likeliest; k3 is worth most.
  private func accounts(
    converted: Set<Int> = [],
    vetoed: Set<Int> = [],
    hasModel: Bool = true
  ) throws -> (scores: [AccountScore], companies: CompanyTable) {
    let companies = try snapshot([
      ("companies.csv", "company_id,name,annual_revenue\nk0,A,1\nk1,B,10\nk2,C,\nk3,D,100\n"),
      ("contacts.csv", "contact_id,email\nc,\n"),
    ]).companies
    var rollUp = AccountRollUp(companyCount: 4, hasModel: hasModel)
    for company in 0..<4 {
      rollUp.add(
        contact: company,
        company: company,
        probability: hasModel ? 0.4 - 0.1 * Double(company) : 0.05,
        interval: Interval(lower: 0, upper: 1),
        isEngaged: true,
        engagement: Double(company),
        isConverted: converted.contains(company),
        mayBeCalled: !vetoed.contains(company)
      )
    }
    return (rollUp.scores(in: companies), companies)
  }

  private func chosen(
    _ rule: AccountHandOffRule,
    _ accounts: (scores: [AccountScore], companies: CompanyTable),
    before: Set<Int> = []
  ) -> [Int] {
    rule.chosen(from: accounts.scores, in: accounts.companies, handedOverBefore: before)
      .map(\.company)
  }

  @Test("the likeliest first, as many as sales can work")
  func capacity() throws {
    #expect(chosen(AccountHandOffRule(capacity: 2), try accounts()) == [0, 1])
    #expect(chosen(AccountHandOffRule(capacity: 0), try accounts()) == [])
    #expect(chosen(AccountHandOffRule(minimumProbability: 0.25), try accounts()) == [0, 1])
  }

  @Test("by expected value, those without a value last")
  func value() throws {
    let rule = AccountHandOffRule(valueAttribute: "annual_revenue")
    #expect(chosen(rule, try accounts()) == [3, 1, 0, 2])
  }

  @Test("no account is handed over twice over the nights")
  func once() throws {
    let (rule, accounts) = (AccountHandOffRule(capacity: 3), try accounts())
    var before: Set<Int> = []
    var nights: [[Int]] = []
    for _ in 0..<3 {
      nights.append(chosen(rule, accounts, before: before))
      before.formUnion(nights[nights.count - 1])
    }
    #expect(nights == [[0, 1, 2], [3], []])
  }

  @Test("customers only when asked for; accounts with nobody to call never")
  func who() throws {
    let rule = AccountHandOffRule()
    #expect(chosen(rule, try accounts(converted: [0])) == [1, 2, 3])
    #expect(chosen(rule, try accounts(vetoed: [0, 2])) == [1, 3])
    let customers = AccountHandOffRule(includesCustomers: true)
    #expect(chosen(customers, try accounts(converted: [0])) == [1, 2, 3])
  }

  @Test("without a model engagement ranks, and accounts of which nothing speaks stay")
  func withoutModel() throws {
    #expect(chosen(AccountHandOffRule(), try accounts(hasModel: false)) == [3, 2, 1])
  }

  @Test("vetoed, converted and known poor leads may not be called")
  func mayBeCalled() {
    func candidate(fit: Int, isKnown: Bool = true, veto: Bool = false, won: Bool = false) -> Bool {
      HandOffRule.Candidate(
        position: 0,
        probability: 0.5,
        points: 1,
        grade: Grade(fit: fit, engagement: 0),
        isFitKnown: isKnown,
        isVetoed: veto,
        isConverted: won
      ).mayBeCalled
    }
    #expect(candidate(fit: 0))
    #expect(candidate(fit: 2, isKnown: false))
    #expect(!candidate(fit: 2))
    #expect(!candidate(fit: 0, veto: true))
    #expect(!candidate(fit: 0, won: true))
  }
}
