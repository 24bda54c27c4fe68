public import CRMData
import CivilTime
public import Features
import LinearAlgebra
import Models
import Statistics
import Tables

/// How the half-lives of the activity counts are found.
public enum HalfLifeChoice: Hashable, Sendable {
  /// Learned where conversions are enough to tell, otherwise ``HalfLives/standard``.
  case automatic
  /// Days by type; infinity for no decay. Types that are not named have ``HalfLives/standard``.
  case given([String: Double])
}

/// Chooses for each type of event after how many days it is worth half.
///
/// Half-lives are judged by the log-likelihood of examples that the fit has not seen: those of the
/// newest reference after a fit to the older ones, or, with one reference alone, each half of the
/// accounts after a fit to the other half. All other features stay as a first model has them; the
/// type's own column is replaced, one candidate after the other, and its slope fitted anew. The
/// best candidate is taken where it gains ``leastGain`` over the standard half-life, so that types
/// which tell little keep it.
///
/// All conversions and as many others are looked at, up to ``sampleSize`` examples, chosen by a hash
/// of the contact: sampling by outcome moves the intercept of a logistic model, but no slope.
///
/// Source: METHODS 1.1; King and Zeng 2001 on sampling by outcome.
public struct HalfLifeLearning: Hashable, Sendable {
  /// The half-lives to choose from, in days.
  public var candidates = HalfLives.candidates
  /// About how many examples are looked at, at most.
  public var sampleSize = 20_000
  /// With fewer conversions in either part the standard half-lives stay.
  public var minimumConversions = 100
  /// With fewer examples that have an event of the type its half-life stays.
  public var minimumExamples = 50
  /// The log-likelihood that a half-life must gain over the standard one.
  public var leastGain = 2.0

  /// Creates the default options.
  public init() {}

  /// The half-lives that predict better than those of some features.
  ///
  /// - Parameters:
  ///   - training: past examples and outcomes.
  ///   - features: what the model may look at, with one half-life for each type.
  ///   - snapshot: the data that the examples refer to.
  ///   - threads: how many threads to use; the answer does not depend on it.
  /// - Returns: Days by type, for the types whose half-life changes.
  /// - Throws: `ModelError` when the numbers allow no fit.
  /// - Complexity: O(sample × candidates) for each type, and one fit of all columns for each part.
  public func halfLives(
    for training: TrainingSet,
    features: LeadFeatures,
    in snapshot: CRMSnapshot,
    threads: Int
  ) throws -> [String: Double] {
    let types = features.activityTypes
    guard !types.isEmpty, training.conversionCount >= 2 * minimumConversions else { return [:] }
    let sample = Sample(of: training, in: snapshot, size: sampleSize)
    let parts = sample.parts(minimumConversions)
    guard !parts.isEmpty else { return [:] }
    let table = features.table(of: sample.examples, threads: threads)
    let encoding = DesignEncoding(fittedTo: table, rows: Array(0..<table.rowCount))
    let design = encoding.matrix(of: table, rows: Array(0..<table.rowCount))
    let judges = try parts.map { part in
      try Judge(part, design, sample.outcomes, threads: threads)
    }
    let own = columns(of: encoding)
    let trials = features.decaying(
      by: Dictionary(uniqueKeysWithValues: own.keys.map { ($0, candidates) })
    ).table(of: sample.examples, threads: threads)
    var chosen: [String: Double] = [:]
    for (type, column) in own.sorted(by: { $0.key < $1.key }) {
      let best = try best(type, column, judges, trials)
      if let best, best.gain >= leastGain { chosen[type] = best.halfLife }
    }
    return chosen
  }

  /// The column of each type that has one.
  private func columns(of encoding: DesignEncoding) -> [String: Int] {
    var columns: [String: Int] = [:]
    for (index, term) in encoding.terms.enumerated() {
      if let parsed = HalfLives.parsed(term.name) { columns[parsed.type] = index }
    }
    return columns
  }

  private func best(
    _ type: String,
    _ column: Int,
    _ judges: [Judge],
    _ trials: FeatureTable
  ) throws -> (halfLife: Double, gain: Double)? {
    var best: (halfLife: Double, gain: Double)?
    for halfLife in candidates {
      let name = HalfLives.columnName(of: type, halfLife: halfLife)
      guard let trial = trials.columns.first(where: { $0.name == name }),
        case .numbers(let counts) = trial.values,
        counts.count(where: { $0 > 0 }) >= minimumExamples
      else { continue }
      let values = logarithms(of: counts)
      let gain = try judges.reduce(0.0) { try $0 + $1.gain(of: values, instead: column) }
      if gain > best?.gain ?? -.infinity { best = (halfLife, gain) }
    }
    return best
  }

  private func logarithms(of counts: [Double]) -> [Double] {
    [Double](unsafeUninitializedCapacity: counts.count) { result, written in
      guard let start = result.baseAddress else { return }
      counts.withUnsafeBufferPointer { ElementFunctions.logOnePlus($0, missing: 0, to: start) }
      written = counts.count
    }
  }
}

