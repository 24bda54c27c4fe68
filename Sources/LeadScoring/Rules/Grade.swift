/// Fit and engagement together: a letter for who, a digit for what they did; A1 is best.
public struct Grade: Hashable, Sendable, Comparable, CustomStringConvertible {
  /// 0 for A, 1 for B, 2 for C.
  public var fit: Int
  /// 0 for 1, 1 for 2, 2 for 3.
  public var engagement: Int

  /// `A1` to `C3`.
  public var description: String { "\(["A", "B", "C"][fit])\(engagement + 1)" }

  /// All nine grades, the best first.
  public static let all = (0..<3).flatMap { fit in
    (0..<3).map { Grade(fit: fit, engagement: $0) }
  }

  /// Creates a grade.
  public init(fit: Int, engagement: Int) {
    self.fit = fit
    self.engagement = engagement
  }

  /// The position from the best, 0, to the worst, 8.
  public var rank: Int { fit * 3 + engagement }

  /// Orders from the best to the worst.
  public static func < (left: Grade, right: Grade) -> Bool { left.rank < right.rank }
}

/// Where the letters and digits begin, and what the grades are called.
public struct GradeScheme: Hashable, Sendable {
  /// The least fit for A and for B.
  public var fitThresholds: [Double]
  /// The least engagement for 1 and for 2.
  public var engagementThresholds: [Double]
  /// The segment of each grade, by its text.
  public var segments: [String: String]

  /// Creates a scheme.
  public init(
    fitThresholds: [Double],
    engagementThresholds: [Double],
    segments: [String: String]
  ) {
    self.fitThresholds = fitThresholds
    self.engagementThresholds = engagementThresholds
    self.segments = segments
  }

  /// The grade of two scores.
  public func grade(fit: Double, engagement: Double) -> Grade {
    Grade(
      fit: fitThresholds.firstIndex { fit >= $0 } ?? 2,
      engagement: engagementThresholds.firstIndex { engagement >= $0 } ?? 2
    )
  }

  /// The segment of a grade.
  public func segment(of grade: Grade) -> String { segments[grade.description] ?? "other" }
}
