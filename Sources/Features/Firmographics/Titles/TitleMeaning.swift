/// What a word or phrase of a job title says.
struct TitleMeaning: Hashable, Sendable {
  /// What the phrase does to the rest of the title.
  enum Role: String, Sendable {
    /// It names a rank, a department or both.
    case rank
    /// It lowers whoever comes along with it to an assistant: "Assistant to the CEO".
    case assistant
    /// The same, unless a rank ends the phrase: "Assistant Marketing Director".
    case adjectiveAssistant = "assistant?"
    /// What follows is over: "ex-".
    case former
    /// Everything is over.
    case retired
    /// It stands for somebody of the first rank.
    case deputy
    /// Ranks that follow are other people's: "reporting to".
    case under
    /// What follows is the employer.
    case at
    /// It joins two roles.
    case and
    /// Somebody of the first rank together with `officer`.
    case chief
    /// A rank without power, unless a `chief` came before.
    case officer
    /// A phrase that must not be taken for its parts.
    case noise
  }

  var role: Role
  var seniority: Seniority?
  var department: Department?
  /// Whether another department in the same role is the better answer.
  var isWeak = false

  /// Reads what stands before the colon in a vocabulary: `individual sales` or `former`.
  init?(_ text: Substring) {
    let parts = text.split(separator: " ")
    guard let first = parts.first, parts.count <= 2 else { return nil }
    if parts.count == 1, let role = Role(rawValue: String(first)) {
      self.role = role
      return
    }
    role = .rank
    seniority = Seniority(rawValue: String(first))
    guard seniority != nil || first == "-" else { return nil }
    guard parts.count == 2 else { return }
    isWeak = parts[1].hasSuffix("?")
    department = Department(rawValue: String(isWeak ? parts[1].dropLast() : parts[1]))
    guard department != nil else { return nil }
  }

  /// The meaning of a compound such as *Vertriebsleiter*: the head's, of the first part's
  /// department.
  func within(_ department: Department?) -> TitleMeaning {
    var meaning = self
    if let department {
      meaning.department = department
      meaning.isWeak = false
    }
    return meaning
  }

  /// Whether it names the first of a company, whose department is only what remains.
  var isWeakManagement: Bool { isWeak && department == .management }
}
