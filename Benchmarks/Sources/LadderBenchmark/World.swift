import Features
import LeadScoring
import Statistics

#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

/// A population whose probabilities of conversion are known, and rules that someone wrote for it.
struct World {
  /// What the rules know.
  enum Rules: String, CaseIterable {
    /// Nearly all that matters.
    case good
    /// A little of it.
    case mediocre
    /// Much of it, but two variables point the wrong way.
    case wrongWay
    /// Nearly all that matters, some of which bends so that no model here can follow.
    case bent
  }

  let rules: Rules
  /// The standard deviation of what colleagues share and nobody sees.
  var accountEffect = 0.0
  /// The log-odds of an average contact.
  let level = -3.4

  static let industries = ["Software", "Retail", "Farming", "Finance", "Energy", "Media", "Health"]
  static let industryEffects = [0.8, -0.3, -0.7, 0.5, 0, -0.2, 0]
  static let seniorities = ["c_level", "vp", "director", "manager", "individual", "entry"]
  static let seniorityEffects = [0.5, 0.6, 0.4, 0.1, -0.3, -0.6]
  static let activities = [
    "demo request", "form", "click", "page view", "open", "webinar", "login",
  ]
  static let activityMeans = [0.05, 0.2, 0.6, 1.5, 2, 0.1, 0.3]
  static let activityEffects = [1.2, 0.7, 0.3, 0.35, 0, 0.5, 0]
  static let junkCount = 8

  /// Rows with their true log-odds, of which the account's part is left out.
  struct Rows {
    var table: FeatureTable
    var points: [Double]
    var logits: [Double]
    var accounts: [UInt64]
  }

  /// Draws contacts, three to an account.
  func rows(count: Int, seed: UInt64) -> Rows {
    var stream = RandomStream(seed: seed, key: 0, purpose: StableHash.value(of: "ladder world"))
    var activities = Self.activities.map { _ in [Double]() }
    var junk = (0..<Self.junkCount).map { _ in [Double]() }
    var (industries, seniorities) = ([Int32](), [Int32]())
    var (employees, recency, logits, points) = ([Double](), [Double](), [Double](), [Double]())
    var company = (industry: 0, size: 0.0)
    for row in 0..<count {
      if row % 3 == 0 {
        company = (stream.integer(below: Self.industries.count), stream.normal())
      }
      let seniority = stream.integer(below: Self.seniorities.count)
      let isKnown = stream.bernoulli(0.9)
      let eagerness = stream.normal()
      let counts = Self.activityMeans.map { mean in
        mean * exp(0.8 * eagerness + 0.8 * stream.normal()) * (stream.bernoulli(0.7) ? 1 : 0)
      }
      let days = 5 + 60 * stream.exponential() * exp(-0.5 * eagerness)
      for place in counts.indices { activities[place].append(counts[place]) }
      for place in junk.indices { junk[place].append(stream.normal()) }
      industries.append(Int32(company.industry))
      seniorities.append(isKnown ? Int32(seniority) : -1)
      employees.append(exp(4 + 1.5 * company.size))
      recency.append(days)
      let parts = [
        Self.industryEffects[company.industry], isKnown ? Self.seniorityEffects[seniority] : 0,
        0.35 * company.size - (rules == .bent ? 0.15 * company.size * company.size : 0),
        -0.25 * (log1p(days) - 3.5),
        zip(counts, Self.activityEffects).reduce(0) { $0 + $1.1 * log1p($1.0) },
      ]
      logits.append(level + parts.reduce(0, +))
      points.append(
        score(
          parts,
          demo: log1p(counts[0]),
          noise: (junk[0][row] + junk[1][row]) / 2.0.squareRoot()
        )
      )
    }
    let words = [
      ("industry", industries, Self.industries), ("seniority", seniorities, Self.seniorities),
    ].map {
      FeatureTable.Column(name: $0.0, values: .categories(codes: $0.1, levels: $0.2))
    }
    let numbers =
      zip(Self.activities, activities).map { ($0, $1, true) }
      + [("employees", employees, true), ("days since last activity", recency, true)]
      + junk.enumerated().map { ("junk \($0)", $1, false) }
    let columns = numbers.map {
      FeatureTable.Column(name: $0.0, values: .numbers($0.1), isLogarithmic: $0.2)
    }
    return Rows(
      table: FeatureTable(rowCount: count, columns: columns + words),
      points: points,
      logits: logits,
      accounts: (0..<count).map { StableHash.value(of: "\(seed) \($0 / 3)") }
    )
  }

  /// What the rules say, in points of no particular unit.
  private func score(_ parts: [Double], demo: Double, noise: Double) -> Double {
    switch rules {
    case .good, .bent: (2 * parts.reduce(0, +)).rounded() / 2 + 0.3 * noise
    case .mediocre: 0.5 * parts[1] + 0.4 * parts[4] + 0.8 * noise
    case .wrongWay: parts.reduce(0, +) - 1.8 * parts[0] - 2.2 * demo + 0.2 * noise
    }
  }

  /// The probability of conversion, with what colleagues share averaged over.
  func probability(ofLogit logit: Double) -> Double {
    guard accountEffect > 0 else { return logistic(logit) }
    return zip(Self.rule.nodes, Self.rule.weights).reduce(0) {
      $0 + $1.1 * logistic(logit + accountEffect * $1.0)
    }
  }

  private static let rule = GaussHermiteRule(points: 20)
}
