import LinearAlgebra
import Statistics

/// Something done to the data of which theory knows what it does to a fit.
enum Transformation: String, CaseIterable, Sendable {
  /// The rows in another order: nothing but rounding changes.
  case rowOrder
  /// Rows of weight 2 instead of rows that are there twice.
  case weightTwo
  /// Rows of weight 0, with quite other values, instead of none.
  case weightZero
  /// Another unit of a column: its coefficient changes, and no prediction.
  case scaleColumn
  /// Another origin of a column: no coefficient changes, and no prediction.
  case shiftColumn
  /// Success for failure, scores from 1, kinds of counts in reverse.
  case swapClasses

  /// Two worlds whose fits are to agree.
  func training(_ world: World) -> (plain: World, changed: World) {
    switch self {
    case .rowOrder:
      var stream = RandomStream(seed: 3)
      return (world, world.selecting(stream.shuffled(Array(world.rows))))
    case .weightTwo:
      var plain = world.selecting(
        world.rows.flatMap { Array(repeating: $0, count: Int(world.weights[$0])) }
      )
      plain.weights = plain.rows.map { _ in 1 }
      return (plain, world)
    case .weightZero:
      var changed = world
      for row in stride(from: 0, to: world.rows.count, by: 3) {
        changed.fillWithWeightZero(row)
      }
      return (world.selecting(world.rows.filter { $0 % 3 != 0 }), changed)
    case .scaleColumn, .shiftColumn, .swapClasses: return (world, probe(world))
    }
  }

  /// The rows of which predictions are asked, as the changed fit wants them.
  func probe(_ world: World) -> World {
    var changed = world
    switch self {
    case .rowOrder, .weightTwo, .weightZero: break
    case .scaleColumn:
      for row in world.rows { changed.design[row, Self.column] *= Self.factor }
    case .shiftColumn:
      for row in world.rows { changed.design[row, Self.column] -= 77 }
    case .swapClasses:
      changed.outcomes = world.outcomes.map { 1 - $0 }
      changed.scores = world.scores.map { 1 - $0 }
      changed.counts = world.counts.selecting(columns: [2, 1, 0])
    }
    return changed
  }

  /// What the fingerprint of the changed world says about the plain one.
  func undone(_ fingerprint: Fingerprint, columns: Int) -> Fingerprint {
    var plain = fingerprint
    switch self {
    case .rowOrder, .weightTwo, .weightZero, .shiftColumn: break
    case .scaleColumn:
      for index in stride(from: Self.column, to: plain.slopes.count, by: columns) {
        plain.slopes[index] *= Self.factor
      }
    case .swapClasses:
      plain.logits = plain.logits.map { -$0 }
      plain.probabilities = plain.probabilities.map { 1 - $0 }
      plain.slopes = plain.slopes.map { -$0 }
      plain.categories.reverse()
    }
    return plain
  }

  /// The column that tells most about outcomes.
  private static let column = 0
  /// Not a power of 2, so that rounding differs.
  private static let factor = 1000.0
}
