/// A grade from A+ to F that starts at D and moves by thirds of a letter per matched criterion.
///
/// The scheme of Pardot: of the thirteen grades `F, D-, D, D+, … A+` everybody begins with D; every
/// rule that holds moves the grade one third up, or down when its points are negative, unless the
/// rule says by how many thirds. The grade never leaves A+ to F.
public struct LetterGrade: Hashable, Sendable, Comparable, CustomStringConvertible {
  private static let names = [
    "F", "D-", "D", "D+", "C-", "C", "C+", "B-", "B", "B+", "A-", "A", "A+",
  ]
  private static let start = 2

  /// The position from F, 0, to A+, 12.
  public let rank: Int

  /// Creates the grade that lies so many thirds of a letter above D, or below.
  public init(stepsFromStart steps: Int) {
    rank = min(Self.names.count - 1, max(0, Self.start + steps))
  }

  /// `A+` to `F`.
  public var description: String { Self.names[rank] }

  /// All grades, the worst first.
  public static let all = names.indices.map { LetterGrade(stepsFromStart: $0 - start) }

  /// Orders from the worst to the best.
  public static func < (left: LetterGrade, right: LetterGrade) -> Bool { left.rank < right.rank }
}
