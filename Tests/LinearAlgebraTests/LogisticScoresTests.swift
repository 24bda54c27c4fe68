import CKernels
import LinearAlgebra
import Statistics
import Testing

@Suite struct LogisticScoresTests {
  /// More than two blocks of rows, far from the origin in one column.
  private static func world(columns: Int) -> (design: Matrix, outcomes: [Double]) {
    var stream = RandomStream(seed: 11)
    var design = Matrix(rows: 4500, columns: columns)
    for row in 0..<4500 {
      for column in 0..<columns {
        design[row, column] = stream.normal(mean: column == 0 ? 1e4 : 0)
      }
    }
    return (design, (0..<4500).map { _ in stream.bernoulli(0.3) ? 1 : 0 })
  }

  @Test(
    "eight positions at once see what one at a time sees",
    arguments: [0, 1, 7, 8, 63, 130],
    [1, 8, 11]
  )
  func agreement(columns: Int, count: Int) {
    let (design, outcomes) = Self.world(columns: columns)
    let scaling = ColumnScaling(standardising: design)
    let weights = outcomes.indices.map { Double($0 % 3) }
    let offset = outcomes.indices.map { 0.01 * Double($0 % 7) }
    var stream = RandomStream(seed: 12)
    let positions = (0..<count).map { _ in
      (0...columns).map { _ in stream.uniform(in: -0.5..<0.5) }
    }
    let together = LogisticScores(
      of: design,
      scaling: scaling,
      at: positions,
      outcomes: outcomes,
      weights: weights,
      offset: offset,
      threads: 2
    )
    #expect(together.scores.count == count)
    for (place, position) in positions.enumerated() {
      let alone = LogisticSums(
        of: Design(dense: design),
        scaling: scaling,
        at: position,
        outcomes: outcomes,
        weights: weights,
        offset: offset,
        needsCurvature: false
      )
      #expect(abs(together.logLikelihoods[place] / alone.logLikelihood - 1) < 1e-13)
      #expect(zip(together.scores[place], alone.score).allSatisfy { abs($0 - $1) < 1e-9 })
    }
  }

  @Test("every path of the kernel gives the same bits")
  func paths() {
    let (design, outcomes) = Self.world(columns: 13)
    let width = ck_width(13)
    var numbers = Array(repeating: 0.0, count: Int(width) * 8)
    for index in 0..<14 * 8 { numbers[index] = 0.01 * Double(index % 29 - 14) }
    let best = Int(ck_best_path().rawValue)
    let results = (0...best).map { path -> [Double] in
      var sums = Array(repeating: 0.0, count: (Int(width) + 1) * 8)
      let scratch = UnsafeMutableRawPointer.allocate(
        byteCount: Int(ck_position_scratch(width)) * 8,
        alignment: 64
      )
      defer { scratch.deallocate() }
      scratch.initializeMemory(
        as: Double.self,
        repeating: 0,
        count: Int(ck_position_scratch(width))
      )
      let zeros = Array(repeating: 0.0, count: Int(width))
      let ones = (0..<Int(width)).map { column in column < 13 ? 1e-4 : 0.0 }
      design.withUnsafeBufferPointer { values in
        zeros.withUnsafeBufferPointer { centers in
          ones.withUnsafeBufferPointer { scales in
            outcomes.withUnsafeBufferPointer { outcomes in
              var rows = ck_rows(
                values: values.baseAddress,
                rows: 777,
                columns: 13,
                readable: values.count,
                centers: centers.baseAddress,
                scales: scales.baseAddress
              )
              var model = ck_logistic(
                coefficients: nil,
                offsets: nil,
                outcomes: outcomes.baseAddress,
                weights: nil
              )
              sums.withUnsafeMutableBufferPointer { sums in
                guard let first = sums.baseAddress else { return }
                ck_logistic_positions(
                  ck_path(UInt32(path)),
                  &rows,
                  &model,
                  numbers,
                  scratch.assumingMemoryBound(to: Double.self),
                  first + 8,
                  first
                )
              }
            }
          }
        }
      }
      return sums
    }
    #expect(results.allSatisfy { $0 == results[0] })
    #expect(results[0].contains { $0 != 0 })
  }
}
