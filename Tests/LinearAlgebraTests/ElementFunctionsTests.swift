import CKernels
import Foundation
import LinearAlgebra
import TestSupport
import Testing

@Suite("Functions of many numbers")
struct ElementFunctionsTests {
  private static let paths = [CK_AVX2, CK_AVX512].filter { $0.rawValue <= ck_best_path().rawValue }

  /// Numbers of all sizes, and those at which something changes.
  private func numbers(seed: UInt64) -> [Double] {
    var random = SplitMix(seed: seed)
    let borders: [Double] = [
      0, -0.0, 1, 0.414_213_562_373_095_03, 0.414_213_562_373_095_1, 1e15, 1e-300,
      .leastNonzeroMagnitude, -3, .nan,
      0x1p52, 0x1p53, 1e300,
    ]
    return borders
      + (0..<1000).map { _ in
        Double(sign: .plus, exponent: random.integer(below: 140) - 70, significand: 1)
          * (1 + random.uniform())
      }
  }

  private func logarithms(_ values: [Double], missing: Double) -> [Double] {
    var result = values
    result.withUnsafeMutableBufferPointer { buffer in
      guard let start = buffer.baseAddress else { return }
      ElementFunctions.logOnePlus(UnsafeBufferPointer(buffer), missing: missing, to: start)
    }
    return result
  }

  private func logistics(_ values: [Double], within range: ClosedRange<Double>) -> [Double] {
    var result = values
    result.withUnsafeMutableBufferPointer { buffer in
      guard let start = buffer.baseAddress else { return }
      ElementFunctions.logistic(UnsafeBufferPointer(buffer), within: range, to: start)
    }
    return result
  }

  @Test("ln(1 + x) is the library's to two units in the last place", arguments: 1...5)
  func logarithm(seed: UInt64) {
    let values = numbers(seed: seed)
    for (value, found) in zip(values, logarithms(values, missing: 7)) {
      let expected = value.isNaN ? 7 : log1p(max(0, value))
      #expect(abs(found - expected) <= 2 * expected.ulp, "x = \(value)")
    }
  }

  @Test("the logistic function is exact in both tails and kept in its range", arguments: 1...5)
  func logistic(seed: UInt64) {
    var random = SplitMix(seed: seed)
    let values =
      [0, -0.0, 36, -36, 37, -708, 708, -709, 745, -.infinity, .infinity]
      + (0..<1000).map { _ in 1600 * random.uniform() - 800 }
    for (value, found) in zip(values, logistics(values, within: 0...1)) {
      let tail = exp(-abs(value))
      let expected = value >= 0 ? 1 / (1 + tail) : tail / (1 + tail)
      // Beyond 708 the rest is 0.
      #expect(abs(found - expected) <= 4e-16 * expected + 1e-307, "x = \(value)")
    }
    let kept = logistics(values, within: 1e-12...1 - 1e-12)
    #expect(kept.min() == 1e-12)
    #expect(kept.max() == 1 - 1e-12)
    #expect(logistics([.nan], within: 0...1)[0].isNaN)
  }

  @Test("how many numbers there are does not matter", arguments: 0...17)
  func counts(count: Int) {
    let values = Array(numbers(seed: 3).prefix(count))
    let all = logarithms(numbers(seed: 3), missing: 1)
    #expect(logarithms(values, missing: 1) == Array(all.prefix(count)))
  }

  @Test("every path gives the same bits", arguments: paths)
  func bits(path: ck_path) {
    let values = numbers(seed: 9)
    func both(_ path: ck_path) -> [UInt64] {
      var first = values
      var second = values
      ck_log_one_plus(path, values, values.count, 2, &first)
      ck_logistic_values(path, values, values.count, 1e-9, 0.9, &second)
      return (first + second).map(\.bitPattern)
    }
    #expect(both(path) == both(CK_PORTABLE))
  }
}
