extension Interval {
  /// The score interval of Wilson (1927) for a rate; without trials it is all of 0 to 1.
  ///
  /// - Parameters:
  ///   - successes: how often it happened; may be fractional.
  ///   - trials: how often it could have happened; may be fractional.
  ///   - confidence: the share of such intervals that hold the true rate.
  /// - Returns: An interval within 0 to 1.
  public static func wilson(
    successes: Double,
    trials: Double,
    confidence: Double = 0.95
  ) -> Interval {
    precondition(successes >= 0 && successes <= trials, "successes lie between 0 and trials")
    guard trials > 0 else { return Interval(lower: 0, upper: 1) }
    let z = NormalDistribution.twoSidedQuantile(confidence: confidence)
    let failures = trials - successes
    let denominator = trials + z * z
    let center = (successes + z * z / 2) / denominator
    let reach = z / denominator * (successes * (failures / trials) + z * z / 4).squareRoot()
    return Interval(
      lower: successes == 0 ? 0 : max(0, center - reach),
      upper: failures == 0 ? 1 : min(1, center + reach)
    )
  }

  /// The "exact" interval of Clopper and Pearson (1934) for a rate.
  ///
  /// It holds the true rate at least as often as stated, usually more often. Without trials it is
  /// all of 0 to 1.
  ///
  /// - Parameters:
  ///   - successes: how often it happened; may be fractional.
  ///   - trials: how often it could have happened; may be fractional.
  ///   - confidence: the smallest share of such intervals that hold the true rate.
  /// - Returns: An interval within 0 to 1.
  public static func clopperPearson(
    successes: Double,
    trials: Double,
    confidence: Double = 0.95
  ) -> Interval {
    let tail = tail(successes: successes, trials: trials, confidence: confidence)
    let failures = trials - successes
    return Interval(
      lower: successes == 0
        ? 0 : BetaDistribution(alpha: successes, beta: failures + 1).quantile(tail),
      upper: failures == 0
        ? 1 : BetaDistribution(alpha: successes + 1, beta: failures).upperQuantile(tail)
    )
  }

  /// The interval of Jeffreys for a rate: the middle of Beta(successes + ½, failures + ½).
  ///
  /// It reaches 0 without successes and 1 without failures (Brown, Cai and DasGupta 2001, "Interval
  /// estimation for a binomial proportion"), and is all of 0 to 1 without trials.
  ///
  /// - Parameters:
  ///   - successes: how often it happened; may be fractional.
  ///   - trials: how often it could have happened; may be fractional.
  ///   - confidence: the posterior probability of the interval.
  /// - Returns: An interval within 0 to 1.
  public static func jeffreys(
    successes: Double,
    trials: Double,
    confidence: Double = 0.95
  ) -> Interval {
    let tail = tail(successes: successes, trials: trials, confidence: confidence)
    let failures = trials - successes
    let posterior = BetaDistribution(alpha: successes + 0.5, beta: failures + 0.5)
    return Interval(
      lower: successes == 0 ? 0 : posterior.quantile(tail),
      upper: failures == 0 ? 1 : posterior.upperQuantile(tail)
    )
  }

  private static func tail(successes: Double, trials: Double, confidence: Double) -> Double {
    precondition(successes >= 0 && successes <= trials, "successes lie between 0 and trials")
    precondition(confidence > 0 && confidence < 1, "confidence lies between 0 and 1")
    return (1 - confidence) / 2
  }

  /// The interval of Newcombe for the difference of two independent rates, rate − baseline.
  ///
  /// The hybrid score interval without continuity correction, method 10 of Newcombe (1998,
  /// "Interval estimation for the difference between independent proportions"): each rate's Wilson
  /// interval gives the distance on its side. All of −1 to 1 when either has no trials.
  ///
  /// - Parameters:
  ///   - successes: how often it happened; may be fractional.
  ///   - trials: how often it could have happened; may be fractional.
  ///   - baselineSuccesses: how often it happened among those compared with.
  ///   - baselineTrials: how often it could have happened among them.
  ///   - confidence: the share of such intervals that hold the true difference.
  /// - Returns: An interval within −1 to 1.
  public static func newcombe(
    successes: Double,
    trials: Double,
    baselineSuccesses: Double,
    baselineTrials: Double,
    confidence: Double = 0.95
  ) -> Interval {
    let rate = wilson(successes: successes, trials: trials, confidence: confidence)
    let baseline = wilson(
      successes: baselineSuccesses,
      trials: baselineTrials,
      confidence: confidence
    )
    guard trials > 0, baselineTrials > 0 else { return Interval(lower: -1, upper: 1) }
    let (p, q) = (successes / trials, baselineSuccesses / baselineTrials)
    func length(_ x: Double, _ y: Double) -> Double { (x * x + y * y).squareRoot() }
    return Interval(
      lower: max(-1, p - q - length(p - rate.lower, baseline.upper - q)),
      upper: min(1, p - q + length(rate.upper - p, q - baseline.lower))
    )
  }
}
