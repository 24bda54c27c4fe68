import Statistics

#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

/// The bins of one variable with what they say.
struct EvidenceTable {
  let cells: [EvidenceCell]
  let total: EvidenceCell
  let scale: EvidenceScale

  /// - Parameter cells: the bins of all rows; those without rows say nothing.
  init(cells: [EvidenceCell]) {
    let total = EvidenceCell.sum(cells)
    self.cells = cells
    self.total = total
    scale = EvidenceScale(
      total: total,
      binCount: cells.count { $0.count > 0 },
      // With one class alone there is nothing to smooth: no bin says anything.
      isSmoothed: !total.isOneSided && cells.contains(where: \.isOneSided)
    )
  }

  var informationValue: Double {
    cells.reduce(0) { $0 + scale.informationValue(of: $1) }
  }

  /// The standard error of the information value over samples (delta method).
  ///
  /// With `p` and `q` the shares of events and of non-events, both multinomial, the derivatives are
  /// `a = ln(p/q) + 1 − q/p` and `b = −ln(p/q) + 1 − p/q`, and the variance is
  /// `(Σ p·a² − (Σ p·a)²)/E + (Σ q·b² − (Σ q·b)²)/N`.
  var informationValueStandardError: Double {
    guard total.events > 0, total.nonEvents > 0 else { return 0 }
    var (meanA, squareA, meanB, squareB) = (0.0, 0.0, 0.0, 0.0)
    for cell in cells where cell.count > 0 {
      let (p, q) = scale.shares(of: cell)
      let evidence = log(p / q)
      let (a, b) = (evidence + 1 - q / p, -evidence + 1 - p / q)
      (meanA, squareA) = (meanA + p * a, squareA + p * a * a)
      (meanB, squareB) = (meanB + q * b, squareB + q * b * b)
    }
    let variance =
      (squareA - meanA * meanA) / total.events + (squareB - meanB * meanB) / total.nonEvents
    return max(0, variance).squareRoot()
  }

  /// Pearson's χ² of the cells that have rows; nil without two of them, or with one class only.
  var association: Binning.Association? {
    let filled = cells.filter { $0.count > 0 }
    guard filled.count > 1, total.events > 0, total.nonEvents > 0 else { return nil }
    let rate = total.events / total.count
    let statistic = filled.reduce(0) { sum, cell in
      let surplus = cell.events - cell.count * rate
      return sum + surplus * (surplus / (cell.count * rate * (1 - rate)))
    }
    let law = ChiSquareDistribution(degreesOfFreedom: Double(filled.count - 1))
    return Binning.Association(
      statistic: min(statistic, .greatestFiniteMagnitude),
      degreesOfFreedom: filled.count - 1,
      pValue: law.upperTail(statistic)
    )
  }

  /// The bin of one cell, as it is shown.
  func bin(_ cell: EvidenceCell, _ content: Binning.Content) -> Binning.Bin {
    Binning.Bin(
      content: content,
      count: cell.count,
      eventCount: cell.events,
      nonEventCount: cell.nonEvents,
      share: cell.count / total.count,
      eventRate: cell.count > 0 ? cell.events / cell.count : nil,
      eventRateInterval: .wilson(successes: cell.events, trials: cell.count),
      weightOfEvidence: scale.weightOfEvidence(of: cell),
      informationValue: scale.informationValue(of: cell)
    )
  }
}
