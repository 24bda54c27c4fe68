#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

/// How the hazard of a subject with average features moves with time.
public enum HazardBaseline: Hashable, Sendable, Codable {
  /// One number per period, 512 of them at most: no assumption, no answer beyond the longest
  /// duration, and no finite estimate for a period without any event.
  case perPeriod
  /// A line in the logarithm of the period: `α + γ·ln t`, as a Weibull hazard has.
  case logTime
  /// A natural cubic spline in `ln t`, a line beyond its outer knots.
  ///
  /// With d degrees of freedom there are d + 1 knots, at equidistant quantiles of the periods of
  /// the events (Royston and Parmar 2002, Flexible parametric proportional-hazards and
  /// proportional-odds models); knots that coincide are taken once. d is 1 to 5.
  case spline(degreesOfFreedom: Int)
  /// A constant on each stretch of time; the breaks are the first periods of all stretches but
  /// the first, ascending. `[4, 13]` means periods 1–3, 4–12, and 13 and later.
  case piecewise(breaks: [Int])

  /// How many periods may have a number each: their second derivatives cost its cube.
  static let maximumFreePeriods = 512

  /// Refuses more numbers than can be estimated in reasonable time.
  func check(lastPeriod: Int) throws(ModelError) {
    guard self == .perPeriod, lastPeriod > Self.maximumFreePeriods else { return }
    throw ModelError(
      code: .durationInvalid,
      message: "the longest duration has \(lastPeriod) periods, more than the "
        + "\(Self.maximumFreePeriods) that may have a number each",
      hint: "count in longer periods, or take the baseline .logTime, .spline or .piecewise"
    )
  }

  func check() {
    switch self {
    case .perPeriod, .logTime: break
    case .spline(let degrees):
      precondition((1...5).contains(degrees), "a spline has 1 to 5 degrees of freedom")
    case .piecewise(let breaks):
      precondition(
        breaks.allSatisfy { $0 > 1 } && zip(breaks, breaks.dropFirst()).allSatisfy { $0 < $1 },
        "breaks ascend and begin after period 1"
      )
    }
  }
}

/// A baseline that has seen its data: the small table of the columns that time contributes.
///
/// The constant lies in the span of the columns of every shape, so there is no intercept beside
/// them; ``unit`` says how to write it.
enum TimeBasis: Hashable, Sendable, Codable {
  case perPeriod(last: Int)
  case logTime
  case spline(knots: [Double])
  case piecewise(breaks: [Int])

  init(_ baseline: HazardBaseline, durations: Durations, weights: [Double]?) {
    switch baseline {
    case .perPeriod: self = .perPeriod(last: durations.periods.max() ?? 0)
    case .logTime: self = .logTime
    case .piecewise(let breaks): self = .piecewise(breaks: breaks)
    case .spline(let degrees):
      let counts = LifeTable.counts(durations, weights: weights)
      self = .spline(knots: Self.knots(events: counts.map(\.events), count: degrees + 1))
    }
  }

  /// Equidistant quantiles of the logarithm of the periods of events, each taken once.
  private static func knots(events: [Double], count: Int) -> [Double] {
    let total = events.reduce(0, +)
    var knots: [Double] = []
    for number in 0..<count {
      let goal = total * Double(number) / Double(count - 1)
      var reached = 0.0
      let period = events.firstIndex { weight in
        reached += weight
        return weight > 0 && reached >= goal * (1 - 1e-12)
      }
      let latest = events.lastIndex { $0 > 0 } ?? 0
      let knot = log(Double((period ?? latest) + 1))
      if knots.last.map({ $0 < knot }) ?? true { knots.append(knot) }
    }
    return knots
  }

  /// The number of columns.
  var width: Int {
    switch self {
    case .perPeriod(let last): last
    case .logTime: 2
    case .spline(let knots): max(2, knots.count)
    case .piecewise(let breaks): breaks.count + 1
    }
  }

  /// The columns of one period, from 1 on; nil where this baseline says nothing.
  func values(at period: Int) -> [Double]? {
    switch self {
    case .perPeriod(let last):
      guard period <= last else { return nil }
      return Self.indicator(of: period - 1, count: last)
    case .logTime: return [1, log(Double(period))]
    case .spline(let knots): return Self.splineValues(at: log(Double(period)), knots: knots)
    case .piecewise(let breaks):
      return Self.indicator(of: breaks.count { $0 <= period }, count: breaks.count + 1)
    }
  }

  private static func indicator(of index: Int, count: Int) -> [Double] {
    var values = Array(repeating: 0.0, count: count)
    values[index] = 1
    return values
  }

  /// The restricted truncated powers of Harrell (2001, Regression modeling strategies).
  private static func splineValues(at time: Double, knots: [Double]) -> [Double] {
    guard knots.count > 2 else { return [1, time] }
    let (last, beforeLast) = (knots[knots.count - 1], knots[knots.count - 2])
    let scale = (last - knots[0]) * (last - knots[0])
    func cube(_ knot: Double) -> Double {
      let excess = max(0, time - knot)
      return excess * excess * excess
    }
    let bends = knots.dropLast(2).map { knot in
      (cube(knot) - cube(beforeLast) * (last - knot) / (last - beforeLast)
        + cube(last) * (beforeLast - knot) / (last - beforeLast)) / scale
    }
    return [1, time] + bends
  }

  /// The coefficients of the columns that add up to 1 in every period.
  var unit: [Double] {
    switch self {
    case .perPeriod, .piecewise: Array(repeating: 1, count: width)
    case .logTime, .spline: [1] + Array(repeating: 0, count: width - 1)
    }
  }

  /// Whether every period has a column of its own.
  var isIdentity: Bool {
    if case .perPeriod = self { true } else { false }
  }

  /// The names of the columns.
  var terms: [String] {
    switch self {
    case .perPeriod(let last): (0..<last).map { "period \($0 + 1)" }
    case .logTime: ["(Intercept)", "log(period)"]
    case .spline: ["(Intercept)"] + (1..<width).map { "spline \($0)" }
    case .piecewise(let breaks):
      zip([1] + breaks, breaks.map { "\($0 - 1)" } + ["…"]).map { "periods \($0)–\($1)" }
    }
  }

  /// Whether a decoded basis can be used.
  var isValid: Bool {
    switch self {
    case .perPeriod(let last): (1...Durations.maximumPeriod).contains(last)
    case .logTime: true
    case .spline(let knots):
      !knots.isEmpty && zip(knots, knots.dropFirst()).allSatisfy { $0 < $1 }
    case .piecewise(let breaks):
      breaks.allSatisfy { $0 > 1 } && zip(breaks, breaks.dropFirst()).allSatisfy { $0 < $1 }
    }
  }
}
