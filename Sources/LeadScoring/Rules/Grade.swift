/// Fit and engagement together: a letter for who, a digit for what they did; A1 is best.
public struct Grade: Hashable, Sendable, Comparable, CustomStringConvertible {
  /// 0 for A, 1 for B, 2 for C.
  public var fit: Int
  /// 0 for 1, 1 for 2, 2 for 3.
  public var engagement: Int

  private static let texts = ["A", "B", "C"].flatMap { letter in (1...3).map { "\(letter)\($0)" } }

  /// `A1` to `C3`.
  public var description: String { Self.texts[rank] }

  /// All nine grades, the best first.
  public static let all = (0..<3).flatMap { fit in
    (0..<3).map { Grade(fit: fit, engagement: $0) }
  }

  /// Creates a grade.
  public init(fit: Int, engagement: Int) {
    self.fit = fit
    self.engagement = engagement
  }

  /// The grade of a text such as `B2`.
  public init?(_ text: String) {
    guard let grade = Self.all.first(where: { $0.description == text }) else { return nil }
    self = grade
  }

  /// The position from the best, 0, to the worst, 8.
  public var rank: Int { fit * 3 + engagement }

  /// Orders from the best to the worst.
  public static func < (left: Grade, right: Grade) -> Bool { left.rank < right.rank }
}

/// Where two limits lie: given as points, or as the share of contacts that stays below them.
public enum Thresholds: Hashable, Sendable {
  /// The least points for the best and for the middle.
  case fixed([Double])
  /// The shares of all contacts that lie below the best and below the middle.
  case quantiles([Double])

  /// The thresholds in points.
  ///
  /// Whoever has no points never passes a quantile, however many have none.
  ///
  /// - Complexity: O(n log n) for quantiles.
  public func resolved(_ points: @autoclosure () -> [Double]) -> [Double] {
    switch self {
    case .fixed(let values): return values
    case .quantiles(let shares):
      let sorted = points().sorted()
      return shares.map { sorted.positiveQuantile($0) ?? 100 }
    }
  }

  /// Whether all contacts must be known first.
  public var needsAllContacts: Bool { if case .quantiles = self { true } else { false } }
}

extension [Double] {
  /// The value that the given share of these sorted values lies below, or else the least above
  /// zero; nil where none is above zero.
  func positiveQuantile(_ share: Double) -> Double? {
    guard let last, last > 0 else { return nil }
    let value = self[Swift.min(count - 1, Int((share * Double(count)).rounded(.up)))]
    return value > 0 ? value : first { $0 > 0 }
  }
}

/// Where the letters and digits begin, and what the grades are called.
public struct GradeScheme: Hashable, Sendable {
  /// What the column `grade` shows.
  public enum Style: String, Hashable, Sendable, CaseIterable {
    /// A1 to C3.
    case matrix
    /// A+ to F.
    case letters
  }

  /// The limits of A and of B.
  public var fit: Thresholds
  /// The limits of 1 and of 2.
  public var engagement: Thresholds
  /// The segment of each grade, by its text.
  public var segments: [String: String]
  /// What the column `grade` shows.
  public var style: Style

  /// The least fit for A and for B; empty where all contacts must be known first.
  public var fitThresholds: [Double] {
    get { if case .fixed(let values) = fit { values } else { [] } }
    set { fit = .fixed(newValue) }
  }

  /// The least engagement for 1 and for 2; empty where all contacts must be known first.
  public var engagementThresholds: [Double] {
    get { if case .fixed(let values) = engagement { values } else { [] } }
    set { engagement = .fixed(newValue) }
  }

  /// Creates a scheme.
  public init(
    fitThresholds: [Double],
    engagementThresholds: [Double],
    segments: [String: String],
    style: Style = .matrix
  ) {
    fit = .fixed(fitThresholds)
    engagement = .fixed(engagementThresholds)
    self.segments = segments
    self.style = style
  }

  /// The scheme with thresholds in points.
  public func resolved(
    fits: @autoclosure () -> [Double],
    engagements: @autoclosure () -> [Double]
  ) -> GradeScheme {
    var scheme = self
    scheme.fitThresholds = fit.resolved(fits())
    scheme.engagementThresholds = engagement.resolved(engagements())
    return scheme
  }

  /// The grade of two scores; thresholds must be in points.
  public func grade(fit: Double, engagement: Double) -> Grade {
    grade(fit: fit, engagement: engagement, slack: 0)
  }

  /// The grade where every threshold is lower by a share.
  func grade(fit: Double, engagement: Double, slack: Double) -> Grade {
    Grade(
      fit: Self.position(fit, self.fit, slack),
      engagement: Self.position(engagement, self.engagement, slack)
    )
  }

  private static func position(_ value: Double, _ limits: Thresholds, _ slack: Double) -> Int {
    guard case .fixed(let values) = limits else {
      preconditionFailure("quantiles are resolved before contacts are graded")
    }
    for (position, threshold) in values.enumerated() where value >= threshold * (1 - slack) {
      return position
    }
    return 2
  }

  /// The segment of a grade.
  public func segment(of grade: Grade) -> String { segments[grade.description] ?? "other" }
}
