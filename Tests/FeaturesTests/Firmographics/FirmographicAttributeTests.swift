import CRMData
import CivilTime
import Features
import Testing

@Suite("Firmographic attributes")
struct FirmographicAttributeTests {
  private func crm(
    contacts: String = "a,,k,vp,CEO\nb,,l,,Marketing Manager\nc,,,?,Ninja\n"
  ) throws -> CRMSnapshot {
    try snapshot([
      (
        "companies.csv",
        "company_id,name,industry,employees\nk,One,COMPUTER_SOFTWARE,51-200\nl,Two,Banca,7\n"
      ),
      ("contacts.csv", "contact_id,email,company_id,seniority,title\n" + contacts),
    ])
  }

  private func texts(_ crm: CRMSnapshot, _ name: String) -> [String?] {
    crm.contacts.order.map { crm.attribute(name)?.text(of: $0) }
  }

  @Test("contacts and companies get attributes on a common scale")
  func adopted() throws {
    var crm = try crm()
    crm.adoptFirmographics()
    #expect(texts(crm, "seniority_level") == ["vp", "manager", nil])
    #expect(texts(crm, "department_group") == ["management", "marketing", nil])
    #expect(texts(crm, "industry_group") == ["software", "financial_services", nil])
    #expect(texts(crm, "employee_band") == ["50-199", "1-9", nil])
    #expect(crm.companies.attributes["industry_group"] != nil)
    #expect(crm.derivedAttributes["seniority_level"]?.sources == ["seniority", "title"])
    #expect(crm.derivedAttributes["department_group"]?.sources == ["title"])
    #expect(crm.derivedAttributes["industry_group"]?.coverage == 1)
  }

  @Test("doing it again changes nothing")
  func idempotent() throws {
    var once = try crm()
    once.adoptFirmographics()
    var twice = once
    twice.adoptFirmographics()
    #expect(twice.derivedAttributes == once.derivedAttributes)
    #expect(twice.stableAttributes == once.stableAttributes)
    for name in once.attributeNames { #expect(texts(twice, name) == texts(once, name)) }
  }

  @Test("without sources there are no attributes")
  func noSources() throws {
    var crm = try snapshot(contacts: "contact_id,email,title\na,,Ninja\n")
    crm.adoptFirmographics()
    #expect(crm.derivedAttributes.isEmpty)
    #expect(crm.attributeNames == ["title"])
  }

  @Test("an attribute is stable where all sources are that gave it a value")
  func stability() throws {
    var mixed = try crm()
    mixed.adoptFirmographics()
    #expect(!mixed.stableAttributes.contains("seniority_level"))
    #expect(!mixed.stableAttributes.contains("department_group"))
    #expect(mixed.stableAttributes.isSuperset(of: ["industry_group", "employee_band"]))
    var declared = try crm()
    declared.adoptFirmographics(stableAttributes: ["title"])
    #expect(declared.stableAttributes.isSuperset(of: ["seniority_level", "department_group"]))
    // The title gives no seniority here: each contact has one in the column.
    var pure = try crm(contacts: "a,,k,vp,CEO\nb,,l,c_level,CFO\n")
    pure.adoptFirmographics()
    #expect(pure.stableAttributes.contains("seniority_level"))
  }

  @Test("a recoding of a usable attribute is told and not offered to the model")
  func repetitions() throws {
    var crm = try crm(contacts: "a,,k,VP,CEO\nb,,l,Intern,CFO\n")
    crm.adoptFirmographics()
    #expect(crm.derivedAttributes["seniority_level"]?.repeats == "seniority")
    #expect(crm.derivedAttributes["industry_group"]?.repeats == "industry")
    let features = LeadFeatures(
      of: crm,
      stableAttributes: [],
      census: EventCensus(of: crm, asOf: Event.endOfTime)
    )
    let examples = [LeadExample(contact: 0, reference: instant("2024-01-01"))]
    let names = features.table(of: examples, threads: 1).columns.map(\.name)
    #expect(names.contains("seniority"))
    #expect(!names.contains("seniority_level"))
    #expect(!names.contains("industry_group"))
    #expect(features.excludedAttributes == ["title"])
  }

  @Test("many spellings of one industry are offered once more, together")
  func pooling() throws {
    let spellings = ["Banca", "banking", "Bank", "Software", "SaaS"]
    let companies = spellings.enumerated().map { "k\($0),One,\($1)\n" }.joined()
    var crm = try snapshot([
      ("companies.csv", "company_id,name,industry\n" + companies),
      ("contacts.csv", "contact_id,email,company_id\na,,k0\n"),
    ])
    crm.adoptFirmographics()
    #expect(crm.derivedAttributes["industry_group"]?.repeats == nil)
    let features = LeadFeatures(
      of: crm,
      stableAttributes: [],
      census: EventCensus(of: crm, asOf: Event.endOfTime)
    )
    let examples = [LeadExample(contact: 0, reference: instant("2024-01-01"))]
    let names = features.table(of: examples, threads: 1).columns.map(\.name)
    #expect(names.suffix(2) == ["industry", "industry_group"])
  }

  @Test("the order of rows does not matter")
  func rowOrder() throws {
    var one = try crm(contacts: "a,,k,vp,CEO\nb,,l,,Marketing Manager\n")
    var other = try crm(contacts: "b,,l,,Marketing Manager\na,,k,vp,CEO\n")
    one.adoptFirmographics()
    other.adoptFirmographics()
    #expect(one.derivedAttributes == other.derivedAttributes)
    for name in one.attributeNames { #expect(texts(one, name) == texts(other, name)) }
  }

  @Test("a column that has the name already is read and replaced")
  func ownColumn() throws {
    var crm = try snapshot(contacts: "contact_id,email,seniority_level\na,,Vice President\nb,,?\n")
    crm.adoptFirmographics()
    #expect(texts(crm, "seniority_level") == ["vp", nil])
    #expect(crm.derivedAttributes["seniority_level"]?.repeats == nil)
  }
}
