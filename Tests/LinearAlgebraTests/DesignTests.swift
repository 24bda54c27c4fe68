import LinearAlgebra
import Statistics
import Testing

/// Dense columns and two factors whose codes follow a rule.
func ruledDesign(rows: Int, columns: Int) -> Design {
  Design(
    dense: ruledMatrix(rows: rows, columns: columns),
    factors: [
      Factor(codes: (0..<rows).map { Int32($0 * $0 % 4) }, levelCount: 4),
      Factor(codes: (0..<rows).map { Int32($0 % 7 % 3) }, levelCount: 3),
    ]
  )
}

@Suite("A design with factors") struct DesignTests {
  @Test("every level but the first has a column of zeros and ones behind the dense ones")
  func expansion() {
    let design = Design(
      dense: Matrix(rows: 3, columns: 1, elements: [5, 6, 7]),
      factors: [
        Factor(codes: [0, 2, 1], levelCount: 3), Factor(codes: [1, 0, 1], levelCount: 2),
      ]
    )
    #expect(design.columns == 4)
    #expect(
      design.expanded()
        == Matrix(rows: 3, columns: 4, elements: [5, 0, 0, 1, 6, 0, 1, 0, 7, 1, 0, 1])
    )
    #expect(design.selecting(rows: [2, 0]).expanded().row(0) == [7, 1, 0, 1])
  }

  @Test("a factor of one level has no column")
  func singleLevel() {
    let design = Design(
      dense: Matrix(rows: 2, columns: 0),
      factors: [Factor(codes: [0, 0], levelCount: 1)]
    )
    #expect(design.columns == 0)
    #expect(design.multiplied(by: [], plus: 3) == [3, 3])
  }

  @Test(
    "scaling, sums and products are those of the columns spelt out",
    arguments: [0, 1, 5, 8],
    [1, 3]
  )
  func expandedSums(columns: Int, threads: Int) {
    let rows = 5000
    let design = ruledDesign(rows: rows, columns: columns)
    let matrix = design.expanded()
    let weights = (0..<rows).map { Double($0 % 5) / 2 }
    let residuals = (0..<rows).map { Double($0 % 9) - 4 }
    let scaling = ColumnScaling(standardising: design, weights: weights, threads: threads)
    let spelt = ColumnScaling(standardising: matrix, weights: weights)
    #expect(zip(scaling.centers, spelt.centers).allSatisfy { abs($0 - $1) < 1e-14 })
    #expect(zip(scaling.scales, spelt.scales).allSatisfy { abs($0 - $1) <= 1e-13 * $1 })
    let sums = WeightedGram(
      of: design,
      scaling: scaling,
      weights: weights,
      residuals: residuals,
      threads: threads
    )
    let expected = WeightedGram(
      of: matrix,
      scaling: scaling,
      weights: weights,
      residuals: residuals
    )
    #expect(zip(sums.score, expected.score).allSatisfy { abs($0 - $1) < 1e-9 })
    for row in 0...design.columns {
      for column in 0...design.columns {
        #expect(abs(sums.gram[row, column] - expected.gram[row, column]) < 1e-9)
      }
    }
    let vector = (0..<design.columns).map { Double($0 % 5) - 1.5 }
    let products = design.multiplied(by: vector, centers: scaling.centers, threads: threads)
    let spelled = matrix.multiplied(by: vector, centers: scaling.centers)
    #expect(zip(products, spelled).allSatisfy { abs($0 - $1) < 1e-12 })
  }
}

@Suite("Sums over a logistic model") struct LogisticSumsTests {
  private static let rows = 5000
  private let design = ruledDesign(rows: rows, columns: 5)
  private let outcomes = (0..<rows).map { Double($0 % 11 % 2) }
  private let weights = (0..<rows).map { Double($0 % 4) / 3 }
  private let offset = (0..<rows).map { Double($0 % 13) / 6 - 1 }
  private let position = (0...10).map { Double($0 % 4) / 5 - 0.2 }

  private func sums(
    of design: Design,
    at position: [Double],
    curvature: Bool = true,
    threads: Int = 1
  ) -> LogisticSums {
    LogisticSums(
      of: design,
      scaling: ColumnScaling(standardising: design, weights: weights),
      at: position,
      outcomes: outcomes,
      weights: weights,
      offset: offset,
      needsCurvature: curvature,
      threads: threads
    )
  }

