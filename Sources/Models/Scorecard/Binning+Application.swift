extension Binning {
  /// The number of the bin of every row.
  ///
  /// NaN and −1 go to the bin of missing values, and infinities to the outer intervals. A level
  /// that the fit did not see goes where the rare levels went, and without rare levels to the
  /// missing.
  ///
  /// - Parameter column: numbers for a binning of numbers, codes for one of levels.
  /// - Returns: One place in ``bins`` per row.
  public func binIndices(of column: BinnableColumn) -> [Int] {
    mapped(column) { $0 }
  }

  /// The weight of evidence of every row; see ``binIndices(of:)``.
  public func applied(to column: BinnableColumn) -> [Double] {
    let evidence = bins.map(\.weightOfEvidence)
    return mapped(column) { evidence[$0] }
  }

  /// Something about the bin of every row.
  @inline(__always)
  func mapped<Value>(_ column: BinnableColumn, _ value: (_ bin: Int) -> Value) -> [Value] {
    switch (rule, column) {
    case (.intervals(let cuts), .numbers(let values)):
      IntervalSearch(cuts: cuts).withIndex { index in
        values.map { value($0.isNaN ? missingBin : index($0)) }
      }
    case (.levels(let places, let unseen), .codes(let codes, _)):
      codes.map { code in
        guard code >= 0 else { return value(missingBin) }
        return value(Int(code) < places.count ? places[Int(code)] : unseen)
      }
    case (.intervals, .codes), (.levels, .numbers):
      preconditionFailure("a binning of numbers applies to numbers, one of levels to codes")
    }
  }
}
