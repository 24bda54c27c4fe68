#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif
import Statistics

/// Responses and expected responses of one group of contacts by hour of the week.
struct HourEvidence {
  /// Responses counted, 168.
  var responses: [Double]
  /// Responses that the channels' rates alone would make, 168.
  var expected: [Double]
}

/// Curves of relative response: shrunken ratios in three layers, each learned by how much it varies.
///
/// Hour of day first, then day of week, then hour of week on top of both. A layer's ratio is
/// `(responses + m) / (expected + m)`, the mean of a Gamma-Poisson model whose strength m has the
/// highest marginal likelihood over all cells of all groups: what does not vary stays flat.
enum HourCurve {
  /// The relative response by hour of the week of each group, around 1.
  static func curves(of groups: [HourEvidence]) -> [[Double]] {
    let byDay = layer(groups.map { ($0.responses.byHourOfDay, $0.expected.byHourOfDay) }) {
      dailyKernel.smoothedDay($0)
    }
    var expected = zip(groups, byDay).map { group, curve in
      (0..<168).map { group.expected[$0] * curve[$0 % 24] }
    }
    let byWeekday = layer(zip(groups, expected).map { ($0.responses.byDay, $1.byDay) }) { $0 }
    expected = zip(expected, byWeekday).map { values, curve in
      (0..<168).map { values[$0] * curve[$0 / 24] }
    }
    let byHour = layer(zip(groups, expected).map { ($0.responses, $1) }) {
      weeklyKernel.smoothedWeek($0)
    }
    return groups.indices.map { group in
      (0..<168).map { byDay[group][$0 % 24] * byWeekday[group][$0 / 24] * byHour[group][$0] }
    }
  }

  /// The ratio `(responses + m) / (expected + m)` of whole groups, with m learned over them.
  static func levels(responses: [Double], expected: [Double]) -> [Double] {
    let strength = strength(responses: responses, expected: expected)
    return zip(responses, expected).map { ($0 + strength) / ($1 + strength) }
  }

  private static let dailyKernel = HourKernel(width: 1.5, scale: .peak)
  private static let weeklyKernel = HourKernel(width: 1, scale: .peak)

  private static func layer(
    _ cells: [(responses: [Double], expected: [Double])],
    smoothed: ([Double]) -> [Double]
  ) -> [[Double]] {
    let strength = strength(
      responses: cells.flatMap(\.responses),
      expected: cells.flatMap(\.expected)
    )
    return cells.map { cell in
      zip(smoothed(cell.responses), smoothed(cell.expected)).map {
        ($0 + strength) / ($1 + strength)
      }
    }
  }

  /// The strength of shrinkage with the highest marginal likelihood among powers of two.
  ///
  /// The last power stands for "no variation found": it still leaves a tilt towards what was
  /// seen, too small to pass any margin. Ties go to the stronger shrinkage.
  static func strength(responses: [Double], expected: [Double]) -> Double {
    var best = (strength: 4096.0, logLikelihood: -Double.infinity)
    for power in stride(from: 12, through: 0, by: -1) {
      let strength = Double(1 << power)
      var sum = 0.0
      for (y, e) in zip(responses, expected) where e > 0 {
        sum +=
          logRisingFactorial(strength, y) - strength * log1p(e / strength)
          + y * log(e / (strength + e))
      }
      if sum > best.logLikelihood { best = (strength, sum) }
    }
    return best.strength
  }
}

extension [Double] {
  /// Sums over the days of a week of hours.
  var byHourOfDay: [Double] {
    (0..<24).map { hour in (0..<7).reduce(0) { $0 + self[$1 * 24 + hour] } }
  }

  /// Sums over the hours of each day of a week of hours.
  var byDay: [Double] {
    (0..<7).map { day in (0..<24).reduce(0) { $0 + self[day * 24 + $1] } }
  }

  /// The first index of the largest value.
  var firstIndexOfMaximum: Int {
    var best = 0
    for index in indices where self[index] > self[best] { best = index }
    return best
  }
}
