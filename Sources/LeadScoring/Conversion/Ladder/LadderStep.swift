/// What a probability of conversion rests on, from little data to much.
public enum LadderStep: String, Hashable, Sendable, Codable, CaseIterable, Comparable {
  /// The user's rules, turned into a probability.
  case rules
  /// Points for bins of every variable, beside the rules.
  case scorecard
  /// A logistic regression with a ridge that the data choose, beside the rules.
  case ridge
  /// A logistic regression that leaves variables out, calibrated on rows that it did not see.
  case elasticNet = "elastic_net"
  /// A discrete-time hazard: the conversion and the time until it.
  case hazard

  /// The step in words.
  public var title: String {
    switch self {
    case .rules: "your rules"
    case .scorecard: "scorecard with your rules"
    case .ridge: "ridge regression with your rules"
    case .elasticNet: "calibrated elastic net with your rules"
    case .hazard: "discrete-time hazard"
    }
  }

  private var height: Int { Self.allCases.firstIndex(of: self) ?? 0 }

  /// Whether a step needs less data.
  public static func < (left: LadderStep, right: LadderStep) -> Bool { left.height < right.height }
}
