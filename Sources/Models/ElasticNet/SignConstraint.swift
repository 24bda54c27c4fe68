/// Which signs a coefficient may have; 0 is always allowed.
public enum SignConstraint: String, Hashable, Sendable, Codable, CaseIterable {
  /// Any.
  case free
  /// The column can only raise the probability.
  case nonNegative
  /// The column can only lower the probability.
  case nonPositive

  var allowsPositive: Bool { self != .nonPositive }
  var allowsNegative: Bool { self != .nonNegative }
}
