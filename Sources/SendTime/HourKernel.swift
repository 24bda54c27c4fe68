#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

/// A bell curve on the circle of the week and on the circle of the day.
struct HourKernel: Hashable, Sendable, Codable {
  /// What the weights of the kernel add up to.
  enum Scale {
    /// The middle weighs one: a count stays one observation at its own hour.
    case peak
    /// All weights add up to one: counts become densities.
    case sum
  }

  /// Weights further away than this many hours are zero.
  let radius: Int
  /// Weights at distances -radius...radius on the week.
  let week: [Double]
  /// Weights between any two hours of the day, 24 × 24.
  let day: [Double]

  /// Creates a Gaussian kernel, cut off at three standard deviations (at most 11 hours).
  init(width: Double, scale: Scale) {
    let radius = min(11, max(1, Int((3 * width).rounded())))
    func weight(_ distance: Int) -> Double {
      let ratio = Double(distance) / width
      return distance > radius ? 0 : exp(-0.5 * ratio * ratio)
    }
    let taps = (-radius...radius).map { weight(abs($0)) }
    let total = scale == .sum ? taps.reduce(0, +) : 1
    self.radius = radius
    week = taps.map { $0 / total }
    day = (0..<576).map { cell in
      let apart = abs(cell / 24 - cell % 24)
      return weight(min(apart, 24 - apart)) / total
    }
  }

  /// How many cells a padded week needs: 168 and a margin on both sides.
  var paddedCount: Int { 168 + 2 * radius }

  /// Adds a weight around one hour of a padded week; ``fold(_:)`` brings the margins home.
  func spread(_ weight: Double, at hour: Int, into padded: UnsafeMutableBufferPointer<Double>) {
    week.withUnsafeBufferPointer { taps in
      for tap in 0..<taps.count { padded[hour &+ tap] += weight * taps[tap] }
    }
  }

  /// Adds a weight around one hour of a day.
  func spreadDay(_ weight: Double, at hour: Int, into values: UnsafeMutableBufferPointer<Double>) {
    day.withUnsafeBufferPointer { weights in
      for other in 0..<24 { values[other] += weight * weights[hour &* 24 &+ other] }
    }
  }

  /// Adds the margins of a padded week to the hours they stand for.
  func fold(_ padded: UnsafeMutableBufferPointer<Double>) {
    for margin in 0..<radius {
      padded[margin + 168] += padded[margin]
      padded[margin + radius] += padded[margin + 168 + radius]
    }
  }

  /// The weight between two hours of the week: own hour and, pooled over days, hour of day.
  func weight(from first: Int, to second: Int, dailyShare: Double) -> Double {
    let apart = abs(first - second)
    let distance = min(apart, 168 - apart)
    let own = distance > radius ? 0 : week[radius + distance]
    return (1 - dailyShare) * own + dailyShare * day[first % 24 * 24 + second % 24]
  }

  /// A week of values, smoothed over its neighbours.
  func smoothedWeek(_ values: [Double]) -> [Double] {
    (0..<168).map { hour in
      (-radius...radius).reduce(0) { sum, distance in
        sum + week[radius + distance] * values[(hour + distance + 168) % 168]
      }
    }
  }

  /// A day of values, smoothed over its neighbours.
  func smoothedDay(_ values: [Double]) -> [Double] {
    (0..<24).map { hour in
      (0..<24).reduce(0) { sum, other in sum + day[hour * 24 + other] * values[other] }
    }
  }
}
