import Foundation
import LinearAlgebra
import Models

/// Two hundred subjects that a few lines of Python make again, with the generator of ``Fixture``
/// from s = 7; 720 person-periods, 87 events of kind 1 and 33 of kind 2, the last in period 11.
///
/// Subject i, each with the next u: x₁ = 2u − 1, x₂ = 1 if u < 0.4; if i is a multiple of 4 the
/// entry is 1 + ⌊3u⌋, else 1; the last period is at most entry + ⌊10u⌋. From the entry on, in each
/// period t with weights 1, exp(−2.2 + 0.9x₁ + 0.25 ln t) and exp(−2.8 − 0.7x₂): u decides for
/// kind 1, kind 2, or to go on.
enum HazardFixture {
  static let subjects = 200
  static let (design, durations) = make()
  static let weights = (0..<subjects).map { Double(1 + $0 % 3) }
  static let offset = (0..<subjects).map { 0.1 * Double($0 % 5) - 0.2 }

  private static func make() -> (Matrix, Durations) {
    var state: UInt64 = 7
    func uniform() -> Double {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Double(state >> 33) / 0x1p31
    }
    var design = Matrix(rows: subjects, columns: 2)
    var (periods, kinds, entries) = ([Int](), [Int](), [Int]())
    for subject in 0..<subjects {
      design[subject, 0] = 2 * uniform() - 1
      design[subject, 1] = uniform() < 0.4 ? 1 : 0
      let entry = subject.isMultiple(of: 4) ? 1 + Int(3 * uniform()) : 1
      let limit = entry + Int(10 * uniform())
      var (period, kind) = (entry, 0)
      while true {
        let first = exp(-2.2 + 0.9 * design[subject, 0] + 0.25 * log(Double(period)))
        let second = exp(-2.8 - 0.7 * design[subject, 1])
        let draw = uniform() * (1 + first + second)
        kind = draw < first ? 1 : draw < first + second ? 2 : 0
        if kind > 0 || period == limit { break }
        period += 1
      }
      periods.append(period)
      kinds.append(kind)
      entries.append(entry)
    }
    return (design, Durations(periods: periods, kinds: kinds, entries: entries))
  }
}

/// The person-period rows that the models never write out: features with `ln t`, outcomes.
func personPeriods(
  _ design: Matrix,
  _ durations: Durations,
  subjects: [Int]? = nil
) -> (design: Matrix, outcomes: [Double], subjects: [Int], periods: [Int]) {
  var (elements, outcomes, owners, times) = ([Double](), [Double](), [Int](), [Int]())
  for subject in subjects ?? Array(0..<durations.count) {
    for period in (durations.entries?[subject] ?? 1)...durations.periods[subject] {
      elements += [log(Double(period))] + design.row(subject)
      let isLast = period == durations.periods[subject]
      outcomes.append(isLast && durations.kinds[subject] > 0 ? 1 : 0)
      owners.append(subject)
      times.append(period)
    }
  }
  let matrix = Matrix(rows: outcomes.count, columns: design.columns + 1, elements: elements)
  return (matrix, outcomes, owners, times)
}
