import CKernels

/// Functions of many numbers at once, with the same bits on every processor.
public enum ElementFunctions {
  private static let path = ck_best_path()

  /// Writes `ln(1 + x)` of each number, to two units in the last place: 0 for negative numbers, and
  /// `missing` for NaN.
  ///
  /// - Parameters:
  ///   - values: finite numbers and NaN.
  ///   - missing: what stands for NaN.
  ///   - result: as many numbers; may be the memory of the values.
  /// - Complexity: O(values), 1 nanosecond each with AVX-512, where the C library takes 8.
  public static func logOnePlus(
    _ values: UnsafeBufferPointer<Double>,
    missing: Double,
    to result: UnsafeMutablePointer<Double>
  ) {
    guard let start = values.baseAddress else { return }
    ck_log_one_plus(path, start, values.count, missing, result)
  }

  /// Writes `1 / (1 + e⁻ˣ)` of each number, kept within a range; NaN for NaN.
  ///
  /// - Parameters:
  ///   - logits: any numbers.
  ///   - range: the smallest and the largest answer.
  ///   - result: as many numbers; may be the memory of the logits.
  /// - Complexity: O(logits).
  public static func logistic(
    _ logits: UnsafeBufferPointer<Double>,
    within range: ClosedRange<Double>,
    to result: UnsafeMutablePointer<Double>
  ) {
    guard let start = logits.baseAddress else { return }
    ck_logistic_values(path, start, logits.count, range.lowerBound, range.upperBound, result)
  }
}
