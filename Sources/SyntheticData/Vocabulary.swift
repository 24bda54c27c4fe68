/// Where companies are; a zone, a currency, and how common the place is.
struct Place {
  let country: String
  let zone: String
  let currency: String
  let weight: Double

  static let all = [
    Place(country: "US", zone: "America/New_York", currency: "USD", weight: 0.19),
    Place(country: "US", zone: "America/Chicago", currency: "USD", weight: 0.11),
    Place(country: "US", zone: "America/Los_Angeles", currency: "USD", weight: 0.13),
    Place(country: "CA", zone: "America/St_Johns", currency: "CAD", weight: 0.02),
    Place(country: "BR", zone: "America/Sao_Paulo", currency: "BRL", weight: 0.05),
    Place(country: "GB", zone: "Europe/London", currency: "GBP", weight: 0.10),
    Place(country: "DE", zone: "Europe/Berlin", currency: "EUR", weight: 0.10),
    Place(country: "FR", zone: "Europe/Paris", currency: "EUR", weight: 0.06),
    Place(country: "ZA", zone: "Africa/Johannesburg", currency: "ZAR", weight: 0.03),
    Place(country: "IN", zone: "Asia/Kolkata", currency: "INR", weight: 0.08),
    Place(country: "NP", zone: "Asia/Kathmandu", currency: "NPR", weight: 0.01),
    Place(country: "JP", zone: "Asia/Tokyo", currency: "JPY", weight: 0.05),
    Place(country: "AU", zone: "Australia/Adelaide", currency: "AUD", weight: 0.03),
    Place(country: "AU", zone: "Australia/Sydney", currency: "AUD", weight: 0.04),
  ]
  static let weights = all.map(\.weight)
}

/// A word of the data with its effect on the logit of a conversion and how common it is.
struct Trait {
  let name: String
  let effect: Double
  let weight: Double

  static let industries = [
    Trait(name: "Software", effect: 0.8, weight: 0.20),
    Trait(name: "Manufacturing", effect: 0.1, weight: 0.17),
    Trait(name: "Financial Services", effect: 0.5, weight: 0.13),
    Trait(name: "Healthcare", effect: 0, weight: 0.12),
    Trait(name: "Retail", effect: -0.3, weight: 0.11),
    Trait(name: "Logistics", effect: 0, weight: 0.09),
    Trait(name: "Education", effect: -0.8, weight: 0.10),
    Trait(name: "Government", effect: -1.0, weight: 0.08),
  ]
  static let seniorities = [
    Trait(name: "entry", effect: -1.0, weight: 0.16),
    Trait(name: "senior", effect: -0.3, weight: 0.34),
    Trait(name: "manager", effect: 0.3, weight: 0.26),
    Trait(name: "director", effect: 0.7, weight: 0.14),
    Trait(name: "executive", effect: 1.0, weight: 0.10),
  ]
  static let industryWeights = industries.map(\.weight)
  static let seniorityWeights = seniorities.map(\.weight)
}

/// Words for names; all people and companies are invented.
enum Vocabulary {
  static let firstNames = [
    "Ada", "Amir", "Beatriz", "Bram", "Chiara", "Dev", "Elif", "Farid", "Greta", "Hana", "Ivo",
    "Jun", "Katya", "Lena", "Malik", "Nia", "Omar", "Priya", "Quinn", "Rosa", "Sven", "Tomas",
    "Uma", "Viktor", "Wanda", "Ximena", "Yusuf", "Zoë",
  ]
  static let lastNames = [
    "Abara", "Bergström", "Castellan", "Dufresne", "Eastwick", "Fenwright", "Gupta", "Halloran",
    "Ishikawa", "Jankowski", "Kowalczyk", "Lindqvist", "Marchetti", "Nakagawa", "O'Hara",
    "Pemberton", "Quiroga", "Rasmussen", "Sundaram", "Thornbury", "Ueda", "Vasquez", "Whitlock",
    "Yamane", "Zielinski",
  ]
  static let departments = [
    "Sales", "Marketing", "Engineering", "Finance", "Operations", "Procurement",
  ]
  static let companyWords = [
    "Amber", "Birch", "Cobalt", "Delta", "Ember", "Fjord", "Granite", "Harbour", "Indigo",
    "Juniper", "Keystone", "Lumen", "Meridian", "North", "Orchard", "Pinnacle",
  ]
  static let companyNouns = ["Labs", "Works", "Systems", "Foods", "Freight", "Partners", "Mills"]
  static let owners = ["Ines Calloway", "Jonas Petrov", "Mira Adeyemi", "Ruth Sandoval"]
  static let sources = [
    "Website", "Search", "Newsletter", "Webinar", "Referral", "Trade Fair", "Cold Call", "Download",
  ]
  static let pages = [
    "/", "/pricing", "/product", "/customers", "/blog/lead-scoring", "/docs", "/security",
    "/demo", "/compare?a=1,2", "/about",
  ]

  /// The title of a seniority in a department; every third with a comma, some with quotes.
  static func title(seniority: String, department: String, style: Int) -> String {
    let rank =
      switch seniority {
      case "entry": "Associate"
      case "senior": "Specialist"
      case "manager": "Manager"
      case "director": "Director"
      default: "Chief Officer"
      }
    return switch style {
    case 0, 1, 2: "\(rank), \(department)"
    case 3: "\(rank) \"\(department)\""
    default: "\(department) \(rank)"
    }
  }
}