  @Test("factors give what their columns give", arguments: [1, 2, 3])
  func factors(threads: Int) throws {
    let sums = sums(of: design, at: position, threads: threads)
    let spelt = self.sums(of: Design(dense: design.expanded()), at: position)
    #expect(abs(sums.logLikelihood - spelt.logLikelihood) < 1e-12 * -spelt.logLikelihood)
    #expect(zip(sums.score, spelt.score).allSatisfy { abs($0 - $1) < 1e-9 })
    let (gram, expected) = (try #require(sums.curvature), try #require(spelt.curvature))
    for row in 0..<gram.rows {
      #expect(zip(gram.row(row), expected.row(row)).allSatisfy { abs($0 - $1) < 1e-9 })
    }
  }

  @Test("threads and the wish for curvature don't change a bit", arguments: [2, 3, 8])
  func bits(threads: Int) {
    let one = sums(of: design, at: position)
    #expect(sums(of: design, at: position, threads: threads) == one)
    let plain = sums(of: design, at: position, curvature: false, threads: threads)
    #expect(plain.logLikelihood == one.logLikelihood)
    #expect(plain.score == one.score)
    #expect(plain.curvature == nil)
  }

  @Test("the log-likelihood is its definition")
  func definition() {
    let sums = sums(of: design, at: position)
    let scaling = ColumnScaling(standardising: design, weights: weights)
    let matrix = design.expanded()
    var expected = 0.0
    for row in 0..<Self.rows {
      var logit = position[0] + offset[row]
      for column in 0..<10 {
        logit +=
          (matrix[row, column] - scaling.centers[column]) * scaling.scales[column]
          * position[column + 1]
      }
      expected += weights[row] * (outcomes[row] * logit - log1pExp(logit))
    }
    #expect(abs(sums.logLikelihood - expected) < 1e-12 * abs(expected))
  }

  @Test("score and curvature are the derivatives", arguments: [0, 1, 6, 10])
  func derivatives(coordinate: Int) throws {
    let step = 1e-5
    var (up, down) = (position, position)
    up[coordinate] += step
    down[coordinate] -= step
    let (here, above, below) = (
      sums(of: design, at: position), sums(of: design, at: up), sums(of: design, at: down)
    )
    let slope = (above.logLikelihood - below.logLikelihood) / (2 * step)
    // Half the rounding of the likelihood, divided by the step.
    #expect(abs(here.score[coordinate] - slope) < 1e-5)
    let curvature = try #require(here.curvature)
    for other in 0...10 {
      let change = (below.score[other] - above.score[other]) / (2 * step)
      #expect(abs(curvature[coordinate, other] - change) < 1e-5)
    }
  }

  @Test("logits of any size lose no digit", arguments: [-800, -700, -40, -1e-9, 0.0, 3, 37, 745])
  func extremes(logit: Double) {
    for outcome in [0.0, 1] {
      let sums = LogisticSums(
        of: Design(dense: Matrix(rows: 1, columns: 0)),
        scaling: .identity(columns: 0),
        at: [logit],
        outcomes: [outcome],
        needsCurvature: true
      )
      let expected = outcome == 1 ? -log1pExp(-logit) : -log1pExp(logit)
      #expect(abs(sums.logLikelihood - expected) <= max(1e-15 * abs(expected), 1e-307))
      let miss = outcome == 1 ? logistic(-logit) : -logistic(logit)
      // Below 3e-308 there are fewer digits, and 0 is as good.
      #expect(abs(sums.score[0] - miss) <= max(1e-15 * abs(miss), 1e-307))
    }
  }
}

@Suite("Sums over blocks of rows") struct OrderedSumTests {
  @Test("the bits don't depend on the threads, and steps leave blocks out", arguments: [1, 2, 5])
  func order(threads: Int) {
    let blocks = RowBlocks(rows: 50_000)
    let sums = blocks.sum(count: 2, threads: threads) { _, rows, sums in
      for row in rows { sums[0] += 1 / Double(row + 1) }
      sums[1] += 1
    }
    var expected = 0.0
    for block in 0..<blocks.count {
      expected += blocks[block].reduce(0.0) { $0 + 1 / Double($1 + 1) }
    }
    #expect(sums == [expected, Double(blocks.count)])
    let some = blocks.sum(count: 1, every: 4, threads: threads) { _, _, sums in sums[0] += 1 }
    #expect(some == [7])
  }

  @Test("no rows have no sums")
  func none() {
    #expect(RowBlocks(rows: 0).sum(count: 2, threads: 3) { _, _, _ in } == [0, 0])
  }
}
