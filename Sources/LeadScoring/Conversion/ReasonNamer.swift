import Features
import LinearAlgebra
import Models

/// Adds columns up to reasons and gives them names that a person reads.
struct ReasonNamer: Sendable {
  /// What one column of the matrix adds, and to which reason.
  private struct Term: Sendable {
    var reason: Int
    /// How the reason is called where the column is 1; nil for numbers.
    var levelName: String?
  }

  private let step: FittedStep
  private var terms: [Term] = []
  private var names: [String] = []

  init(_ step: FittedStep) {
    self.step = step
    switch step.kind {
    case .rules: break
    case .scorecard(let encoding, _):
      for variable in encoding.variables { add(variable.name, levelName: nil) }
    case .linear(let encoding, _, _):
      for term in encoding.terms {
        let feature = encoding.features[term.feature]
        add(feature, levelName: term.name == feature ? nil : term.name)
      }
    }
    if step.predictor.coefficients.count > terms.count {
      add(RulesIndex.name, levelName: nil)
    }
  }

  private mutating func add(_ feature: String, levelName: String?) {
    let name = Self.reasonName(feature)
    let reason = names.firstIndex(of: name) ?? names.count
    if reason == names.count { names.append(name) }
    terms.append(Term(reason: reason, levelName: levelName))
  }

  /// All half-lives of an event type are one reason.
  private static func reasonName(_ feature: String) -> String {
    guard let end = feature.firstRange(of: " (half-life") else { return feature }
    return String(feature[..<end.lowerBound])
  }

  /// The bin of every row for each variable of a scorecard; empty for other steps.
  func bins(of table: FeatureTable) -> [[Int]] {
    guard case .scorecard(let encoding, _) = step.kind else { return [] }
    return encoding.bins(of: table, rows: Array(0..<table.rowCount))
  }

  /// What each reason adds to the log-odds of an average contact.
  func contributions(
    of values: ArraySlice<Double>,
    bins: [Int]
  ) -> [(name: String, logOdds: Double)] {
    let sum = step.predictor
    var names = names
    var sums = [Double](repeating: 0, count: names.count)
    for (column, term) in terms.enumerated() {
      let value = values[values.startIndex + column]
      sums[term.reason] += sum.coefficients[column] * (value - sum.columnMeans[column])
      if let levelName = term.levelName, value == 1 { names[term.reason] = levelName }
    }
    if case .scorecard(let encoding, _) = step.kind {
      for (place, bin) in bins.enumerated() { names[place] = encoding.binName(place, bin: bin) }
    }
    return Array(zip(names, sums)).map { (name: $0, logOdds: $1) }
  }
}

extension EvidenceEncoding {
  /// A bin as a condition: `employees from 50 to 200`.
  func binName(_ place: Int, bin: Int) -> String {
    let variable = variables[place]
    switch variable.binning.bins[bin].content {
    case .missing: return "\(variable.name) is missing"
    case .interval(let lower?, let upper?):
      return "\(variable.name) from \(Self.text(lower)) to below \(Self.text(upper))"
    case .interval(let lower?, nil): return "\(variable.name) from \(Self.text(lower))"
    case .interval(nil, let upper?): return "\(variable.name) below \(Self.text(upper))"
    case .interval(nil, nil): return "\(variable.name) is known"
    case .levels(let levels, let includesUnseen):
      let words = levels.compactMap { level in
        variable.levels.flatMap { $0.indices.contains(level) ? $0[level] : nil }
      }
      let others = includesUnseen ? ["anything else"] : []
      return "\(variable.name) is \((words + others).joined(separator: " or "))"
    }
  }

  /// A bound with all its digits, whole where it is.
  static func text(_ number: Double) -> String {
    Int(exactly: number).map(String.init) ?? "\(number)"
  }
}
