/// Where an attribute that was made from others comes from.
public struct DerivedAttribute: Hashable, Sendable {
  /// The attributes of the same table that gave at least one value, the most trusted first.
  public var sources: [String]
  /// The share of the rows whose value is known.
  public var coverage: Double
  /// The source that says all of it already, so that a model has no use for both.
  public var repeats: String?

  /// Creates the description of an attribute.
  public init(sources: [String], coverage: Double, repeats: String? = nil) {
    self.sources = sources
    self.coverage = coverage
    self.repeats = repeats
  }
}
