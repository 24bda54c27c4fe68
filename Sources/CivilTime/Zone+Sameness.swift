extension Zone {
  /// Whether both clocks show the same from one instant until another, as those of Berlin and
  /// Madrid have done since 1996.
  ///
  /// - Complexity: One step for each transition between the instants.
  public func hasSameClock(as other: Zone, from start: Instant, until end: Instant) -> Bool {
    var seconds = start.seconds
    while seconds < end.seconds {
      let (left, right) = (span(containing: seconds), other.span(containing: seconds))
      guard left.offset == right.offset else { return false }
      seconds = min(left.end, right.end)
    }
    return true
  }
}