/// The examples that are looked at.
private struct Sample {
  var examples: [LeadExample] = []
  var outcomes: [Double] = []
  private var accounts: [UInt64] = []
  private let newest: LeadExample?

  init(of training: TrainingSet, in snapshot: CRMSnapshot, size: Int) {
    let conversions = training.conversionCount
    let others = training.examples.count - conversions
    let limits = [others, conversions].map { Self.limit(size / 2, of: $0) }
    newest = training.examples.max { $0.reference < $1.reference }
    for (example, outcome) in zip(training.examples, training.outcomes) {
      let hash = snapshot.contacts.ids.withBytes(of: example.contact) { StableHash.value(of: $0) }
      guard hash <= limits[Int(outcome)] else { continue }
      examples.append(example)
      outcomes.append(outcome)
      accounts.append(ConversionLearning.accountHash(of: example.contact, in: snapshot))
    }
  }

  private static func limit(_ wanted: Int, of count: Int) -> UInt64 {
    wanted >= count ? .max : UInt64(Double(wanted) / Double(count) * 0x1p64)
  }

  /// Some rows to fit and others to judge.
  struct Part {
    var fitted: [Int]
    var judged: [Int]
  }

  /// By time where there are several references, else by account, both ways; none where any part
  /// has too few conversions or too few others.
  func parts(_ minimum: Int) -> [Part] {
    guard let newest = newest?.reference else { return [] }
    let byTime = Part(
      fitted: examples.indices.filter { examples[$0].reference < newest },
      judged: examples.indices.filter { examples[$0].reference == newest }
    )
    if isEnough(byTime, minimum) { return [byTime] }
    // The lowest bits choose folds elsewhere.
    let first = examples.indices.filter { accounts[$0] >> 40 & 1 == 0 }
    let second = examples.indices.filter { accounts[$0] >> 40 & 1 == 1 }
    let part = Part(fitted: first, judged: second)
    return isEnough(part, minimum) ? [part, Part(fitted: second, judged: first)] : []
  }

  private func isEnough(_ part: Part, _ minimum: Int) -> Bool {
    [part.fitted, part.judged].allSatisfy { rows in
      let conversions = rows.count { outcomes[$0] == 1 }
      return min(conversions, rows.count - conversions) >= minimum
    }
  }
}

/// Tells what one column in place of another gains among examples that its fit has not seen.
private struct Judge {
  private let part: Sample.Part
  private let design: Matrix
  private let model: LogisticModel
  private let logits: [Double]
  private let outcomes: [Double]
  private let threads: Int

  init(_ part: Sample.Part, _ design: Matrix, _ outcomes: [Double], threads: Int) throws {
    self.part = part
    self.design = design
    self.outcomes = outcomes
    self.threads = threads
    model = try LogisticRegression(penalty: .ridge(strength: 1)).fitted(
      to: design.selecting(rows: part.fitted),
      outcomes: part.fitted.map { outcomes[$0] },
      threads: threads
    )
    logits = model.logits(of: design, threads: threads)
  }

  func gain(of values: [Double], instead column: Int) throws -> Double {
    let rest = logits.indices.map { row in
      logits[row]
        - model.coefficients[column] * (design[row, column] - model.columnMeans[column])
    }
    let before = try likelihood(of: design.column(column), beside: rest)
    return try likelihood(of: values, beside: rest) - before
  }

  /// The log-likelihood of the judged rows.
  private func likelihood(of values: [Double], beside rest: [Double]) throws -> Double {
    let fitted = try LogisticRegression(penalty: .ridge(strength: 1)).fitted(
      to: Matrix(
        rows: part.fitted.count,
        columns: 1,
        elements: part.fitted.map { values[$0] }
      ),
      outcomes: part.fitted.map { outcomes[$0] },
      offset: part.fitted.map { rest[$0] },
      threads: threads
    )
    return part.judged.reduce(0) { sum, row in
      let logit =
        rest[row] + fitted.centredIntercept
        + fitted.coefficients[0] * (values[row] - fitted.columnMeans[0])
      return sum + outcomes[row] * logit - log1pExp(logit)
    }
  }
}

extension ConversionLearning {
  /// The features with the half-lives that were given, or that the training examples tell.
  ///
  /// - Parameters: as for ``HalfLifeLearning/halfLives(for:features:in:threads:)``.
  /// - Returns: The same features; only half-lives may differ.
  /// - Throws: `ModelError` when the numbers allow no fit.
  public func tuned(
    _ features: LeadFeatures,
    to training: TrainingSet,
    in snapshot: CRMSnapshot,
    threads: Int
  ) throws -> LeadFeatures {
    let days =
      switch halfLives {
      case .given(let days): days
      case .automatic:
        try HalfLifeLearning()
          .halfLives(for: training, features: features, in: snapshot, threads: threads)
      }
    return features.decaying(by: days.mapValues { [$0] })
  }
}
