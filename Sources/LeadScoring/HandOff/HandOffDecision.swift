import Statistics

/// Who is handed over tonight, to whom, and what one more call would bring.
public struct HandOffDecision: Sendable, Hashable {
  /// One lead.
  public struct Lead: Sendable, Hashable {
    /// The contact's position in the bytewise order of identifiers.
    public var position: Int
    /// The probability of conversion.
    public var probability: Double
    /// Who gets it; empty when nobody is known.
    public var owner: String
  }

  /// The leads, the best first.
  public var leads: [Lead] = []
  /// How many more might go, but for capacity.
  public var waiting = 0
  /// How many might go, but are not worth what they cost.
  public var notWorthwhile = 0
  /// The probability of the first lead that stays for want of capacity; nil when none does.
  public var nextProbability: Double?

  /// How many conversions are expected of the leads.
  public var expectedConversions: Double { leads.reduce(0) { $0 + $1.probability } }
  /// The lowest probability that goes; nil when none does.
  public var threshold: Double? { leads.map(\.probability).min() }
}

extension HandOffRule {
  /// Decides who is handed over, to whom.
  ///
  /// The best leads go first, until the capacity is used up. A lead belongs to its own owner;
  /// others go to the one of ``owners`` who has least for his weight, a stable hash of contact and
  /// owner breaking ties. Whose owner has all that he can take, waits.
  ///
  /// - Parameters:
  ///   - candidates: all leads.
  ///   - hasModel: whether probabilities differ.
  ///   - ownerOf: the owner of the lead at a position, if it has one.
  ///   - identifierOf: the identifier of the lead at a position.
  /// - Returns: The leads and what stays behind.
  /// - Complexity: O(n log n + n × owners).
  public func decision(
    on candidates: [Candidate],
    hasModel: Bool,
    ownerOf: (Int) -> String? = { _ in nil },
    identifierOf: (Int) -> String = { "\($0)" }
  ) -> HandOffDecision {
    var decision = HandOffDecision()
    var loads: [String: Int] = [:]
    for candidate in eligible(candidates, hasModel: hasModel) {
      if let breakEven, candidate.probability <= breakEven {
        decision.notWorthwhile += 1
        continue
      }
      guard decision.leads.count < capacity,
        let owner = owner(of: candidate.position, loads, ownerOf, identifierOf)
      else {
        decision.waiting += 1
        decision.nextProbability = decision.nextProbability ?? candidate.probability
        continue
      }
      loads[owner, default: 0] += 1
      decision.leads.append(
        HandOffDecision.Lead(
          position: candidate.position,
          probability: candidate.probability,
          owner: owner
        )
      )
    }
    return decision
  }

  /// Who gets a lead; empty when nobody is known, nil when he has all that he can take.
  private func owner(
    of position: Int,
    _ loads: [String: Int],
    _ ownerOf: (Int) -> String?,
    _ identifierOf: (Int) -> String
  ) -> String? {
    if let owner = ownerOf(position) { return hasRoom(owner, loads) ? owner : nil }
    return owners.isEmpty ? "" : idlest(loads, for: identifierOf(position))
  }

  private func hasRoom(_ owner: String, _ loads: [String: Int]) -> Bool {
    guard let perOwner else { return true }
    return loads[owner, default: 0] < perOwner
  }

  /// The owner with the least load for his weight, of those who can take more.
  private func idlest(_ loads: [String: Int], for identifier: String) -> String? {
    owners.filter { hasRoom($0.name, loads) }.min { left, right in
      let leftLoad = Double(loads[left.name, default: 0]) / left.weight
      let rightLoad = Double(loads[right.name, default: 0]) / right.weight
      if leftLoad != rightLoad { return leftLoad < rightLoad }
      return Self.draw(identifier, left.name) < Self.draw(identifier, right.name)
    }?.name
  }

  private static func draw(_ identifier: String, _ owner: String) -> UInt64 {
    var hash = StableHash()
    hash.combine(identifier)
    hash.combine(owner)
    return hash.value
  }
}
