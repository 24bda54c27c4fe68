extension CRMSnapshot {
  /// The snapshot without some contacts, as if nothing but their existence had been read.
  ///
  /// Their numbers stay, so that whoever shares an address with them still respects what they
  /// refused; everything that is computed goes through ``ContactTable/order`` and finds them no
  /// more: no conversion, no text of an attribute.
  ///
  /// - Complexity: O(contacts × attributes).
  public func without(_ contacts: Set<Int>) -> CRMSnapshot {
    guard !contacts.isEmpty else { return self }
    var snapshot = self
    snapshot.contacts.order.removeAll(where: contacts.contains)
    for contact in contacts { snapshot.firstConversions[contact] = nil }
    snapshot.contacts.owner = self.contacts.owner?.without(contacts)
    snapshot.contacts.phones = self.contacts.phones?.without(contacts)
    snapshot.contacts.attributes = self.contacts.attributes.mapValues { $0.without(contacts) }
    return snapshot
  }
}

extension AttributeColumn {
  /// The column where some rows have no value; texts that no other row has are gone.
  func without(_ rows: Set<Int>) -> AttributeColumn {
    var codes = codes
    for row in rows where row < codes.count { codes[row] = -1 }
    var isUsed = [Bool](repeating: false, count: levels.count)
    for code in codes where code >= 0 { isUsed[Int(code)] = true }
    var ranks = [Int32](repeating: -1, count: levels.count)
    var kept: [String] = []
    for (level, text) in levels.enumerated() where isUsed[level] {
      ranks[level] = Int32(kept.count)
      kept.append(text)
    }
    return AttributeColumn(
      levels: kept,
      codes: codes.map { $0 < 0 ? -1 : ranks[Int($0)] },
      levelNumbers: Self.numbers(of: kept)
    )
  }

  /// What texts are as numbers, where nine in ten of them are.
  static func numbers(of levels: [String]) -> [Double]? {
    let numbers = levels.map(number)
    let count = numbers.count { !$0.isNaN }
    return count > 0 && count * 10 >= levels.count * 9 ? numbers : nil
  }
}
