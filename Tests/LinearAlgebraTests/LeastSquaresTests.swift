import LinearAlgebra
import Testing

@Suite struct LeastSquaresTests {
  private let design = Matrix(
    rows: 6,
    columns: 3,
    elements: [1, 0.5, -2, 1, 1.5, 0, 1, -1, 3, 1, 2, 1, 1, 0, 0.5, 1, 3, -1]
  )
  private let values = [1, 2, 0.5, 3, -1, 4.0]
  private let weights = [1, 2, 0.5, 3, 1, 0.0]

  @Test("the solution is that of numpy, with and without weights")
  func reference() throws {
    // numpy 2.4.6: np.linalg.lstsq(X, y), and of √w·X, √w·y.
    let plain = try LeastSquares(of: design, to: values)
    #expect(
      agree(plain.solution, [0.2683305906015723, 1.2517827756445425, 0.25287986834887594], 1e-14)
    )
    #expect(abs(plain.residualSumOfSquares - 2.9191808374474313) < 1e-14)
    #expect(plain.rank == 3)
    let weighted = try LeastSquares(of: design, to: values, weights: weights)
    #expect(
      agree(
        weighted.solution,
        [0.1306571131116426, 1.2976299834650011, 0.19713393349255998],
        1e-14
      )
    )
    #expect(abs(weighted.residualSumOfSquares - 2.497045134423419) < 1e-14)
  }

  @Test("weight 2 is the row twice, weight 0 is no row")
  func weighting() throws {
    let repeated = [0, 1, 1, 3, 3, 4]
    let spelled = try LeastSquares(
      of: design.selecting(rows: repeated),
      to: repeated.map { values[$0] }
    )
    let weighted = try LeastSquares(of: design, to: values, weights: [1, 2, 0, 2, 1, 0])
    #expect(agree(weighted.solution, spelled.solution, 1e-14))
    #expect(abs(weighted.residualSumOfSquares - spelled.residualSumOfSquares) < 1e-14)
  }

  @Test("columns that depend on others share the effect, and change no residual")
  func dependent() throws {
    var columns = design.selecting(columns: [0, 1, 0])
    for row in 0..<6 { columns[row, 2] = design[row, 0] + 2 * design[row, 1] }
    let fit = try LeastSquares(of: columns, to: values)
    // numpy 2.4.6: n = np.linalg.norm(D, axis=0); np.linalg.lstsq(D / n, y, rcond=1e-12)[0] / n.
    #expect(
      agree(fit.solution, [0.25552721088435393, 0.6301020408163263, 0.23256802721088432], 1e-14)
    )
    #expect(fit.rank == 2)
    let alone = try LeastSquares(of: design.selecting(columns: [0, 1]), to: values)
    #expect(abs(fit.residualSumOfSquares - alone.residualSumOfSquares) < 1e-13)
  }

  @Test("with fewer rows than columns every value is met")
  func wide() throws {
    let fit = try LeastSquares(of: design.selecting(rows: [0, 1]), to: [1, 2])
    // numpy 2.4.6, as above.
    #expect(agree(fit.solution, [0.6875, 0.875, 0.0625], 1e-14))
    #expect(fit.rank == 2)
    #expect(fit.residualSumOfSquares < 1e-28)
  }

  @Test("residuals are orthogonal to the columns", arguments: [(1, 1), (40, 5), (300, 60)])
  func orthogonal(shape: (rows: Int, columns: Int)) throws {
    let matrix = randomMatrix(rows: shape.rows, columns: shape.columns, seed: 17)
    let right = randomMatrix(rows: shape.rows, columns: 1, seed: 18).elementList
    let fit = try LeastSquares(of: matrix, to: right)
    let residuals = zip(right, matrix.multiplied(by: fit.solution)).map { $0 - $1 }
    #expect(matrix.transposedMultiplied(by: residuals).allSatisfy { abs($0) < 1e-12 })
    #expect(fit.rank == shape.columns)
  }

  @Test("units of columns and values only change units", arguments: [1e-150, 1e-3, 1e100])
  func units(unit: Double) throws {
    var scaled = design
    for row in 0..<6 { scaled[row, 1] *= unit }
    let fit = try LeastSquares(of: design, to: values)
    let other = try LeastSquares(of: scaled, to: values)
    #expect(other.rank == 3)
    let found = [other.solution[0], other.solution[1] * unit, other.solution[2]]
    #expect(agree(found, fit.solution, 1e-13))
    let large = try LeastSquares(of: design, to: values.map { $0 * 1e150 })
    #expect(agree(large.solution, fit.solution.map { $0 * 1e150 }, 1e-14))
  }

  @Test("Longley's economic data keep their digits")
  func longley() throws {
    // Longley 1967, from NIST's Statistical Reference Datasets (public domain): GNP deflator, GNP,
    // unemployed, armed forces, population, year, and employed. Solved in Python's fractions, exactly;
    // the values agree with NIST's certified ones.
    let rows: [[Double]] = [
      [83, 234289, 2356, 1590, 107608, 1947, 60323],
      [88.5, 259426, 2325, 1456, 108632, 1948, 61122],
      [88.2, 258054, 3682, 1616, 109773, 1949, 60171],
      [89.5, 284599, 3351, 1650, 110929, 1950, 61187],
      [96.2, 328975, 2099, 3099, 112075, 1951, 63221],
      [98.1, 346999, 1932, 3594, 113270, 1952, 63639],
      [99, 365385, 1870, 3547, 115094, 1953, 64989],
      [100, 363112, 3578, 3350, 116219, 1954, 63761],
      [101.2, 397469, 2904, 3048, 117388, 1955, 66019],
      [104.6, 419180, 2822, 2857, 118734, 1956, 67857],
      [108.4, 442769, 2936, 2798, 120445, 1957, 68169],
      [110.8, 444546, 4681, 2637, 121950, 1958, 66513],
      [112.6, 482704, 3813, 2552, 123366, 1959, 68655],
      [114.2, 502601, 3931, 2514, 125368, 1960, 69564],
      [115.7, 518173, 4806, 2572, 127852, 1961, 69331],
      [116.9, 554894, 4007, 2827, 130081, 1962, 70551],
    ]
    let expected = [
      -3482258.6345958184, 15.061872271373295, -0.035819179292591014, -2.020229803816825,
      -1.033226867173592, -0.051104105653580714, 1829.1514646135518,
    ]
    let matrix = Matrix(rows: 16, columns: 7, elements: rows.flatMap { [1] + $0.dropLast() })
    let fit = try LeastSquares(of: matrix, to: rows.map { $0[6] })
    // With columns of length 1 the condition is 4e4: of sixteen digits eleven are sure.
    for (found, exact) in zip(fit.solution, expected) { #expect(abs(found / exact - 1) < 1e-10) }
    // Residuals of 230 are left of terms of 3.5e6.
    #expect(abs(fit.residualSumOfSquares / 836424.0555059146 - 1) < 1e-11)
  }

  @Test("no rows, no columns and zeros have the answer 0")
  func empty() throws {
    let none = try LeastSquares(of: Matrix(rows: 0, columns: 2), to: [])
    #expect(none.solution == [0, 0])
    #expect(none.rank == 0)
    #expect(
      try LeastSquares(of: Matrix(rows: 2, columns: 0), to: [3, 4]).residualSumOfSquares == 25
    )
    let zeros = try LeastSquares(of: Matrix(rows: 2, columns: 2), to: [3, 4], weights: [1, 0])
    #expect(zeros.solution == [0, 0])
    #expect(zeros.rank == 0)
    #expect(zeros.residualSumOfSquares == 9)
  }

  @Test("what is not finite, before or after, is refused with a code")
  func notFinite() {
    var matrix = design
    matrix[3, 1] = .nan
    let codes = [
      (matrix, values, weights), (design, [1, 2, .infinity, 3, 4, 5], weights),
      (design, values, [1, 1, -1, 1, 1, 1]), (design, values.map { $0 * 1e200 }, weights),
    ].map { matrix, values, weights in
      #expect(throws: LinearAlgebraError.self) {
        try LeastSquares(of: matrix, to: values, weights: weights)
      }?.diagnosticCode
    }
    #expect(codes.allSatisfy { $0 == "linear-algebra.not-finite" })
  }
}
