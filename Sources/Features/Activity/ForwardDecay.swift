import CivilTime

/// Weights that halve with every half-life, as whole numbers that can be added in any order.
///
/// Time is divided into periods of one half-life, counted from 1970. An event a share x into its
/// period has the term `round(2^x · 2⁴⁰)`: how much it weighs against one at the start of that
/// period, in units of 2⁻⁴⁰, rounded once (ties to even). The term and the period belong to the
/// event alone: they do not depend on when anybody asks, so that whoever adds terms gets the same
/// sum. `2^x` comes from a table of 1,024 powers, which square roots make, and three terms of a
/// series (error below 2⁻⁴⁵), so that no library's `exp2` shows in the bits.
///
/// Source: Cormode, Shkapenyuk, Srivastava and Xu 2009, Forward decay.
struct ForwardDecay: Sendable, Hashable {
  /// One period in milliseconds; 0 where nothing ever decays.
  private let period: Int64
  private let perMillisecond: Double

  /// How many bits a term has behind the point.
  static let fractionBits = 40
  /// How many periods make an epoch: after so many half-lives an event no longer matters.
  static let epochLength: Int64 = 48

  /// Weights with a half-life in days, kept to the millisecond; infinity for no decay.
  init(halfLifeDays: Double) {
    precondition(halfLifeDays > 0, "a half-life is positive")
    // Beyond a hundred million days nothing decays between 1970 and 2109.
    period = halfLifeDays < 1e8 ? max(1, Int64((halfLifeDays * 86_400_000).rounded())) : 0
    perMillisecond = period > 0 ? 1 / Double(period) : 0
  }

  /// What an event weighs within its epoch.
  struct Term {
    /// The number of the epoch.
    var epoch: Int64
    /// How many periods of the epoch had passed.
    var shift: Int64
    /// The term in units of 2⁻⁴⁰, from 2⁴⁰ to 2⁴¹.
    var units: UInt64
  }

  /// The term of an event; instants before 1970 are taken for 1970.
  ///
  /// - Complexity: O(1), without division.
  @inline(__always)
  func term(at milliseconds: Int64) -> Term {
    guard period > 0 else { return Term(epoch: 0, shift: 0, units: 1 << 40) }
    let (number, share) = place(of: max(0, milliseconds))
    let epoch = number / Self.epochLength
    // Adding 2⁵² rounds to a whole number, ties to even, and leaves it in the low bits.
    let rounded = (PowersOfTwo.value(share) * 0x1p40 + 0x1p52).bitPattern
    return Term(
      epoch: epoch,
      shift: number - epoch * Self.epochLength,
      units: rounded & 0xF_FFFF_FFFF_FFFF
    )
  }

  /// The number of the period of an instant, and which share of it has passed.
  @inline(__always)
  private func place(of milliseconds: Int64) -> (number: Int64, share: Double) {
    var number = Int64(Double(milliseconds) * perMillisecond)
    var rest = milliseconds - number * period
    // The product is rounded, so that it may be one off at the border of a period.
    if rest < 0 {
      number -= 1
      rest += period
    } else if rest >= period {
      number += 1
      rest -= period
    }
    return (number, Double(rest) * perMillisecond)
  }

  /// How sums are read at an instant.
  struct Reading: Sendable {
    /// The epoch of the instant.
    var epoch: Int64
    /// What one unit at the start of the epoch is worth.
    var factor: Double
  }

  /// How sums are read at an instant.
  func reading(asOf instant: Instant) -> Reading {
    guard period > 0 else { return Reading(epoch: 0, factor: 0x1p-40) }
    let milliseconds = max(0, instant.microseconds / 1000)
    let (number, share) = place(of: milliseconds)
    let epoch = number / Self.epochLength
    let passed = Int(number - epoch * Self.epochLength)
    let unit = Double(sign: .plus, exponent: -passed - Self.fractionBits, significand: 1)
    return Reading(epoch: epoch, factor: unit / PowersOfTwo.value(share))
  }
}

/// `2^x` for 0 ≤ x < 1.
enum PowersOfTwo {
  private static let steps = 1024
  private static let storage = Table()

  /// Powers at multiples of 1/1024, in memory that is never freed: read without a bounds check.
  private final class Table: Sendable {
    nonisolated(unsafe) let values: UnsafePointer<Double>

    init() {
      // 2^(1/2), 2^(1/4), … by square roots, which every machine rounds alike.
      var roots = [Double(2).squareRoot()]
      while roots.count < 10 { roots.append(roots[roots.count - 1].squareRoot()) }
      let values = UnsafeMutablePointer<Double>.allocate(capacity: steps)
      for index in 0..<steps {
        var value = 1.0
        for (bit, root) in roots.enumerated() where index >> (9 - bit) & 1 == 1 { value *= root }
        values[index] = value
      }
      self.values = UnsafePointer(values)
    }
  }

  static var table: UnsafePointer<Double> { storage.values }

  /// The power; 2^d with d < 1/1024 by its series to the third power.
  @inline(__always)
  static func value(_ exponent: Double, _ table: UnsafePointer<Double> = table) -> Double {
    let step = Int(exponent * 1024)
    let rest = (exponent - Double(step) * 0x1p-10) * 0.693_147_180_559_945_3
    return table[step] * (1 + rest * (1 + rest * (0.5 + rest * (1.0 / 6))))
  }
}
