/// How titles are written in a language.
enum TitleLanguage {
  case english, german, french, portuguese, spanish, japanese

  /// The language of a country; some people of the United States write Spanish.
  init(country: String, isSpanish: Bool) {
    self =
      switch country {
      case "DE": .german
      case "FR": .french
      case "BR": .portuguese
      case "JP": .japanese
      case "US" where isSpanish: .spanish
      default: .english
      }
  }

  private static let seniorities = ["entry", "senior", "manager", "director", "executive"]
  private static let departments = [
    "Sales", "Marketing", "Engineering", "Finance", "Operations", "Procurement",
  ]

  /// The words for ``seniorities``.
  private var ranks: [String] {
    switch self {
    case .english:
      ["Junior Associate", "Senior Specialist", "Manager", "Director", "Chief Officer"]
    case .german: ["Praktikant", "Senior Referent", "Manager", "Direktor", "Vorstand"]
    case .french: ["Stagiaire", "Spécialiste senior", "Responsable", "Directeur", "Président"]
    case .portuguese: ["Estagiário", "Especialista sênior", "Gerente", "Diretor", "Presidente"]
    case .spanish: ["Becario", "Especialista sénior", "Gerente", "Director", "Presidente"]
    case .japanese: ["アシスタント", "シニアスペシャリスト", "マネージャー", "部長", "代表取締役"]
    }
  }

  /// The words for ``departments``.
  private var areas: [String] {
    switch self {
    case .english: Self.departments
    case .german: ["Vertrieb", "Marketing", "Technik", "Finanzen", "Betrieb", "Einkauf"]
    case .french: ["commercial", "marketing", "ingénierie", "finances", "opérations", "achats"]
    case .portuguese: ["Vendas", "Marketing", "Engenharia", "Finanças", "Operações", "Compras"]
    case .spanish: ["Ventas", "Marketing", "Ingeniería", "Finanzas", "Operaciones", "Compras"]
    case .japanese: ["営業", "マーケティング", "エンジニアリング", "財務", "オペレーション", "調達"]
    }
  }

  /// The title of a seniority, in a department where it is told.
  func title(_ seniority: String, department: String?) -> String {
    let rank = Self.seniorities.firstIndex(of: seniority).map { ranks[$0] } ?? seniority
    guard let index = department.flatMap({ Self.departments.firstIndex(of: $0) }) else {
      return rank
    }
    return switch self {
    case .english: "\(areas[index]) \(rank)"
    case .german, .french: "\(rank) \(areas[index])"
    case .portuguese, .spanish: "\(rank) de \(areas[index])"
    case .japanese: areas[index] + rank
    }
  }
}
