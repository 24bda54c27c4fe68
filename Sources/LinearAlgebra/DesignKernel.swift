import CKernels

/// Hands blocks of a design's rows to the kernels and takes their sums apart.
///
/// Outside, the intercept comes first, then the columns. A row of the kernels is the dense columns,
/// then 1 for the intercept, then zeros; the levels of factors are summed apart, as they are, and
/// standardised in the sums.
struct DesignKernel: Sendable {
  let design: Design
  let scaling: ColumnScaling
  /// How many numbers a row of the kernels has.
  let width: Int
  let factorStarts: [Int]
  private let centers: [Double]
  private let scales: [Double]
  private let path = ck_best_path()

  init(_ design: Design, scaling: ColumnScaling) {
    precondition(scaling.centers.count == design.columns, "every column needs a scale")
    self.design = design
    self.scaling = scaling
    width = ck_width(design.dense.columns)
    factorStarts = design.factorStarts
    let padding = Array(repeating: 0.0, count: width - design.dense.columns)
    centers = scaling.centers.prefix(design.dense.columns) + padding
    scales = scaling.scales.prefix(design.dense.columns) + padding
  }

  /// Coefficients of standardised columns as the kernels and the lookup of levels need them.
  struct Coefficients: Sendable {
    /// Of a row of the kernels.
    var dense: [Double]
    /// What each level adds to the product; one table per factor.
    var levels: [[Double]]
  }

  /// The coefficients of standardised columns, the intercept first, rearranged.
  func coefficients(_ position: [Double]) -> Coefficients {
    precondition(position.count == design.columns + 1, "every column needs a coefficient")
    let denseCount = design.dense.columns
    var dense = Array(repeating: 0.0, count: width)
    for column in 0..<denseCount { dense[column] = position[column + 1] }
    dense[denseCount] = position[0]
    var levels: [[Double]] = []
    for (start, count) in zip(factorStarts, design.levelCounts) {
      let slopes = (start..<start + count - 1).map { scaling.scales[$0] * position[$0 + 1] }
      for (slope, center) in zip(slopes, scaling.centers[start...]) {
        dense[denseCount] -= center * slope
      }
      levels.append([0] + slopes)
    }
    return Coefficients(dense: dense, levels: levels)
  }

  /// Adds to some numbers what the levels of the rows add to their products.
  func addLevels(
    of coefficients: Coefficients,
    rows: Range<Int>,
    to products: UnsafeMutablePointer<Double>
  ) {
    for (factor, levels) in coefficients.levels.enumerated() {
      withCodes(of: factor, rows: rows) { codes in
        levels.withUnsafeBufferPointer { levels in
          for row in 0..<rows.count { products[row] += levels[Int(codes[row])] }
        }
      }
    }
  }

  func withCodes(of factor: Int, rows: Range<Int>, _ body: (UnsafePointer<Int32>) -> Void) {
    design.codes.withUnsafeBufferPointer { codes in
      guard let start = codes.baseAddress else { return }
      body(start + factor * design.rows + rows.lowerBound)
    }
  }

  /// Lends a block of rows to a kernel.
  func withRows(_ rows: Range<Int>, _ body: (inout ck_rows, ck_path) -> Void) {
    design.dense.withUnsafeBufferPointer { values in
      centers.withUnsafeBufferPointer { centers in
        scales.withUnsafeBufferPointer { scales in
          let columns = design.dense.columns
          // A matrix without columns has no memory, but nothing of it is read either.
          let nothing = centers.baseAddress
          var block = ck_rows(
            values: (values.baseAddress ?? nothing).map { $0 + rows.lowerBound * columns },
            rows: rows.count,
            columns: columns,
            readable: (design.rows - rows.lowerBound) * columns,
            centers: centers.baseAddress,
            scales: scales.baseAddress
          )
          body(&block, path)
        }
      }
    }
  }

  /// Memory for the kernels, one piece for each worker.
  func makeScratch(workers: Int, rowNumbers: Int = 0) -> Scratch {
    Scratch(
      kernelCount: Int(ck_scratch(width)),
      rowNumbers: rowNumbers * RowBlocks.size,
      workers: workers
    )
  }
}

/// Memory that workers use again for every block.
final class Scratch: @unchecked Sendable {
  private let memory: UnsafeMutableRawPointer
  private let stride: Int
  private let kernelCount: Int

  init(kernelCount: Int, rowNumbers: Int, workers: Int) {
    self.kernelCount = kernelCount
    stride = (kernelCount + rowNumbers + 7) / 8 * 8
    memory = .allocate(byteCount: workers * stride * 8, alignment: 64)
    memory.initializeMemory(as: Double.self, repeating: 0, count: workers * stride)
  }

  deinit { memory.deallocate() }

  /// What the kernels use.
  func kernel(_ worker: Int) -> UnsafeMutablePointer<Double> {
    memory.assumingMemoryBound(to: Double.self) + worker * stride
  }

  /// Numbers for the rows of a block.
  func rows(_ worker: Int, _ index: Int = 0) -> UnsafeMutablePointer<Double> {
    kernel(worker) + kernelCount + index * RowBlocks.size
  }
}
