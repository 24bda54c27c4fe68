import Models

/// The bins of one variable that tell the outcome best.
struct BinningProblem: Problem {
  private let outcomes: [Double]
  private let values: [Double]

  init(from folder: DataFolder) throws {
    outcomes = try folder.doubles("y.bin")
    values = try folder.doubles("x.bin")
  }

  /// The information value, and where the bins begin but the first.
  func solved(threads: Int) throws -> [Double] {
    let binning = try OptimalBinning().fitted(to: .numbers(values), outcomes: outcomes)
    guard case .intervals(let cuts) = binning.rule else { return [] }
    return [binning.informationValue] + cuts
  }
}
