import CKernels

/// Where the sums over a block of rows lie in one run of numbers, and what they become.
///
/// First the log-likelihood, then the score of a kernel's row, then its Gram matrix; for each
/// factor the residuals by level and, with a Gram matrix, the weighted rows by level; for each
/// pair of factors the weights by pair of levels.
struct DesignSums: Sendable {
  let kernel: DesignKernel
  let hasGram: Bool
  let score = 1
  let gram: Int
  let levelScores: [Int]
  let crossed: [Int]
  let pairs: [(first: Int, second: Int, start: Int)]
  let count: Int

  init(_ kernel: DesignKernel, hasGram: Bool) {
    self.kernel = kernel
    self.hasGram = hasGram
    let (width, levels) = (kernel.width, kernel.design.levelCounts)
    var next = 1 + width
    func take(_ count: Int) -> Int {
      defer { next += count }
      return next
    }
    gram = take(hasGram ? width * width : 0)
    levelScores = levels.map { take($0) }
    crossed = hasGram ? levels.map { take($0 * width) } : []
    var pairs: [(Int, Int, Int)] = []
    if hasGram {
      for first in levels.indices {
        for second in levels.indices where second > first {
          pairs.append((first, second, take(levels[first] * levels[second])))
        }
      }
    }
    self.pairs = pairs
    count = next
  }

  /// Lends the sums of factors to a kernel; nil where there are none to add.
  func withFactors(
    _ rows: Range<Int>,
    _ sums: UnsafeMutablePointer<Double>,
    _ body: (UnsafePointer<ck_factors>?) -> Void
  ) {
    guard !crossed.isEmpty else { return body(nil) }
    kernel.design.codes.withUnsafeBufferPointer { all in
      let start = all.baseAddress
      let codes = crossed.indices.map { factor in
        start.map { $0 + factor * kernel.design.rows + rows.lowerBound }
      }
      let targets = crossed.map { Optional(sums + $0) }
      codes.withUnsafeBufferPointer { codes in
        targets.withUnsafeBufferPointer { targets in
          var factors = ck_factors(
            count: crossed.count,
            codes: codes.baseAddress,
            crossed: targets.baseAddress
          )
          body(&factors)
        }
      }
    }
  }

  /// Adds what only concerns the levels of factors.
  func addLevels(
    _ rows: Range<Int>,
    residuals: UnsafePointer<Double>,
    weights: UnsafePointer<Double>,
    to sums: UnsafeMutablePointer<Double>
  ) {
    for (factor, start) in levelScores.enumerated() {
      let target = sums + start
      kernel.withCodes(of: factor, rows: rows) { codes in
        for row in 0..<rows.count { target[Int(codes[row])] += residuals[row] }
      }
    }
    for pair in pairs {
      let target = sums + pair.start
      let levels = kernel.design.levelCounts[pair.second]
      kernel.withCodes(of: pair.first, rows: rows) { first in
        kernel.withCodes(of: pair.second, rows: rows) { second in
          for row in 0..<rows.count {
            target[Int(first[row]) * levels + Int(second[row])] += weights[row]
          }
        }
      }
    }
  }
}

extension DesignSums {
  /// The score of the intercept and the standardised columns.
  func score(_ sums: [Double]) -> [Double] {
    let dense = kernel.design.dense.columns
    let total = sums[score + dense]
    var result = [total] + sums[score..<score + dense]
    for (factor, start) in kernel.factorStarts.enumerated() {
      for level in 1..<max(1, kernel.design.levelCounts[factor]) {
        let column = start + level - 1
        result.append(
          kernel.scaling.scales[column]
            * (sums[levelScores[factor] + level] - kernel.scaling.centers[column] * total)
        )
      }
    }
    return result
  }

  /// The Gram matrix of the intercept and the standardised columns, both triangles.
  func gramMatrix(_ sums: [Double]) -> Matrix {
    let dense = kernel.design.dense.columns
    let size = kernel.design.columns + 1
    var result = Matrix(rows: size, columns: size)
    result[0, 0] = sums[gram + dense * kernel.width + dense]
    for column in 0..<dense {
      result[column + 1, 0] = sums[gram + column * kernel.width + dense]
      for row in 0...column {
        result[column + 1, row + 1] = sums[gram + row * kernel.width + column]
      }
    }
    for factor in kernel.factorStarts.indices { addFactor(factor, sums, to: &result) }
    result.copyLowerTriangleUp()
    return result
  }

  /// Rows of the lower triangle for the levels of one factor: as they are counted, then centred
  /// and scaled.
  private func addFactor(_ factor: Int, _ sums: [Double], to result: inout Matrix) {
    let (starts, levels) = (kernel.factorStarts, kernel.design.levelCounts)
    let dense = kernel.design.dense.columns
    let intercept = { (level: Int, of: Int) in
      sums[crossed[of] + level * kernel.width + dense]
    }
    for level in 1..<max(1, levels[factor]) {
      let column = starts[factor] + level - 1
      let (center, scale) = (kernel.scaling.centers[column], kernel.scaling.scales[column])
      let own = crossed[factor] + level * kernel.width
      result[column + 1, 0] = scale * (sums[own + dense] - center * result[0, 0])
      for other in 0..<dense {
        result[column + 1, other + 1] =
          scale * (sums[own + other] - center * result[other + 1, 0])
      }
      for other in 0...factor {
        for otherLevel in 1..<max(1, levels[other]) {
          let otherColumn = starts[other] + otherLevel - 1
          guard otherColumn <= column else { break }
          let both =
            other == factor
            ? (otherLevel == level ? sums[own + dense] : 0)
            : sums[pairStart(other, factor) + otherLevel * levels[factor] + level]
          let otherCenter = kernel.scaling.centers[otherColumn]
          result[column + 1, otherColumn + 1] =
            scale * kernel.scaling.scales[otherColumn]
            * (both - center * intercept(otherLevel, other) - otherCenter * sums[own + dense]
              + center * otherCenter * result[0, 0])
        }
      }
    }
  }

  private func pairStart(_ first: Int, _ second: Int) -> Int {
    pairs.first { $0.first == first && $0.second == second }?.start ?? 0
  }
}
