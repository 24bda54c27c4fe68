import CRMData
import CivilTime
import Features
import LinearAlgebra
import Tables
import Testing

/// A model learned elsewhere meets data with other event types and attributes.
@Suite("The features that an encoding knows, from other data")
struct FeaturesOfAnEncodingTests {
  private static let companies =
    "company_id,name,industry,employees\n"
    + (0..<40).map { "k\($0),Company,\($0 % 2 == 0 ? "Software" : "Retail"),\(($0 + 1) * 10)\n" }
    .joined()

  private static func contacts(_ count: Int) -> String {
    "contact_id,email,company_id,created_at\n"
      + (0..<count).map { "c\($0),,k\($0 % 40),2024-01-0\($0 % 9 + 1)\n" }.joined()
  }

  private static func events(_ types: [String], _ count: Int) -> String {
    "contact_id,occurred_at,type\n"
      + (0..<count).map { "c\($0),2024-02-\(10 + $0 % 18),\(types[$0 % types.count])\n" }.joined()
  }

  private static func features(_ crm: CRMSnapshot) -> LeadFeatures {
    LeadFeatures(
      of: crm,
      stableAttributes: ["industry", "employees"],
      census: EventCensus(of: crm, asOf: instant("2024-03-01"))
    )
  }

  private static func examples(_ crm: CRMSnapshot) -> [LeadExample] {
    crm.contacts.order.map { LeadExample(contact: $0, reference: instant("2024-03-01")) }
  }

  private let trained: CRMSnapshot
  private let encoding: DesignEncoding

  init() throws {
    trained = try snapshot([
      ("companies.csv", Self.companies), ("contacts.csv", Self.contacts(120)),
      ("events.csv", Self.events(["open", "click", "zebra"], 120)),
    ])
    let table = Self.features(trained).table(of: Self.examples(trained), threads: 1)
    encoding = DesignEncoding(fittedTo: table, rows: Array(0..<120))
  }

  private func matrix(_ crm: CRMSnapshot) -> Matrix {
    let table = Self.features(crm).matching(encoding)
      .table(of: Self.examples(crm), threads: 1)
    return encoding.matrix(of: table, rows: Array(0..<table.rowCount))
  }

  private func column(_ term: String, _ matrix: Matrix) throws -> [Double] {
    let column = try #require(encoding.terms.firstIndex { $0.name == term })
    return (0..<matrix.rows).map { matrix[$0, column] }
  }

  @Test("the data that it was learned from lose nothing")
  func same() {
    let features = Self.features(trained)
    let examples = Self.examples(trained)
    let own = features.table(of: examples, threads: 1)
    let rows = Array(0..<own.rowCount)
    #expect(matrix(trained) == encoding.matrix(of: own, rows: rows))
    #expect(features.absentFeatures(of: encoding) == [])
  }

  @Test("an event type that the data lack has happened to nobody")
  func absentType() throws {
    let crm = try snapshot([
      ("companies.csv", Self.companies), ("contacts.csv", Self.contacts(30)),
      ("events.csv", Self.events(["open", "click"], 30)),
    ])
    let matrix = matrix(crm)
    for term in encoding.terms.map(\.name) where term.hasPrefix("zebra") {
      #expect(try column(term, matrix).allSatisfy { $0 == 0 })
    }
    let absent = Self.features(crm).absentFeatures(of: encoding)
    #expect(!absent.isEmpty)
    #expect(absent.allSatisfy { $0.hasPrefix("zebra") })
  }

  @Test("an attribute that the data lack is missing for everybody")
  func absentAttribute() throws {
    let crm = try snapshot([
      ("contacts.csv", Self.contacts(30)),
      ("events.csv", Self.events(["open", "click", "zebra"], 30)),
    ])
    let matrix = matrix(crm)
    #expect(try column("industry = Software", matrix).allSatisfy { $0 == 0 })
    #expect(Set(try column("employees", matrix)).count == 1)
    #expect(Set(Self.features(crm).absentFeatures(of: encoding)) == ["industry", "employees"])
  }

  @Test("a number that few rows have stays a number, though it would be read as a word")
  func numbersAmongFew() throws {
    let crm = try snapshot([
      ("companies.csv", Self.companies.split(separator: "\n").prefix(5).joined(separator: "\n")),
      ("contacts.csv", Self.contacts(4)),
      ("events.csv", Self.events(["open", "click", "zebra"], 4)),
    ])
    let here = try column("employees", matrix(crm))
    let there = try column("employees", matrix(trained))
    let numbers = ["c0", "c1", "c2", "c3"]
    for (position, contact) in crm.contacts.order.enumerated() {
      let id = crm.contacts.ids.string(contact)
      #expect(numbers.contains(id))
      let row = try #require(
        trained.contacts.order.firstIndex { trained.contacts.ids.string($0) == id }
      )
      #expect(here[position] == there[row])
    }
  }

  @Test("a word that many numbers are here stays a word")
  func wordsAmongMany() throws {
    // Learned where employees had three different texts, so that they were words.
    let few = try snapshot([
      (
        "companies.csv",
        "company_id,name,industry,employees\n"
          + (0..<40).map { "k\($0),Company,Retail,\($0 % 3 * 10 + 10)\n" }.joined()
      ), ("contacts.csv", Self.contacts(120)),
      ("events.csv", Self.events(["open"], 120)),
    ])
    let table = Self.features(few).table(of: Self.examples(few), threads: 1)
    let words = DesignEncoding(fittedTo: table, rows: Array(0..<120))
    let term = try #require(words.terms.firstIndex { $0.name == "employees = 20" })
    let here = Self.features(trained).matching(words)
      .table(of: Self.examples(trained), threads: 1)
    let matrix = words.matrix(of: here, rows: Array(0..<120))
    let isTwenty = trained.contacts.order.map {
      trained.attribute("employees")?.text(of: $0) == "20" ? 1.0 : 0
    }
    #expect((0..<120).map { matrix[$0, term] } == isTwenty)
    #expect(isTwenty.contains(1))
  }
}
