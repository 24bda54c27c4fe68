extension LeadFeatures {
  /// The features that an encoding reads and these data lack, in the encoding's order.
  public func absentFeatures(of encoding: DesignEncoding) -> [String] {
    let isRead = Set(encoding.terms.map(\.feature))
    return matching(encoding).columns.enumerated()
      .filter { isRead.contains($0.offset) && isAbsent($0.element) }.map(\.element.name)
  }

  private func isAbsent(_ column: Column) -> Bool {
    if let parsed = HalfLives.parsed(column.name) { return !recordedTypes.contains(parsed.type) }
    if case .attribute(nil, _) = column.source { return true }
    return false
  }
}
