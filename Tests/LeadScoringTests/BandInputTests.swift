import CRMData
import CivilTime
import Features
import LeadScoring
import TestSupport
import Testing

@Suite("What bands are made of")
struct BandInputTests {
  private static let asOf = instant("2024-06-30")

  /// Past leads of two colleagues, one of whom converts, and of one without a company.
  @Test("past leads know their account, their outcome and their days")
  func training() throws {
    let crm = try snapshot([
      ("companies.csv", "company_id,name\nk,Kay\n"),
      (
        "contacts.csv",
        "contact_id,email,company_id,created_at\na,,k,2024-05-01\nb,,k,\nc,,,2024-01-01\n"
      ),
      ("deals.csv", "contact_id,converted_at\na,2024-06-10\n"),
    ])
    let set = TrainingSet(of: crm, asOf: Self.asOf, learning: ConversionLearning())
    let past = PastLeads(set, in: crm)
    #expect(set.references == [instant("2024-05-31")])
    #expect(past.leads.map(\.isConverted) == [true, false, false])
    #expect(past.leads[0].account == past.leads[1].account)
    #expect(past.leads[0].account != past.leads[2].account)
    #expect(past.leads.map(\.daysFromReference) == [10, nil, nil])
    #expect(past.leads.map(\.daysFromCreation) == [40, nil, nil])
  }

  @Test("grades at an instant know nothing of later events")
  func grades() throws {
    var crm = try snapshot([
      ("contacts.csv", "contact_id,email,seniority\na,,vp\n"),
      (
        "events.csv",
        "contact_id,occurred_at,type\na,2024-05-30T00:00:00Z,meeting\na,2024-05-30T01:00:00Z,call\n"
      ),
    ])
    crm.adoptFirmographics()
    let grades = GradeScheme(
      fitThresholds: [40, 10],
      engagementThresholds: [20, 10],
      segments: [:]
    ).grades(
      of: ["2024-05-01", "2024-05-31"].map { LeadExample(contact: 0, reference: instant($0)) },
      in: crm,
      fit: try FitScorer(.standard, for: crm),
      engagement: .standard,
      threads: 2
    )
    #expect(grades.map(\.description) == ["A3", "A1"])
  }

  @Test("coverage counts what is known of each input, and how many inputs of each contact")
  func coverage() throws {
    let crm = try snapshot([
      ("contacts.csv", "contact_id,email,seniority,country\na,,vp,ES\nb,,vp,\nc,,,\n")
    ])
    let rules = FitRules(
      rules: [
        FitRule("seniority", .present, points: 1, group: "g"),
        FitRule("country", .present, points: 1, group: "g"),
        FitRule("seniority", .missing, points: 1, group: "g"),
        FitRule("shoe_size", .present, points: 1, group: "g"),
      ],
      groupLimits: [:]
    )
    let coverage = FitCoverage(of: rules, in: crm, contacts: [0, 1, 2])
    #expect(coverage.inputs.map(\.name) == ["seniority", "country", "shoe_size"])
    #expect(coverage.inputs.map(\.known) == [2, 1, 0])
    #expect(coverage.contactsByKnownInputs == [1, 1, 1, 0])
    #expect(coverage.contacts == 3)
  }

  @Test("reasons are weighed over the list, the values of a category together")
  func reasons() {
    let weights = ReasonWeight.weights(of: [
      [("trade = Software", 0.6), ("page_view", -0.1)],
      [("trade = Retail", 0.2), ("page_view", 0.3)],
      [("trade is missing", -0.4), ("page_view", 0.2)],
      [("trade is rare", 0), ("page_view", 0)],
    ])
    #expect(weights.map(\.name) == ["trade", "page_view"])
    #expect(weights.map { ($0.meanMagnitude * 100).rounded() } == [30, 15])
    #expect(weights.map(\.raised) == [0.5, 0.5])
    #expect(weights.map(\.best?.name) == ["trade = Software", nil])
    #expect(ReasonWeight.weights(of: []).isEmpty)
  }
}
