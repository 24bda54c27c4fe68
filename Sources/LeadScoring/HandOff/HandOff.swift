/// Which leads go to sales tonight.
public struct HandOffRule: Hashable, Sendable {
  /// The most leads.
  public var capacity: Int
  /// The least probability.
  public var minimumProbability: Double

  /// Creates a rule.
  public init(capacity: Int, minimumProbability: Double) {
    self.capacity = capacity
    self.minimumProbability = minimumProbability
  }

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

    /// Creates a candidate.
    public init(
      position: Int,
      probability: Double,
      points: Double,
      grade: Grade,
      isFitKnown: Bool,
      isVetoed: Bool,
      isConverted: Bool
    ) {
      self.position = position
      self.probability = probability
      self.points = points
      self.grade = grade
      self.isFitKnown = isFitKnown
      self.isVetoed = isVetoed
      self.isConverted = isConverted
    }
  }

  /// The positions of the leads to hand over, the best first.
  ///
  /// Leads with a veto, with a known fit of letter C or already converted are never handed over,
  /// nor, where there is no model, leads of whom nothing speaks.
  public func chosen(from candidates: [Candidate], hasModel: Bool) -> [Int] {
    candidates.filter {
      (hasModel || $0.points > 0) && !$0.isVetoed && !$0.isConverted
        && ($0.grade.fit < 2 || !$0.isFitKnown)
        && $0.probability >= minimumProbability
    }.sorted {
      ($1.probability, $1.points, $0.position) < ($0.probability, $0.points, $1.position)
    }.prefix(capacity).map(\.position)
  }
}
