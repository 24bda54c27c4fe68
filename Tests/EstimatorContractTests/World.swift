import LinearAlgebra
import Statistics

/// Rows with all that any estimator reads; each takes what it needs.
struct World: Codable, Hashable, Sendable {
  /// Normal columns, column j with mean j and deviation 2.
  var design: Matrix
  /// 0 or 1, with the logit `0.5·x₁ − 1` plus an effect of the group.
  var outcomes: [Double] = []
  /// 1 or 2.
  var weights: [Double] = []
  /// Which of 40 groups a row belongs to.
  var groups: [Int] = []
  /// A probability of the outcome, too sure of itself.
  var scores: [Double] = []
  /// How often each of three things happened in 1 to 30 trials, with rates that differ by row.
  var counts: Matrix
  /// For how many of at most 12 periods a row was watched.
  var periods: [Int] = []
  /// Whether something happened in the last of them, 1, or the row was lost from sight, 0.
  var events: [Int] = []

  /// The data of most fits.
  static let standard = World()

  /// Rows that a seed repeats; 5000 are more than two blocks.
  init(rows: Int = 5000, columns: Int = 6, groupDeviation: Double = 0.5, seed: UInt64 = 20) {
    var stream = RandomStream(seed: seed)
    let effects = (0..<40).map { _ in stream.normal(mean: 0, standardDeviation: groupDeviation) }
    design = Matrix(rows: rows, columns: columns)
    counts = Matrix(rows: rows, columns: 3)
    for row in 0..<rows {
      for column in 0..<columns {
        design[row, column] = stream.normal(mean: Double(column), standardDeviation: 2)
      }
      let group = stream.integer(below: 40)
      let logit = 0.5 * design[row, 0] - 1 + effects[group]
      groups.append(group)
      outcomes.append(stream.bernoulli(logistic(logit)) ? 1 : 0)
      weights.append(Double(1 + stream.integer(below: 2)))
      scores.append(logistic(1.6 * logit + stream.normal(mean: 0, standardDeviation: 0.3)))
      appendCounts(row, &stream)
      appendDuration(hazard: logistic(0.3 * design[row, 1] - 2.5), &stream)
    }
  }

  private mutating func appendCounts(_ row: Int, _ stream: inout RandomStream) {
    let (first, second) = (stream.uniform(in: 0.1..<0.5), stream.uniform(in: 0.1..<0.4))
    for _ in 0...stream.integer(below: 30) {
      counts[row, stream.categorical([first, second, 1 - first - second])] += 1
    }
  }

  private mutating func appendDuration(hazard: Double, _ stream: inout RandomStream) {
    for period in 1...12 {
      let happens = stream.bernoulli(hazard)
      guard happens || period == 12 else { continue }
      periods.append(period)
      events.append(happens ? 1 : 0)
      return
    }
  }

  var rows: Range<Int> { 0..<design.rows }
  var columns: Int { design.columns }
  /// The first kind of count, and it together with the last.
  var successes: [Double] { counts.column(0) }
  var trials: [Double] { zip(counts.column(0), counts.column(2)).map { $0 + $1 } }

  /// Some rows, in the given order and as often as they are given.
  func selecting(_ rows: [Int]) -> World {
    var world = self
    world.design = design.selecting(rows: rows)
    world.counts = counts.selecting(rows: rows)
    world.outcomes = rows.map { outcomes[$0] }
    world.weights = rows.map { weights[$0] }
    world.groups = rows.map { groups[$0] }
    world.scores = rows.map { scores[$0] }
    world.periods = rows.map { periods[$0] }
    world.events = rows.map { events[$0] }
    return world
  }
}

extension World {
  /// Gives a row the weight 0, and values unlike those of all other rows.
  mutating func fillWithWeightZero(_ row: Int) {
    weights[row] = 0
    outcomes[row] = 1 - outcomes[row]
    scores[row] = 1 - scores[row]
    for column in 0..<columns { design[row, column] *= -1e6 }
    for kind in 0..<3 { counts[row, kind] = 1000 }
    (groups[row], periods[row], events[row]) = (77, 13, 2)
  }

  /// A list of numbers that an estimator may read.
  enum Field: String, CaseIterable, Sendable {
    case design, outcomes, weights, scores, counts
  }

  /// The world with one number of a field replaced, in the last block of rows.
  func with(_ value: Double, in field: Field) -> World {
    var world = self
    let row = design.rows - 7
    switch field {
    case .design: world.design[row, 0] = value
    case .outcomes: world.outcomes[row] = value
    case .weights: world.weights[row] = value
    case .scores: world.scores[row] = value
    case .counts: world.counts[row, 0] = value
    }
    return world
  }
}
