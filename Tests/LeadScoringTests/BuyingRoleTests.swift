import CRMData
import LeadScoring
import Testing

@Suite("Buying roles")
struct BuyingRoleTests {
  /// The roles of contacts with these rows of seniority and department.
  private func names(
    _ rows: String,
    header: String = "seniority,department",
    roles: BuyingRoles = .standard
  ) throws -> [[String]] {
    let lines = rows.split(separator: "\n").enumerated().map { "c\($0),,\($1)" }
    let snapshot = try snapshot([
      ("contacts.csv", "contact_id,email,\(header)\n\(lines.joined(separator: "\n"))\n")
    ])
    let reader = BuyingRoleReader(roles, for: snapshot)
    return snapshot.contacts.order.map { roles.names(in: reader.roles(of: $0)) }
  }

  @Test("seniority and department say who plays which role; a finance chief plays two")
  func standard() throws {
    let found = try names("Director,Sales\nc_level,Finance\nmanager,IT\n,Legal\nintern,Sales\n,\n")
    #expect(
      found == [
        ["decision_maker"], ["decision_maker", "finance"], ["champion_user", "it_technical"],
        ["procurement_legal"], [], [],
      ]
    )
  }

  @Test(
    "case, spaces and hyphens make no other word",
    arguments: ["Vice President", "vice-president", "VICE_PRESIDENT"]
  )
  func spelling(word: String) throws {
    #expect(try names("\(word),\n") == [["decision_maker"]])
  }

  @Test("attributes on the common scale come first, the raw ones where they are missing")
  func fallback() throws {
    let found = try names(
      "intern,director,\n,director,\n",
      header: "seniority_level,seniority,department"
    )
    #expect(found == [[], ["decision_maker"]])
  }

  @Test("a role of both words needs both; without attributes nobody plays any")
  func both() throws {
    let roles = BuyingRoles(roles: [
      BuyingRole("chief engineer", seniorities: ["head"], departments: ["engineering"], weight: 0.5)
    ])
    let found = try names("head,engineering\nhead,sales\n,engineering\n", roles: roles)
    #expect(found == [["chief engineer"], [], []])
    #expect(try names("x\n", header: "industry", roles: roles) == [[]])
  }

  @Test("the largest weight of a contact's roles counts; who plays none has his own")
  func weights() throws {
    let roles = BuyingRoles(
      roles: [
        BuyingRole("boss", seniorities: ["head"], weight: 0.9),
        BuyingRole("buyer", departments: ["procurement"], weight: 0.4),
      ],
      weightWithoutRole: 0.1
    )
    let snapshot = try snapshot([
      (
        "contacts.csv",
        "contact_id,email,seniority,department\na,,head,procurement\nb,,,procurement\nc,,,\n"
      )
    ])
    let reader = BuyingRoleReader(roles, for: snapshot)
    let weights = snapshot.contacts.order.map { contact in
      reader.weights[reader.weightClass(of: reader.roles(of: contact))]
    }
    #expect(reader.weights == [0.1, 0.4, 0.9])
    #expect(weights == [0.9, 0.4, 0.1])
  }
}
