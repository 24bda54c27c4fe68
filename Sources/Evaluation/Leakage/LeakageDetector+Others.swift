import LinearAlgebra
import Models
import Statistics

#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

extension LeakageDetector {
  /// Finds columns that alone rank better than a model of all others, the best one first.
  ///
  /// Columns already found to be leaks are no competition: beside a leak nothing outranks. A model
  /// of fewer than ten events, or non-events, per column is no yardstick, nor is one that tells
  /// next to nothing: among noise a good column is just good.
  func addOutranking(
    to reasons: inout [[LeakageFinding.Reason]],
    _ columns: [ScreenedColumn],
    outcomes: [Double],
    folds: Folds
  ) throws(EvaluationError) {
    let events = outcomes.reduce(0, +)
    let rarer = min(events, Double(outcomes.count) - events)
    let candidates = columns.indices
      .filter { columns[$0].screen.area > outrankingArea }
      .sorted { (-columns[$0].screen.area, $0) < (-columns[$1].screen.area, $1) }
    for candidate in candidates {
      let others = columns.indices.filter { other in
        other != candidate && !reasons[other].contains { $0.verdict == .leak }
      }
      guard !others.isEmpty, rarer >= 10 * Double(others.count),
        let together = Self.scores(
          of: others.map { columns[$0] },
          outcomes: outcomes,
          folds: folds
        ),
        let test = try AreaComparison(
          outcomes: outcomes,
          scores: columns[candidate].crossFittedEvidence,
          against: together
        ),
        test.otherArea > 0.6,
        let interval = test.interval, let pValue = test.pValue, interval.lower > 0
      else { continue }
      let evidence = LeakageFinding.Evidence.outranksOthers(
        area: test.area,
        others: test.otherArea,
        pValue: pValue
      )
      reasons[candidate].append(.init(evidence: evidence, verdict: .leak))
    }
  }

  /// Cross-fitted probabilities of a ridge regression on the evidence of some columns, which is
  /// taken from the training rows of each fold too.
  private static func scores(
    of columns: [ScreenedColumn],
    outcomes: [Double],
    folds: Folds
  ) -> [Double]? {
    func design(_ rows: [Int], fold: Int) -> Matrix {
      var design = Matrix(rows: rows.count, columns: columns.count)
      for (index, column) in columns.enumerated() {
        let evidence = column.evidence[fold]
        for (position, row) in rows.enumerated() {
          design[position, index] = evidence[column.codes[row]]
        }
      }
      return design
    }
    let regression = LogisticRegression(penalty: .ridge(strength: 1))
    let crossFit = try? folds.crossFitted(outcomes: outcomes) { training, test in
      let fold = folds.assignment[test[0]]
      return try regression.fitted(
        to: design(training, fold: fold),
        outcomes: training.map { outcomes[$0] }
      )
      .probabilities(of: design(test, fold: fold))
    }
    return crossFit?.probabilities
  }

  /// Finds columns that follow from one that was found, as a class follows from its score.
  func addFollowers(to reasons: inout [[LeakageFinding.Reason]], _ columns: [ScreenedColumn]) {
    let found = columns.indices.filter { !reasons[$0].isEmpty }
    for follower in columns.indices where reasons[follower].isEmpty {
      for leader in found {
        guard let share = Self.explainedShare(of: columns[follower], by: columns[leader]),
          share >= 0.9
        else { continue }
        reasons[follower].append(
          .init(
            evidence: .follows(feature: columns[leader].screen.feature, share: share),
            verdict: .suspect
          )
        )
        break
      }
    }
  }

  /// The share of a column's entropy that another one explains, over rows where both are filled
  /// (the uncertainty coefficient of Theil 1972); nil for columns that say too little, and for
  /// others with so many groups that they would explain anything.
  private static func explainedShare(
    of follower: ScreenedColumn,
    by leader: ScreenedColumn
  ) -> Double? {
    let groups = leader.bins.count
    // With more cells than rows anything explains anything.
    guard follower.bins.count * groups <= leader.codes.count else { return nil }
    var joint = Array(repeating: 0.0, count: follower.bins.count * groups)
    for (code, other) in zip(follower.codes, leader.codes) where code > 0 && other > 0 {
      joint[code * groups + other] += 1
    }
    let rows = joint.reduce(0, +)
    let leaders = (0..<groups).map { other in
      stride(from: other, to: joint.count, by: groups).reduce(0) { $0 + joint[$1] }
    }
    guard rows >= 20 * Double(leaders.count { $0 > 0 }) else { return nil }
    let followers = (0..<follower.bins.count).map { code in
      joint[code * groups..<(code + 1) * groups].reduce(0, +)
    }
    let entropy = entropy(followers, of: rows)
    guard entropy >= 0.1 else { return nil }
    return (entropy + Self.entropy(leaders, of: rows) - Self.entropy(joint, of: rows)) / entropy
  }

  private static func entropy(_ counts: [Double], of total: Double) -> Double {
    counts.reduce(0) { $1 > 0 ? $0 - $1 / total * log($1 / total) : $0 }
  }
}
