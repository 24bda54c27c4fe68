public import CivilTime

extension EventStore {
  /// The events of one contact alone, in order of time.
  ///
  /// What somebody would be without his last events, or with one more, is asked with such a store in
  /// the place of a snapshot's own.
  ///
  /// - Complexity: O(events · log events), and four bytes for each 256 contacts before this one.
  public init(of contact: Int, events: some Sequence<Event>) {
    precondition(contact >= 0, "contacts are numbered from 0")
    var buckets = [Bucket](repeating: Bucket(), count: Self.bucketCount)
    let sorted = events.sorted()
    let before = [UInt32](repeating: 0, count: contact >> Self.bucketBits + 1)
    buckets[contact & (Self.bucketCount - 1)] = Bucket(
      offsets: before + [UInt32(sorted.count)],
      events: sorted
    )
    self.init(buckets: buckets)
  }

  /// The events of a contact up to an instant, in order of time.
  public func events(of contact: Int, through instant: Instant) -> [Event] {
    withEvents(of: contact) { events in Array(events.prefix { $0.instant <= instant }) }
  }
}
