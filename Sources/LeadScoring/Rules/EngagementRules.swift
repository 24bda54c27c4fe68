#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

/// What one type of event is worth.
public struct EngagementRule: Sendable, Hashable, Codable {
  /// How the points of many events of a type reach its cap c, with S their sum.
  public enum Saturation: String, Sendable, Hashable, Codable, CaseIterable {
    /// `c(1 − e^(−S/c))`: every further event adds less.
    case smooth
    /// `min(S, c)`: all count alike up to the cap.
    case hard
  }

  /// The name of the event type.
  public var type: String
  /// What one event adds when it is new, or takes away.
  public var points: Double
  /// After how many days an event is worth half; infinity for ever.
  public var halfLifeDays: Double
  /// What the type can add at most; infinity for no limit.
  public var cap: Double
  /// The group whose limits apply.
  public var group: String
  /// How the cap is reached.
  public var saturation: Saturation
  /// For how many days an event keeps the lead away from sales: infinity for ever, nil for never.
  public var vetoDays: Double?
  /// What a person reads in reasons; nil for the type's name.
  public var name: String?

  /// Creates a rule.
  public init(
    _ type: String,
    points: Double,
    halfLifeDays: Double,
    cap: Double,
    group: String,
    saturation: Saturation = .smooth,
    vetoDays: Double? = nil,
    name: String? = nil
  ) {
    self.type = type
    self.points = points
    self.halfLifeDays = halfLifeDays
    self.cap = cap
    self.group = group
    self.saturation = saturation
    self.vetoDays = vetoDays
    self.name = name
  }

  /// The rule for reasons: its name, or else the type's.
  public var summary: String { name ?? type }

  /// What the type's events add together, given the sum of their points.
  func saturated(_ sum: Double) -> Double {
    guard sum > 0, cap.isFinite else { return sum }
    return saturation == .hard ? min(sum, cap) : cap * (1 - exp(-sum / cap))
  }
}

/// What all types of events are worth together: 0 to 100.
///
/// With S the sum of a type's points, each halved every half-life, the type adds `c(1 − e^(−S/c))`
/// for a cap c, or `min(S, c)`; negative types subtract S. Groups are limited, then the total.
public struct EngagementRules: Sendable, Hashable, Codable {
  /// The rules.
  public var rules: [EngagementRule]
  /// The most that each group may add.
  public var groupLimits: [String: Double]
  /// The least that each group may add, that is the most that it may take away.
  public var groupFloors: [String: Double]

  /// Creates rules.
  public init(
    rules: [EngagementRule],
    groupLimits: [String: Double],
    groupFloors: [String: Double] = [:]
  ) {
    self.rules = rules
    self.groupLimits = groupLimits
    self.groupFloors = groupFloors
  }

  /// The share of the rules' event types that the data have at all.
  ///
  /// A type that nobody records is not known to be absent: its points cannot be earned.
  public func coverage(_ isRecorded: (String) -> Bool) -> Double {
    rules.isEmpty ? 1 : Double(rules.count { isRecorded($0.type) }) / Double(rules.count)
  }
}
