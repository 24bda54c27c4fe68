import CivilTime

/// What is believed of one contact's clock, before and after its activity is seen.
struct ZoneBelief {
  /// What a contact's colleagues and its hours say of one clock.
  struct Evidence {
    let clock: Int
    /// The share of the clock among all contacts that may be in the same place.
    let share: Double
    /// How many colleagues with a known zone have it.
    let colleagues: Int
    /// The log-likelihood of the hours at which the contact is active.
    let logLikelihood: Double
  }

  /// How far to trust colleagues and activity.
  struct Weights: Hashable {
    /// How many colleagues weigh as much as the whole population.
    var population = 1.0
    /// The power of the likelihood of activity; 0 leaves it out.
    ///
    /// A person's hours are habits rather than independent draws from everyone's hours: with power
    /// 1 the wrong zone often seems certain.
    var activity = 0.0
  }

  /// The probability of each clock, in the order of the evidence.
  static func probabilities(_ evidence: [Evidence], _ weights: Weights) -> [Double] {
    let colleagues = Double(evidence.reduce(0) { $0 + $1.colleagues })
    let logs = evidence.map { clock in
      let prior =
        (Double(clock.colleagues) + weights.population * clock.share)
        / (colleagues + weights.population)
      return prior > 0 ? prior.logarithm + weights.activity * clock.logLikelihood : -.infinity
    }
    let greatest = logs.max() ?? -.infinity
    guard greatest > -.infinity else { return evidence.map { _ in 0 } }
    let terms = logs.map { ($0 - greatest).exponential }
    let sum = terms.reduce(0, +)
    return terms.map { $0 / sum }
  }

  /// The weights that give the true clocks of known contacts the greatest probability.
  ///
  /// - Parameter cases: the evidence on contacts as if their own zone were not known, and the
  ///   position of the true clock in it.
  /// - Returns: The best weights of a fixed grid; of equal ones the first.
  static func weights(fittedTo cases: [(evidence: [Evidence], truth: Int)]) -> Weights {
    var best = (weights: Weights(), score: -Double.infinity)
    for population in [0.25, 0.5, 1, 2, 4, 8] {
      for activity in [0, 0.03, 0.06, 0.1, 0.15, 0.2, 0.3, 0.45, 0.7, 1] {
        let weights = Weights(population: population, activity: activity)
        let score = cases.reduce(0) { sum, known in
          sum + max(probabilities(known.evidence, weights)[known.truth], 1e-9).logarithm
        }
        if score > best.score { best = (weights, score) }
      }
    }
    return best.weights
  }
}
