public import CRMData
public import CivilTime
import LinearAlgebra
public import Models

#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

/// How the probability of a conversion grows with the time that is looked ahead.
///
/// With H(t) the cumulative hazard of an average contact t after a reference, a contact who
/// converts within the main horizon with probability p does so within t with probability
/// `1 − (1 − p)^(H(t)/H(main))`: hazards are proportional between contacts, whatever their course
/// over time. H is that of a discrete-time hazard `1 − exp(−exp(α + γ·ln t))` fitted to the time
/// until the first conversion, where contacts who were watched for less than a horizon count for
/// as long as they were watched (Prentice and Gloeckler 1978). γ = 0 is a constant hazard, γ < 0
/// one that falls.
public struct HorizonCurve: Hashable, Sendable, Codable {
  /// The horizon of the model.
  public let main: TimeSpan
  /// The further horizons, in the order in which they were asked for.
  public let further: [TimeSpan]
  /// `H(t)/H(main)` for each of ``further``.
  public let exponents: [Double]
  /// How many conversions the course was learned from; 0 for a constant hazard, which is assumed.
  public let conversions: Int

  /// The probabilities at the further horizons of a contact with a probability at the main one.
  public func probabilities(from probability: Double) -> [Double] {
    exponents.map { -expm1($0 * log1p(-probability)) }
  }
}

extension HorizonCurve {
  /// With fewer conversions a constant hazard is assumed.
  static let fewestConversions = 20
  /// Into at least how many periods the longest horizon is cut.
  private static let fewestPeriods: Int64 = 30

  /// Learns the course of the hazard.
  ///
  /// Contacts are watched from references a longest horizon apart, which go back as far as
  /// conversions are known, each until its first conversion, a longest horizon or `asOf`.
  ///
  /// - Parameters:
  ///   - snapshot: the data.
  ///   - asOf: nothing later is looked at.
  ///   - main: the horizon of the model.
  ///   - further: other horizons.
  ///   - maximumReferences: the most references.
  /// - Throws: `ModelError` when the numbers allow no fit.
  /// - Complexity: O(contacts × periods) for each reference and iteration.
  public init(
    of snapshot: CRMSnapshot,
    asOf: Instant,
    main: TimeSpan,
    further: [TimeSpan],
    maximumReferences: Int = 12
  ) throws(ModelError) {
    let longest = max(main, further.max() ?? main)
    let period = Self.period(of: [main] + further, longest: longest)
    let watch = Watch(
      snapshot: snapshot,
      asOf: asOf,
      longest: longest,
      period: period,
      maximumReferences: maximumReferences
    )
    let count = { (span: TimeSpan) in Int(span.microseconds / period.microseconds) }
    (self.main, self.further) = (main, further)
    guard let hazards = try watch.hazards(through: count(longest)) else {
      conversions = 0
      exponents = further.map { $0.inDays / main.inDays }
      return
    }
    conversions = watch.durations.kinds.reduce(0, +)
    let cumulative = { (span: TimeSpan) in
      hazards.prefix(count(span)).reduce(0) { $0 - log1p(-$1) }
    }
    let unit = cumulative(main)
    exponents = further.map { cumulative($0) / unit }
  }

  /// The longest period that all horizons are whole numbers of, cut until there are enough.
  private static func period(of horizons: [TimeSpan], longest: TimeSpan) -> TimeSpan {
    var divisor = horizons.reduce(Int64(0)) { result, horizon in
      var (left, right) = (result, horizon.microseconds)
      while right != 0 { (left, right) = (right, left % right) }
      return left
    }
    var parts: Int64 = 1
    while parts < divisor,
      longest.microseconds / (divisor / parts) < fewestPeriods || divisor % parts != 0
    {
      parts += 1
    }
    divisor /= parts
    // Horizons without a common measure, such as 30 d and 31 d 1 s, are cut in day-like pieces.
    let shortest = longest.microseconds / Int64(Durations.maximumPeriod / 2)
    return TimeSpan(microseconds: max(divisor, shortest))
  }
}

/// Contacts who are watched until they convert.
private struct Watch {
  let durations: Durations

  init(
    snapshot: CRMSnapshot,
    asOf: Instant,
    longest: TimeSpan,
    period: TimeSpan,
    maximumReferences: Int
  ) {
    let earliest = snapshot.firstConversions.compactMap(\.self).filter { $0 <= asOf }.min()
    var (periods, kinds) = ([Int](), [Int]())
    for number in 1...maximumReferences {
      guard let earliest else { break }
      let wanted = asOf - TimeSpan(microseconds: longest.microseconds * Int64(number))
      // Where less is known than a longest horizon, all that is known is watched.
      let reference = number == 1 ? max(wanted, earliest) : wanted
      guard reference >= earliest - .days(1) else { break }
      let end = min(asOf, reference + longest)
      for contact in snapshot.contacts.order {
        let conversion = snapshot.firstConversions[contact]
        guard snapshot.contacts.createdAt[contact].map({ $0 <= reference }) ?? true,
          conversion.map({ $0 > reference }) ?? true
        else { continue }
        let isConverted = conversion.map { $0 <= end } ?? false
        let watched = ((isConverted ? conversion : nil) ?? end) - reference
        let full = Int(watched.microseconds / period.microseconds)
        let begun = watched.microseconds % period.microseconds > 0
        // A period that ends before its end without a conversion was not survived.
        let last = isConverted ? full + (begun ? 1 : 0) : full
        guard last >= 1 else { continue }
        periods.append(last)
        kinds.append(isConverted ? 1 : 0)
      }
    }
    durations = Durations(periods: periods, kinds: kinds)
  }

  /// The hazards of an average contact; nil where conversions are too few.
  func hazards(through last: Int) throws(ModelError) -> [Double]? {
    let conversions = durations.kinds.reduce(0, +)
    guard conversions >= HorizonCurve.fewestConversions, conversions < durations.count else {
      return nil
    }
    let model = try DiscreteTimeHazard(link: .complementaryLogLog, baseline: .logTime)
      .fitted(to: Matrix(rows: durations.count, columns: 0), durations: durations)
    guard model.convergence == .reached else { return nil }
    return model.hazards(of: [], through: last)
  }
}
