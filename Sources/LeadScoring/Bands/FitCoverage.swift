public import CRMData

/// How much is known of what the fit rules ask for.
public struct FitCoverage: Hashable, Sendable {
  /// One attribute that rules ask for.
  public struct Input: Hashable, Sendable {
    /// The attribute.
    public var name: String
    /// Of how many contacts it is known.
    public var known: Int
  }

  /// The attributes, in the order of the rules.
  public let inputs: [Input]
  /// How many contacts have 0, 1, 2 and so on of the attributes.
  public let contactsByKnownInputs: [Int]

  /// How many contacts there are.
  public var contacts: Int { contactsByKnownInputs.reduce(0, +) }

  /// Counts.
  ///
  /// - Complexity: O(attributes × contacts).
  public init(of rules: FitRules, in snapshot: CRMSnapshot, contacts: [Int]) {
    var names: [String] = []
    for rule in rules.rules where !names.contains(rule.attribute) { names.append(rule.attribute) }
    var known = [Int](repeating: 0, count: contacts.count)
    inputs = names.map { name in
      let attribute = snapshot.attribute(name)
      var input = Input(name: name, known: 0)
      for (place, contact) in contacts.enumerated()
      where (attribute?.code(of: contact) ?? -1) >= 0 {
        input.known += 1
        known[place] += 1
      }
      return input
    }
    var counts = [Int](repeating: 0, count: names.count + 1)
    for number in known { counts[number] += 1 }
    contactsByKnownInputs = counts
  }
}
