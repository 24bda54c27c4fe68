public import LeadScoring
import Settings

/// What the configuration says of companies.
public struct AccountConfiguration: Sendable, Hashable {
  /// Who plays which part when a company buys.
  public var roles = BuyingRoles.standard
  /// How account probabilities are learned.
  public var learning = AccountLearning()
  /// Which accounts go to sales.
  public var handOff = AccountHandOffRule()

  /// Creates the defaults.
  public init() {}

  init(_ settings: Settings) throws {
    learning.minimumAccounts =
      try settings.integer("minimum_accounts", in: 10...100_000) ?? learning.minimumAccounts
    handOff.capacity = try settings.integer("capacity") ?? handOff.capacity
    handOff.minimumProbability =
      try settings.number("minimum_probability", in: 0...1) ?? handOff.minimumProbability
    handOff.includesCustomers =
      try settings.word("customers", among: ["exclude", "include"]) == "include"
    handOff.valueAttribute = try settings.string("value").flatMap { $0 == "equal" ? nil : $0 }
    roles.weightWithoutRole =
      try settings.number("weight_without_role", in: 0...1) ?? roles.weightWithoutRole
    if let section = try settings.section("roles") { roles.roles = try Self.roles(section) }
  }

  private static func roles(_ section: Settings) throws -> [BuyingRole] {
    let names = section.keys
    guard names.count <= BuyingRoles.capacity else {
      throw section.badValue(
        names[BuyingRoles.capacity],
        "is one role too many",
        hint: "name at most \(BuyingRoles.capacity) roles"
      )
    }
    return try names.compactMap { name in
      guard let role = try section.section(name) else { return nil }
      let (seniorities, departments) =
        (try role.strings("seniority") ?? [], try role.strings("department") ?? [])
      guard !seniorities.isEmpty || !departments.isEmpty else {
        throw section.badValue(
          name,
          "says nobody who plays it",
          hint: "add seniority: [words], department: [words], or both"
        )
      }
      return BuyingRole(
        name,
        seniorities: seniorities,
        departments: departments,
        weight: try role.number("weight", in: 0...1) ?? 1
      )
    }
  }

  /// The section of the configuration's template.
  static var template: String {
    let roles = BuyingRoles.standard.roles.map { role in
      let words = [("seniority", role.seniorities), ("department", role.departments)]
        .filter { !$1.isEmpty }
        .map { "\($0): [\($1.joined(separator: ", "))]" }
      return "    \(role.name):\n      {\(words.joined(separator: ", ")), weight: 1}"
    }
    return """
      # Companies: at least one contact converts. Contacts play the roles that their seniority and
      # their department allow; (1 − p)^weight says how far one of them speaks for his company.
      accounts:
        minimum_accounts: 30       # with fewer that converted, noisy-OR stays as it is
        weight_without_role: 1
        capacity: 20               # the most companies that go to sales in a night
        minimum_probability: 0
        value: equal               # or a number of the company: rank by probability times it
        customers: exclude         # or include: companies with a contact who converted already
        roles:
      \(roles.joined(separator: "\n"))

      """
  }
}
