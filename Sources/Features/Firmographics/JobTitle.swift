/// What a job title says of its holder: how high he stands and what his work is about.
///
///     JobTitle("Vertriebsleiterin (m/w/d), EMEA")   // director, sales
///     JobTitle("Assistant to the CEO").seniority    // individual
///
/// Titles are read in English, Spanish, Catalan, French, German, Italian, Portuguese, Russian,
/// Japanese and Chinese, whatever their case, accents, width, punctuation and gendered endings.
/// Of several roles the highest seniority and the first department count; those that are over
/// ("ex-", "former") do not. Whatever is not understood is nil, never a guess.
///
/// - Complexity: O(length), of which no more than the first 400 scalars are read.
public struct JobTitle: Hashable, Sendable {
  /// How high the holder stands.
  public var seniority: Seniority?
  /// What his work is about.
  public var department: Department?

  /// Reads a title.
  public init(_ text: String) {
    self = TitleReader(.all).title(of: text)
  }

  init(seniority: Seniority? = nil, department: Department? = nil) {
    self.seniority = seniority
    self.department = department
  }
}

extension Seniority {
  /// Reads the value of a column of seniorities, such as `C-Suite`, `Entry` or `Vice President`.
  public init?(reading text: String) {
    let words = TitleText.words(of: text).joined(separator: " ")
    guard let known = Self.levels[words] ?? JobTitle(text).seniority else {
      return nil
    }
    self = known
  }

  /// Names of levels that mean something else, or nothing, in a title.
  private static let levels: [String: Seniority] = [
    "c level": .cLevel, "c suite": .cLevel, "csuite": .cLevel, "cxo": .cLevel, "cxo level": .cLevel,
    "clevel": .cLevel, "executive": .cLevel, "executives": .cLevel, "exec": .cLevel,
    "entry": .individual, "entry level": .individual, "staff": .individual, "junior": .individual,
    "individual": .individual, "non manager": .individual, "non management": .individual,
    "mid": .individual,
    "mid level": .individual, "middle": .individual, "ic": .individual, "training": .intern,
    "unpaid": .intern, "vp level": .vp, "management": .manager, "middle management": .manager,
    "senior management": .director, "senior manager": .manager, "upper management": .director,
    "mid senior level": .senior, "associate": .individual, "head": .director,
  ]
}

extension Department {
  /// Reads the value of a column of departments or functions, such as `Human Resources`.
  public init?(reading text: String) {
    guard let known = Department(rawValue: text.lowercased()) ?? JobTitle(text).department else {
      return nil
    }
    self = known
  }
}
