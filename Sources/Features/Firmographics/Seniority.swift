/// How high somebody stands, from the lowest to the highest.
public enum Seniority: String, CaseIterable, Comparable, Sendable, Codable {
  /// Interns, trainees, apprentices and students.
  case intern
  /// Everyone who leads nobody.
  case individual
  /// Experienced people who lead nobody, or only by what they know.
  case senior
  /// Who leads a team or a department.
  case manager
  /// Who leads a division, and heads of departments.
  case director
  /// Vice presidents and deputies of the first.
  case vp
  /// Who runs the company.
  case cLevel = "c_level"
  /// Whom the company belongs to.
  case owner

  private var rank: Int { Self.allCases.firstIndex(of: self) ?? 0 }

  /// Whether the first stands lower than the second.
  public static func < (first: Seniority, second: Seniority) -> Bool { first.rank < second.rank }
}
