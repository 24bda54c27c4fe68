import CivilTime
public import Evaluation
import Features
import LinearAlgebra
import Models
import Statistics

/// Whether the newest labelled period still looks and behaves like the ones before.
public struct ConversionDrift: Sendable, Hashable, Codable {
  /// How far a column has moved.
  public struct Column: Sendable, Hashable, Codable {
    /// The column, or `score` for the predictions.
    public var name: String
    /// The population stability index; nil where there is nothing to compare.
    public var index: Double?
    /// The probability of such an index without drift.
    public var pValue: Double?
    /// How much to worry.
    public var level: PopulationStability.Level
  }

  /// Columns and the score, those that moved most first; empty with one reference.
  public var columns: [Column] = []
  /// What a model of the earlier references let expect of the newest, and what came.
  public var calibration: CalibrationInTheLarge?
  /// How strong the predictions turned out: 1 is right, below 1 too extreme.
  public var slope: Double?
  /// All of it in one sentence.
  public var verdict: String

  /// With fewer conversions in the newest period, or before, nothing can be told.
  static let fewestConversions = 10

  static func unknown(_ why: String) -> ConversionDrift {
    ConversionDrift(verdict: "drift is unknown: \(why)")
  }
}

extension ConversionDrift {
  /// Compares the newest reference with the earlier ones.
  ///
  /// A ridge regression is fitted to the earlier ones and predicts the newest.
  ///
  /// - Parameters:
  ///   - data: all examples.
  ///   - isNewest: whether each is of the newest reference.
  ///   - threads: how many threads to use.
  /// - Throws: `ModelError` or `EvaluationError` for numbers that allow no comparison.
  /// - Complexity: one fit of a few ridges.
  init(of data: LadderData, isNewest: [Bool], threads: Int) throws {
    let rows = Array(data.outcomes.indices)
    let (newest, earlier) = (rows.filter { isNewest[$0] }, rows.filter { !isNewest[$0] })
    let count = { (rows: [Int]) in rows.count { data.outcomes[$0] == 1 } }
    guard !earlier.isEmpty else {
      self = .unknown("there is one reference only")
      return
    }
    guard min(count(newest), count(earlier)) >= Self.fewestConversions else {
      self = .unknown("a period has fewer than \(Self.fewestConversions) conversions")
      return
    }
    let scores = try Self.scores(of: data, earlier, threads)
    let outcomes = newest.map { data.outcomes[$0] }
    let predicted = newest.map { scores[$0] }
    columns = try Self.columns(of: data, scores, newest, earlier)
    calibration = try CalibrationInTheLarge(outcomes: outcomes, probabilities: predicted)
    slope = try CalibrationLine(outcomes: outcomes, probabilities: predicted)?.slope
    verdict = Self.verdict(columns, calibration)
  }

  /// What a model of the earlier rows says of all rows.
  private static func scores(
    of data: LadderData,
    _ earlier: [Int],
    _ threads: Int
  ) throws -> [Double] {
    let encoding = DesignEncoding(fittedTo: data.table, rows: earlier)
    let fit = try RidgeFit(
      to: RidgeFit.Rows(
        design: encoding.matrix(of: data.table, rows: earlier)
          .appending(earlier.map { data.rulesIndex[$0] }),
        outcomes: earlier.map { data.outcomes[$0] },
        slope: 0,
        slopeError: 0,
        rulesColumn: nil,
        accounts: nil,
        threads: threads
      ),
      strength: 16
    )
    let all = encoding.matrix(of: data.table, rows: Array(data.outcomes.indices))
      .appending(data.rulesIndex)
    return fit.members[0].model.probabilities(of: all, threads: threads)
  }

  private static func columns(
    of data: LadderData,
    _ scores: [Double],
    _ newest: [Int],
    _ earlier: [Int]
  ) throws -> [Column] {
    let selected = { (rows: [Int]) in
      [FeatureColumn(name: "score", values: .numeric(rows.map { scores[$0] }))]
        + data.table.columns.map { column in
          switch column.values {
          case .numbers(let numbers):
            FeatureColumn(name: column.name, values: .numeric(rows.map { numbers[$0] }))
          case .categories(let codes, _):
            FeatureColumn(
              name: column.name,
              values: .categorical(rows.map { codes[$0] < 0 ? nil : Int(codes[$0]) })
            )
          }
        }
    }
    return try DriftBaseline(of: selected(earlier)).report(on: selected(newest)).map {
      Column(
        name: $0.feature,
        index: $0.stability.index,
        pValue: $0.stability.pValue,
        level: $0.level
      )
    }.sorted { ($1.index ?? 0, $0.name) < ($0.index ?? 0, $1.name) }
  }

  private static func verdict(_ columns: [Column], _ calibration: CalibrationInTheLarge?) -> String
  {
    let moved = columns.filter { $0.level > .stable }.map(\.name)
    let isOff = calibration?.pValue.map { $0 < 0.01 } ?? false
    let level = calibration.map {
      "the newest period had \($0.observedEvents) conversions where"
        + " \(Int($0.expectedEvents.rounded())) were expected"
    }
    if isOff, let level { return "learn anew, and distrust the level: \(level)" }
    if !moved.isEmpty {
      return "watch: \(moved.prefix(3).joined(separator: ", ")) moved; "
        + (level ?? "the level is unknown")
    }
    return "steady: " + (level ?? "no column moved")
  }
}
