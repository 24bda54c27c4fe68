import LinearAlgebra

/// Data that have no good answer; they deserve a finite one or an error with a code.
enum HostileWorld: String, CaseIterable, Sendable {
  case noRows, oneRow, fewerRowsThanColumns, zeroWeights, onlyFailures, onlySuccesses, separation
  case constantColumn, constantColumns, repeatedColumn, repeatedRow, hugeColumn, tinyColumn
  case hugeWeights, noTrials, oneGroup, groupsOfOne, noEvents, onePeriod, equalScores, sureScores

  /// A small world that has the trouble.
  var world: World {
    var world = World(rows: 60, columns: 6, seed: 5)
    switch self {
    case .noRows: return world.selecting([])
    case .oneRow: return world.selecting([3])
    case .fewerRowsThanColumns: return world.selecting([0, 1, 2, 3])
    case .repeatedRow:
      // One row with success and one without, thirty times each.
      let pair = [1.0, 0].compactMap { world.outcomes.firstIndex(of: $0) }
      return world.selecting(world.rows.map { pair[$0 % 2] })
    case .zeroWeights: world.weights = world.rows.map { _ in 0 }
    case .hugeWeights: world.weights = world.rows.map { _ in 1e300 }
    case .onlyFailures: world.outcomes = world.rows.map { _ in 0 }
    case .onlySuccesses: world.outcomes = world.rows.map { _ in 1 }
    case .separation: world.outcomes = world.rows.map { world.design[$0, 0] > 0 ? 1 : 0 }
    case .constantColumn: world.setColumn(1) { _ in 0.1 }
    case .constantColumns:
      for column in 0..<6 { world.setColumn(column) { _ in 0.1 } }
    case .repeatedColumn: world.setColumn(4) { [world] in 3 * world.design[$0, 1] - 2 }
    case .hugeColumn: world.setColumn(1) { [world] in 1e150 * world.design[$0, 1] }
    case .tinyColumn: world.setColumn(1) { [world] in 1e-150 * world.design[$0, 1] }
    case .noTrials: for row in world.rows { for kind in 0..<3 { world.counts[row, kind] = 0 } }
    case .oneGroup: world.groups = world.rows.map { _ in 0 }
    case .groupsOfOne: world.groups = Array(world.rows)
    case .noEvents: world.events = world.rows.map { _ in 0 }
    case .onePeriod: world.periods = world.rows.map { _ in 1 }
    case .equalScores: world.scores = world.rows.map { _ in 0.3 }
    case .sureScores: world.scores = world.outcomes
    }
    return world
  }
}

extension World {
  fileprivate mutating func setColumn(_ column: Int, _ value: (Int) -> Double) {
    for row in rows { design[row, column] = value(row) }
  }
}
