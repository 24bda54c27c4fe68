public import CRMData
public import Features

extension GradeScheme {
  /// The grades that leads had at their instants, by the rules of today.
  ///
  /// Engagement is as of each instant. Fit is that of today's attributes, as their history is not
  /// known: where a deal changes an attribute, the letter says more than it did then.
  ///
  /// - Returns: One grade for each example.
  /// - Complexity: O(events of the contacts) for each reference.
  public func grades(
    of examples: [LeadExample],
    in snapshot: CRMSnapshot,
    fit: FitScorer,
    engagement: EngagementRules,
    threads: Int
  ) -> [Grade] {
    mapBlocks(of: examples.count, blockSize: 1024, threads: threads) { items in
      var scorer = EngagementScorer(engagement, for: snapshot)
      return examples[items].map { example in
        snapshot.events.withEvents(of: example.contact) { events in
          grade(
            fit: fit.result(for: example.contact).score,
            engagement: scorer.score(events, asOf: example.reference).score
          )
        }
      }
    }.flatMap(\.self)
  }
}
