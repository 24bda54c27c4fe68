import CKernels
import Statistics
import Testing

/// Every kind of processor gives the same bits, which is why a fit is the same everywhere.
@Suite("Kernels on every kind of processor") struct KernelPathTests {
  static let paths = [CK_AVX2, CK_AVX512].filter { $0.rawValue <= ck_best_path().rawValue }

  /// All sums over random rows, one after another.
  private func sums(_ path: ck_path, rows: Int, columns: Int) -> [Double] {
    var stream = RandomStream(seed: 5, key: UInt64(columns))
    let numbers = { (count: Int) in (0..<count).map { _ in stream.normal() } }
    let width = Int(ck_width(columns))
    let pad = { (values: [Double]) in values + Array(repeating: 0, count: width - values.count) }
    let values = numbers(rows * columns)
    let (centers, scales) = (pad(numbers(columns)), pad(numbers(columns)))
    let coefficients = pad(numbers(columns + 1))
    let offsets = numbers(rows).map { 9 * $0 }
    let outcomes = numbers(rows).map { $0 > 0 ? 1.0 : 0 }
    let weights = numbers(rows).map { $0 * $0 }
    var scratch = Array(repeating: 0.0, count: Int(ck_scratch(width)))
    var (score, gram) = (pad([]), Array(repeating: 0.0, count: width * width))
    var (first, second) = (pad([]), pad([]))
    var products = Array(repeating: 0.0, count: rows)
    var residuals = products
    var curvatures = products
    var block = ck_rows(
      values: nil,
      rows: rows,
      columns: columns,
      readable: rows * columns,
      centers: nil,
      scales: nil
    )
    var likelihood = 0.0
    values.withUnsafeBufferPointer { values in
      centers.withUnsafeBufferPointer { centers in
        scales.withUnsafeBufferPointer { scales in
          offsets.withUnsafeBufferPointer { offsets in
            outcomes.withUnsafeBufferPointer { outcomes in
              weights.withUnsafeBufferPointer { weights in
                coefficients.withUnsafeBufferPointer { coefficients in
                  block.values = values.baseAddress ?? centers.baseAddress
                  (block.centers, block.scales) = (centers.baseAddress, scales.baseAddress)
                  var model = ck_logistic(
                    coefficients: coefficients.baseAddress,
                    offsets: offsets.baseAddress,
                    outcomes: outcomes.baseAddress,
                    weights: weights.baseAddress
                  )
                  likelihood = ck_logistic_rows(
                    path,
                    &block,
                    &model,
                    nil,
                    &scratch,
                    &score,
                    &gram,
                    &residuals,
                    &curvatures
                  )
                  let base = weights.baseAddress
                  ck_row_products(path, &block, coefficients.baseAddress, &scratch, &products)
                  ck_row_moments(path, &block, base, &scratch, &first, &second)
                  ck_weighted_rows(path, &block, base, base, nil, &scratch, &score, &gram)
                }
              }
            }
          }
        }
      }
    }
    // Below the diagonal lies what no path promises.
    let upper = (0..<width).flatMap { row in gram[row * width + row..<(row + 1) * width] }
    return [likelihood] + score + upper + residuals + curvatures + products + first + second
  }

  @Test(
    "the sums have the same bits as those of the portable code",
    arguments: paths,
    [0, 1, 3, 7, 8, 20, 63, 100]
  )
  func bits(path: ck_path, columns: Int) {
    for rows in [1, 47, 300] {
      let portable = sums(CK_PORTABLE, rows: rows, columns: columns)
      #expect(
        sums(path, rows: rows, columns: columns).map(\.bitPattern) == portable.map(\.bitPattern)
      )
      #expect(portable.allSatisfy { $0.isFinite })
    }
  }
}
