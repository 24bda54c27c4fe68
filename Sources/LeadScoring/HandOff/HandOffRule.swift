public import CivilTime

/// Which leads go to sales tonight.
public struct HandOffRule: Hashable, Sendable {
  /// Somebody who takes leads that belong to nobody.
  public struct Owner: Hashable, Sendable {
    /// The name, as it stands in the owner's column.
    public var name: String
    /// How large a share of the leads he takes, compared with the others.
    public var weight: Double

    /// Creates an owner.
    public init(_ name: String, weight: Double = 1) {
      self.name = name
      self.weight = weight
    }
  }

  /// The most leads.
  public var capacity: Int
  /// The most leads of one owner; nil for no limit.
  public var perOwner: Int?
  /// The least probability.
  public var minimumProbability: Double
  /// What a conversion is worth when sales works the lead, beyond what it is worth anyway; nil to
  /// choose by capacity alone.
  public var valuePerConversion: Double?
  /// What it costs to work one lead.
  public var costPerLead = 0.0
  /// Who takes leads that belong to nobody.
  public var owners: [Owner] = []
  /// After how long a lead may be handed over again; nil for never.
  public var againAfter: TimeSpan?

  /// Creates a rule.
  public init(capacity: Int, minimumProbability: Double) {
    self.capacity = capacity
    self.minimumProbability = minimumProbability
  }

  /// The probability that a lead must pass for sales to work it: work iff p·ΔV > c.
  public var breakEven: Double? { valuePerConversion.map { costPerLead / $0 } }

  /// A lead that may be handed over.
  public struct Candidate: Sendable {
    /// The contact's position in the bytewise order of identifiers, which breaks ties.
    public var position: Int
    /// The probability of conversion.
    public var probability: Double
    /// Fit plus engagement, which rank where all probabilities are equal.
    public var points: Double
    /// The letter.
    public var grade: Grade
    /// Whether any attribute of the fit rules is known; an unknown fit is not a poor one.
    public var isFitKnown: Bool
    /// Whether a rule forbids it.
    public var isVetoed: Bool
    /// Whether the contact converted already.
    public var isConverted: Bool
    /// Whether sales has the lead already.
    public var isHandedOver: Bool

    /// Creates a candidate.
    public init(
      position: Int,
      probability: Double,
      points: Double,
      grade: Grade,
      isFitKnown: Bool,
      isVetoed: Bool,
      isConverted: Bool,
      isHandedOver: Bool = false
    ) {
      self.position = position
      self.probability = probability
      self.points = points
      self.grade = grade
      self.isFitKnown = isFitKnown
      self.isVetoed = isVetoed
      self.isConverted = isConverted
      self.isHandedOver = isHandedOver
    }
  }

  /// The positions of the leads to hand over, the best first.
  ///
  /// Leads with a veto, with a known fit of letter C, already converted or already handed over are
  /// never handed over, nor, where there is no model, leads of whom nothing speaks.
  public func chosen(from candidates: [Candidate], hasModel: Bool) -> [Int] {
    decision(on: candidates, hasModel: hasModel).leads.map(\.position)
  }

  /// The candidates that may be handed over, the best first.
  func eligible(_ candidates: [Candidate], hasModel: Bool) -> [Candidate] {
    candidates.filter {
      (hasModel || $0.points > 0) && $0.mayBeCalled && !$0.isHandedOver
        && $0.probability >= minimumProbability
    }.sorted {
      ($1.probability, $1.points, $0.position) < ($0.probability, $0.points, $1.position)
    }
  }
}
