/// What the send-time estimator takes as given; everything else it learns.
///
/// The defaults were measured on generated worlds; they are widths and pseudo-counts, not habits.
public struct SendTimeOptions: Hashable, Sendable, Codable {
  /// The width (one standard deviation, in hours) over which a visit speaks for its neighbours.
  public var visitWidth = 2.0
  /// How many visits of the common curve each contact is given on top of his own.
  public var pseudoVisits = 5.0
  /// The width (one standard deviation, in hours) over which a send speaks for its neighbours.
  public var responseWidth = 2.0
  /// How much of a send's weight goes to the same hour on all days, 0 to 1.
  public var dailyShare = 0.5
  /// What one personal or segment hour must gain over the common one, as a share of its rate.
  public var gainMargin = 0.05
  /// What personal evidence must gain on sends predicted without themselves, in natural log units.
  public var proof = 3.0
  /// The sends that a contact's prior rate may be worth.
  public var contactConcentrations = [2.0, 3, 4, 6, 8, 12, 16, 24, 32, 48, 64, 96, 128]
  /// The sends that a contact's prior rate at one hour may be worth.
  public var hourConcentrations = [2.0, 4, 8, 16, 32, 64]
  /// The same for a contact whose own sends prove a habit that the list's value would hide.
  public var provenConcentration = 4.0
  /// The weight of visits (own hour of week, own hour of day) where there are no sends to learn it.
  public var untestedVisitWeight = VisitWeight(hourOfWeek: 0.3, hourOfDay: 0.6)
  /// The sends that a contact's prior rate is worth where there is no sample to learn it.
  public var untestedConcentration = 10.0

  /// Creates the default options.
  public init() {}
}

/// How much a contact's own visits count against the common curve, as shares of the whole.
///
/// Learned from sends only; both are zero where visiting hours say nothing about responses.
public struct VisitWeight: Hashable, Sendable, Codable {
  /// The share of visits in the same hour of the week.
  public var hourOfWeek: Double
  /// The share of visits in the same hour of any day.
  public var hourOfDay: Double

  /// Visits do not count.
  public static let none = VisitWeight(hourOfWeek: 0, hourOfDay: 0)

  /// Both shares together.
  public var total: Double { hourOfWeek + hourOfDay }

  /// Creates weights.
  public init(hourOfWeek: Double, hourOfDay: Double) {
    self.hourOfWeek = hourOfWeek
    self.hourOfDay = hourOfDay
  }
}
