public import LinearAlgebra

/// The binnings of several variables, which turn rows into weights of evidence.
///
/// Every variable becomes one column on one scale, log-odds, whatever it was before: numbers and
/// levels, missing values, outliers and bends are taken care of. A linear model on top is left with
/// one coefficient per variable, near 1 where the variable's evidence is not repeated by others.
///
///     let encoding = try OptimalBinning().fitted(toEach: columns, outcomes: converted)
///     for line in encoding.ranking(names: names) { print(line.name, line.informationValue) }
///     let design = encoding.applied(to: columns)
///
/// The encoding has seen the outcomes of the fit. Judge what is fitted on top of it on other rows,
/// or fit both within each fold.
public struct WeightOfEvidenceEncoding: Hashable, Sendable, Codable {
  /// One binning per variable.
  public let binnings: [Binning]

  /// Gathers binnings, for instance ones with a trend of their own for each variable.
  public init(binnings: [Binning]) {
    self.binnings = binnings
  }

  /// The weights of evidence: rows × variables.
  ///
  /// - Parameter columns: the variables of the fit, in that order.
  /// - Returns: Finite numbers, also where values are missing.
  public func applied(to columns: [BinnableColumn]) -> Matrix {
    precondition(columns.count == binnings.count, "every variable of the fit needs its column")
    let rows = columns.first?.count ?? 0
    precondition(columns.allSatisfy { $0.count == rows }, "all columns need the same rows")
    var matrix = Matrix(rows: rows, columns: columns.count)
    for (variable, binning) in binnings.enumerated() {
      let evidence = binning.applied(to: columns[variable])
      matrix.withUnsafeMutableBufferPointer { elements in
        for row in 0..<rows { elements[row * columns.count + variable] = evidence[row] }
      }
    }
    return matrix
  }
}

extension WeightOfEvidenceEncoding {
  /// What one variable says by itself.
  public struct Ranked: Hashable, Sendable, Codable {
    /// The place of the variable among the columns.
    public var variable: Int
    /// Its name.
    public var name: String
    /// See ``Binning/informationValue``.
    public var informationValue: Double
    /// See ``Binning/informationValueStandardError``.
    public var standardError: Double
    /// See ``Binning/chanceInformationValue``.
    public var chanceInformationValue: Double
    /// The p-value of ``Binning/association``; nil without one.
    public var pValue: Double?
    /// How many bins there are, without that of missing values.
    public var binCount: Int
    /// The part of rows without a value.
    public var missingShare: Double
    /// How the event rate moves; nil for levels, and for a single interval.
    public var trend: OptimalBinning.Trend?
    /// Why there is one bin only.
    public var unsplitReason: Binning.UnsplitReason?
  }

  /// The variables by falling information value; equal ones keep their order.
  ///
  /// A screening looks at variables one at a time: it finds neither those that help only together
  /// nor those that repeat others. With many variables some p-values are small by chance.
  ///
  /// - Parameter names: the names of the variables; `x1`, `x2` … when nil.
  /// - Returns: One line per variable.
  public func ranking(names: [String]? = nil) -> [Ranked] {
    let names = names ?? binnings.indices.map { "x\($0 + 1)" }
    precondition(names.count == binnings.count, "every variable needs a name")
    return binnings.indices.map { Self.line(binnings[$0], variable: $0, name: names[$0]) }
      .sorted { $0.informationValue > $1.informationValue }
  }

  private static func line(_ binning: Binning, variable: Int, name: String) -> Ranked {
    Ranked(
      variable: variable,
      name: name,
      informationValue: binning.informationValue,
      standardError: binning.informationValueStandardError,
      chanceInformationValue: binning.chanceInformationValue,
      pValue: binning.association?.pValue,
      binCount: binning.missingBin,
      missingShare: binning.bins[binning.missingBin].share,
      trend: binning.trend,
      unsplitReason: binning.unsplitReason
    )
  }
}

extension OptimalBinning {
  /// Finds the bins of several variables.
  ///
  /// - Parameters:
  ///   - columns: the variables, each with a value per row.
  ///   - outcomes: 0 or 1 for every row.
  ///   - weights: how often each row counts; nil for once.
  /// - Returns: One binning per variable.
  /// - Throws: ``ModelError``, as ``fitted(to:outcomes:weights:)`` does.
  public func fitted(
    toEach columns: [BinnableColumn],
    outcomes: [Double],
    weights: [Double]? = nil
  ) throws(ModelError) -> WeightOfEvidenceEncoding {
    let rows = try LabelledRows(outcomes: outcomes, weights: weights)
    var binnings: [Binning] = []
    for column in columns { binnings.append(try binning(of: column, in: rows)) }
    return WeightOfEvidenceEncoding(binnings: binnings)
  }
}
