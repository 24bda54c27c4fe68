public import CRMData

/// A part that somebody plays when a company buys, told by seniority and department.
public struct BuyingRole: Sendable, Hashable {
  /// The name, such as `decision_maker`.
  public var name: String
  /// The levels of seniority that play it; empty where any does.
  public var seniorities: [String]
  /// The departments that play it; empty where any does.
  public var departments: [String]
  /// How far the conversion of such a contact speaks for the company: the exponent of
  /// `(1 − p)^weight`.
  public var weight: Double

  /// Creates a role.
  public init(
    _ name: String,
    seniorities: [String] = [],
    departments: [String] = [],
    weight: Double = 1
  ) {
    self.name = name
    self.seniorities = seniorities
    self.departments = departments
    self.weight = weight
  }
}

/// The roles of a buying group.
///
/// All weights are 1 unless told otherwise: an account converts when any of its contacts does, and
/// a contact's own probability knows his seniority already. Lower them where, say, a student's
/// sign-up is no sale.
public struct BuyingRoles: Sendable, Hashable {
  /// The roles; at most ``capacity`` of them.
  public var roles: [BuyingRole]
  /// The weight of contacts that play no role, or of whom nothing is known.
  public var weightWithoutRole: Double
  /// Attributes that tell seniority; the first that is known counts.
  public var seniorityAttributes = ["seniority_level", "seniority"]
  /// Attributes that tell the department; the first that is known counts.
  public var departmentAttributes = ["department_group", "department"]

  /// How many roles there may be.
  public static let capacity = 32

  /// Creates roles.
  public init(roles: [BuyingRole], weightWithoutRole: Double = 1) {
    precondition(roles.count <= Self.capacity, "there are at most \(Self.capacity) roles")
    self.roles = roles
    self.weightWithoutRole = weightWithoutRole
  }

  /// The usual five; a chief financial officer both decides and speaks for finance.
  public static let standard = BuyingRoles(roles: [
    BuyingRole(
      "decision_maker",
      seniorities: [
        "owner", "founder", "partner", "c_level", "c_suite", "executive", "president", "vp",
        "vice_president", "head", "director",
      ]
    ),
    BuyingRole(
      "champion_user",
      seniorities: [
        "manager", "lead", "senior", "specialist", "individual", "individual_contributor", "entry",
        "staff",
      ]
    ),
    BuyingRole("finance", departments: ["finance", "accounting", "controlling"]),
    BuyingRole(
      "it_technical",
      departments: [
        "it", "information_technology", "engineering", "technology", "technical", "data",
        "security", "research", "product",
      ]
    ),
    BuyingRole(
      "procurement_legal",
      departments: ["procurement", "purchasing", "legal", "compliance"]
    ),
  ])

  /// The names of the roles in a set, in the order of ``roles``.
  public func names(in set: RoleSet) -> [String] {
    roles.indices.filter { set.contains($0) }.map { roles[$0].name }
  }

  /// All roles.
  public var all: RoleSet {
    roles.indices.reduce(into: RoleSet()) { $0.insert($1) }
  }
}

/// Some of the roles, by their positions.
public struct RoleSet: Sendable, Hashable, Codable {
  private var bits: UInt32 = 0

  /// Creates an empty set.
  public init() {}

  /// Adds the role at a position.
  public mutating func insert(_ role: Int) { bits |= 1 << UInt32(role) }

  /// Adds all roles of another set.
  public mutating func formUnion(_ other: RoleSet) { bits |= other.bits }

  /// The roles of this set that another lacks.
  public func subtracting(_ other: RoleSet) -> RoleSet {
    var rest = self
    rest.bits &= ~other.bits
    return rest
  }

  /// Whether the role at a position is in the set.
  public func contains(_ role: Int) -> Bool { bits >> UInt32(role) & 1 == 1 }

  /// How many roles there are.
  public var count: Int { bits.nonzeroBitCount }
}

/// Finds the roles of the contacts of a snapshot; every word is looked at once, not once a contact.
///
/// - Complexity: O(1) for a contact.
public struct BuyingRoleReader: Sendable {
  /// The different weights that contacts can have, ascending.
  public let weights: [Double]
  private let roles: BuyingRoles
  private let seniorities: [Words]
  private let departments: [Words]
  private let withoutSeniority: RoleSet
  private let withoutDepartment: RoleSet

  /// Which roles each word of an attribute allows.
  private struct Words: Sendable {
    let attribute: ContactAttribute
    let sets: [RoleSet]
  }

  /// Prepares the roles for the words of a snapshot.
  public init(_ roles: BuyingRoles, for snapshot: CRMSnapshot) {
    self.roles = roles
    weights = Set(roles.roles.map(\.weight) + [roles.weightWithoutRole]).sorted()
    seniorities = Self.words(
      of: roles.seniorityAttributes,
      in: snapshot,
      allowed: roles.roles.map(\.seniorities)
    )
    departments = Self.words(
      of: roles.departmentAttributes,
      in: snapshot,
      allowed: roles.roles.map(\.departments)
    )
    withoutSeniority = Self.set(of: nil, allowed: roles.roles.map(\.seniorities))
    withoutDepartment = Self.set(of: nil, allowed: roles.roles.map(\.departments))
  }

  private static func words(
    of names: [String],
    in snapshot: CRMSnapshot,
    allowed: [[String]]
  ) -> [Words] {
    let words = allowed.map { $0.map { folded($0) } }
    return names.compactMap { snapshot.attribute($0) }.map { attribute in
      Words(
        attribute: attribute,
        sets: attribute.column.levels.map { set(of: folded($0), allowed: words) }
      )
    }
  }

  /// The roles whose words hold this one; a role without words is open to everybody.
  private static func set(of word: String?, allowed: [[String]]) -> RoleSet {
    allowed.indices.reduce(into: RoleSet()) { set, role in
      let isAllowed = allowed[role].isEmpty || word.map(allowed[role].contains) ?? false
      if isAllowed { set.insert(role) }
    }
  }

  /// `Vice President`, `vice-president` and `vice_president` are one word.
  private static func folded(_ word: String) -> String {
    String(word.lowercased().map { $0 == " " || $0 == "-" ? "_" : $0 })
  }

  /// The roles that a contact plays: his seniority and his department both allow them.
  public func roles(of contact: Int) -> RoleSet {
    let bySeniority = Self.first(seniorities, contact) ?? withoutSeniority
    let byDepartment = Self.first(departments, contact) ?? withoutDepartment
    return bySeniority.subtracting(bySeniority.subtracting(byDepartment))
  }

  private static func first(_ words: [Words], _ contact: Int) -> RoleSet? {
    for word in words {
      let code = word.attribute.code(of: contact)
      if code >= 0 { return word.sets[code] }
    }
    return nil
  }

  /// The position among ``weights`` of the largest weight of some roles.
  public func weightClass(of set: RoleSet) -> Int {
    if weights.count == 1 { return 0 }
    let played = roles.roles.indices.filter { set.contains($0) }.map { roles.roles[$0].weight }
    let weight = played.max() ?? roles.weightWithoutRole
    return weights.firstIndex(of: weight) ?? 0
  }
}
