import Statistics

#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

/// What the files of a world of causes tell of a contact; what is missing has an effect of its own,
/// so that the truth is what can be known from the files.
struct CauseTraits {
  let department: Trait?
  let leadSource: Trait?
  let title: String
  /// One cell for each column of junk.
  let junk: [String]

  static let departments = [
    Trait(name: "Sales", effect: 0.35, weight: 0.22),
    Trait(name: "Marketing", effect: 0.20, weight: 0.20),
    Trait(name: "Engineering", effect: 0, weight: 0.22),
    Trait(name: "Finance", effect: -0.15, weight: 0.14),
    Trait(name: "Operations", effect: -0.25, weight: 0.14),
    Trait(name: "Procurement", effect: 0.55, weight: 0.08),
  ]
  static let missingDepartment = -0.25

  /// Sixty sources, from a third of all contacts to a few of 20,000.
  static let leadSources: [Trait] = (1...60).map { rank in
    let named = Vocabulary.sources.count
    let name = rank <= named ? Vocabulary.sources[rank - 1] : "Partner \(rank - named)"
    let effect = 0.6 * sin(1.7 * Double(rank))
    return Trait(name: name, effect: effect, weight: 1 / Double(rank * rank))
  }
  private static let departmentWeights = departments.map(\.weight)
  private static let leadSourceWeights = leadSources.map(\.weight)

  init(number: Int, seniority: Trait?, country: String, options: CauseOptions, seed: UInt64) {
    var stream = RandomStream(seed: seed, key: UInt64(number), purpose: Purpose.causes)
    let department = Self.departments[stream.categorical(Self.departmentWeights)]
    let leadSource = Self.leadSources[stream.categorical(Self.leadSourceWeights)]
    // Departments are missing the more often the lower the rank.
    let isUntold = stream.bernoulli(seniority?.name == "entry" ? 0.30 : 0.04)
    self.department = isUntold ? nil : department
    self.leadSource = stream.bernoulli(0.02) ? nil : leadSource
    let language = TitleLanguage(country: country, isSpanish: stream.bernoulli(0.12))
    title =
      seniority.map { language.title($0.name, department: isUntold ? nil : department.name) } ?? ""
    junk = options.junk == 0 ? [] : Self.junk(options.junk, &stream)
  }

  /// The names of the columns of junk.
  static func junkColumns(_ options: CauseOptions) -> [String] {
    guard options.junk > 0 else { return [] }
    return (1...options.junk).map { "random_number_\($0)" }
      + (1...options.junk).map { "random_word_\($0)" }
      + ["random_code", "rarely_filled", "always_same"]
  }

  private static func junk(_ count: Int, _ stream: inout RandomStream) -> [String] {
    var cells: [String] = []
    for _ in 0..<count { cells.append(String(stream.integer(below: 100_000))) }
    for _ in 0..<count { cells.append(stream.element(of: Vocabulary.companyWords)) }
    cells.append("K" + padded(stream.integer(below: 10_000), width: 4))
    cells.append(stream.bernoulli(0.03) ? stream.element(of: ["no", "yes"]) : "")
    cells.append("active")
    return cells
  }
}

/// What the files of a world of causes tell of a company, and what they do not.
struct CompanyRecord {
  let hasIndustry, hasEmployees: Bool
  /// What the logits of all contacts of the company share; no file tells it.
  let effect: Double

  static let effectDeviation = 0.3
  static let missingEmployees = -0.2

  /// Sizes of small companies are missing the most often.
  init(of company: Company, seed: UInt64) {
    var stream = RandomStream(seed: seed, key: UInt64(company.number), purpose: Purpose.account)
    hasIndustry = !stream.bernoulli(0.03)
    hasEmployees = !stream.bernoulli(company.employees < 20 ? 0.25 : 0.05)
    effect = stream.normal(standardDeviation: Self.effectDeviation)
  }
}
