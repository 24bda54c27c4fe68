import CivilTime
public import Features

#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

/// Probabilities stay inside these bounds.
let rateBounds = 1e-12...0.999

extension SendTimeModel {
  /// When to write to one contact, leaving his rates in all hours in the working memory.
  ///
  /// The order of sends and visits does not matter. Ties go to the lowest hour.
  /// - Complexity: O(sends + visits) with a constant part for the 168 hours; no allocation.
  public func advice(
    for history: ResponseHistory,
    segment: Int,
    using scratch: inout SendTimeScratch
  ) -> SendTimeAdvice {
    scratch.load(history)
    let mixture = shape(segment: segment, in: &scratch)
    let level = level(segment: segment, mixture: mixture, in: &scratch)
    let concentration =
      ownConcentration(segment: segment, mixture: mixture, level: level, in: &scratch)
      ?? hourConcentration
    fillRates(
      segment: segment,
      mixture: mixture,
      level: level,
      concentration: concentration,
      in: &scratch
    )
    let fallback = Int(segmentHours[segment].rawValue)
    let best = scratch.rates.firstIndexOfMaximum
    let isPersonal =
      (scratch.hasTimedResponse && concentration != nil || mixture.share > 0)
      && scratch.rates[best] > (1 + options.gainMargin) * scratch.rates[fallback]
    let hour = isPersonal ? best : fallback
    let common = Int(commonHour.rawValue)
    let gain = scratch.rates[hour] / scratch.rates[common] - 1
    for index in 0..<168 { scratch.rates[index] = scratch.rates[index].clamped(to: rateBounds) }
    return SendTimeAdvice(
      hour: HourOfWeek(day: hour / 24, hour: hour % 24),
      expectedRate: scratch.rates[hour],
      evidence: evidence(at: hour, level: level, concentration: concentration, in: scratch),
      basis: isPersonal ? .personal : fallback == common ? origin : .segment,
      commonHour: commonHour,
      gain: gain
    )
  }

  /// The concentration for a contact whose own sends prove a habit that the list's would hide.
  ///
  /// Each of his sends is predicted without itself from the others near its hour, shrunk as the
  /// list has it and as the options have it for a proven habit.
  private func ownConcentration(
    segment: Int,
    mixture: Mixture,
    level: Level,
    in scratch: inout SendTimeScratch
  ) -> Double? {
    guard level.timedSends > 1, level.responses > 0 else { return nil }
    let concentration = options.provenConcentration
    let sends = scratch.sends
    let gain = scratch.slab.withUnsafeMutableBufferPointer { slab in
      sends.reduce(0) { sum, bits in
        let send = PackedSend(bits: bits)
        guard send.hour < 168 else { return sum }
        let prior = likely(send, segment: segment, mixture: mixture, slab: slab)
        let others = level.without(response: send.response, expected: prior)
        let rate = (others * prior).clamped(to: rateBounds)
        var near = nearby(send.hour, slab: slab)
        near.responses -= send.response
        near.expected = others * (near.expected - prior)
        let usual = hourConcentration.map { updated(rate, by: near, concentration: $0) } ?? rate
        let proven = updated(rate, by: near, concentration: concentration)
        return sum + log(send.response > 0 ? proven / usual : (1 - proven) / (1 - usual))
      }
    }
    return gain > options.proof ? concentration : nil
  }

  /// A rate after responses nearby.
  @inline(__always)
  private func updated(
    _ rate: Double,
    by near: (responses: Double, expected: Double),
    concentration: Double
  ) -> Double {
    let weight = concentration * rate
    return (rate * (weight + near.responses) / (weight + near.expected)).clamped(to: rateBounds)
  }

  /// Fills the working memory's rates, before they are clamped.
  private func fillRates(
    segment: Int,
    mixture: Mixture,
    level: Level,
    concentration: Double?,
    in scratch: inout SendTimeScratch
  ) {
    let scale = level.ratio * level.base
    scratch.slab.withUnsafeMutableBufferPointer { slab in
      scratch.rates.withUnsafeMutableBufferPointer { rates in
        for hour in 0..<168 {
          rates[hour] = scale * prior(at: hour, segment: segment, mixture: mixture, slab: slab)
        }
        guard let concentration, level.timedSends > 0 else { return }
        for hour in 0..<168 {
          let near = nearby(hour, slab: slab)
          let weight = concentration * min(rates[hour], rateBounds.upperBound)
          rates[hour] *= (weight + near.responses) / (weight + level.ratio * near.expected)
        }
      }
    }
  }

  /// How many sends the estimate at one hour is worth: variances of level and hour add up.
  private func evidence(
    at hour: Int,
    level: Level,
    concentration: Double?,
    in scratch: SendTimeScratch
  ) -> Double {
    let forLevel = contactConcentration + level.sends
    guard let concentration else { return forLevel }
    var nearby = concentration
    for bits in scratch.sends {
      let send = PackedSend(bits: bits)
      guard send.hour < 168 else { continue }
      nearby += responseKernel.weight(from: send.hour, to: hour, dailyShare: options.dailyShare)
    }
    return 1 / (1 / (forLevel + 1) + 1 / (nearby + 1)) - 1
  }
}

extension Double {
  /// The value itself, or the nearer end of a range.
  func clamped(to bounds: ClosedRange<Double>) -> Double {
    Swift.min(Swift.max(self, bounds.lowerBound), bounds.upperBound)
  }
}
